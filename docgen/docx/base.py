"""The empty letter of one head: package, styles, settings, header and footers, and the sections that refer to them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from docx.document import Document
from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENTATION, WD_SECTION
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.coreprops import CoreProperties
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.opc.parts.coreprops import CorePropertiesPart
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.document import CT_Body, CT_Document
from docx.oxml.section import CT_HdrFtr, CT_SectPr
from docx.oxml.settings import CT_Settings
from docx.package import Package
from docx.parts.document import DocumentPart
from docx.parts.hdrftr import FooterPart, HeaderPart
from docx.parts.settings import SettingsPart
from docx.parts.styles import StylesPart
from docx.section import Section
from docx.settings import Settings
from docx.shared import Length, Pt, Twips

from docgen.composition import footers
from docgen.docx import drawing
from docgen.docx.data_part import DATA, data_part
from docgen.docx.elements import SectionProperties, append, element, root, with_attributes
from docgen.docx.marks import Marks
from docgen.docx.saving import fixed_parts
from docgen.docx.story import Sections, add_blocks
from docgen.docx.styles import fonts_root, styles_root
from docgen.page_setup import page_setup_of
from docgen.paragraphs import Block, Paragraph, PinnedLine, TurnedBox
from docgen.paragraphs import Section as SectionKind
from docgen.parts import letterhead, page_number
from docgen.parts.head import Masthead
from docgen.standard import line_breaks, standard
from letter.model import UNFITTED, Agency, Fitting

DOCUMENT, CORE = "word/document.xml", "docProps/core.xml"
# More fields than a letter has.
_HEADER_MARKS = 100_000
# More drawings than a head has.
_TURNED = 100
_LONGEST_TITLE = 255
_KEPT = 16


class Base(NamedTuple):
    """The package without the letter's own parts, and the properties of its sections by their kind, to be copied.

    even_page is the section of an imprint on an even page of its own, which bears no number (7.5).
    """

    package: bytes
    sections: Sections
    even_page: CT_SectPr


class _Footers(NamedTuple):
    """The relationships of the footers: without number, with it on the left, on the right, and of landscape pages."""

    blank: str
    even: str
    odd: str
    turned_even: str = ""
    turned_odd: str = ""


@lru_cache(maxsize=_KEPT)
def base_of(masthead: Masthead, *, with_data: bool, fitting: Fitting = UNFITTED, landscape: bool = False) -> Base:
    """Return what all letters with a head have in common.

    with_data is whether they carry themselves as data, landscape whether some of their pages lie on their side.
    """
    package, document = Package(), new_document(())
    main = DocumentPart(PackURI(f"/{DOCUMENT}"), CT.WML_DOCUMENT_MAIN, document, package)
    core = CorePropertiesPart(PackURI(f"/{CORE}"), CT.OPC_CORE_PROPERTIES, core_root(""), package)
    package.relate_to(main, RT.OFFICE_DOCUMENT)
    package.relate_to(core, RT.CORE_PROPERTIES)

    def name(part: str) -> PackURI:
        return PackURI(f"/word/{part}.xml")

    main.relate_to(StylesPart(name("styles"), CT.WML_STYLES, styles_root(masthead.agency, fitting), package), RT.STYLES)
    main.relate_to(SettingsPart(name("settings"), CT.WML_SETTINGS, _settings_root(), package), RT.SETTINGS)
    main.relate_to(XmlPart(name("fontTable"), CT.WML_FONT_TABLE, fonts_root(), package), RT.FONT_TABLE)
    marks = Marks(_HEADER_MARKS) if with_data else None
    head = _story("w:hdr", letterhead.measure(masthead).content, marks)
    header = main.relate_to(HeaderPart(name("header1"), CT.WML_HEADER, head, package), RT.HEADER)
    feet = footers(masthead)
    feet = (feet.blank, feet.even, feet.odd)
    if landscape:
        feet += _turned(masthead.agency, feet[1:])
    rows = enumerate(feet, 1)
    parts = [FooterPart(name(f"footer{at}"), CT.WML_FOOTER, _story("w:ftr", (row,)), package) for at, row in rows]
    names = _Footers(*(main.relate_to(part, RT.FOOTER) for part in parts))
    if with_data:
        main.relate_to(data_part(package), RT.CUSTOM_XML)
    sections: dict[SectionKind, CT_SectPr] = {"first": _first_section(masthead.agency, main, header, names)}
    if landscape:
        sections["landscape"] = _landscape_section(masthead.agency, main, names)
        sections["following"] = _numbered(_gridded(_section(masthead.agency, main)), names.even, names.odd)
    return Base(
        fixed_parts(Document(document, main), without=(DOCUMENT, CORE, DATA)),
        sections,
        _even_page_section(masthead.agency, main, names),
    )


def new_document(text: Iterable[Block]) -> CT_Document:
    """Return an empty document whose root declares the namespaces that these blocks need."""
    made = root(CT_Document, "w:document", "w", "r", *_prefixes(text))
    append(made, root(CT_Body, "w:body", "w"))
    return made


def core_root(title: str) -> CT_CoreProperties:
    """Return the core properties: title, of which they hold 255 characters, and language; no author, no time."""
    made = root(CT_CoreProperties, "cp:coreProperties", "cp", "dc")
    properties = CoreProperties(made)
    properties.title = title[:_LONGEST_TITLE]
    properties.language = "zh-CN"
    return made


def _story(tag: str, content: Sequence[Block], marks: Marks | None = None) -> CT_HdrFtr:
    made = root(CT_HdrFtr, tag, "w", *_prefixes(content))
    add_blocks(made, content, marks)
    return made


def _prefixes(content: Iterable[Block]) -> tuple[str, ...]:
    pieces = (piece for block in content if isinstance(block, Paragraph) for piece in block.content)
    return drawing.PREFIXES if any(isinstance(piece, PinnedLine | TurnedBox) for piece in pieces) else ()


def _turned(agency: Agency, feet: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    return tuple(page_number.turned_footer(agency, number, foot) for number, foot in enumerate(feet, _TURNED))


def _settings_root() -> CT_Settings:
    """Return the settings: odd and even footers, no squeezed punctuation, today's Word without legacy switches.

    The characters that may not end or begin a line are named, or each Word would take those of its own level.
    """
    breaks = line_breaks()
    made = root(CT_Settings, "w:settings", "w")
    today = {"w:name": "compatibilityMode", "w:uri": "http://schemas.microsoft.com/office/word", "w:val": 15}
    append(
        made,
        element("w:defaultTabStop", {"w:val": 420}),
        element("w:characterSpacingControl", {"w:val": "doNotCompress"}),
        element("w:noLineBreaksAfter", {"w:lang": "zh-CN", "w:val": breaks.no_end}),
        element("w:noLineBreaksBefore", {"w:lang": "zh-CN", "w:val": breaks.no_start}),
        element("w:compat", {}, element("w:compatSetting", today)),
    )
    Settings(made).odd_and_even_pages_header_footer = True
    return made


def _first_section(agency: Agency, main: DocumentPart, header: str, names: _Footers) -> CT_SectPr:
    numbered = page_number.first_footer(agency) != page_number.blank_footer()
    made = _gridded(_section(agency, main))
    made.add_headerReference(WD_HEADER_FOOTER.FIRST_PAGE, header)
    _numbered(made, names.even, names.odd)
    made.add_footerReference(WD_HEADER_FOOTER.FIRST_PAGE, names.odd if numbered else names.blank)
    Section(made, main).different_first_page_header_footer = True
    return made


def _even_page_section(agency: Agency, main: DocumentPart, names: _Footers) -> CT_SectPr:
    made = _numbered(_gridded(_section(agency, main)), names.blank, names.blank)
    Section(made, main).start_type = WD_SECTION.EVEN_PAGE
    return made


def _landscape_section(agency: Agency, main: DocumentPart, names: _Footers) -> CT_SectPr:
    """Return the page turned so that its head is at the left of the sheet: at the spine of odd pages (9).

    Without a grid: it would not come out even, and LibreOffice would set the lines in the middle of what is left over.
    """
    made = _section(agency, main)
    section, upright = Section(made, main), page_setup_of(agency).page
    section.orientation = WD_ORIENTATION.LANDSCAPE
    section.page_width, section.page_height = Twips(upright.height.twips), Twips(upright.width.twips)
    section.top_margin, section.right_margin = Twips(upright.left.twips), Twips(upright.top.twips)
    section.bottom_margin, section.left_margin = Twips(upright.right), Twips(upright.bottom)
    # The paragraph that holds the number's box must not push the text up.
    section.header_distance = section.footer_distance = Twips(upright.right // 2)
    return _numbered(made, names.turned_even, names.turned_odd)


def _numbered(section: CT_SectPr, even: str, odd: str) -> CT_SectPr:
    """Return a section with its footers of even and odd pages."""
    section.add_footerReference(WD_HEADER_FOOTER.EVEN_PAGE, even)
    section.add_footerReference(WD_HEADER_FOOTER.PRIMARY, odd)
    return section


def _section(agency: Agency, main: DocumentPart) -> SectionProperties:
    """Return the page of an agency."""
    setup = page_setup_of(agency)
    page = setup.page
    made = root(SectionProperties, "w:sectPr", "w", "r")
    section = Section(made, main)
    section.page_width, section.page_height = Twips(page.width.twips), Twips(page.height.twips)
    section.top_margin, section.right_margin = Twips(page.top.twips), Twips(page.right)
    section.bottom_margin, section.left_margin = Twips(page.bottom), Twips(page.left.twips)
    section.header_distance, section.footer_distance = Pt(setup.header_distance), Pt(setup.footer_distance)
    section.gutter = Length(0)
    return made


def _gridded(section: SectionProperties) -> SectionProperties:
    """Return a section with the grid of the lines."""
    pitch = standard().grid.pitch.twips
    with_attributes(section.get_or_add_docGrid(), {"w:type": "lines", "w:linePitch": pitch})
    return section
