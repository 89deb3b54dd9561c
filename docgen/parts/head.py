"""What the heads (版头) of all letterheads have in common: a header that pushes the text down, and red rules in it.

A head lies in the first page's header, where nothing that is done to the text can move or delete it.
"""

from collections.abc import Callable, Iterable
from math import ceil
from typing import NamedTuple

from docgen.lengths import emu
from docgen.paragraphs import Block, Paragraph, PinnedLine
from docgen.standard import fonts, standard, styles
from docgen.styles import BASE_LINE
from letter.effective_texts import EffectiveTexts
from letter.model import Agency, ReplyLetter


class Masthead(NamedTuple):
    """What a head depends on: the profile, the joint organs, and the rows that 签发人 and the title take."""

    agency: Agency
    joint: tuple[str, ...] = ()
    signatory_rows: int = 1
    title_lines: int = 1


class Stroke(NamedTuple):
    """One red rule: the height of its middle and its thickness in points."""

    y: float
    thickness: float


class Head(NamedTuple):
    """A head: the blocks of its header, and heights in points from the paper's top.

    below_number is what the head takes between the number's line and the blank lines above the title.
    """

    content: tuple[Block, ...]
    header_bottom: float
    number_line_top: float
    below_number: float = 0


class LetterheadParts(NamedTuple):
    """How a letterhead is set: what its head depends on, the head, and the lines of the document number.

    number_lines takes the space in twips above the number's line.
    """

    masthead: Callable[[ReplyLetter, EffectiveTexts], Masthead]
    head: Callable[[Masthead], Head]
    number_lines: Callable[[ReplyLetter, EffectiveTexts, int], list[Paragraph]]


def shared_masthead(letter: ReplyLetter, _texts: EffectiveTexts) -> Masthead:
    """Return what the head of any letter of an agency depends on: the profile alone."""
    return Masthead(letter.agency)


def ink_in_line() -> float:
    """Return how far below the top of a line of text its characters begin, in points."""
    grid = standard().grid
    return BASE_LINE * grid.pitch.points - fonts()["body"].ink_top * grid.size.points


def header_bottom(number_line_top: float, foot: float) -> float:
    """Return where the header ends so that a whole number of lines is left above the foot of the type area.

    LibreOffice centres the lines of the first page in what the header leaves, and so finds nothing to centre; the rest
    is space above the first line of the text.
    """
    pitch = standard().grid.pitch.points
    return foot - ceil((foot - number_line_top) / pitch) * pitch


def foot_rules(down: float = 0) -> tuple[Stroke, Stroke]:
    """Return the two rules at the paper's foot, thin over thick, moved down by so many points (10.1)."""
    head = standard().letterhead
    thick, thin = head.rule_thick.points, head.rule_thin.points
    foot = standard().page.height.points - head.rule_foot.points + down
    return (
        Stroke(foot - thick - head.rule_between.points - thin / 2, thin),
        Stroke(foot - thick / 2, thick),
    )


def rules(strokes: Iterable[Stroke], length: float, middle: float) -> tuple[PinnedLine, ...]:
    """Return red rules of a length around a middle, both in points."""
    return tuple(
        PinnedLine(
            number,
            x=emu(middle - length / 2),
            y=stroke.y,
            length=emu(length),
            points=stroke.thickness,
            color=styles()["mark"].color,
        )
        for number, stroke in enumerate(strokes, 1)
    )
