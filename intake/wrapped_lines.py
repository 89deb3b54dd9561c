"""A text whose lines were wrapped at one width, as mail programs and editors do -> its paragraphs.

A line goes on in the next one when that begins with what had no room in it; never in what begins anew by its own words.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from intake.line_kinds import ATTACHED, COPY, DATE, LABEL, NOTE, NUMBER, PRINTED, is_chrome, is_contact, is_organ
from intake.lines import Line
from intake.printed_lines import width
from intake.words import any_of, words
from letter.headings import BLANKS
from letter.sequence import recognise

# Widths in halves of a Han character.
_NARROWEST, _WIDEST, _HAN = 40, 100, 2
_LEAST_FULL, _LEAST_BROKEN, _LEAST_SET_IN, _LEAST_PARTED = 3, 2, 3, 3
# A share of lines that may be otherwise: one in so many.
_FEW = 5
_CLEARLY_MORE = 1.5
# What is set in no further begins a paragraph.
_HANGING_INDENT = 3 * _HAN
# So short a line was ended where its paragraph did.
_CLEARLY_SHORT = 4 * _HAN
# Names of parts of an organ that may be the rest of its own: 办公室, 委员会.
_SHORTEST_ORGAN, _SAME_PLACE = 5, 2
_REST_OF_A_NAME = 3
# What a paragraph is shows in its first characters, and in its last line.
_TELLING = 300
_NEVER_FIRST = "，。、；：？！）》”’〉」』】〕,;:?!)"
_ATTACHED = re.compile(r"附\s*件\s*\d{0,2}\s*[：:]")
_DATED = re.compile(r"(?:20|19)\d{2}\s*[年./-]|二[〇○零]")
_LABEL = re.compile(
    r"(?:联\s*系|承\s*办|经\s*办|电\s*话|手\s*机|座\s*机|邮\s*编|邮\s*政|传\s*真|地\s*址|答\s*复|办\s*公|责\s*任|具\s*体)"
)
_ITEM_NUMBER = re.compile(r"(?:附\s*件\s*[：:]\s*)?(\d{1,2})(?:[.．](?!\d)|、)")
_LONG_NUMBER, _LONG_NUMBER_END = re.compile(r"[\d-]{7,}(?!\d)"), re.compile(r"(?<!\d)[\d-]{7,}$")
_WISHES = re.compile(r"[顺敬谨]?祝|此致|敬礼|特此|专此|此复|谨此")
_CLOSING = re.compile(r"[^，。]{0,6}(?:感谢|谢谢)|[顺敬谨]?祝|此致|特此|专此|此复|谨此|以上|欢迎")
# The value of the last of several labels: 联系人：甲　电话： | 0199-…
_LAST_LABEL = re.compile(r"[ \u3000][\u3400-\u9fff]{2,10}[：:]$")
_ONLY_BEHIND = "，。、；：）》"
_PAIRS = ("《》", "“”")
# Words of every opening, which end it.
_SET_PHRASE = re.compile(r"收悉[。，；]|(?:经研究，?)?(?:现将?|兹)[^。，；：]{0,24}如下[：:。]")
_LONGEST_PHRASE = 30
_HUNG = re.compile(rf"[{re.escape(_NEVER_FIRST)}.]+$")
_FIRST_WORD = re.compile(rf"[（《“‘〈「『【〔]*(?:[\x21-\x7e]+|[^ \t\u3000])[{re.escape(_NEVER_FIRST)}]*")
_SENTENCE_END = re.compile(r"(?:[。！？：；?!;:]|(?<=[^\x00-\x7f])\.)[”’」』）)]?$")
_SET_APART = re.compile(r"[^\x00-\x7f\u3000][ \u3000]+[^\x00-\x7f\u3000]")
_SENTENCE = re.compile(r"[，。；]")
_WITHIN = re.compile(r"[，。；：,;:]")
_PAUSED = re.compile(r"[，、（《“,(]$")
_TITLE = re.compile(
    r"[^。；]{0,60}(?:关于|对)[^。；]*(?:提案|建议|议案)[^。；，]*(?:答复|复函|的函|回复|意见|报告|情况)$|[^，。；：]*(?:答复|复函|的函|回复|意见)$"
)
_RECEIVED = re.compile(r"(?:收悉|收到|敬悉|知悉|交(?:由|给)?我.{0,4}(?:办理|承办|研究)).*[。；;.]$")
_AS_FOLLOWS = re.compile(r"如下[^，。；：]{0,12}[：:。]$")
_NOTE_START = ("（", "(", "此件", "该件", "本件")
# One blank is what stood between two words.
_SET_IN = ("\u3000", "  ")
_Measure = Callable[[str], int]


class _Wrapped(NamedTuple):
    """Lines, how wide they were wrapped by what measure, and whether something shows where paragraphs begin."""

    lines: Sequence[str]
    wide: int
    measure: _Measure
    shown: bool
    exact: bool


def join_wrapped_lines(text: str) -> str:
    """Return a text with what was wrapped at one width joined again; any other text as it is."""
    lines = _set_out([line.rstrip(BLANKS) for line in text.split("\n")])
    # Rows of tables and what stands around a letter were not wrapped with it.
    if any(len(line) > _WIDEST and not _stands_around(line) for line in lines):
        return _with_certain_joins(text)
    own = [line for line in lines if line and not _stands_around(line)]
    if len(own) < _LEAST_FULL:
        return _with_certain_joins(text)
    shown, counted = (_wrapped(lines, own, measure) for measure in (width, _counted))
    # Most programs wrap by what is seen.
    found, wrapped = counted if counted[0] > _CLEARLY_MORE * shown[0] else shown
    if not found:
        return _with_certain_joins(text)
    full = [_is_full(wrapped, before, line) for before, line in pairwise(lines)] + [False]
    runs = [
        one and not _is_first(before, after) for one, (before, after) in zip(full, pairwise([*lines, ""]), strict=True)
    ]
    ends = _ends_of_runs(runs)
    made, begun = [lines[0]], ""
    for at, line in enumerate(lines[1:]):
        so_far = begun + lines[at]
        if full[at] and _goes_on(wrapped, so_far, at, ends[at + 1]):
            made += [_blank_between(wrapped, so_far, line, lines[at]), line.lstrip(BLANKS)]
            begun = so_far if len(so_far) <= _TELLING else begun
        else:
            made += ["\n", line]
            begun = ""
    return "".join(made)


def _with_certain_joins(text: str) -> str:
    """Return a text that shows no width with the few lines joined that can be no line by themselves."""
    made: list[str] = []
    for line in text.split("\n"):
        before = made[-1].rstrip(BLANKS) if made else ""
        sure = before and len(before) <= _WIDEST and "\t" not in before + line
        if sure and (_belongs_before(before, line) or _is_rest_of_opening(made, line)):
            made[-1] = before + line
        else:
            made.append(line)
    return "\n".join(made)


def _belongs_before(before: str, after: str) -> bool:
    """Return whether a line only ends the one before: it begins with a mark or in a phrase, or goes on a list."""
    # A colon alone is a salutation that nobody has filled in.
    if not after or after == "：" or after[0] in BLANKS or _SENTENCE_END.search(before):
        return False
    if after[0] in _ONLY_BEHIND or any(_is_open(before, after, *pair) for pair in _PAIRS):
        return True
    if before[-1] == "、" and not _begins_anew(before, after):
        return True
    both = before[-_LONGEST_PHRASE:] + after[:_LONGEST_PHRASE]
    border = min(len(before), _LONGEST_PHRASE)
    return any(found.start() < border < found.end() for found in _SET_PHRASE.finditer(both))


def _is_open(before: str, after: str, opening: str, closing: str) -> bool:
    """Return whether what a line opens is closed in the next one."""
    closed = after.find(closing)
    return before.count(opening) > before.count(closing) and closed >= 0 and opening not in after[:closed]


def _is_rest_of_opening(lines: Sequence[str], after: str) -> bool:
    """Return whether the second line below a salutation is the rest of the sentence that says what follows."""
    above, before = (lines[-2].rstrip(BLANKS) if len(lines) > 1 else ""), lines[-1].rstrip(BLANKS)
    opened = above.endswith(("：", ":")) and not _SENTENCE_END.search(before) and bool(_WITHIN.search(before))
    return opened and not after.startswith(_SET_IN) and bool(_AS_FOLLOWS.search(after))


def _counted(line: str) -> int:
    """Return how wide words are to a program that takes all characters for one width."""
    return _HAN * len(line)


def _set_out(lines: Sequence[str]) -> list[str]:
    """Return lines without the blanks that all of them begin with."""
    kept = [line for line in lines if line]
    if not kept:
        return list(lines)
    first, last = min(kept), max(kept)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    blanks = len(first[:same]) - len(first[:same].lstrip(BLANKS))
    return [line[blanks:] for line in lines]


def _wrapped(lines: Sequence[str], own: Sequence[str], measure: _Measure) -> tuple[int, _Wrapped]:
    """Return how many lines break within a sentence at one width, and what else shows; 0 where nothing was wrapped."""
    nothing = 0, _Wrapped(lines, 0, measure, shown=False, exact=False)
    # A mark may hang beyond the width at which lines were wrapped.
    wide = max(measure(_HUNG.sub("", line)) for line in own)
    if not _NARROWEST <= wide <= _WIDEST:
        return nothing
    made = _Wrapped(lines, wide, measure, shown=False, exact=False)
    full = [
        (line, after) for line, after in pairwise(lines) if _is_full(made, line, after) and not _stands_around(line)
    ]
    broken = [(line, after) for line, after in full if _is_broken(line, after)]
    shown = _shows_paragraphs(made)
    # Where paragraphs are set in, one that is not and ends a sentence shows it as well.
    rests = [after for _, after in broken if not after.startswith(_SET_IN) and _SENTENCE_END.search(after)]
    if not (shown and rests) and (len(full) < _LEAST_FULL or len(broken) < _LEAST_BROKEN):
        return nothing
    cut = [line for line, _ in broken if wide - 1 <= measure(line)]
    exact = len(cut) * _FEW >= len(broken) * (_FEW - 1) and all(measure(line) <= wide for line in cut)
    return len(broken), made._replace(shown=shown, exact=exact)


def _is_broken(line: str, after: str) -> bool:
    """Return whether a line ends within a sentence, or between the two that open a letter."""
    return not _SENTENCE_END.search(line) or bool(_RECEIVED.search(line) and _AS_FOLLOWS.search(after))


def _stands_around(line: str) -> bool:
    """Return whether a line is a row of a table, or a wide one of the page around a letter."""
    return "\t" in line or (_HAN * len(line) > _NARROWEST and is_chrome(Line(line, 0)))


def _shows_paragraphs(wrapped: _Wrapped) -> bool:
    """Return whether paragraphs are set in, or parted by empty lines."""
    if sum(line.startswith(_SET_IN) for line in wrapped.lines) >= _LEAST_SET_IN:
        return True
    after_short = [
        after
        for line, after in pairwise(wrapped.lines)
        if _SENTENCE_END.search(line) and wrapped.measure(line) <= wrapped.wide - _CLEARLY_SHORT
    ]
    return sum(not after for after in after_short) >= _LEAST_PARTED and not any(after_short)


def _is_full(wrapped: _Wrapped, line: str, after: str) -> bool:
    """Return whether the first word of the next line had no room in this one."""
    word = _FIRST_WORD.match(after.lstrip(BLANKS))
    if not line or word is None or "\t" in line + after:
        return False
    return wrapped.measure(line) + wrapped.measure(word[0]) + _lost_blank(line, after) > wrapped.wide


def _lost_blank(line: str, after: str) -> int:
    """Return how wide a blank may have been that went with the line end: beside Latin, between what is set apart."""
    if _SET_APART.search(line):
        return _HAN
    return int(line[-1].isascii() != after.lstrip(BLANKS)[0].isascii())


def _is_first(before: str, line: str) -> bool:
    """Return whether a line shows to be the first of something."""
    return line.startswith(_SET_IN) or recognise(line).level is not None or _begins_anew(before, line)


def _ends_of_runs(runs: Sequence[bool]) -> list[int]:
    """Return for each line where its paragraph ends, if full lines run on in those that are not set in."""
    ends = list(range(len(runs)))
    for at in range(len(runs) - 2, -1, -1):
        if runs[at]:
            ends[at] = ends[at + 1]
    return ends


def _goes_on(wrapped: _Wrapped, so_far: str, at: int, end: int) -> bool:
    """Return whether a full line goes on in the next one; so_far is its paragraph, end where the next ends."""
    before, after = wrapped.lines[at], wrapped.lines[at + 1]
    if after.startswith(_SET_IN):
        return _hangs(wrapped, so_far, after)
    if after[0] in _ONLY_BEHIND or any(_is_open(so_far, after, *pair) for pair in (*_PAIRS, "（）")):
        return True
    if _begins_anew(so_far, after) or _is_of_page(so_far) or _is_of_page(after):
        return False
    if _signs(after) and _DATED.match((*wrapped.lines, "", "")[at + 2].lstrip(BLANKS)):
        return False
    if _SENTENCE_END.search(before):
        return _goes_on_after_a_sentence(wrapped, so_far, at, end)
    return not _is_whole(wrapped, so_far, after)


def _goes_on_after_a_sentence(wrapped: _Wrapped, so_far: str, at: int, end: int) -> bool:
    """Return whether another sentence of the same paragraph follows: it ends with a stop as paragraphs do."""
    before, after, last = wrapped.lines[at], wrapped.lines[at + 1], wrapped.lines[end]
    if before.endswith(("：", ":")) and (_LAST_LABEL.search(before) or is_contact(before.lstrip(BLANKS))):
        return True
    if not _SENTENCE_END.search(last) or recognise(after).level is not None:
        return False
    if _RECEIVED.search(so_far) and _AS_FOLLOWS.search(last):
        return True
    closes = _closes(after) or (end == at + 1 and re.search(words().thanks, after))
    return wrapped.shown and (not closes or (_closes(so_far.lstrip(BLANKS)) and not _WISHES.match(after)))


def _closes(line: str) -> bool:
    """Return whether a line begins the closing, which has a paragraph of its own."""
    return bool(any_of("closings").match(line) and (_CLOSING.match(line) or re.search(words().thanks, line)))


def _hangs(wrapped: _Wrapped, so_far: str, after: str) -> bool:
    """Return whether a line set in far goes on what a list of recipients or attachments says above it."""
    said = after.lstrip(BLANKS)
    indent = width(after) - width(said)
    listed = COPY.match(so_far.lstrip(BLANKS)) or ATTACHED.match(so_far.lstrip(BLANKS))
    deeper = indent >= max(_HANGING_INDENT, width(so_far) - width(so_far.lstrip(BLANKS)) + _HAN)
    return bool(
        listed
        and deeper
        and not _SENTENCE_END.search(so_far)
        and not _begins_anew(so_far, said)
        and not _is_whole(wrapped, so_far.lstrip(BLANKS), said)
    )


def _begins_anew(before: str, after: str) -> bool:
    """Return whether a line is the beginning of something by its own words."""
    if COPY.match(after) or _ATTACHED.match(after) or LABEL.fullmatch(after) or PRINTED.match(after):
        return not _PAUSED.search(before)
    if after.startswith(_NOTE_START) and NOTE.match(after):
        return True
    if DATE.fullmatch(after):
        return True
    if not is_contact(after) or _PAUSED.search(before):
        return False
    # A label may itself be broken: 联系人：甲　联 | 系电话：…
    whole = bool(_LABEL.match(after)) or not is_contact(before.lstrip(BLANKS))
    return whole and not before.endswith(("联系", "承办", "经办"))


def _signs(after: str) -> bool:
    return len(after) >= _SHORTEST_ORGAN and is_organ(after)


def _is_of_page(line: str) -> bool:
    """Return whether a line is one of the page around a letter; a sentence with such words in it is none."""
    return not _SENTENCE.search(line) and not line.isdigit() and is_chrome(Line(line.lstrip(BLANKS), 0))


def _is_whole(wrapped: _Wrapped, so_far: str, after: str) -> bool:
    """Return whether a line that ends without a stop is a title, a heading, an organ or an item by itself."""
    said = so_far.lstrip(BLANKS)
    if _counts_on(said, after):
        return True
    if (NUMBER.match(said) and len(after) > _REST_OF_A_NAME) or (
        _TITLE.match(said) and said.count("《") == said.count("》")
    ):
        return True
    if is_organ(said) and is_organ(after):
        return _signs(after) or after[:_SAME_PLACE] == said[:_SAME_PLACE]
    if _WITHIN.search(said):
        # A sentence: what looks like the number of a heading is its own word. 农历逢二、 | 五、八发车
        return False
    heading, another = recognise(said).level is not None, recognise(after).level is not None
    if another:
        return heading or not wrapped.shown
    # A heading that fills its line by chance, unless the rest of it follows.
    return heading and not wrapped.shown and bool(_WITHIN.search(after) or wrapped.measure(after) * 2 > wrapped.wide)


def _counts_on(line: str, after: str) -> bool:
    """Return whether two lines are items of a list, of numbers that follow each other."""
    one, next_one = _ITEM_NUMBER.match(line), _ITEM_NUMBER.match(after)
    return bool(one and next_one and int(next_one[1]) == int(one[1]) + 1)


def _blank_between(wrapped: _Wrapped, so_far: str, after: str, before: str) -> str:
    """Return the blank that parted two Latin words, two numbers, or a name and its number where the line was broken."""
    last, first = before[-1], after.lstrip(BLANKS)[0]
    word = _FIRST_WORD.match(after.lstrip(BLANKS))
    if word and _SET_APART.search(before) and wrapped.measure(before) + wrapped.measure(word[0]) <= wrapped.wide:
        return " "
    if not (first.isascii() and first.isalnum()):
        return ""
    if is_contact(so_far.lstrip(BLANKS)) and not last.isascii() and last != "：":
        return " "
    if not (last.isascii() and last.isalnum()):
        return ""
    if _LONG_NUMBER_END.search(before) and _LONG_NUMBER.match(after.lstrip(BLANKS)):
        return " "
    if last.isdigit() and first.isdigit():
        # A number was cut where not even a figure of it had room.
        return " " if wrapped.measure(before) < wrapped.wide else ""
    # The letters of a number of a paper stand together: PS003.
    return " " if last.islower() and first.isalpha() and not wrapped.exact else ""
