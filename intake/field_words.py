"""What the words of one field stand for, read alike where a whole letter is recognised and where words are selected."""

import datetime
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from intake.case_facts import is_of_people, parted, proposers_named
from intake.letter_parts import OUTCOME, PUBLISHER, before_date, day_of
from intake.line_kinds import ATTACHED, COPIES, COPY, ITEM, LABEL, PRINTED, SEALED, is_office, is_organ
from intake.lines import Line, joined, tidied
from letter import derived
from letter.chinese import read_date
from letter.model import Agency, DocumentNumber, Printing
from letter.wording import organs

_FULL_WIDTH = str.maketrans("ＡＢＣＤ", "ABCD")
_SHORTEST_OF_SEVERAL = 4
_NEXT_ITEM = re.compile(r"\s+(?=\d{1,2}[.、．]\s*[^\d\s])")
_EACH = re.compile(r"[（(]?各?[一二两三四五六七八九十\d]+份[）)]?$")
_PEOPLE = re.compile("(?:委员|代表)$")
_LONGEST_NAME = 40
_GOES_ON = ("，", "、", "；")


class Outcome(NamedTuple):
    """An outcome class, and where its letter stands in the words."""

    code: str
    start: int
    end: int


class Copied(NamedTuple):
    """A list of who gets a copy, or of whom is reported to (报), and the lines that it takes."""

    reported: bool
    names: tuple[str, ...]
    lines: tuple[Line, ...]


def title_of(lines: Sequence[Line]) -> str:
    """Return the title that lines are, in one, without the label that pages put before it."""
    return re.sub(r"^(?:标题|名称)[：:]", "", joined([line.text for line in lines]))


def salutation_of(lines: Sequence[Line]) -> str:
    """Return the salutation that lines are, with its colon, and with marks between names that only blanks part."""
    said = [line for line in lines if " " in line.text or "\u3000" in line.text]
    if said and is_of_people(lines[-1].text):
        lines = [line._replace(text=parted(line.text, proposers_named(line.text).people)) for line in lines]
    return paragraphs_of(lines).rstrip("：:") + "："


def paragraphs_of(lines: Sequence[Line]) -> str:
    """Return lines as paragraphs; one that ends within a sentence goes on in the next."""
    text = ""
    for line in lines:
        text += ("\n" if text.endswith(("。", "！", "？", "：", "”", "此致")) else "") + tidied(line.text)
    return text


def outcome_in(text: str) -> Outcome | None:
    """Return the outcome class (办理结果) that words say."""
    found = OUTCOME.search(text)
    if not found:
        return None
    name = next(name for name in ("one", "two", "three") if found[name])
    return Outcome(found[name].translate(_FULL_WIDTH), *found.span(name))


def number_of(found: re.Match[str], agency: Agency) -> DocumentNumber:
    """Return the document number that NUMBER has found; the agency's own code is not said again."""
    code = tidied(found["code"])
    serial = int(found["serial"]) if found["serial"] else None
    return DocumentNumber("" if code == agency.code else code, int(found["year"]), serial)


def organs_of(line: Line) -> list[str]:
    """Return the organs that a line of the signature names."""
    names = re.split(r"[\s\u3000、]+", line.text.strip())
    several = len(names) > 1 and all(is_organ(name) and len(name) >= _SHORTEST_OF_SEVERAL for name in names)
    return [_unsealed(name) for name in (names if several else [tidied(line.text)])]


def signed_by(lines: Sequence[Line]) -> list[str]:
    """Return the organs that lines of a signature name, with or without the date; none where they say other things."""
    names: list[str] = []
    for line in lines:
        publisher = PUBLISHER.fullmatch(line.text)
        signed = Line(publisher["name"], line.start) if publisher else before_date(line)
        if not signed.text or is_office(signed.text):
            continue
        if not is_organ(signed.text):
            return []
        names += organs_of(signed)
    return list(dict.fromkeys(names))


def agency_of(organs: Sequence[str], known: Agency | None) -> Agency:
    """Return the agency of a letter that organs sign, the host first: the known one where it is the host."""
    if known and (not organs or known.name == organs[0]):
        return known
    return derived.agency_defaults(organs[0] if organs else "本单位")


def copied_said(lines: Sequence[Line], *, reported: bool) -> list[str]:
    """Return whom lines name in one of the two lists, their own label for it or none; none where they name nobody."""
    groups = list(copied_in(lines))
    if groups:
        own = [group for group in groups if group.reported is reported]
        return [name for group in own or groups for name in group.names]
    names = _recipients("、".join(line.text for line in lines))
    return names if all(map(_is_recipient, names)) else []


def _unsealed(name: str) -> str:
    return re.sub(f"{SEALED}$", "", name)


