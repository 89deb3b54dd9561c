"""Paragraphs, tables and paragraphs side by side as slices of the flow."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import accumulate, pairwise
from typing import NamedTuple

from msgspec.structs import replace

from docgen.lengths import EMU_PER_POINT, POINTS_PER_MM, points
from docgen.pages.characters import Metrics
from docgen.pages.flow import Slice, line_at
from docgen.pages.lines import Extent, SetLine, set_lines
from docgen.pages.typesetting import Typesetting
from docgen.pages.values import Line, Rule
from docgen.paragraphs import Block, Paragraph, PinnedLine, SideBySide, Table
from docgen.styles import Look, looks
from letter.model import Fitting

_BLACK = "000000"
_WIDOWS = 2


class Setter:
    """What lays a letter's blocks out: the type area's edges and height in points, widths, habits, and fitting."""

    def __init__(
        self, extent: Extent, height: float, metrics: Metrics, typesetting: Typesetting, fitting: Fitting
    ) -> None:
        """Take them; setter_of gives the same setter for the same ones."""
        self.extent, self.height, self.metrics, self.typesetting = extent, height, metrics, typesetting
        self._of_cells = typesetting if typesetting.cells_hang else typesetting._replace(hanging=frozenset())
        self._looks = looks(fitting)
        # Lines are broken alike whatever their pitch is.
        self._fitting = Fitting(spacing=fitting.spacing)

    def lines(self, paragraph: Paragraph, extent: Extent | None = None, page: int = 0) -> tuple[SetLine, ...]:
        """Return the lines of a paragraph, in the type area unless another extent is given."""
        return set_lines(paragraph, extent or self.extent, self.metrics, self.typesetting, page, self._fitting)

    def cell_lines(self, paragraph: Paragraph, extent: Extent) -> tuple[SetLine, ...]:
        """Return the lines of a paragraph in a cell of a table, between the cell's margins."""
        return set_lines(paragraph, extent, self.metrics, self._of_cells, 0, self._fitting)

    def look(self, paragraph: Paragraph) -> Look:
        """Return the style of a paragraph."""
        return self._looks[paragraph.style]

    def pitch(self, paragraph: Paragraph) -> float:
        """Return the height of a paragraph's lines in points."""
        return points(paragraph.pitch) if paragraph.pitch else self.look(paragraph).pitch


# Each paragraph is looked up with its setter at each keystroke: one that is known by itself is found at once.
@lru_cache(maxsize=16)
def setter_of(extent: Extent, height: float, metrics: Metrics, typesetting: Typesetting, fitting: Fitting) -> Setter:
    """Return the setter for a type area, widths, habits and fitting."""
    return Setter(extent, height, metrics, typesetting, fitting)


def slices(blocks: Iterable[Block], setter: Setter, kept: bool = False) -> tuple[list[Slice], bool]:
    """Return blocks as slices, and whether the last one is kept with what follows; kept tells it of the one before."""
    made: list[Slice] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            made += paragraph_slices(block, setter, kept)
            look = setter.look(block)
            kept = look.keep_next if block.keep_next is None else block.keep_next
        elif isinstance(block, Table):
            made += table_slices(block, setter, kept)
            kept = bool(block.rows[-1][0].keep_next)
        else:
            made.append(_side_by_side(block, setter))
            kept = False
    return made, kept


@lru_cache(maxsize=2048)
def paragraph_slices(
    paragraph: Paragraph, setter: Setter, kept: bool = False, limit: float | None = None
) -> tuple[Slice, ...]:
    """Return the lines of a paragraph; kept: the one before it is kept with it."""
    lines = setter.lines(paragraph)
    pitch, together = setter.pitch(paragraph), paragraph.keep_lines or setter.look(paragraph).keep_lines
    rules = pinned(paragraph)
    last = len(lines) - 1
    made: list[Slice] = []
    for number, line in enumerate(lines):
        joined = kept if number == 0 else together
        if paragraph.widows and number and (number < _WIDOWS or last - number < _WIDOWS - 1):
            joined = True
        made.append(
            Slice(
                partial(_placed, line, pitch, paragraph.style, () if number else rules),
                pitch,
                before=0 if number else points(paragraph.before),
                after=points(paragraph.after) if number == last else 0,
                joined=joined,
                new_page=paragraph.new_page and number == 0,
                limit=limit,
            )
        )
    return tuple(made)


