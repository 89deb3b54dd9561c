"""A pasted or stored text as the lines of a letter: blanks of layout gone, marks of Chinese made full, lines parted.

What comes out is the text that the clerk sees beside the form; every place that is told of is a place in it.
"""

import re
from collections.abc import Iterator

from intake.printed_lines import join_printed_lines
from intake.wrapped_lines import join_wrapped_lines
from letter.cleaning import clean_text
from letter.headings import BLANKS

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_FULL = "，：；？！（）。"
_NEAR = f"[{_HAN}{_FULL}”’》〉」』】〕、—…“‘《〈「『【〔]"
_MARKS = {",": "，", ":": "：", ";": "；", "?": "？", "!": "！"}
_CLOCK = re.compile(r"\d:\d")
# A page on one line: a letter's line is a paragraph, and few are so long.
_ONE_LINE, _FEW_LINES, _LONG_OF_FEW = 500, 4, 120
_PAGE_NUMBER = re.compile(
    r"[\s\u3000]*(?:[-—–－][-—–－\s]*\d{1,3}\s*[-—–－]+|第\s*\d{1,3}\s*页(?:[，,/／\s]*共\s*\d{1,3}\s*页)?)[\s\u3000]*"
)
_QUOTED = re.compile(r"\s*(?:[>＞|]\s?)+")
_SINGLE = re.compile(r"(?<=[^\x00-\x7f])[ \u3000](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])[ \u3000](?=20\d{2}年)")
_RUNS = re.compile(r"[ \u3000]{2,}")
# Characters that stand apart by one blank each, and such that do not.
_APART = re.compile(f"(?<=[{_HAN}{_FULL}“”《》、]) (?=[{_HAN}{_FULL}“”《》、])")
_TOGETHER, _LEAST_APART = re.compile(f"(?<=[{_HAN}])(?=[{_HAN}])"), 5
_BEFORE = re.compile(
    r"(?<=[。；：:])\s*(?=[一二三四五六七八九十]{1,3}、)|(?<=[。；：:])\s*(?=（[一二三四五六七八九十]{1,3}）)"
    r"|(?<=如下[：。:])|(?<=如下[:：])\s*|(?<=。)\s*(?=(?:最后|再次|衷心|诚挚|非常)?感谢|特此|专此|此复|以上答复)"
    r"|(?<=[委员代表][：:])\s*|(?<=。)\s*(?=[^。，；]{2,30}[局委厅办院会室府][ \u3000]*\d{4}年\d{1,2}月\d{1,2}日)"
    r"|(?=联系人[：:]|联系电话[：:]|抄送[：:]|（此件)"
)


def cleaned(text: str) -> str:
    """Return a text with one paragraph a line and the marks of Chinese in full width; words stay as they are."""
    text = _unquoted(text)
    paragraphs = join_printed_lines(join_wrapped_lines(_without_page_numbers(clean_text(text))))
    lines = [_squeezed(_closed_up(line)) for line in paragraphs.split("\n")]
    kept = [line for line in lines if line.strip("\t")]
    longest = _LONG_OF_FEW if len(kept) <= _FEW_LINES else _ONE_LINE
    kept = [part for line in kept for part in _parted(line, longest)]
    return "\n".join(map(full_marks, kept))


def _unquoted(text: str) -> str:
    """Return a text without the marks that mail programs put before the lines of a letter that is answered."""
    lines = text.split("\n")
    quoted = [line for line in lines if _QUOTED.match(line)]
    return "\n".join(_QUOTED.sub("", line) for line in lines) if 2 * len(quoted) > len(lines) else text


def _without_page_numbers(text: str) -> str:
    """Return a text without the lines that only number a page, and the empty ones around them.

    They part a paragraph where nobody meant to.
    """
    made: list[str] = []
    turned = False
    for line in text.split("\n"):
        if _PAGE_NUMBER.fullmatch(line):
            while made and not made[-1].strip(BLANKS):
                made.pop()
            turned = True
        elif line.strip(BLANKS) or not turned:
            made.append(line)
            turned = False
    return "\n".join(made)


def _closed_up(line: str) -> str:
    """Return a line without the blanks between its characters where most stand apart, as on some scanned pages."""
    apart = len(_APART.findall(line))
    most = apart >= _LEAST_APART and apart > 2 * len(_TOGETHER.findall(line))
    return _APART.sub("", line) if most else line


def _squeezed(line: str) -> str:
    return line.strip(BLANKS) if "\t" in line.strip("\t") else line.strip(BLANKS + "\t")


def _parted(line: str, longest: int) -> Iterator[str]:
    """Yield the paragraphs of a page that stands on one line: what blanks part, and what letters begin with a line."""
    if len(line) <= longest or (longest == _ONE_LINE and not _RUNS.search(line)):
        yield line
        return
    # Where markup has made one blank of many, single ones part the paragraphs.
    single = longest == _LONG_OF_FEW
    runs = [part for run in _RUNS.split(line) for part in (_SINGLE.split(run) if single else (run,))]
    for run in runs:
        yield from (part for part in _BEFORE.split(run) if part and part.strip(BLANKS))


def full_marks(line: str) -> str:
    """Return a line with the half-width marks beside Chinese made full; those of numbers and addresses stay."""
    if not any(mark in line for mark in ',:;?!()"') and not re.search(rf"[{_HAN}]\.", line):
        return line
    line = _quoted(line)
    made = list(line)
    for place, character in enumerate(made):
        if character in _MARKS and _is_chinese(line, place):
            made[place] = _MARKS[character]
        elif character == "." and re.match(rf"[{_HAN}]\.(?![0-9A-Za-z.])", line[place - 1 : place + 2] + " "):
            made[place] = "。" if place else "."
    for opening, closing in _pairs(line):
        inside = line[opening : closing + 1]
        if inside[1:-1].isdigit() and len(inside) == len("(2022)"):
            # The year of a case or a document that is cited.
            continue
        around = line[max(0, opening - 1) : opening] + line[closing + 1 : closing + 2]
        if re.search(f"[{_HAN}]", inside) or re.search(_NEAR, around):
            made[opening], made[closing] = "（", "）"
    return "".join(made)


def _is_chinese(line: str, place: int) -> bool:
    before, after = line[place - 1 : place] if place else "", line[place + 1 : place + 2]
    if line[place] == ":" and (_CLOCK.match(line[max(0, place - 1) : place + 2]) or after == "/"):
        return False
    if line[place] in ",." and before.isdigit() and after.isdigit():
        return False
    return bool(
        re.match(_NEAR, before)
        or re.match(_NEAR, after)
        or before in ("%", "％", "℃")
        or (before in ")" and after == "")
    )


def _pairs(line: str) -> Iterator[tuple[int, int]]:
    opened: list[int] = []
    for place, character in enumerate(line):
        if character == "(":
            opened.append(place)
        elif character in ")）" and opened:
            yield opened.pop(), place


def _quoted(line: str) -> str:
    """Return a line with straight quotation marks beside Chinese made a pair, where they come in pairs."""
    if line.count('"') % 2 or not re.search(f"[{_HAN}]", line):
        return line
    parts = line.split('"')
    return "".join(part + ("“" if at % 2 == 0 else "”") for at, part in enumerate(parts[:-1])) + parts[-1]
