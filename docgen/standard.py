"""The layout standard (GB/T 9704-2012) as typed values, loaded from resources/standard with clause and strength."""

from functools import cache
from typing import Literal

import msgspec

import resources
from docgen.lengths import POINTS_PER_MM, Emu, Points, Twips, emu, twips

# How sure a value is: V2 two sources, V1 one, K usage, C computed, X measured (docs/paper.md).
Strength = Literal["V2", "V1", "K", "C", "X"]


class Measure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One value of the standard; strength is V2, V1, K, C or X as docs/paper.md explains."""

    value: float
    unit: Literal["mm", "pt", "em", "char", "line", "count"]
    clause: str
    strength: Strength

    @property
    def points(self) -> Points:
        """The length in points; raises ValueError for a value that is no length by itself."""
        if self.unit == "mm":
            return self.value * POINTS_PER_MM
        if self.unit == "pt":
            return self.value
        raise ValueError(f"{self.unit} is no length by itself")

    @property
    def twips(self) -> Twips:
        """The length in twentieths of a point."""
        return twips(self.points)

    @property
    def emu(self) -> Emu:
        """The length in English Metric Units, DrawingML's."""
        return emu(self.points)


class _Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class Page(_Group, frozen=True):
    """Paper and type area (版心)."""

    width: Measure
    height: Measure
    top: Measure
    left: Measure
    type_width: Measure
    type_height: Measure

    @property
    def bottom(self) -> int:
        """The bottom margin in twips."""
        return self.height.twips - self.top.twips - self.type_height.twips

    @property
    def right(self) -> int:
        """The right margin in twips."""
        return self.width.twips - self.left.twips - self.type_width.twips

    @property
    def middle(self) -> float:
        """The middle of the type area, in points from the paper's left."""
        return self.left.points + self.type_width.points / 2

    @property
    def foot(self) -> int:
        """Where the type area ends, in twips from the paper's top."""
        return self.top.twips + self.type_height.twips

    def moved(self, right: float, down: float) -> "Page":
        """Return the page with its type area moved by so many millimetres."""
        left = msgspec.structs.replace(self.left, value=self.left.value + right)
        top = msgspec.structs.replace(self.top, value=self.top.value + down)
        return msgspec.structs.replace(self, left=left, top=top)


class Grid(_Group, frozen=True):
    """The grid of 22 lines by 28 characters; spacing is added to each character of size."""

    lines: Measure
    characters: Measure
    pitch: Measure
    spacing: Measure
    size: Measure

    @property
    def character(self) -> int:
        """The width of one 字 in twips."""
        return self.size.twips + self.spacing.twips


class Letterhead(_Group, frozen=True):
    """The head of the letter format (信函格式): mark, rules and number line."""

    header_distance: Measure
    mark_top: Measure
    mark_size: Measure
    mark_smallest: Measure
    mark_spread: Measure
    mark_gap_limit: Measure
    mark_line: Measure
    rule_gap: Measure
    rule_length: Measure
    rule_foot: Measure
    rule_thick: Measure
    rule_thin: Measure
    rule_between: Measure
    number_gap: Measure
    outcome_top: Measure


class DocumentFormat(_Group, frozen=True):
    """The head of the document format (文件格式): mark with 文件, number and one red rule.

    number_ink is how far the number's ink reaches below its base line: its brackets lower than its characters.
    """

    mark_top: Measure
    mark_size: Measure
    mark_smallest: Measure
    joint_height: Measure
    document_gap: Measure
    above_number: Measure
    number_indent: Measure
    rule_gap: Measure
    number_ink: Measure
    rule_length: Measure
    rule_thick: Measure


class BlankLines(_Group, frozen=True):
    """Blank lines above the parts of the paper, in lines of the grid."""

    above_title: Measure
    above_addressee: Measure
    above_contact: Measure
    above_attachment_list: Measure
    below_attachment_title: Measure
    above_sealed_signature: Measure
    above_unsealed_signature: Measure
    above_stamp: Measure
    above_stamped_date: Measure


class Signature(_Group, frozen=True):
    """Indents of signature and date in 字; room for seals and stamps, which are never drawn.

    date_least_right is how near the edge of the type area a date may come under an organ without a seal.
    """

    date_right: Measure
    organ_right: Measure
    date_offset: Measure
    date_least_right: Measure
    seal: Measure
    seal_gap: Measure
    seals_in_row: Measure
    name_gap: Measure
    stamp_right: Measure
    stamp_width: Measure
    stamp_lines: Measure
    title_gap: Measure


