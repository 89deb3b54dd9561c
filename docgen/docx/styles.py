"""The named styles of a letter and the fonts that stand in for those it names, as the roots of their parts."""

from itertools import pairwise

from docx.oxml.styles import CT_Styles
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Pt, RGBColor, Twips
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles

from docgen.docx.elements import RunProperties, add_style, append, element, root, style_element, with_attributes
from docgen.docx.looks import ALIGNMENTS, font_size, set_fonts
from docgen.standard import fonts, standard
from docgen.styles import WORD_STYLES, Look, WordStyle, font_name, looks
from letter.model import Agency, Fitting

_CHARACTER_UNITS = 100


def styles_root(agency: Agency, fitting: Fitting) -> CT_Styles:
    """Return the styles for the letters of an agency that are fitted so: defaults, Normal, then the named styles."""
    made = root(CT_Styles, "w:styles", "w")
    append(made, _defaults())
    styles = Styles(made)
    normal = _normal(styles, agency)
    _default_characters(styles)
    for identifier, look in looks(fitting).items():
        _add_paragraph_style(styles, identifier, look, normal)
    for style in WORD_STYLES.values():
        _add_character_style(styles, style)
    return made


def _defaults() -> BaseOxmlElement:
    """Return what holds where no style says otherwise: fonts without a theme, size, languages."""
    properties = root(RunProperties, "w:rPr", "w")
    size = standard().grid.size.points
    set_fonts(properties, font_name("latin"), font_name("body"))
    properties.sz_val = font_size(size)
    properties.get_or_add_szCs().val = font_size(size)
    with_attributes(properties.get_or_add_lang(), {"w:val": "en-US", "w:eastAsia": "zh-CN"})
    return element("w:docDefaults", {}, element("w:rPrDefault", {}, properties), element("w:pPrDefault"))


def _normal(styles: Styles, agency: Agency) -> ParagraphStyle:
    """Add the style that the others are based on: an exact line, and Chinese line breaking.

    An agency may let a mark at the end of a line hang outside the type area.
    """
    style = add_style(styles, "Normal", "Normal", ParagraphStyle, builtin=True)
    with_attributes(style_element(style), {"w:default": 1})
    style.quick_style = True
    properties = style_element(style).get_or_add_pPr()
    for setting, value in (
        (properties.get_or_add_kinsoku(), True),
        (properties.get_or_add_wordWrap(), True),
        (properties.get_or_add_overflowPunct(), agency.hanging_punctuation),
        (properties.get_or_add_topLinePunct(), False),
        (properties.get_or_add_autoSpaceDE(), False),
        (properties.get_or_add_autoSpaceDN(), False),
        (properties.get_or_add_adjustRightInd(), False),
        (properties.get_or_add_snapToGrid(), False),
    ):
        setting.val = value
    form = style.paragraph_format
    form.widow_control = False
    form.space_before = form.space_after = Length(0)
    form.line_spacing = Twips(standard().grid.pitch.twips)
    form.alignment = ALIGNMENTS["both"]
    return style


def _default_characters(styles: Styles) -> None:
    style = add_style(styles, "Default Paragraph Font", "DefaultParagraphFont", CharacterStyle, builtin=True)
    with_attributes(style_element(style), {"w:default": 1})
    style.priority = 1
    style.hidden = True


def _add_paragraph_style(styles: Styles, identifier: str, look: Look, normal: ParagraphStyle) -> None:
    """Add a named style; its size is written where it is not the usual one of all text."""
    style = add_style(styles, look.name, identifier, ParagraphStyle)
    style.base_style = normal
    style.quick_style = True
    form = style.paragraph_format
    form.keep_with_next = look.keep_next or None
    form.keep_together = look.keep_lines or None
    form.line_spacing = Pt(look.pitch)
    form.alignment = ALIGNMENTS[look.align]
    properties = style_element(style).get_or_add_pPr()
    if look.first_line:
        form.first_line_indent = Twips(look.first_line)
        # Word takes the number of characters where it is given, other readers the length.
        characters = look.first_line // look.unit * _CHARACTER_UNITS
        with_attributes(properties.get_or_add_ind(), {"w:firstLineChars": characters})
    if look.outline is not None:
        with_attributes(properties.get_or_add_outlineLvl(), {"w:val": look.outline})
    words = style_element(style).get_or_add_rPr()
    set_fonts(words, font_name(look.latin), font_name(look.font))
    words.get_or_add_spacing().val = Pt(look.spacing)
    if look.color:
        style.font.color.rgb = RGBColor.from_string(look.color)
    if look.size != standard().grid.size.value:
        style.font.size = font_size(look.size)


def _add_character_style(styles: Styles, written: WordStyle) -> None:
    """Add a style that changes the font only."""
    style = add_style(styles, written.name, written.identifier, CharacterStyle)
    style.quick_style = True
    set_fonts(style_element(style).get_or_add_rPr(), font_name("latin"), font_name(written.font))


def fonts_root() -> BaseOxmlElement:
    """Return the font table: each wanted font with the name of the one to take where it is not installed."""
    rows = {name: following for font in fonts().values() for name, following in pairwise(font.chain)}
    return element("w:fonts", {}, *(_font(name, following) for name, following in rows.items()))


def _font(name: str, following: str) -> BaseOxmlElement:
    return element(
        "w:font", {"w:name": name}, element("w:altName", {"w:val": following}), element("w:charset", {"w:val": "86"})
    )
