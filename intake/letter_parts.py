"""Which lines of a text are which part of a reply letter: found from the salutation and the opening outwards."""

import datetime
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from intake.line_kinds import (
    ATTACHED,
    COPY,
    DATE,
    ITEM,
    LABEL,
    NOTE,
    NUMBER,
    PRINTED,
    is_call,
    is_chrome,
    is_contact,
    is_office,
    is_organ,
)
from intake.lines import Line, joined, tidied
from intake.words import any_of, words
from letter.chinese import read_date

_LONGEST_TITLE, _TITLE_LINES, _LONGEST_SALUTATION, _OPENING_LINES = 160, 5, 150, 3
_MATTER = "建议|提案|议案|意见|议事|案"
_ANSWERED = re.compile(
    r"收悉|收到|知悉|敬悉|交(?:由|至|给|我|市|县|区|局)|转(?:我|交|至|办)|答复如下|回复如下|函复如下|复函如下|函告如下|复如下"
    r"|(?:现|兹)[^。]{0,40}如下"
)
_ADDRESSED = re.compile(
    r"(?:您|你|贵)(?:们|二位|两位|几位|各位|[^，。]{1,12})?(?:在[^，。]{2,60})?(?:所)?(?:提出|提交|提的|撰写|反映|领衔|代表|委员|团|们|会|社|党|委|局|厅|办|单位|支部|总支)"
    r"|^由(?:你|您|贵)"
    r"|^(?:[一二两三四五六七八九十各几]+位|[^，。]{2,20})?(?:委员|代表)们?(?:分别|联名|共同)?(?:在[^，。]{2,60})?(?:所)?(?:提出|提交|反映|建议)"
    r"|^[《“].{2,80}(?:建议|提案|议案)|^关于.{2,120}(?:建议|提案|议案|意见)|^.{0,30}(?:建议|提案).{0,40}(?:收悉|收到|办理)|^(?:您|你)(?:们)?好|^收到|^首先"
)
_ENDS_OPENING = re.compile(
    r"如下(?:[：:。]|$)|以下(?:会办|协办|办理|答复)?意见[：:]$|(?:答复|函复|回复|函告|复函)(?:您们?|你们?|贵[^，。：]{1,4})?[：:]$"
)
_PERSON = re.compile(r"(?:委员|代表|同志|先生|女士|召集人)(?:们)?(?:[（(][^（）()]*[）)])?$")
_BODY = re.compile(
    r"(?:委|会|社|团|联|局|厅|室|办|院|盟|革|建|进|工党|公党|协|部|组|支部|总支|界|界别|中央|党|三)(?:[（(][^（）()]*[）)])?$"
)
# Who keeps the site on which offices publish their letters.
_SITE = re.compile(
    r"(?!.*(?:关于|对))[\u3400-\u9fff]{2,30}?(?:(?P<organ>人民政府|政协|人民代表大会|人大)(?:常务委员会|常委会|办公室|办公厅)?|网站|网)"
)
_GREETING = re.compile(r"^(?:您们?|你们?|大家)好[！!。，,]*$")
# One that has lost characters on its way to the web.
_BARE_DATE = re.compile(
    r"(?:19|20)\d{2}\s*年?\s*\d{0,2}\s*[-./月]?\s*\d{1,2}\s*[-./]?\s*\d{0,2}\s*日?|[12]\d{3}\s*年\s*\d{1,2}\s*月"
)
# One whose day, or more of it, is left to be stamped or written by hand.
UNFILLED_DATE = re.compile(r"(?:[12]\d{3}|20)?\s*年\s*\d{0,2}\s*月\s*\d{0,2}\s*日")
OUTCOME = re.compile(
    r"(?:办理结果|类\s*别|分类标志|类别标志|类别标记|办理结果类[型别]|办理类别|答复类别|分类|办理情况)[\s：:]+[（(]?\s*(?P<one>[A-DＡ-Ｄ]\d?)\s*类?\s*[）)]?"
    r"|^[（(]?\s*(?P<two>[A-DＡ-Ｄ]\d?)\s*类?\s*[）)]?(?=$|[\s\u3000])|号\s*(?P<three>[A-DＡ-Ｄ]\d?)\s*类?(?=\s|$|同意|公开)"
)
SIGNATORY = re.compile(
    r"(?:签\s*发\s*人?|领导署名|签批人?|审签人?|签署人?)\s*[：:]\s*"
    r"(?P<name>[\u3400-\u9fff·]\s?[\u3400-\u9fff· ]{1,14}?)(?=\s{2}|$|\t|[，。；])"
)
PUBLISHER = re.compile(r"(?:发布机构|发文机关|发布机关|制发机关|发布单位|公开责任部门)[\s：:]+(?P<name>[^\s：:]+)")
META_NUMBER = re.compile(r"(?:^|[/／|｜；;\s])(?:文\s*号|发文字号|文件编号|文件号)\s*[：:]?\s*(?P<number>\S.*)$")
META_LABEL = re.compile(r"(?:文号|发文字号|文件编号|文件号)[：:]?")
# A greeting behind the name of who is addressed.
GREETED = r"(?:您们?|你们?)好[！!。，,]*$"
_MOST_ORGANS, _LONGEST_THANKS = 8, 120


