"""A letter becomes a docx: the fixed parts once for each agency, the text for each letter; same letter, same bytes."""

from functools import lru_cache

from msgspec.structs import replace

from docgen.composition import compose, footers
from docgen.docx import ooxml, package_parts
from docgen.docx.marks import Marks
from docgen.docx.old_styles import font_table_part, styles_part
from docgen.docx.packing import Packed
from docgen.paper import Paragraph
from docgen.parts import letterhead, page_number
from docgen.parts.head import Masthead
from docgen.sheet import sheet_of
from docgen.standard import line_breaks, standard
from letter.codec import compact_letter
from letter.model import Agency, ReplyLetter

# More fields than a letter has.
_HEADER_MARKS = 100_000


def write_docx(letter: ReplyLetter, *, published: bool = False) -> bytes:
    """Return the docx of a letter, with the letter as data and a mark at each field; raises NotOffered.

    The published edition carries neither: what the paper does not show goes to nobody.
    """
    made = compose(letter)
    marks = None if published else Marks(0)
    content, section = ooxml.blocks(made.text, marks), _section(letter.agency)
    if made.even_page:
        content += ooxml.paragraph(Paragraph("tail"), ends_section=section)
        section = _even_page_section(letter.agency)
    content += ooxml.blocks(made.ending, marks)
    data = b"" if published else package_parts.data_part(compact_letter(letter))
    return _package(made.masthead, content, section, made.title, data)


def write_test_sheet(agency: Agency) -> bytes:
    """Return the docx of a sheet with scales, to be printed on pre-printed paper before the first letter (套印)."""
    from docgen.parts import test_sheet  # late: a letter needs none

    bare = Masthead(replace(agency, letterhead="preprinted", paper=replace(agency.paper, foot_rules=True)))
    content = ooxml.blocks(test_sheet.content(bare.agency))
    return _package(bare, content, _section(bare.agency), test_sheet.TITLE)


def _package(masthead: Masthead, content: str, section: str, title: str, data: bytes = b"") -> bytes:
    document, core = ooxml.document_part(content, section), package_parts.core_part(title)
    own: list[tuple[str, str | bytes]] = [("word/document.xml", document), ("docProps/core.xml", core)]
    if data:
        own.append((package_parts.DATA, data))
    return _base(masthead, bool(data)).added(own).whole()


@lru_cache(maxsize=8)
def _section(agency: Agency) -> str:
    first = "rBlank" if page_number.first_footer(agency) == page_number.blank_footer() else "rOdd"
    return ooxml.section(_page_setup(agency), footers=(("even", "rEven"), ("default", "rOdd"), ("first", first)))


def _even_page_section(agency: Agency) -> str:
    """Return the section of an imprint on an even page of its own, which bears no number (7.5)."""
    footers = (("even", "rBlank"), ("default", "rBlank"))
    return ooxml.section(_page_setup(agency), first_page=False, footers=footers, even_page=True)


def _page_setup(agency: Agency) -> ooxml.PageSetup:
    sheet, pitch = sheet_of(agency), standard().grid.pitch.twips
    page = sheet.page
    return ooxml.PageSetup(
        width=page.width.twips, height=page.height.twips, top=page.top.twips, right=page.right, bottom=page.bottom,
        left=page.left.twips, header=round(sheet.header_distance * 20), footer=round(sheet.footer_distance * 20),
        pitch=pitch,
    )  # fmt: skip


@lru_cache(maxsize=16)
def _base(masthead: Masthead, with_data: bool) -> Packed:
    """Return the package without its text: what is the same in all letters with this head, packed once."""
    feet, breaks = footers(masthead), line_breaks()
    marks = Marks(_HEADER_MARKS) if with_data else None
    parts = (
        ("[Content_Types].xml", package_parts.content_types_part(with_data)),
        ("_rels/.rels", package_parts.package_relations_part()),
        ("word/_rels/document.xml.rels", package_parts.document_relations_part(with_data)),
        ("word/styles.xml", styles_part(masthead.agency)),
        ("word/settings.xml", ooxml.settings_part(breaks.no_end, breaks.no_start)),
        ("word/fontTable.xml", font_table_part()),
        ("word/header1.xml", ooxml.story("hdr", ooxml.blocks(letterhead.measure(masthead).content, marks))),
        ("word/footer1.xml", ooxml.story("ftr", ooxml.block(feet.blank))),
        ("word/footer2.xml", ooxml.story("ftr", ooxml.block(feet.even))),
        ("word/footer3.xml", ooxml.story("ftr", ooxml.block(feet.odd))),
        *(package_parts.data_properties() if with_data else ()),
    )
    return Packed().added(parts, small=True)
