"""A letter becomes a docx: the fixed parts once for each agency, the text for each letter; same letter, same bytes."""

import io
from collections.abc import Iterable
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec.structs import replace

from docgen.composition import compose, footers
from docgen.docx import ooxml, opc
from docgen.docx.styles import font_table_part, styles_part
from docgen.paper import Paragraph
from docgen.parts import letterhead
from docgen.parts.head import Masthead
from docgen.sheet import sheet_of
from docgen.standard import line_breaks, standard
from letter.model import Agency, ReplyLetter

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(letter: ReplyLetter) -> bytes:
    """Return the docx of a letter; raises NotOffered."""
    made = compose(letter)
    content, section = ooxml.blocks(made.text), _section(letter.agency)
    if made.even_page:
        content += ooxml.paragraph(Paragraph("tail"), ends_section=section)
        section = _even_page_section(letter.agency)
    return _package(made.masthead, content + ooxml.blocks(made.ending), section, made.title)


def write_test_sheet(agency: Agency) -> bytes:
    """Return the docx of a sheet with scales, to be printed on pre-printed paper before the first letter (套印)."""
    from docgen.parts import test_sheet  # late: a letter needs none

    bare = Masthead(replace(agency, letterhead="preprinted", paper=replace(agency.paper, foot_rules=True)))
    content = ooxml.blocks(test_sheet.content(bare.agency))
    return _package(bare, content, _section(bare.agency), test_sheet.TITLE)


def _package(masthead: Masthead, content: str, section: str, title: str) -> bytes:
    document, core = ooxml.document_part(content, section), opc.core_part(title)
    return _added(_base(masthead), (("word/document.xml", document), ("docProps/core.xml", core)))


@lru_cache(maxsize=8)
def _section(agency: Agency) -> str:
    return ooxml.section(_page_setup(agency), footers=(("even", "rEven"), ("default", "rOdd"), ("first", "rFirst")))


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
def _base(masthead: Masthead) -> bytes:
    """Return the package without its text: what is the same in all letters with this head, packed once."""
    feet, breaks = footers(masthead), line_breaks()
    parts = (
        ("[Content_Types].xml", opc.content_types_part()),
        ("_rels/.rels", opc.package_relations_part()),
        ("word/_rels/document.xml.rels", opc.document_relations_part()),
        ("word/styles.xml", styles_part(masthead.agency)),
        ("word/settings.xml", ooxml.settings_part(breaks.no_end, breaks.no_start)),
        ("word/fontTable.xml", font_table_part()),
        ("word/header1.xml", ooxml.story("hdr", ooxml.blocks(letterhead.measure(masthead).content))),
        ("word/footer1.xml", ooxml.story("ftr", ooxml.block(feet.first))),
        ("word/footer2.xml", ooxml.story("ftr", ooxml.block(feet.even))),
        ("word/footer3.xml", ooxml.story("ftr", ooxml.block(feet.odd))),
        ("word/footer4.xml", ooxml.story("ftr", ooxml.block(feet.blank))),
    )
    return _added(b"", parts)


def _added(package: bytes, parts: Iterable[tuple[str, str]]) -> bytes:
    """Return a package with more parts; entries carry no time and no system, so that equal text gives equal bytes."""
    stream = io.BytesIO(package)
    with ZipFile(stream, "a" if package else "w") as archive:
        for name, text in parts:
            entry = ZipInfo(name, _EPOCH)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, text)
    return stream.getvalue()
