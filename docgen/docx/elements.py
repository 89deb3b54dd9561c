"""The elements of WordprocessingML that python-docx has no class for, declared in its own manner.

Importing this module registers them for everything that python-docx makes or parses from then on. The library's
half-typed calls are given their types here.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias, TypeVar, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser, register_element_cls
from docx.oxml.section import CT_SectPr
from docx.oxml.shared import CT_OnOff
from docx.oxml.simpletypes import ST_SignedTwipsMeasure
from docx.oxml.styles import CT_Style
from docx.oxml.table import CT_Row, CT_TblPr, CT_TrPr
from docx.oxml.text.font import CT_HpsMeasure, CT_RPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.parfmt import CT_PPr, CT_Spacing
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement, OptionalAttribute, ZeroOrOne
from docx.shared import Length
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.styles.styles import Styles
from docx.text.parfmt import ParagraphFormat
from lxml import etree

nsmap.update({
    "ds": "http://schemas.openxmlformats.org/officeDocument/2006/customXml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
})  # fmt: skip

# The schema's order of children, from the first that is declared here on.
_PARAGRAPH = (
    "framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
_RUN = (
    "spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout"
    " specVanish oMath"
)
_TABLE = "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange"
_ROW = "cantSplit trHeight tblHeader tblCellSpacing jc hidden ins del trPrChange"
_SECTION = "docGrid printerSettings sectPrChange"


def _child(order: str, name: str) -> ZeroOrOne:
    """Return the declaration of a child that occurs at most once, with what follows it in the schema."""
    names = order.split()
    return ZeroOrOne(f"w:{name}", tuple(f"w:{following}" for following in names[names.index(name) + 1 :]))


class ParagraphProperties(CT_PPr):
    """The properties of a paragraph (w:pPr), with its frame and the settings of Chinese line breaking."""

    framePr = _child(_PARAGRAPH, "framePr")
    kinsoku = _child(_PARAGRAPH, "kinsoku")
    wordWrap = _child(_PARAGRAPH, "wordWrap")
    overflowPunct = _child(_PARAGRAPH, "overflowPunct")
    topLinePunct = _child(_PARAGRAPH, "topLinePunct")
    autoSpaceDE = _child(_PARAGRAPH, "autoSpaceDE")
    autoSpaceDN = _child(_PARAGRAPH, "autoSpaceDN")
    adjustRightInd = _child(_PARAGRAPH, "adjustRightInd")
    snapToGrid = _child(_PARAGRAPH, "snapToGrid")
    get_or_add_framePr: Callable[[], BaseOxmlElement]
    get_or_add_kinsoku: Callable[[], CT_OnOff]
    get_or_add_wordWrap: Callable[[], CT_OnOff]
    get_or_add_overflowPunct: Callable[[], CT_OnOff]
    get_or_add_topLinePunct: Callable[[], CT_OnOff]
    get_or_add_autoSpaceDE: Callable[[], CT_OnOff]
    get_or_add_autoSpaceDN: Callable[[], CT_OnOff]
    get_or_add_adjustRightInd: Callable[[], CT_OnOff]
    get_or_add_snapToGrid: Callable[[], CT_OnOff]
    get_or_add_outlineLvl: Callable[[], BaseOxmlElement]


class RunProperties(CT_RPr):
    """The properties of a run (w:rPr), with the spacing, the width and the height of its characters."""

    spacing = _child(_RUN, "spacing")
    w = _child(_RUN, "w")
    position = _child(_RUN, "position")
    szCs = _child(_RUN, "szCs")
    lang = _child(_RUN, "lang")
    get_or_add_spacing: Callable[[], "Spacing"]
    get_or_add_w: Callable[[], BaseOxmlElement]
    get_or_add_position: Callable[[], BaseOxmlElement]
    get_or_add_szCs: Callable[[], CT_HpsMeasure]
    get_or_add_lang: Callable[[], BaseOxmlElement]


class Spacing(CT_Spacing):
    """w:spacing, which in a paragraph has lines and in a run what is added to each character."""

    val: Length | None = OptionalAttribute("w:val", ST_SignedTwipsMeasure)  # pyright: ignore[reportAssignmentType]


class TableProperties(CT_TblPr):
    """The properties of a table (w:tblPr), with its lines and the margins of its cells."""

    tblBorders = _child(_TABLE, "tblBorders")
    tblCellMar = _child(_TABLE, "tblCellMar")
    get_or_add_tblBorders: Callable[[], BaseOxmlElement]
    get_or_add_tblCellMar: Callable[[], BaseOxmlElement]


class Style(CT_Style):
    """A style (w:style), whose properties are those of this module."""

    get_or_add_pPr: Callable[[], ParagraphProperties]
    get_or_add_rPr: Callable[[], RunProperties]


class RowProperties(CT_TrPr):
    """The properties of a row (w:trPr): kept on one page, repeated on each page."""

    cantSplit = _child(_ROW, "cantSplit")
    tblHeader = _child(_ROW, "tblHeader")
    get_or_add_cantSplit: Callable[[], BaseOxmlElement]
    get_or_add_tblHeader: Callable[[], BaseOxmlElement]


class SectionProperties(CT_SectPr):
    """The properties of a section (w:sectPr), with the grid of its lines."""

    docGrid = _child(_SECTION, "docGrid")
    get_or_add_docGrid: Callable[[], BaseOxmlElement]


for _tag, _class in {
    "w:pPr": ParagraphProperties,
    "w:rPr": RunProperties,
    "w:spacing": Spacing,
    "w:style": Style,
    "w:tblPr": TableProperties,
    "w:trPr": RowProperties,
    "w:sectPr": SectionProperties,
    "w:szCs": CT_HpsMeasure,
    "w:kinsoku": CT_OnOff,
    "w:wordWrap": CT_OnOff,
    "w:overflowPunct": CT_OnOff,
    "w:topLinePunct": CT_OnOff,
    "w:autoSpaceDE": CT_OnOff,
    "w:autoSpaceDN": CT_OnOff,
    "w:adjustRightInd": CT_OnOff,
}.items():
    register_element_cls(_tag, _class)

_Kind = TypeVar("_Kind", bound=BaseOxmlElement)
_StyleKind = TypeVar("_StyleKind", CharacterStyle, ParagraphStyle)
_Attributes: TypeAlias = Mapping[str, object]


def element(tag: str, attributes: _Attributes | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """Return a loose element with prefixed attributes and children: what no class declares, such as a bookmark."""
    made = oxml_parser.makeelement(_name(tag), _named(attributes), _spaces(tag.partition(":")[0]))
    append(cast(BaseOxmlElement, made), *children)
    return cast(BaseOxmlElement, made)


def add(parent: BaseOxmlElement, tag: str, attributes: _Attributes | None = None) -> BaseOxmlElement:
    """Append a new element and return it; quicker than a loose one, which is a document of its own until then."""
    return etree.SubElement(parent, _name(tag), _named(attributes))


def root(kind: type[_Kind], tag: str, *prefixes: str) -> _Kind:
    """Return an empty element that declares the namespaces of these prefixes, for all that will stand in it.

    kind is the class that is registered for it.
    """
    return cast(_Kind, oxml_parser.makeelement(_name(tag), None, _spaces(*prefixes)))


def append(parent: BaseOxmlElement, *children: BaseOxmlElement) -> None:
    """Append children of any kind, which the library's types would have of the parent's own."""
    for child in children:
        parent.append(child)


def with_attributes(made: _Kind, attributes: _Attributes) -> _Kind:
    """Set attributes by their prefixed names, "w:val", and return the element."""
    for name, value in attributes.items():
        made.set(_name(name), str(value))
    return made


def paragraph_properties(paragraph: CT_P) -> ParagraphProperties:
    """Return the properties of a paragraph, adding them where it has none."""
    return cast(ParagraphProperties, paragraph.get_or_add_pPr())


def run_properties(run: CT_R) -> RunProperties:
    """Return the properties of a run, adding them where it has none."""
    return cast(RunProperties, run.get_or_add_rPr())


def row_properties(row: CT_Row) -> RowProperties:
    """Return the properties of a row, adding them where it has none."""
    return cast(RowProperties, row.get_or_add_trPr())


def add_tab_stop(form: ParagraphFormat, place: Length, alignment: WD_TAB_ALIGNMENT) -> None:
    """Add a tab stop to a paragraph, in the order of their places."""
    form.tab_stops.add_tab_stop(place, alignment)  # pyright: ignore[reportUnknownMemberType]


def add_style(
    styles: Styles, name: str, identifier: str, kind: type[_StyleKind], *, builtin: bool = False
) -> _StyleKind:
    """Add a style with an identifier of our own, not one made of its Chinese name."""
    row = WD_STYLE_TYPE.PARAGRAPH if issubclass(kind, ParagraphStyle) else WD_STYLE_TYPE.CHARACTER
    style = styles.add_style(name, row, builtin)  # pyright: ignore[reportUnknownMemberType]
    style_element(style).styleId = identifier
    return cast(_StyleKind, style)


def style_element(style: BaseStyle) -> Style:
    """Return the element of a style."""
    return cast(Style, style.element)


def _named(attributes: _Attributes | None) -> dict[str, str] | None:
    return {_name(name): str(value) for name, value in attributes.items()} if attributes else None


@cache
def _name(tag: str) -> str:
    """Return a name as lxml spells it; one without a prefix is in no namespace."""
    return qn(tag) if ":" in tag else tag


@cache
def _spaces(*prefixes: str) -> dict[str, str]:
    return {prefix: nsmap[prefix] for prefix in prefixes}
