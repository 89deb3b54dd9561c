"""The named styles of a letter as styles.xml, and their fonts as fontTable.xml."""

from docgen.docx import ooxml
from docgen.standard import fonts, standard
from docgen.styles import WORD_STYLES, font_name, looks
from letter.model import Agency


def styles_part(agency: Agency) -> str:
    """Return styles.xml for the letters of an agency."""
    grid, latin = standard().grid, font_name("latin")
    rows = [
        ooxml.style(identifier, look, font_name(look.font), font_name(look.latin), grid.size.value)
        for identifier, look in looks().items()
    ]
    rows += [
        ooxml.character_style(style.identifier, style.name, font_name(style.font), latin)
        for style in WORD_STYLES.values()
    ]
    return ooxml.styles_part(
        rows,
        font_name("body"),
        latin,
        round(grid.size.value * 2),
        grid.pitch.twips,
        hanging=agency.hanging_punctuation,
    )


def font_table_part() -> str:
    """Return fontTable.xml with the fallbacks of each font."""
    return ooxml.font_table_part(font.chain for font in fonts().values())
