"""Which paragraph is what: by the names of our own styles where a docx has them, else by wording and position."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from docgen.docx.audit.document import Document, Paragraph
from docgen.standard import standard, styles
from docgen.widths import width_in_characters
from letter.sequence import recognise, recognise_lines

NUMBER = re.compile(
    r"([\u4e00-\u9fff]{1,15})\s*([〔\[［（(【﹝〖])\s*(\d{2,4})\s*([〕\]］）)】﹞〗])\s*(第?)\s*(\d*)\s*(号?)"
)
_NUMERAL = r"[\s\d〇○零一二三四五六七八九十]"
DATE = re.compile(rf"{_NUMERAL}{{2,5}}年{_NUMERAL}*月{_NUMERAL}*日")
COPY_TO = re.compile(r"(抄送|抄报|主送|报送|报|送|分送)\s*[：:]")
PRINTED = re.compile(r"日\s*印发\s*$")
COPIES = re.compile(r"[（(]?(共印|印)\s*\d*\s*份")
ATTACHMENT_LIST = re.compile(r"附件\s*[：:]")
ATTACHMENT_LABEL = re.compile(r"附件\s*\d{0,2}")
NUMBERED = re.compile(r"\d{1,2}\s*[.．、]")
NOTE = re.compile(r"[（(].*[）)]", re.DOTALL)
_TITLE_WORDS = re.compile(r"关于.+|.+(答复|复函|的函|意见|通知)$")
_TITLE_SIZE = 18
_HEAD_PARAGRAPHS = 12
_LONGEST_TITLE = 150
_LONGEST_ADDRESSEE = 300
_LONGEST_ORGAN = 40
_MOST_ORGANS = 8
_MARK_SIZE = 22
_LATER_NOTES = 6


@dataclass
class Roles:
    """The paragraphs of a letter by what they are; what was not recognised is missing."""

    mark: list[Paragraph] = field(default_factory=list[Paragraph])
    number: Paragraph | None = None
    title: list[Paragraph] = field(default_factory=list[Paragraph])
    addressee: Paragraph | None = None
    body: list[Paragraph] = field(default_factory=list[Paragraph])
    headings: list[tuple[int, Paragraph]] = field(default_factory=list[tuple[int, Paragraph]])
    attachment_list: list[Paragraph] = field(default_factory=list[Paragraph])
    attachment_labels: list[Paragraph] = field(default_factory=list[Paragraph])
    organs: list[Paragraph] = field(default_factory=list[Paragraph])
    date: Paragraph | None = None
    notes: list[Paragraph] = field(default_factory=list[Paragraph])
    copy_to: list[Paragraph] = field(default_factory=list[Paragraph])
    printed: list[Paragraph] = field(default_factory=list[Paragraph])


def recognise_roles(document: Document) -> Roles:
    """Return what each paragraph is."""
    names = {look.name: identifier for identifier, look in styles().items()}
    styled: dict[str, list[Paragraph]] = {}
    for paragraph in (*document.paragraphs, *_header_paragraphs(document)):
        identifier = names.get(paragraph.style_name, paragraph.style if paragraph.style in styles() else "")
        if identifier and paragraph.words:
            styled.setdefault(identifier, []).append(paragraph)
    roles = Roles()
    _read_head(document, roles, styled)
    _read_text(document, roles, styled)
    _read_end(document, roles, styled)
    _read_body(document, roles, styled)
    return roles


def _header_paragraphs(document: Document) -> list[Paragraph]:
    """Return the paragraphs that stand above the first page's text."""
    keys = ["header_first"] if document.page.title_page else []
    story = next((document.stories[key] for key in (*keys, "header_default") if key in document.stories), None)
    return [] if story is None else [paragraph for paragraph in story.paragraphs if paragraph.words]


def _first(rows: Iterable[Paragraph], test: Callable[[Paragraph], object]) -> Paragraph | None:
    return next((row for row in rows if test(row)), None)