# Thanks at the end of a paragraph of other things begin with these words.
_THANKS = re.compile(
    "(?:在此|最后)?[，,]?(?:再次|衷心|诚挚|非常|十分|真诚)*(?:地)?(?:感谢|谢谢)(?:您|你|贵|各位)|在此[，,]?对(?:您|你|贵)"
)
_SENTENCES_OF_THANKS, _LONG_BEFORE = 2, 25


class Parts(NamedTuple):
    """The lines of each part; salutation is None where a letter has none.

    below stands between the closing and the signature, tail behind the date.
    """

    head: tuple[Line, ...]
    title: tuple[Line, ...]
    salutation: Line | None
    opening: tuple[Line, ...]
    answer: tuple[Line, ...]
    closing: tuple[Line, ...]
    below: tuple[Line, ...]
    organs: tuple[Line, ...]
    date: Line | None
    tail: tuple[Line, ...]


class AttachmentPage(NamedTuple):
    """The page of an attachment behind the letter: its label with the title, and what stands below."""

    heading: tuple[Line, ...]
    content: tuple[Line, ...]


def attachment_pages(tail: Sequence[Line]) -> Iterator[AttachmentPage]:
    """Yield the page of each attachment that follows the letter under its own label."""
    starts = [at for at, line in enumerate(tail) if LABEL.fullmatch(tidied(line.text))]
    for at, end in pairwise([*starts, len(tail)]):
        own = list(tail[at + 1 : end])
        own = own[: next((n for n, row in enumerate(own) if is_of_imprint(row)), None)]
        yield AttachmentPage((tail[at], *own[:1]), tuple(own[1:]))


def is_of_imprint(line: Line) -> bool:
    """Return whether a line is of the imprint, which ends the pages of attachments."""
    return bool(COPY.match(line.text) or PRINTED.match(tidied(line.text)))


def find_parts(lines: Sequence[Line]) -> Parts | None:
    """Return the parts of a letter, None where neither a salutation with an opening nor a title is found."""
    found = _opening(lines)
    if found is None:
        return None
    salutation, at, opening, rest = found
    title_end = at if salutation is None else next(n for n, line in enumerate(lines) if line.end >= salutation.start)
    title, head = _title(lines[:title_end])
    if not _is_reply(title, salutation, opening):
        return None
    body = _body(rest)
    if _is_site(title, body.organs):
        head, title = (*head, title[0]), title[1:]
    return Parts(head, title, salutation, opening, *body)


def _is_site(title: Sequence[Line], organs: Sequence[Line]) -> bool:
    """Return whether what stands above a whole title is the site that shows it, whose organ is none that signs."""
    found = _SITE.fullmatch(tidied(title[0].text)) if len(title) > 1 else None
    if found is None or not tidied(title[1].text).startswith(("关于", "对")):
        return False
    organ = found["organ"]
    return organ is None or (bool(organs) and not any(organ in line.text for line in organs))


def _is_reply(title: Sequence[Line], salutation: Line | None, opening: Sequence[Line]) -> bool:
    """Return whether title, salutation and opening are of a reply to a paper of a deputy or member."""
    named, first = joined([line.text for line in title]), joined([line.text for line in opening])
    addressed = tidied(salutation.text) if salutation else ""
    if not re.search("建议|提案|议案|意见|议事", named + first):
        return False
    if re.match("各(?!位)", addressed):
        return False  # what goes to every unit is a notice
    if re.search("答复[》”]?(?:已|均已|业已)?(?:收到|收悉|知悉)", first):
        return False  # whose paper it was says what he thinks of the answer
    if re.search(r"第[×xX○〇_＿\s]+(?:号|次)", named):
        return False  # the form of a reply, with nothing filled in
    if salutation is None and not title and not re.match(r".{2,40}(?:代表|委员)们?(?!团|会|建议|提案)", first):
        return False
    return bool(re.search("政协|人大|人民代表大会|代表|委员|提案|议案|建议", named + addressed + first))


