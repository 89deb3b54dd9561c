"""A letter becomes a docx: the fixed parts once for each agency, the text for each letter; same letter, same bytes."""

import io
from collections.abc import Iterable
from functools import lru_cache
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec.structs import replace

from docgen.docx import ooxml
from docgen.docx.parts import (
    addressee,
    attachments,
    body,
    imprint,
    letterhead,
    number_line,
    page_number,
    signature,
    title,
)
from docgen.docx.parts.head import Masthead
from docgen.docx.styles import font_table_part, styles_part
from docgen.sheet import sheet_of
from docgen.standard import standard
from letter.derived import spoken
from letter.model import Agency, ReplyLetter

_EPOCH = (1980, 1, 1, 0, 0, 0)


def write_docx(letter: ReplyLetter) -> bytes:
    """Return the docx of a letter; raises NotOffered."""
    masthead = letterhead.masthead_of(letter)
    parts = (
        number_line.corner(letter),
        number_line.top_left(letter),
        number_line.number_lines(letter),
        number_line.outcome_line(letter),
        title.title(letter),
        addressee.addressee(letter),
        body.body(letter),
        attachments.attachment_list(letter),
        signature.signature(letter),
        signature.note(letter),
        attachments.attachments(letter),
    )
    content, section = "".join(parts), _section(letter.agency)
    if letter.agency.imprint_even_page and imprint.has_imprint(letter):
        content += ooxml.paragraph("tail", ends_section=section)
        section = _even_page_section(letter.agency)
    return _package(masthead, content + imprint.imprint(letter), section, spoken(letter, "title"))


def write_test_sheet(agency: Agency) -> bytes:
    """Return the docx of a sheet with scales, to be printed on pre-printed paper before the first letter (套印)."""
    from docgen.docx.parts import test_sheet  # late: a letter needs none

    bare = Masthead(replace(agency, letterhead="preprinted", paper=replace(agency.paper, foot_rules=True)))
    return _package(bare, test_sheet.content(bare.agency), _section(bare.agency), test_sheet.TITLE)


def _package(masthead: Masthead, content: str, section: str, title: str) -> bytes:
    document, core = ooxml.document_part(content, section), ooxml.core_part(title.replace("\n", ""))
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
    parts = (
        ("[Content_Types].xml", ooxml.content_types_part()),
        ("_rels/.rels", ooxml.package_relations_part()),
        ("word/_rels/document.xml.rels", ooxml.document_relations_part()),
        ("word/styles.xml", styles_part()),
        ("word/settings.xml", ooxml.settings_part()),
        ("word/fontTable.xml", font_table_part()),
        ("word/header1.xml", letterhead.header_part(masthead)),
        ("word/footer1.xml", page_number.first_footer(masthead.agency)),
        ("word/footer2.xml", page_number.even_footer()),
        ("word/footer3.xml", page_number.odd_footer()),
        ("word/footer4.xml", page_number.blank_footer()),
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
