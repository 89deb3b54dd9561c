"""Each look of a paragraph, a run, a table made once by python-docx's own objects and copied for each use."""

from copy import copy
from functools import lru_cache

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R
from docx.shared import Length, Pt, Twips
from docx.text.font import Font
from docx.text.parfmt import ParagraphFormat

from docgen.docx.elements import (
    ParagraphProperties,
    RunProperties,
    TableProperties,
    add_tab_stop,
    append,
    element,
    paragraph_properties,
    root,
    row_properties,
    run_properties,
    with_attributes,
)
from docgen.lengths import TWIPS_PER_HALF_POINT
from docgen.paragraphs import Frame, Paragraph, Table, Text

ALIGNMENTS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_TABS = {"left": WD_TAB_ALIGNMENT.LEFT, "center": WD_TAB_ALIGNMENT.CENTER, "right": WD_TAB_ALIGNMENT.RIGHT}
_FULL_WIDTH = 100
_EIGHTHS = 8
_SIDES = ("top", "left", "bottom", "right")
# A letter has some tens of looks; frames and indents that follow from its words make a few of them its own.
_KEPT = 512


def empty_paragraph(written: Paragraph) -> CT_P:
    """Return a paragraph with its properties and no content."""
    return copy(_paragraph(written._replace(content=(), field="", ends=None)))


@lru_cache(maxsize=_KEPT)
def _paragraph(look: Paragraph) -> CT_P:
    made = root(CT_P, "w:p", "w")
    made.style = look.style
    form = ParagraphFormat(made)
    form.keep_with_next = look.keep_next
    form.keep_together = look.keep_lines or None
    form.page_break_before = look.new_page or None
    form.widow_control = look.widows or None
    for tab in look.tabs:
        add_tab_stop(form, Twips(tab.place), _TABS[tab.kind])
    form.space_before = Twips(look.before) if look.before else None
    form.space_after = Twips(look.after) if look.after else None
    form.line_spacing = Twips(look.pitch) if look.pitch else None
    indent = look.indent
    form.left_indent = Twips(indent.left) if indent.left else None
    form.right_indent = Twips(indent.right) if indent.right else None
    form.first_line_indent = Twips(-indent.hanging) if indent.hanging else None
    form.alignment = ALIGNMENTS[look.align] if look.align else None
    if look.frame:
        _add_frame(paragraph_properties(made), look.frame)
    return made


def _add_frame(properties: ParagraphProperties, frame: Frame) -> None:
    """Pin a paragraph to the page; the height may grow: text that somebody adds in Word must never be cut off."""
    with_attributes(
        properties.get_or_add_framePr(),
        {
            "w:w": frame.width, "w:h": frame.height, "w:hRule": "atLeast", "w:hSpace": 0, "w:vSpace": 0,
            "w:wrap": "notBeside", "w:vAnchor": "page", "w:hAnchor": "page", "w:x": frame.x, "w:y": frame.y,
        },
    )  # fmt: skip


def empty_run(words: Text, *, hint: bool = False, font: str = "") -> CT_R:
    """Return a run with its properties and no content.

    With a hint, characters that stand in the fonts of both scripts are taken from the Chinese one; a font is what a
    character needs that its style's lacks.
    """
    return copy(_run(words._replace(text="", field="", font=font), hint))


@lru_cache(maxsize=_KEPT)
def _run(look: Text, hint: bool) -> CT_R:
    made = root(CT_R, "w:r", "w")
    if look.style:
        made.style = look.style
    if hint or look.font:
        set_fonts(run_properties(made), look.font, look.font, hint=True)
    if look.spacing:
        run_properties(made).get_or_add_spacing().val = Twips(look.spacing)
    if look.width != _FULL_WIDTH:
        with_attributes(run_properties(made).get_or_add_w(), {"w:val": look.width})
    if look.raised:
        position = run_properties(made).get_or_add_position()
        with_attributes(position, {"w:val": round(look.raised / TWIPS_PER_HALF_POINT)})
    if look.size:
        Font(made).size = font_size(look.size)
    return made


def font_size(points: float) -> Length:
    """Return a size of the font as Word knows it, in half points."""
    return Pt(round(points * 2) / 2)


def set_fonts(properties: RunProperties, latin: str, east_asian: str, *, hint: bool = False) -> None:
    """Name the fonts of a run or a style, that of Chinese characters too, which Font.name leaves as it is."""
    fonts = properties.get_or_add_rFonts()
    if hint:
        with_attributes(fonts, {"w:hint": "eastAsia"})
    if latin:
        with_attributes(fonts, {"w:ascii": latin, "w:eastAsia": east_asian, "w:hAnsi": latin})


def empty_table(written: Table) -> CT_Tbl:
    """Return a table without rows: fixed columns, hairlines, in the middle of the page."""
    return copy(_table(tuple(written.widths), written.line, ("left", "right"), written.margin))


def empty_side_by_side(widths: tuple[int, ...]) -> CT_Tbl:
    """Return a table without rows, lines and margins."""
    return copy(_table(widths, 0, _SIDES, 0))


@lru_cache(maxsize=_KEPT)
def _table(widths: tuple[int, ...], line: float, sides: tuple[str, ...], margin: int) -> CT_Tbl:
    # new_tbl() would bring even columns, the style's bands and a width of its own.
    properties = root(TableProperties, "w:tblPr", "w")
    append(properties, element("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}))
    properties.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties.autofit = False
    if line:
        stroke = {"w:val": "single", "w:sz": round(line * _EIGHTHS), "w:space": 0, "w:color": "000000"}
        for side in (*_SIDES, "insideH", "insideV"):
            properties.get_or_add_tblBorders().append(element(f"w:{side}", stroke))
    for side in sides:
        properties.get_or_add_tblCellMar().append(element(f"w:{side}", {"w:w": margin, "w:type": "dxa"}))
    columns = (element("w:gridCol", {"w:w": width}) for width in widths)
    made = root(CT_Tbl, "w:tbl", "w")
    append(made, properties, element("w:tblGrid", {}, *columns))
    return made


def empty_row(*, repeated: bool = False, height: int = 0) -> CT_Row:
    """Return a row without cells that no page breaks: repeated on each page, or of exactly a height."""
    return copy(_row(repeated, height))


@lru_cache(maxsize=_KEPT)
def _row(repeated: bool, height: int) -> CT_Row:
    made = root(CT_Row, "w:tr", "w")
    properties = row_properties(made)
    properties.get_or_add_cantSplit()
    if repeated:
        properties.get_or_add_tblHeader()
    if height:
        properties.trHeight_val, properties.trHeight_hRule = Twips(height), WD_ROW_HEIGHT_RULE.EXACTLY
    return made


def empty_cell(width: int) -> CT_Tc:
    """Return a cell without its paragraph, whose content stands in the middle of its height."""
    return copy(_cell(width))


@lru_cache(maxsize=_KEPT)
def _cell(width: int) -> CT_Tc:
    made = root(CT_Tc, "w:tc", "w")
    properties = made.get_or_add_tcPr()
    properties.width = Twips(width)
    properties.vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    return made