def _read_head(document: Document, roles: Roles, styled: dict[str, list[Paragraph]]) -> None:
    top = document.paragraphs[:_HEAD_PARAGRAPHS]
    in_header = _header_paragraphs(document)
    roles.mark = styled.get("mark") or [
        row for row in (*in_header, *top) if row.look.size >= _MARK_SIZE and _is_red(row.look.color)
    ]
    if not roles.mark:
        roles.mark = [row for row in in_header if row.look.size >= _MARK_SIZE and not NUMBER.search(row.text)][:1]
    marks = [row.element for row in roles.mark]
    lines = styled.get("number_line", [])
    roles.number = _first(lines, lambda row: NUMBER.search(row.text)) or _first(
        (row for row in (*top, *in_header) if row.element not in marks and len(row.words) <= 60),
        _is_number,
    )
    if roles.number is None and lines:
        roles.number = lines[0]


def _is_number(row: Paragraph) -> bool:
    """Return whether a paragraph ends with a number, or has nothing but 签发人 behind it."""
    found = NUMBER.search(row.text)
    behind = row.text[found.end() :].strip() if found else ""
    return found is not None and (not behind or behind.startswith("签发人"))


def _is_red(color: str) -> bool:
    return bool(re.fullmatch(r"[C-F][0-9A-F][0-5][0-9A-F][0-5][0-9A-F]", color))


def _ends_with_colon(row: Paragraph) -> bool:
    return row.words.endswith(("：", ":"))


def _read_text(document: Document, roles: Roles, styled: dict[str, list[Paragraph]]) -> None:
    taken = [row.element for row in roles.mark] + ([roles.number.element] if roles.number else [])
    later = [row for row in document.paragraphs if row.element not in taken and row.where in ("body", "box")]
    if roles.number is not None and roles.number.where == "body":
        start = roles.number.number
        later = [row for row in later if row.number > start]
    roles.title = styled.get("title", [])
    addressed = styled.get("addressee", [])
    if addressed:
        roles.addressee = addressed[0]
    else:
        start = roles.title[-1].number if roles.title else 0
        roles.addressee = _first(
            (row for row in later if row.number > start and row.where == "body"),
            lambda row: (
                _ends_with_colon(row)
                and len(row.words) <= _LONGEST_ADDRESSEE
                and "。" not in row.words
                and not COPY_TO.match(row.words)
                and not _TITLE_WORDS.fullmatch(row.words.rstrip("：:"))
            ),
        )
    if not roles.title:
        before = roles.addressee.number if roles.addressee is not None else _HEAD_PARAGRAPHS
        roles.title = _title_of([row for row in later if row.number < before])