def pinned(paragraph: Paragraph) -> tuple[Rule, ...]:
    """Return the lines that a paragraph pins to its page."""
    return tuple(
        Rule(
            line.x / EMU_PER_POINT / POINTS_PER_MM,
            line.y / POINTS_PER_MM,
            line.length / EMU_PER_POINT / POINTS_PER_MM,
            line.points,
            line.color,
            line.upright,
        )
        for line in paragraph.content
        if isinstance(line, PinnedLine)
    )


def _placed(
    line: SetLine, pitch: float, style: str, rules: tuple[Rule, ...], y: float
) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    return ((line_at(line, y, pitch, style),) if line.spans else ()), rules


@lru_cache(maxsize=128)
def table_slices(table: Table, setter: Setter, kept: bool) -> tuple[Slice, ...]:
    """Return the rows of a table, the first one repeated on each page; none is divided but one higher than a page."""
    head, *rows = [_cells(table, row, setter) for row in table.rows]
    top = replace(_row(table, head, setter), joined=kept)
    # A head row never ends a page, and a last one, often a sum, never begins one.
    joined = (0, len(table.rows) - 2)
    made = [top]
    for number, cells in enumerate(rows):
        for at, part in enumerate(_parts(cells, setter.height - top.height - table.line)):
            made.append(replace(_row(table, part, setter), repeated=top, joined=number in joined and not at))
    # Each row has the line above it; the last one has the line below it as well.
    made[-1] = replace(made[-1], height=made[-1].height + table.line)
    return tuple(made)


class _Cell(NamedTuple):
    """The lines of a cell, with their style and their pitch in points."""

    style: str
    pitch: float
    lines: tuple[SetLine, ...]


def _cells(table: Table, row: Sequence[Paragraph], setter: Setter) -> list[_Cell]:
    edges, margin = _edges(table, setter), points(table.margin)
    return [
        _Cell(cell.style, setter.pitch(cell), setter.cell_lines(cell, Extent(left + margin, right - margin)))
        for cell, (left, right) in zip(row, pairwise(edges), strict=True)
    ]


def _edges(table: Table, setter: Setter) -> list[float]:
    return list(accumulate(map(points, table.widths), initial=setter.extent.left))


def _parts(cells: list[_Cell], room: float) -> Iterator[list[_Cell]]:
    """Yield the cells of a row, those of one that is higher than a page by as many lines as a page has room for."""
    most = max(1, int(room / max(cell.pitch for cell in cells)))
    for start in range(0, max(len(cell.lines) for cell in cells), most):
        yield [cell._replace(lines=cell.lines[start : start + most]) for cell in cells]


def _row(table: Table, cells: list[_Cell], setter: Setter) -> Slice:
    height = max(len(cell.lines) * cell.pitch for cell in cells) + table.line
    return Slice(partial(_row_at, cells, _edges(table, setter), height, table.line), height)


def _row_at(
    cells: list[_Cell], edges: list[float], height: float, line: float, y: float
) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    placed: list[Line] = []
    for style, pitch, lines in cells:
        top = y + (height - len(lines) * pitch) / 2
        placed += [line_at(one, top + number * pitch, pitch, style) for number, one in enumerate(lines) if one.spans]
    width = edges[-1] - edges[0]
    drawn = [_rule(edges[0], y, width, line), _rule(edges[0], y + height, width, line)]
    drawn += [_rule(edge, y, height, line, upright=True) for edge in edges]
    return tuple(placed), tuple(drawn)


def _rule(x: float, y: float, length: float, thickness: float, *, upright: bool = False) -> Rule:
    return Rule(x / POINTS_PER_MM, y / POINTS_PER_MM, length / POINTS_PER_MM, thickness, _BLACK, upright)


def _side_by_side(block: SideBySide, setter: Setter) -> Slice:
    height = points(block.height)
    left = (setter.extent.left + setter.extent.right - points(sum(block.widths))) / 2
    placed: list[tuple[SetLine, float, float, str]] = []
    for cell, width in zip(block.cells, block.widths, strict=True):
        extent = Extent(left, left + points(width))
        left = extent.right
        lines = [
            (line, setter.pitch(paragraph), paragraph.style)
            for paragraph in cell
            for line in setter.lines(paragraph, extent)
        ]
        top = (height - sum(pitch for _, pitch, _ in lines)) / 2
        for line, pitch, style in lines:
            placed.append((line, top, pitch, style))
            top += pitch
    return Slice(partial(_beside_at, placed), height)


def _beside_at(placed: list[tuple[SetLine, float, float, str]], y: float) -> tuple[tuple[Line, ...], tuple[Rule, ...]]:
    return tuple(line_at(line, y + top, pitch, style) for line, top, pitch, style in placed), ()