def _opening(lines: Sequence[Line]) -> tuple[Line | None, int, tuple[Line, ...], list[Line]] | None:
    """Return salutation, the place of the line with it, the lines of the opening, and all lines after it."""
    for at, line in enumerate(lines):
        salutation, rest = _salutation(line)
        following = ([rest] if rest and rest.text else []) + list(lines[at + 1 : at + 1 + _OPENING_LINES])
        if salutation is None or not _opened(following):
            continue
        later = ([rest] if rest and rest.text else []) + list(lines[at + 1 :])
        opening, left = _until_answer(later)
        return salutation, at, opening, left
    for at, line in enumerate(lines):
        if _opens(line) and _ANSWERED.search(line.text) and not is_chrome(line) and _is_paragraph(line):
            opening, left = _until_answer(list(lines[at:]))
            return None, at, opening, left
    return None


def _opened(lines: Sequence[Line]) -> bool:
    """Return whether an opening follows a salutation; another salutation in between has the opening for itself."""
    for line in lines:
        if _opens(line) and not _only_names(line):
            return True
        if _salutation(line)[0] is not None:
            return False
    return False


def _only_names(line: Line) -> bool:
    """Return whether a line names a paper and says nothing of it, as a title does."""
    return ends_like_title(tidied(line.text)) and not _is_paragraph(line)


def _is_paragraph(line: Line) -> bool:
    return bool(re.search("[，。：]", line.text))


def _opens(line: Line) -> bool:
    """Return whether a line begins the text of a letter: whose paper was received, and what is answered."""
    text = tidied(line.text)
    return bool(_GREETING.match(text)) or bool(
        _ADDRESSED.search(text[:200]) and (_ANSWERED.search(text) or re.search(_MATTER, text))
    )


def _salutation(line: Line) -> tuple[Line | None, Line | None]:
    """Return the salutation that a line is or begins with, and what follows it on the same line."""
    text = line.text
    colon = _colon(text)
    if len(text) > _LONGEST_SALUTATION and not 0 < colon < _LONGEST_SALUTATION:
        return None, None
    addressed = tidied(text[:colon] if colon > 0 else text)
    rest = line.part(colon + 1) if colon > 0 else None
    if re.search(r"关于|收悉|答复|复函|时间|来源|日期|[。；！？]|签发|联系|编号|类别|附件|抄送|作者|公开", addressed):
        return None, None
    bare = re.sub(GREETED, "", addressed).rstrip("，,")
    if not _PERSON.search(bare) and not (_BODY.search(bare) and colon > 0 and len(bare) >= 3):
        return None, None
    return line.part(0, colon + 1 if colon > 0 else None), rest


def _colon(text: str) -> int:
    """Return where the first colon outside brackets is, -1 where there is none."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if character in "：:" and depth <= 0:
            return at or -1
    return -1


def _until_answer(lines: list[Line]) -> tuple[tuple[Line, ...], list[Line]]:
    """Return the opening, as far as what is said to follow, and the lines after it."""
    for count, line in enumerate(lines[:_OPENING_LINES]):
        found = _ENDS_OPENING.search(line.text)
        if found:
            end = found.end()
            rest = [line.part(end)] if line.text[end:].strip() else []
            return (*lines[:count], line.part(0, end)), [*rest, *lines[count + 1 :]]
        if count and not _opens(lines[0]) and not _GREETING.match(tidied(lines[0].text)):
            break
    count = 1
    if lines and _GREETING.match(tidied(lines[0].text)):
        count = 2
    first = lines[count - 1] if len(lines) >= count else None
    if first is not None and _ANSWERED.search(first.text):
        # A paragraph that only says what was received ends with its first sentence that does.
        return tuple(lines[:count]), lines[count:]
    return tuple(lines[: count - 1]), lines[count - 1 :]


def _title(lines: Sequence[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Return the lines of the title, the nearest above the salutation, and all lines above it besides."""
    for last in range(len(lines) - 1, -1, -1):
        text = tidied(lines[last].text)
        # One without an ending stands right above the salutation.
        bare = last == len(lines) - 1 and re.search(r"第.{1,14}号(?:建议|提案|议案)$", text)
        if is_chrome(lines[last]) or not (bare or ends_like_title(text)) or len(text) > _LONGEST_TITLE:
            continue
        for first in range(last, max(-1, last - _TITLE_LINES), -1):
            words_of = "".join(tidied(line.text) for line in lines[first : last + 1])
            if not _is_title(words_of) and not (first > 0 and _goes_on(lines[first - 1], words_of, lines[first])):
                continue
            while first > 0 and last - first + 1 < _TITLE_LINES and _goes_on(lines[first - 1], words_of, lines[first]):
                first -= 1
                words_of = tidied(lines[first].text) + words_of
            return tuple(lines[first : last + 1]), (*lines[:first], *lines[last + 1 :])
    return (), tuple(lines)


