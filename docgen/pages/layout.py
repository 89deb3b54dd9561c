"""A letter laid out in pages as Word prints it; what has not changed since the last time is not laid out again."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from docgen.composition import Composition, Footers, compose, footers
from docgen.lengths import points
from docgen.page_setup import PageSetup, page_setup_of
from docgen.pages.blocks import Setter, paragraph_slices, setter_of, slices
from docgen.pages.characters import Metrics
from docgen.pages.flow import Filled, Slice, fill, line_at
from docgen.pages.lines import Extent
from docgen.pages.typesetting import Typesetting, typesetting_of
from docgen.pages.values import Line, Page, Pages, Rule
from docgen.paragraphs import Block, Paragraph, Text
from docgen.parts import letterhead
from docgen.standard import standard
from letter.model import ReplyLetter

# The page before an imprint on an even page of its own, of which nothing is printed, not even its number (7.5).
_LEFT_EMPTY = Filled((), ())


class _Setting(NamedTuple):
    """How the pages of a section are set: by whom, and between which heights in points, the first one from its own."""

    setter: Setter
    first_top: float
    top: float
    foot: float
    landscape: bool = False

    def fill(self, flow: Sequence[Slice]) -> list[Filled]:
        """Return a flow on the pages of the section."""
        return [page._replace(landscape=self.landscape) for page in fill(flow, self.first_top, self.top, self.foot)]


def lay_out(letter: ReplyLetter, metrics: Metrics, typesetting: Typesetting | None = None) -> Pages:
    """Return the pages of a letter, as Word sets them unless other habits are given; raises NotOffered."""
    made, setup = compose(letter), page_setup_of(letter.agency)
    page = setup.page
    habits = typesetting or typesetting_of(letter.agency)

    width, height = page.type_width.points, page.type_height.points

    def setting(left: float, top: float, *, landscape: bool) -> _Setting:
        wide, high = (height, width) if landscape else (width, height)
        setter = setter_of(Extent(left, left + wide), high, metrics, habits, letter.fitting)
        return _Setting(setter, top, top, top + high, landscape)

    upright = setting(page.left.points, page.top.points, landscape=False)
    # The upper edge of what lies on its side is at the left of the paper.
    landscape = setting(points(page.bottom), page.left.points, landscape=True)
    pages = _flow(made, upright, landscape, setup)
    return Pages(standard().page.width.value, standard().page.height.value, made.title, tuple(pages))


def _flow(made: Composition, upright: _Setting, landscape: _Setting, setup: PageSetup) -> list[Page]:
    head = letterhead.measure(made.masthead)
    first = upright._replace(first_top=max(upright.top, head.header_bottom))
    settings = {"first": first, "landscape": landscape, "following": upright}
    *parts, last = _sections([block for block in made.text if not _framed(block)])
    filled: list[Filled] = []
    for blocks in parts:
        setting = settings[cast(Paragraph, blocks[-1]).ends or "first"]
        filled += setting.fill(slices(blocks, setting.setter)[0])
    setting = settings[made.section]
    flow, kept = slices(last, setting.setter)
    ending_top = min((points(block.frame.y) for block in made.ending if block.frame), default=setting.foot)
    if made.even_page:
        flow += paragraph_slices(Paragraph("tail"), setting.setter, kept)
    else:
        flow += _tail(made.ending, setting.setter, kept, ending_top)
    filled += setting.fill(flow)
    if made.even_page:
        if len(filled) % 2 == 0:
            filled.append(_LEFT_EMPTY)
        filled += upright.fill(_tail(made.ending, upright.setter, False, ending_top))
    return _dressed(made, filled, upright.setter, setup)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the blocks of each section; a paragraph says where one ends."""
    made: list[list[Block]] = [[]]
    for block in blocks:
        made[-1].append(block)
        if isinstance(block, Paragraph) and block.ends:
            made.append([])
    return made


def _framed(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.frame is not None


def _tail(ending: Iterable[Paragraph], setter: Setter, kept: bool, limit: float) -> list[Slice]:
    """Return the last paragraph, which holds the imprint's frames to its page and so must stand above them."""
    flow: list[Slice] = []
    for paragraph in ending:
        if not paragraph.frame:
            beyond = setter.pitch(paragraph) if setter.typesetting.empty_over_frames else 0
            flow += paragraph_slices(paragraph, setter, kept, limit + beyond)
    return flow


def _dressed(made: Composition, filled: list[Filled], setter: Setter, setup: PageSetup) -> list[Page]:
    """Return the pages with head, frames and page numbers; these stand upright on pages that do not."""
    feet = footers(made.masthead)
    last = len(filled)
    pages: list[Page] = []
    for number, page in enumerate(filled, 1):
        if page is _LEFT_EMPTY:
            pages.append(Page(number, (), ()))
            continue
        lines: list[Line] = []
        rules: list[Rule] = []
        if number == 1:
            head = _head(made, setter, setup)
            lines += head.lines
            rules += head.rules
            lines += _frames(made.text, setter)
        lines += page.lines
        rules += page.rules
        if number == last:
            lines += _frames(made.ending, setter)
        foot = _footer(_foot_of(feet, number, last, own=made.even_page), number, setter, setup)
        if page.landscape:
            pages.append(Page(number, tuple(lines), tuple(rules), landscape=True, upright=tuple(foot)))
        else:
            pages.append(Page(number, (*lines, *foot), tuple(rules)))
    return pages


def _head(made: Composition, setter: Setter, setup: PageSetup) -> Filled:
    flow, _ = slices(letterhead.measure(made.masthead).content, setter)
    [head] = fill(flow, setup.header_distance, setup.header_distance, setup.page.height.points)
    return head


def _frames(blocks: Iterable[Block], setter: Setter) -> list[Line]:
    lines: list[Line] = []
    for block in blocks:
        if not isinstance(block, Paragraph) or not block.frame:
            continue
        frame, pitch = block.frame, setter.pitch(block)
        extent = Extent(points(frame.x), points(frame.x + frame.width))
        raised = max((piece.raised for piece in block.content if isinstance(piece, Text)), default=0)
        lines += [
            line_at(line, points(frame.y) + number * pitch, pitch, block.style, points(raised))
            for number, line in enumerate(setter.lines(block, extent))
        ]
    return lines


def _foot_of(feet: Footers, number: int, last: int, *, own: bool) -> Paragraph:
    if own and number == last:
        return feet.blank
    if number == 1:
        return feet.first
    return feet.odd if number % 2 else feet.even


def _footer(paragraph: Paragraph, number: int, setter: Setter, setup: PageSetup) -> list[Line]:
    pitch = setter.pitch(paragraph)
    top = setup.page.height.points - setup.footer_distance - pitch
    return [line_at(line, top, pitch, paragraph.style) for line in setter.lines(paragraph, page=number) if line.spans]
