"""The named styles with every value resolved: what docx writes down and the pages are laid out with."""

from functools import lru_cache
from typing import NamedTuple

from docgen.lengths import twips
from docgen.paragraphs import Align
from docgen.standard import fonts, standard, styles
from letter.model import UNFITTED, Fitting

# Word, WPS and LibreOffice put the base line of an exactly set line at four fifths of its height.
BASE_LINE = 0.8


class Look(NamedTuple):
    """A paragraph style with its values resolved: fonts by role, size, pitch and spacing in points.

    first_line is an indent in twips, unit is the width of one of its characters in twips.
    """

    name: str
    font: str
    latin: str
    align: Align
    size: float
    pitch: float
    spacing: float
    first_line: int
    unit: int
    color: str
    outline: int | None
    keep_next: bool
    keep_lines: bool


class WordStyle(NamedTuple):
    """A character style, which changes the font alone: identifier, name and font role."""

    identifier: str
    name: str
    font: str


# A run-in heading changes the font of its own words only; levels 3 and 4 are set like the text.
RUN_IN_STYLES = {
    1: WordStyle("heading_1_words", "一级标题字符", "hei"),
    2: WordStyle("heading_2_words", "二级标题字符", "kai"),
}
EMPHASIS_STYLE = WordStyle("black_words", "黑体字", "hei")
KAI_STYLE = WordStyle("kai_words", "楷体字", "kai")
BODY_STYLE = WordStyle("body_words", "仿宋字", "body")
WORD_STYLES = {style.identifier: style for style in (*RUN_IN_STYLES.values(), EMPHASIS_STYLE, KAI_STYLE, BODY_STYLE)}


@lru_cache(maxsize=512)
def looks(fitting: Fitting = UNFITTED) -> dict[str, Look]:
    """Return the paragraph styles by their identifier, those of the text as they are fitted to their last page."""
    grid = standard().grid
    made: dict[str, Look] = {}
    for identifier, style in styles().items():
        size = grid.size.value if style.size is None else style.size
        spacing = grid.spacing.value if style.spacing is None else style.spacing
        pitch = grid.pitch.value if style.pitch is None else style.pitch
        if style.fitted:
            pitch, spacing = round(pitch + fitting.pitch, 2), round(spacing + fitting.spacing, 2)
        unit = twips(size + spacing)
        made[identifier] = Look(
            name=style.name,
            font=style.font,
            latin=style.latin,
            align=style.align,
            size=size,
            pitch=pitch,
            spacing=spacing,
            first_line=style.first_line * unit,
            unit=unit,
            color=style.color,
            outline=style.outline,
            keep_next=style.keep_next,
            keep_lines=style.keep_lines,
        )
    return made


def font_name(role: str) -> str:
    """Return the wanted font for a role."""
    return fonts()[role].chain[0]