def ends_like_title(text: str) -> bool:
    """Return whether a line ends as titles of replies do."""
    return bool(re.search(rf"(?:{words().title_endings})(?:[（(].*[）)])?$", text))


def _is_title(text: str) -> bool:
    about = re.search(r"关于|对", text) and re.search(_MATTER + r"|第.{1,14}号", text)
    # 县政协九届二次会议第35号提案答复
    numbered = re.search(r"会议第.{1,14}号(?:建议|提案|议案)|(?:建议|提案|议案)第.{1,14}号", text)
    return bool(about or numbered) and len(text) <= _LONGEST_TITLE


def _goes_on(line: Line, below: str, next_line: Line) -> bool:
    """Return whether a line is the beginning of the title below it."""
    text = tidied(line.text)
    if (
        is_chrome(line)
        or NUMBER.search(text)
        or re.search(r"[。：:！？]|签发|类别|^[A-D]\d?类?$", text)
        or len(text) > 40
    ):
        return False
    if re.search(r"关于|对", text) and not re.search(_MATTER + "|，", text):
        return True
    if re.search(rf"(?:{words().organ_endings})$", text):
        # Several organs stand on lines of their own.
        return below.startswith(("关于", "对")) or ("\u3000" in line.text and is_organ(next_line.text))
    if text.endswith("号"):
        return below.startswith(("提案", "建议", "议案", "“", "《", "的", "答复", "委员", "代表"))
    if below in ("答复", "复函", "答复函", "的答复", "的复函"):
        return bool(re.search(_MATTER, text))
    open_ends = ("关于", "对", "第", "会议", "政协", "人大", "的", "、", "代表", "委员")
    return text.endswith(open_ends) and not text.endswith(("答复", "函"))


class _Body(NamedTuple):
    answer: tuple[Line, ...]
    closing: tuple[Line, ...]
    below: tuple[Line, ...]
    organs: tuple[Line, ...]
    date: Line | None
    tail: tuple[Line, ...]


def _body(lines: Sequence[Line]) -> _Body:
    """Return what follows the opening: answer, closing, what is below it, organs, date, and the tail."""
    dated = _date_at(lines)
    end = len(lines) if dated is None else dated
    organs: list[Line] = []
    date: Line | None = None
    after = end
    if dated is not None:
        line = lines[dated]
        found = _date_in(line)
        assert found
        date = line.part(found.start(), found.end())
        before = line.part(0, found.start())
        organs = [before] if before.text else []
        after = dated + 1
    first = end
    while (
        first > 0
        and len(organs) < _MOST_ORGANS
        and (is_organ(lines[first - 1].text) or is_office(lines[first - 1].text))
    ):
        first -= 1
        organs.insert(0, lines[first])
    if dated is None:
        # Without a date nothing says where the letter ends but the page around it.
        first = next((at for at, line in enumerate(lines) if _is_after(line)), len(lines))
        after = first
        while first > 0 and len(organs) < _MOST_ORGANS and is_organ(lines[first - 1].text):
            first -= 1
            organs.insert(0, lines[first])
    answer, closing, extra = _closing(lines[:first])
    # What stands between the closing and the signature: contact, attachments, note.
    return _Body(tuple(answer), tuple(closing), tuple(extra), tuple(organs), date, tuple(lines[after:]))


