"""What is wrong with the pages of a letter, so that it is seen before it is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from docgen.pages.values import Line, Page, Pages
from docgen.parts.title_text import title_lines
from docgen.title_lines import has_shape
from letter.cited_case import other_numbers
from letter.derived import effective_text
from letter.messages import counted, message
from letter.model import ReplyLetter

_TEXT = ("/opening", "/answer/", "/closing")
_SIGNATURE = ("signature", "date")
# What stands outside the text: in the imprint, as page number, or pinned to a corner.
APART = frozenset(("imprint", "page_number", "outcome", "mark", "number_line"))
_FEW_LINES = 2


class Remark(NamedTuple):
    """One thing to look at: a sentence for the clerk, the page it is on, and the field that helps.

    One of the machine is the same in every letter: a font is missing.
    """

    sentence: str
    page: int
    field: str
    of_machine: bool = False


def remarks(letter: ReplyLetter, pages: Pages, replaced: Mapping[str, str]) -> tuple[Remark, ...]:
    """Return what is wrong; replaced names the fonts that are missing with those that take their places."""
    return (*_pages(pages), *_title(letter), *_case(letter), *_fonts(replaced))


def _pages(pages: Pages) -> Iterator[Remark]:
    # Of a letter that has only just been begun there is nothing to say yet.
    if not any(map(_has_text, pages.pages)):
        return
    if not _has_text(pages.pages[0]):
        sentence = message("首页没有正文，请缩短标题或称呼。")
        yield Remark(sentence, 1, "/title")
    for page in pages.pages:
        if any(line.style in _SIGNATURE for line in page.lines) and not _has_text(page):
            sentence = message("第 {page} 页的署名、日期上面没有正文，请增减几个字。", page=page.number)
            yield Remark(sentence, page.number, "/closing")
    yield from _last_page(pages.pages)


def _last_page(pages: Sequence[Page]) -> Iterator[Remark]:
    """Yield what is wrong with the last page of text, which an imprint on an even page of its own is not."""
    last = next((page for page in reversed(pages) if any(line.style != "imprint" for line in page.lines)), pages[0])
    flowing = [line for line in last.lines if line.style not in APART]
    # The cells of a row stand on one line.
    count = len({round(line.baseline, 1) for line in flowing})
    # Behind a landscape page an upright one begins, however little stands on it.
    if last.number > 1 and count <= _FEW_LINES and not pages[last.number - 2].landscape:
        few = counted("末页只有 {count} 行，删去几个字可以少印一页。", count=count)
        none = message("末页没有正文，删去几个字可以少印一页。")
        yield Remark(few if count else none, last.number, _field(flowing) if count else "")


def _has_text(page: Page) -> bool:
    return any(map(is_text, page.lines))


def is_text(line: Line) -> bool:
    """Return whether a line has words of opening, answer or closing."""
    return any(span.field.startswith(_TEXT) for span in line.spans)


def _field(lines: Iterable[Line]) -> str:
    return next((span.field for line in lines for span in line.spans if span.field), "/closing")


def _title(letter: ReplyLetter) -> Iterator[Remark]:
    lines = title_lines(letter, effective_text(letter, "title"))
    if not has_shape(lines):
        yield Remark(message("标题没有排成梯形或菱形，请调整断行的地方。"), 1, "/title")


def _case(letter: ReplyLetter) -> Iterator[Remark]:
    yield from (Remark(other.sentence, 1, f"/{other.field}") for other in other_numbers(letter))


def _fonts(replaced: Mapping[str, str]) -> Iterator[Remark]:
    for wanted, instead in replaced.items():
        yield Remark(font_sentence(wanted, instead), 1, "", of_machine=True)


def font_sentence(wanted: str, instead: str) -> str:
    """Return a sentence on a font that is missing, and on what takes its place, empty for nothing."""
    if instead:
        return message("缺少字体“{wanted}”，预览和 PDF 用“{instead}”代替。", wanted=wanted, instead=instead)
    return message("缺少字体“{wanted}”，也没有可以代替的。", wanted=wanted)
