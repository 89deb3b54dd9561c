"""Text copied from a PDF, where every printed line ends in a line end -> the paragraphs that were printed.

Only what shows by itself to be set text is touched: several lines of nearly one length that end within sentences. A
line goes on in the next one when nothing but a lack of room can have ended it.
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from letter.headings import BLANKS
from letter.sequence import recognise

# Half the width of a Han character; printed lines hold some 18 to 50 of these.
_HAN = 2
_NARROWEST, _WIDEST = 18 * _HAN, 50 * _HAN
_INDENT = 2 * _HAN
# Types are not of one width, and a mark may hang in the margin.
_SLACK = 3
_LEAST_FULL, _LEAST_BROKEN = 2, 2
_MOST_LINES = 20_000
_FEW = 3
_PAUSES, _LEAST_PAUSES = "，、；", 2
_ENDS = re.compile(r"[。！？；：!?;:…][”’」』）)》】]*\Z|[”」』]\Z(?<=[。！？；：…][”」』])")
_HANGING = re.compile(r"[，。、；：]\Z")
_WITHIN = re.compile(r"[，。、；：（《“]")
_SENTENCE = re.compile(r"[，。；]")
_ITEM = re.compile(
    r"[●○◆◇■□▲△★☆※•·‧∙\uf06c\uf06e\uf0d8✓✔☑☐\-—–－*]|[①-⑳⑴-⒇⒈-⒛㈠-㈩➀-➓]|第[一二三四五六七八九十百\d]+[章节条款部]"
    r"|[（(]?[0-9０-９]{1,3}[）)]|[a-zA-Z][.)）、]|附件|附表|附图|抄送|主送|联系人|联系电话|签发人|（此件"
)
_TITLE = re.compile(r"关于.{2,}的|(?:答复|建议|提案|报告|方案|通知|办法|意见|情况|说明|细则|规划|计划|清单|表|函)\Z")
_PAGE_NUMBER = re.compile(r"[-—–－·\s第]*[0-9０-９]{1,4}[-—–－·\s页/共]*(?:[0-9]{1,4}\s*页?)?")
_TOKEN = re.compile(r"[0-9A-Za-z０-９.,%．，]*[0-9A-Za-z０-９%]")
_HAN_OR_MARK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—\U00020000-\U0003ffff]")
_DIGIT = re.compile(r"[0-9０-９]")


def join_printed_lines(text: str) -> str:
    """Return a text with the lines of each printed paragraph in one; any other text as it is."""
    lines = text.split("\n")
    if not _LEAST_FULL <= len(lines) <= _MOST_LINES or max(map(len, lines)) > _WIDEST:
        return text
    measure = _measure(lines)
    if not measure:
        return text
    made = [[lines[0].rstrip(BLANKS)]]
    goes_on = parallel = False
    for before, line in pairwise(lines):
        was, parallel = parallel, _are_parallel(before, line)
        goes_on = not was and not parallel and _goes_on(before, line, measure, first=not goes_on)
        if goes_on:
            made[-1] += [" " if _are_apart(before, line) else "", line.strip(BLANKS)]
        else:
            made.append([line.rstrip(BLANKS)])
    return "\n".join(map("".join, made)) if len(made) < len(lines) else text


def _measure(lines: Sequence[str]) -> int:
    """Return how wide the lines were printed, 0 where this is no printed text."""
    bare = [line.rstrip(BLANKS) for line in lines if line.strip(BLANKS)]
    # A mark at the end may hang in the margin.
    widest = max((width(_HANGING.sub("", line)) for line in bare), default=0)
    words = "".join(bare)
    if not _NARROWEST <= widest <= _WIDEST or len(_HAN_OR_MARK.findall(words)) * 2 < len(words):
        return 0
    full = [line for line in bare if width(line) >= widest - _INDENT - _SLACK]
    broken = [line for line in full if not _ENDS.search(line) and "\t" not in line]
    if len([line for line in full if width(line) >= widest - _INDENT]) < _LEAST_FULL or len(broken) < _LEAST_BROKEN:
        return 0
    # Whoever breaks lines by hand leaves some that end nowhere and are not full either.
    ragged = [line for line in bare if line not in full and _is_ragged(line, widest)]
    if len(ragged) * _FEW > len(broken):
        return 0
    sentences = [line for line in full if _SENTENCE.search(line)]
    ended = any(_ENDS.search(line) for line in bare)
    return widest if ended and len(sentences) * 2 >= len(full) else 0


def _is_ragged(line: str, measure: int) -> bool:
    words = line.strip(BLANKS)
    within = "\t" not in line and width(words) * 2 > measure
    return within and not (_ENDS.search(words) or _begins_anew(words) or _TITLE.search(words))


def _are_parallel(words: str, after: str) -> bool:
    """Return whether two lines are of one pattern, as measures set one below the other are."""
    places = [at for at, character in enumerate(words) if character in _PAUSES]
    return len(places) >= _LEAST_PAUSES and places == [at for at, character in enumerate(after) if character in _PAUSES]


def _goes_on(line: str, following: str, measure: int, *, first: bool) -> bool:
    """Return whether a printed line goes on in the next one; first is whether it begins its paragraph."""
    words, after = line.strip(BLANKS), following.strip(BLANKS)
    if not words or not after or "\t" in line + following or _ENDS.search(words):
        return False
    if (
        following.startswith(("\u3000", "  "))
        or _begins_anew(after)
        or (_DIGIT.match(after) and _DIGIT.search(words[-1]))
    ):
        return False
    indent = 0 if not first or line.startswith(("\u3000", " ")) else _INDENT
    room = measure - width(line.rstrip(BLANKS)) - indent
    if room > _first_token(after) + _SLACK:
        return False
    exactly, short = abs(room) <= _SLACK, width(after) * 2 < measure
    if recognise(words).level is not None and not _SENTENCE.search(words):
        # A heading: as wide as a line by chance, unless the rest of it follows.
        return exactly and short and not _WITHIN.search(after) and not _ENDS.search(after)
    if first and not _WITHIN.search(words):
        # Without a mark in it, it may be a title; the first line of a paragraph behind it would be indented.
        return exactly and not _TITLE.search(words) and (width(after) >= measure - _SLACK or after.endswith("。"))
    return True


def _begins_anew(words: str) -> bool:
    return recognise(words).level is not None or bool(_ITEM.match(words) or _PAGE_NUMBER.fullmatch(words))


def _first_token(words: str) -> int:
    """Return how wide is what could not be parted from the beginning of a line, with the marks that follow it."""
    found = _TOKEN.match(words)
    end = found.end() if found else 1
    while end < len(words) and unicodedata.category(words[end]) in ("Po", "Pe", "Pf"):
        end += 1
    return width(words[:end])


def _are_apart(before: str, line: str) -> bool:
    """Return whether a blank parts the words of two lines: those of a language that writes blanks."""
    last, first = before.rstrip(BLANKS)[-1], line.strip(BLANKS)[0]
    return last.isascii() and first.isascii() and last.isalnum() and first.isalnum()


def width(words: str) -> int:
    """Return how wide words are printed, in halves of a Han character."""
    return sum(map(_width_of, words))


@cache
def _width_of(character: str) -> int:
    return _HAN if unicodedata.east_asian_width(character) in "WFA" else 1