def _recipients(names: str) -> list[str]:
    """Return the organs of a list, without the copies that each gets."""
    text = re.sub(r"[（(]\s*(?:各)?\d+\s*份\s*[）)]", "", tidied(names)).strip("。；")
    found = re.findall(r"(?:[^、，,；;（(]|[（(][^（()）]*[）)])+", text)
    plain = [_EACH.sub("", name.strip()).strip() for name in found]
    return [name for name in plain if name and not re.fullmatch(r"存档|存|档", name)]


def copied_in(lines: Sequence[Line]) -> Iterator[Copied]:
    """Yield the lists behind 抄送 and 报, as far as they go on in the lines below."""
    for at, line in enumerate(lines):
        found = COPY.match(line.text)
        if not found or printed_in(line.text):
            continue
        names, own = line.text[found.end() :], [line]
        for following in lines[at + 1 :]:
            paused = names.rstrip().endswith(_GOES_ON)
            # One below the other, with nothing between them.
            listed_below = not names.rstrip().endswith("。") and is_organ(following.text)
            if not (paused or listed_below) or COPY.match(following.text) or printed_in(following.text):
                break
            names += following.text if paused else f"，{following.text}"
            own.append(following)
        label = tidied(found["label"])
        yield Copied(label.startswith("报") or label == "抄报", tuple(_recipients(names)), tuple(own))


def printed_in(text: str) -> tuple[str, datetime.date | None] | None:
    """Return who printed a letter and when, as a line of its imprint says it."""
    found = PRINTED.match(_without_copies(tidied(text)))
    return (found["office"], read_date(found["date"])) if found else None


def _without_copies(text: str) -> str:
    return COPIES.sub("", text).strip("，。；（）() ") if COPIES.search(text) else text


def copies_in(text: str) -> int | None:
    """Return how many copies were printed (共印N份)."""
    found = COPIES.search(tidied(text))
    return int(found["copies"]) if found else None


def listed(lines: Sequence[Line], *, labelled: bool = True) -> Iterator[Line]:
    """Yield the titles of attachments: behind 附件, and in the numbered lines below; without a label in every line."""
    begun = not labelled
    for line in lines:
        label = None if LABEL.fullmatch(tidied(line.text)) else ATTACHED.match(line.text)
        row = line.part(label.end()) if label else line
        if begun and labelled and not label and not ITEM.match(row.text):
            return
        if not begun and not label:
            continue
        begun = True
        for part in _items(row):
            numbered = ITEM.match(part.text)
            title = part.part(numbered.end()) if numbered else part
            if title.text.strip("：: "):
                yield title
        if label and not ITEM.match(row.text) and not _label_follows(lines, line):
            return


def _label_follows(lines: Sequence[Line], line: Line) -> bool:
    """Return whether the line below has a label of its own: 附件1：甲 over 附件2：乙."""
    following = next((one for one in lines if one.start > line.start), None)
    return following is not None and bool(ATTACHED.match(following.text))


def _items(row: Line) -> Iterator[Line]:
    """Yield the numbered titles that stand in one line: 1.甲　2.乙."""
    if not ITEM.match(row.text):
        yield row
        return
    start = 0
    for gap in _NEXT_ITEM.finditer(row.text):
        yield row.part(start, gap.start())
        start = gap.end()
    yield row.part(start)


def _is_recipient(name: str) -> bool:
    """Return whether a name that no label names as such is of an organ, or of somebody who gets a copy."""
    bare = re.sub(r"[（(][^（()）]*[）)]", "", name)
    if len(bare) > _LONGEST_NAME or re.search(r"[的了是在对我您你。：！？]", bare):
        return False
    return is_organ(bare) or bool(_PEOPLE.search(bare)) or any(word in bare for word in _system_words())


def _system_words() -> Iterator[str]:
    return (word for words in organs().systems.values() for word in words)


def printing_said(lines: Sequence[Line]) -> Printing | None:
    """Return what lines say of the printing, each part empty that they do not say; None where they say other things."""
    printing = Printing()
    for line in lines:
        if copies := copies_in(line.text):
            printing = replace(printing, copies=copies)
        text = _without_copies(tidied(line.text))
        if not text:
            continue
        before = before_date(Line(text, 0)).text
        office, date = printed_in(text) or (before, day_of(text[len(before) :].strip()))
        if (office and not is_organ(office)) or not (office or date):
            return None
        printing = replace(printing, office=office or printing.office, date=date or printing.date)
    return printing if printing != Printing() else None


def titles_said(lines: Sequence[Line]) -> list[str]:
    """Return the titles of attachments that lines say, labelled and numbered or not; none where they are sentences."""
    rows = [line for line in lines if not LABEL.fullmatch(tidied(line.text))]
    labelled = bool(rows) and bool(ATTACHED.match(rows[0].text))
    titles = list(dict.fromkeys(tidied(title.text) for title in listed(rows, labelled=labelled)))
    return [] if any(re.search(r"[。！？；]", title) for title in titles) else titles