def _is_after(line: Line) -> bool:
    text = tidied(line.text)
    return is_chrome(line) or bool(COPY.match(text) or NOTE.match(text) or is_contact(text) or is_call(text))


def _date_in(line: Line) -> re.Match[str] | None:
    found = next(reversed(list(DATE.finditer(line.text))), None)
    if found is None:
        found = _BARE_DATE.fullmatch(line.text.strip()) or UNFILLED_DATE.fullmatch(line.text.strip())
        return found and re.search(re.escape(found[0]), line.text)
    return found if not line.text[found.end() :].strip("。. ") else None


def _date_at(lines: Sequence[Line]) -> int | None:
    """Return the line with the date of the letter: one of its own, or behind an organ."""
    for at, line in enumerate(lines):
        found = _date_in(line)
        if not found:
            continue
        before = tidied(line.text[: found.start()])
        if not before:
            above = lines[at - 1] if at else None
            signed = above is not None and (is_organ(above.text) or _closes(above))
            if DATE.fullmatch(found[0]) or signed or _is_last(above, lines[at + 1 :]):
                return at
        elif is_organ(before):
            return at
    return None


def _is_last(above: Line | None, below: Sequence[Line]) -> bool:
    """Return whether nothing of a letter follows: there a date needs nobody above it who signs."""
    return not (above and is_chrome(above)) and all(map(is_chrome, below))


def before_date(line: Line) -> Line:
    """Return what stands before the date at the end of a line, the whole line where none does."""
    found = _date_in(line)
    return line.part(0, found.start()) if found else line


def day_of(text: str) -> datetime.date | None:
    """Return the day that a date says, also one without marks between its digits where only one day can be meant."""
    day = read_date(text)
    digits = re.sub(r"[年月日\s./-]", "", text)
    if day or not re.fullmatch(r"\d{6,8}", digits):
        return day
    year, rest = digits[:4], digits[4:]
    pairs = ((rest[:at], rest[at:]) for at in (1, 2) if len(rest[at:]) in (1, 2))
    # What was not padded has no nought in front.
    padded = len(rest) == len("0102")
    parted = [pair for pair in pairs if padded or not any(part.startswith("0") for part in pair)]
    days = {read_date(f"{year}-{month}-{one}") for month, one in parted}
    found = [one for one in days if one]
    return found[0] if len(found) == 1 else None


def _closing(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Return the answer, the closing that ends it, and what stands below that."""
    rest = list(lines)
    extra: list[Line] = []
    while rest and (_is_after(rest[-1]) or SIGNATORY.search(rest[-1].text) or ATTACHED.match(rest[-1].text)):
        extra.insert(0, rest.pop())
    # A list of attachments stands over its further lines.
    for at in range(max(0, len(rest) - 6), len(rest)):
        if re.match(r"^附\s*件\s*[：:]", rest[at].text) and all(ITEM.match(line.text) for line in rest[at + 1 :]):
            extra = [*rest[at:], *extra]
            rest = rest[:at]
            break
    closing: list[Line] = []
    while rest and len(closing) < 5 and _closes(rest[-1]):
        closing.insert(0, rest.pop())
    mixed = closing[0] if closing else rest[-1] if rest else None
    if mixed and (thanks := _thanks_within(mixed)):
        said = rest if closing else rest[:-1]
        return [*said, mixed.part(0, thanks)], [mixed.part(thanks), *closing[1:]], extra
    return rest, closing, extra


def _thanks_within(line: Line) -> int:
    """Return where the thanks begin that end a paragraph which says other things first, 0 where none do."""
    starts = [found.end() for found in re.finditer("[。！]", line.text) if found.end() < len(line.text)]
    for start in starts:
        last = line.text[start:]
        own = last.count("。") + last.count("！") <= _SENTENCES_OF_THANKS and _THANKS.match(tidied(last))
        if own:
            return start if start >= _LONG_BEFORE and not _closes(line.part(0, start)) else 0
    return 0


def _closes(line: Line) -> bool:
    text = tidied(line.text)
    if len(text) > 240 or re.match(r"^[一二三四五六七八九十]{1,3}、|^（[一二三四五六七八九十]", text):
        return False
    if re.search(words().to_the_public, text) and not re.search("您|你", text):
        return False
    if len(text) <= _LONGEST_THANKS and re.search(words().thanks, text):
        return True
    return bool(any_of("closings").search(text)) and (bool(re.search(words().closing_marks, text)) or len(text) <= 30)
