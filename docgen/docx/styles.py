"""The named styles of a letter, from the rows of resources/standard/styles.json."""

from docgen.docx import ooxml
from docgen.standard import fonts, standard, styles

# A run-in heading changes the font of its own words only; levels 3 and 4 are set like the text.
RUN_IN_STYLES = {1: ("heading_1_words", "一级标题字符", "hei"), 2: ("heading_2_words", "二级标题字符", "kai")}
EMPHASIS_STYLE = ("black_words", "黑体字", "hei")
KAI_STYLE = ("kai_words", "楷体字", "kai")
BODY_STYLE = ("body_words", "仿宋字", "body")


def styles_part() -> str:
    """Return styles.xml."""
    grid, latin = standard().grid, font_name("latin")
    rows: list[str] = []
    for identifier, look in styles().items():
        size = grid.size.value if look.size is None else look.size
        pitch = grid.pitch.value if look.pitch is None else look.pitch
        spacing = grid.spacing.value if look.spacing is None else look.spacing
        unit = round((size + spacing) * 20)
        row = ooxml.style(
            identifier,
            look,
            font_name(look.font),
            font_name(look.latin),
            round(pitch * 20),
            round(spacing * 20),
            unit,
        )
        rows.append(row)
    for identifier, name, font in (*RUN_IN_STYLES.values(), EMPHASIS_STYLE, KAI_STYLE, BODY_STYLE):
        rows.append(ooxml.character_style(identifier, name, font_name(font), latin))
    return ooxml.styles_part(rows, font_name("body"), latin, round(grid.size.value * 2), grid.pitch.twips)


def font_table_part() -> str:
    """Return fontTable.xml with the fallbacks of each font."""
    return ooxml.font_table_part(font.chain for font in fonts().values())


def font_name(role: str) -> str:
    """Return the wanted font for a role."""
    return fonts()[role].chain[0]
