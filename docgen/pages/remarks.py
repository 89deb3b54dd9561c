"""What is wrong with the pages of a letter, so that it is seen before it is printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from docgen.pages.contents import told_of_contents
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
_LIST = "attachment_list"
_FEW_LINES = 2
# Places are sums of fractions, in mm.
_EASE = 0.1


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
    return (*_pages(pages), *_contents(letter, pages), *_title(letter), *_case(letter), *_fonts(replaced))


def _pages(pages: Pages) -> Iterator[Remark]:
    # Of a letter that has only just been begun there is nothing to say yet.
    if not any(map(_has_text, pages.pages)):
        return
    if not _has_text(pages.pages[0]):
        sentence = message("首页没有正文，请缩短标题或称呼。")
        yield Remark(sentence, 1, "/title")
    for page in pages.pages:
        if _is_signed(page) and not _has_text(page):
            sentence = message("第 {page} 页的署名、日期上面没有正文，请增减几个字。", page=page.number)
            yield Remark(sentence, page.number, "/closing")
    yield from _short_pages(pages.pages)


def _short_pages(pages: Sequence[Page]) -> Iterator[Remark]:
    """Yield the pages that a few words less would save.

    They are the last ones of the letter's own text, of an attachment, and of what stands before a landscape page. What
    begins a page stands on one whatever is taken away.
    """
    # An imprint on an even page of its own is no page of text.
    last = next((page for page in reversed(pages) if any(line.style != "imprint" for line in page.lines)), pages[0])
    for before, page, after in zip(pages, pages[1:], [*pages[2:], None], strict=False):
        ends = page is last or (after is not None and page.number < last.number and _begins(page, after))
        if not ends or _begins(before, page) or (_is_signed(page) and not _has_text(page)):
            continue
        # The imprint wants an even page: one that stands behind an odd one is where it was.
        if page is last and last is not pages[-1] and page.number % 2:
            continue
        yield from _short(before, page, last)


def _short(before: Page, page: Page, last: Page) -> Iterator[Remark]:
    """Yield a remark on a page that ends a text, where little has to be taken away for the one before to hold it."""
    flowing = [line for line in page.lines if line.style not in APART]
    count = _rows(flowing)
    # Where the imprint has to stand as well, what is in its place has to go.
    imprint = min((line.top for line in page.lines if line.style == "imprint"), default=None)
    beneath = [] if imprint is None else [line for line in before.lines if line.bottom > imprint + _EASE]
    wanted = count + _rows(line for line in beneath if line.style not in APART)
    if not count:
        none = counted("末页没有正文，前面删去 {count} 行可以少印一页。", count=wanted)
        yield Remark(none, page.number, "")
    elif wanted <= _FEW_LINES:
        of_last = counted("末页只有 {count} 行，删去几个字可以少印一页。", count=count)
        of_other = counted("第 {page} 页只有 {count} 行，删去几个字可以少印一页。", count=count, page=page.number)
        yield Remark(of_last if page is last else of_other, page.number, _field(flowing))


def _begins(before: Page, page: Page) -> bool:
    """Return whether a page begins with what begins a page: an attachment, or what stands the other way than before."""
    return page.landscape != before.landscape or any(line.style == "attachment_label" for line in page.lines)


def _rows(lines: Iterable[Line]) -> int:
    """Return how many rows lines make: the cells of a row stand on one line."""
    return len({round(line.baseline, 1) for line in lines})


def _is_signed(page: Page) -> bool:
    return any(line.style in _SIGNATURE for line in page.lines)


def _contents(letter: ReplyLetter, pages: Pages) -> Iterator[Remark]:
    for sentence, field, shown in told_of_contents(letter):
        # The list of attachments names them before they come.
        spans = (
            (page, span) for page in pages.pages for line in page.lines if line.style != _LIST for span in line.spans
        )
        number = next((page.number for page, span in spans if span.field == shown), 1)
        yield Remark(sentence, number, field)


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
