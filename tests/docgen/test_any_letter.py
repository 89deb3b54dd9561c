"""Whatever a letter and its profile hold comes onto the paper, once, and the package stays whole."""

import io
import zipfile

import docx
import pytest
from hypothesis import given
from lxml import etree

from docgen.docx.writer import write_docx
from letter import derived
from letter.headings import join
from letter.model import ReplyLetter
from tests.strategies import letters


def text_of(package: bytes) -> str:
    """Return all text of a docx: its paragraphs, tables and the first page's header."""
    made = docx.Document(io.BytesIO(package))
    tables = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    header = made.sections[0].first_page_header
    above = [cell.text for table in header.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in (*header.paragraphs, *made.paragraphs)] + tables + above)


def wanted(letter: ReplyLetter) -> list[str]:
    """Return what must stand on the paper."""
    agency, contact = letter.agency, letter.contact
    blocks = [block for part in (letter.answer, *(item.answer for item in letter.attachments)) for block in part]
    return [
        *(join(block.heading, block.text) for block in blocks),
        *(cell for block in blocks for row in block.table for cell in row),
        *(attachment.title for attachment in letter.attachments),
        *derived.copies_to(letter),
        *letter.report_to,
        *((contact.name, contact.phone, contact.department) if letter.note is None else ()),
        *(derived.issuers(letter) if agency.seal != "signature_stamp" else ()),
        *((issuer.signer_title for issuer in letter.joint_issuers) if agency.seal == "signature_stamp" else ()),
        derived.outcome_text(letter),
        letter.signatory.replace("、", "") if agency.show_signatory else "",
        letter.header.secrecy,
        letter.header.urgency,
        derived.document_number_text(letter),
        derived.document_date_text(letter),
        derived.disclosure_text(letter) if letter.note is None else "",
    ]


def squeezed(text: str) -> str:
    """Return text without what stands between lines, names and cells."""
    return "".join(character for character in text if character not in " \u3000\t\n、")


@pytest.mark.full
@given(letters())
def test_nothing_is_lost(letter: ReplyLetter) -> None:
    found = squeezed(text_of(write_docx(letter)))
    for words in wanted(letter):
        assert squeezed(words) in found, words


@pytest.mark.full
@given(letters())
def test_each_part_is_xml(letter: ReplyLetter) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(letter))) as package:
        for name in package.namelist():
            etree.fromstring(package.read(name))