def _title_of(rows: list[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that look most like a title, together with those of the same look beside them."""

    def score(row: Paragraph) -> float:
        if len(row.words) > _LONGEST_TITLE or row.numbered_page or DATE.fullmatch(row.words):
            return 0
        return (
            2.0 * bool(_TITLE_WORDS.search(row.words.replace("\n", "")))
            + 2.0 * (row.look.size >= _TITLE_SIZE)
            + (row.align == "center")
        )

    best = max(rows, key=score, default=None)
    if best is None or score(best) < 2:
        return []
    place = rows.index(best)
    start = end = place
    while start and _alike(rows[start - 1], best):
        start -= 1
    while end + 1 < len(rows) and _alike(rows[end + 1], best):
        end += 1
    return rows[start : end + 1]


def _alike(row: Paragraph, other: Paragraph) -> bool:
    return row.look.size == other.look.size and row.align == other.align == "center"


def _read_end(document: Document, roles: Roles, styled: dict[str, list[Paragraph]]) -> None:
    start = roles.addressee.number if roles.addressee is not None else (roles.title[-1].number if roles.title else 0)
    later = [row for row in document.paragraphs if row.number > start or row.where != "body"]
    flow = [row for row in later if row.where == "body"]
    dates = styled.get("date") or [row for row in flow if DATE.fullmatch(row.words)]
    roles.date = dates[0] if dates else None
    own = styled.get("signature")
    if own:
        roles.organs = own
    elif roles.date is not None and roles.date in flow:
        place = flow.index(roles.date)
        for row in reversed(flow[max(0, place - _MOST_ORGANS) : place]):
            if len(row.words) > _LONGEST_ORGAN or re.search(r"[。：:；，,]|^附件", row.words) or _is_heading(row):
                break
            roles.organs.insert(0, row)
    marked = styled.get("imprint", [])
    imprint = marked or [
        row for row in later if row.where != "body" or roles.date is None or row.number > roles.date.number
    ]
    roles.copy_to = [row for row in imprint if COPY_TO.match(row.words)]
    roles.printed = [row for row in imprint if PRINTED.search(row.words) and row is not roles.date]
    after = [row for row in flow if roles.date is not None and row.number > roles.date.number]
    roles.notes = [
        row
        for row in styled.get("note") or after[:_LATER_NOTES]
        if NOTE.fullmatch(row.words) and not COPIES.match(row.words)
    ]
    roles.attachment_labels = styled.get("attachment_label") or [
        row for row in after if ATTACHMENT_LABEL.fullmatch(row.words)
    ]
    roles.attachment_list = styled.get("attachment_list") or _attachment_list(flow, roles)


def _attachment_list(flow: list[Paragraph], roles: Roles) -> list[Paragraph]:
    end = roles.date.number if roles.date is not None else len(flow) + 1_000_000
    first = next((place for place, row in enumerate(flow) if ATTACHMENT_LIST.match(row.words)), None)
    if first is None or flow[first].number > end:
        return []
    found = [flow[first]]
    for row in flow[first + 1 :]:
        if not NUMBERED.match(row.words) or row.number > end:
            break
        found.append(row)
    return found


def _is_heading(row: Paragraph) -> bool:
    typed = recognise(row.words)
    return typed.level is not None and typed.heading > 0


def _read_body(document: Document, roles: Roles, styled: dict[str, list[Paragraph]]) -> None:
    """Take as text what our styles say, or what stands between addressee and signature."""
    for level in range(1, 5):
        roles.headings += [(level, row) for row in styled.get(f"heading_{level}", [])]
    rows = styled.get("body", [])
    if not rows:
        rows = _between(document, roles)
    own = bool(styled.get("body"))
    for row, typed in zip(rows, recognise_lines([row.words for row in rows]), strict=True):
        if typed.level is None or not typed.heading:
            roles.body.append(row)
        elif own and typed.level > 2:
            # Set like the text; whether it is a heading or an item of a list does not show on the paper.
            roles.body.append(row)
            roles.headings.append((typed.level, row))
        else:
            roles.headings.append((typed.level, row))


def _between(document: Document, roles: Roles) -> list[Paragraph]:
    known = [*roles.mark, *roles.title, *roles.organs, *roles.notes, *roles.copy_to, *roles.printed]
    known += [*roles.attachment_labels, *roles.attachment_list]
    known += [row for row in (roles.number, roles.addressee, roles.date) if row is not None]
    elements = [row.element for row in known]
    start = max((row.number for row in (*roles.title, roles.addressee) if row is not None), default=0)
    ends = [row.number for row in (*roles.organs, roles.date) if row is not None and row.number > start]
    end = min(ends, default=len(document.paragraphs) + 1)
    return [
        row
        for row in document.paragraphs
        if row.where == "body"
        and start < row.number < end
        and row.element not in elements
        and "framePr@w" not in row.properties
    ]


def line_of(row: Paragraph) -> tuple[float, float] | None:
    """Return how far a single line stands from the left and right edge of the type area, in 字 of the grid.

    None where tabs decide. Blanks typed before the text count as its indent, for that is how they look.
    """
    grid = standard().grid
    if "\t" in row.text.strip("\n"):
        return None
    unit, line = grid.character, grid.characters.value
    left, right = row.indent("left", unit) + row.indent("first", unit), row.indent("right", unit)
    text = row.text.strip("\n")
    bare = text.strip(" \u3000\xa0")
    leading = width_in_characters(text[: len(text) - len(text.lstrip(" \u3000\xa0"))])
    trailing = width_in_characters(text[len(text.rstrip(" \u3000\xa0")) :])
    width = width_in_characters(bare)
    if row.align == "right":
        right += trailing
        return line - right - width, right
    if row.align == "center":
        middle = (left + line - right + leading - trailing) / 2
        return middle - width / 2, line - middle - width / 2
    left += leading
    return left, line - left - width