class Title(_Group, frozen=True):
    """The title's longest line, in characters of its own size."""

    characters: Measure


class Table(_Group, frozen=True):
    """A simple table as wide as the type area: room above it and beside the text of a cell, narrowest column.

    least is how narrow a column gets whose text may be broken, before the table is laid on its side and its words get
    smaller, or its highest row has more lines than highest; fewest is how narrow it gets when they are the smallest.
    """

    above: Measure
    margin: Measure
    least: Measure
    fewest: Measure
    narrowest: Measure
    highest: Measure
    smaller: tuple[Measure, ...]
    line: Measure

    @property
    def smaller_sizes(self) -> tuple[Points, ...]:
        """The sizes that words on a landscape page may have instead of their own, the largest first."""
        return tuple(size.points for size in self.smaller)


class Imprint(_Group, frozen=True):
    """The imprint (版记): its rules, rows and indents; rows stand closer when there are many."""

    thick: Measure
    thin: Measure
    row: Measure
    size: Measure
    most_lines: Measure
    tight_row: Measure
    most_tight_lines: Measure
    indent: Measure


class Fitting(_Group, frozen=True):
    """How far the text may be set closer and in what steps, and the rows that a last page wants before it and on it."""

    pitch: Measure
    spacing: Measure
    step: Measure
    most_free: Measure
    least_rows: Measure


class PageNumber(_Group, frozen=True):
    """The page number outside the type area."""

    gap: Measure
    size: Measure
    indent: Measure
    footer_distance: Measure


class Standard(_Group, frozen=True):
    """All values of the layout."""

    page: Page
    grid: Grid
    letterhead: Letterhead
    document_format: DocumentFormat
    blank_lines: BlankLines
    signature: Signature
    title: Title
    table: Table
    imprint: Imprint
    fitting: Fitting
    page_number: PageNumber


class Font(_Group, frozen=True):
    """A font by its role: the wanted name and its fallbacks; ink above and below the base line in em.

    aliases gives the other name of a font where systems list it in English; rare is the font of its look for characters
    outside GB 2312, which the wanted one lacks. substitutes are what else will do on a machine that has none of them.
    """

    label: str
    chain: tuple[str, ...]
    aliases: dict[str, str] = {}
    rare: str = ""
    substitutes: Literal["serif", "hei", "latin"] = "serif"
    ink_top: float = 0.86
    ink_bottom: float = 0.08


class LineBreaks(_Group, frozen=True):
    """Characters that may not begin a line, may not end one, and may hang at its end (GB/T 15834-2011 5.1)."""

    no_start: str
    no_end: str
    hanging: str


class Style(_Group, frozen=True):
    """A named paragraph style; size, pitch and spacing in points, indents in characters, None for the grid's own.

    fitted is whether pitch and spacing change where a letter is fitted to its last page.
    """

    name: str
    font: str
    align: Literal["left", "right", "center", "both"]
    latin: str = "latin"
    size: float | None = None
    pitch: float | None = None
    spacing: float | None = None
    first_line: int = 0
    outline: int | None = None
    color: str = ""
    keep_next: bool = False
    keep_lines: bool = False
    fitted: bool = False


@cache
def standard() -> Standard:
    """Return the layout values."""
    return msgspec.json.decode(resources.read("standard/layout.json"), type=Standard)


@cache
def fonts() -> dict[str, Font]:
    """Return the fonts by their role."""
    return msgspec.json.decode(resources.read("standard/fonts.json"), type=dict[str, Font])


@cache
def substitutes() -> dict[str, tuple[str, ...]]:
    """Return the fonts that will do for those of a look, in the order of trying; each name as systems list it."""
    return msgspec.json.decode(resources.read("standard/substitutes.json"), type=dict[str, tuple[str, ...]])


@cache
def latin_widths() -> dict[str, float]:
    """Return the widths of characters in Times New Roman, in em (measured on Liberation Serif, which shares them)."""
    rows = msgspec.json.decode(resources.read("standard/latin_widths.json"), type=dict[str, str])
    return {character: float(width) for width, characters in rows.items() for character in characters}


@cache
def styles() -> dict[str, Style]:
    """Return the paragraph styles by their identifier."""
    return msgspec.json.decode(resources.read("standard/styles.json"), type=dict[str, Style])


@cache
def line_breaks() -> LineBreaks:
    """Return where lines may not be broken."""
    return msgspec.json.decode(resources.read("standard/line_breaks.json"), type=LineBreaks)
