"""The content of a document as values: paragraphs, tables and pinned lines, before anybody writes or lays them out.

docgen/parts return them, docgen/docx writes them for Word, docgen/pages lays them out. A field is a JSON pointer into
the letter (RFC 6901): from which of its fields some words come.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from docgen.lengths import Emu, Points, Twips

Align = Literal["", "left", "center", "right", "both"]
# The pages of a section: a letter's first ones with its head, those of tables on their side, upright ones after that.
Section = Literal["first", "landscape", "following"]


class Text(NamedTuple):
    """Words of one look; a line feed is a line break, a tab goes to the next tab stop.

    spacing is added to each character; size is in points, 0 for the style's own; width is in percent of the font's;
    raised is how far the words stand above the base line, in framed lines only.
    font is the role of the font that the words have by their styles: characters it lacks get another one by name.
    """

    text: str
    style: str = ""
    spacing: Twips = 0
    size: Points = 0
    width: int = 100
    raised: Twips = 0
    font: str = "body"
    field: str = ""


class PageNumber(NamedTuple):
    """The number of the page it stands on."""


class PinnedLine(NamedTuple):
    """A line pinned to the page, its middle (its upper end when upright) y points down; x and length are EMU.

    number names the drawing and is unique in the letter.
    """

    number: int
    x: Emu
    y: Points
    length: Emu
    points: Points
    color: str
    upright: bool = False


class TurnedBox(NamedTuple):
    """A place on a landscape page whose paragraph stands upright on the sheet as it is bound, read from top to bottom.

    number names the drawing and is unique in the letter; lengths are points from the upper left of the landscape page.
    """

    number: int
    x: Points
    y: Points
    width: Points
    height: Points
    paragraph: "Paragraph"


Piece: TypeAlias = "Text | PageNumber | PinnedLine | TurnedBox"
Content: TypeAlias = tuple[Piece, ...]


class Indent(NamedTuple):
    """Indents of a paragraph; a hanging first line starts that much left of the others."""

    left: Twips = 0
    right: Twips = 0
    hanging: Twips = 0


class Frame(NamedTuple):
    """A place on the page that a paragraph is pinned to; the height may grow.

    y must differ from its neighbours', or Word makes one frame of them.
    """

    x: Twips
    y: Twips
    width: Twips
    height: Twips


class Tab(NamedTuple):
    """A tab stop, place from the left of the type area."""

    kind: Literal["left", "center", "right"]
    place: Twips


class Paragraph(NamedTuple):
    """A paragraph of a named style with what differs from it; keep_next is None where the style decides.

    ends is the section that ends with it, where one does: what follows begins a page.
    """

    style: str
    content: Content = ()
    keep_next: bool | None = None
    keep_lines: bool = False
    new_page: bool = False
    frame: Frame | None = None
    widows: bool = False
    tabs: tuple[Tab, ...] = ()
    before: Twips = 0
    after: Twips = 0
    pitch: Twips = 0
    indent: Indent = Indent()
    align: Align = ""
    field: str = ""
    ends: Section | None = None


class Table(NamedTuple):
    """A table of one paragraph a cell, with hairlines of so many points, its first row repeated on each page.

    A landscape one is wider than the type area.
    """

    rows: tuple[tuple[Paragraph, ...], ...]
    widths: tuple[Twips, ...]
    margin: Twips
    line: Points
    field: str = ""
    landscape: bool = False


class SideBySide(NamedTuple):
    """Paragraphs side by side without lines, each cell in the middle of a height, all in the middle of the page."""

    cells: Sequence[Sequence[Paragraph]]
    widths: Sequence[Twips]
    height: Twips


Block: TypeAlias = Paragraph | Table | SideBySide
