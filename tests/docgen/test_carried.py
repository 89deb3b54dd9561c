"""Every docx carries its letter as data and a mark at each field; the published edition carries neither."""

import codecs
import io
import re
import zipfile

import pytest
from lxml import etree

from docgen.composition import compose
from docgen.docx.marks import Marks, field_of
from docgen.docx.writer import write_docx
from docgen.paragraphs import Paragraph, SideBySide, Text
from letter.codec import read_letter, write_letter
from letter.model import ReplyLetter
from tests.docgen.measured_letters import letters as measured_letters
from tests.letters import SAMPLES, sample

DATA = "customXml/item1.xml"
_MARK = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>')


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: text_of(package.read(name)) for name in package.namelist()}


def text_of(part: bytes) -> str:
    """Return a part as text; the letter's data are UTF-16."""
    return part.decode("utf-16" if part.startswith(codecs.BOM_UTF16_LE) else "utf-8")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_letter_is_inside(name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(sample(name)))) as package:
        root = etree.fromstring(package.read(DATA))
    assert (root.tag, root.get("version")) == ("{urn:fuhan:reply-letter}letter", "1")
    assert root.text is not None
    assert write_letter(read_letter(root.text.encode())) == write_letter(sample(name))


def test_the_document_names_the_data_and_its_properties() -> None:
    made = parts(write_docx(sample("seed_letter")))
    assert 'Target="../customXml/item1.xml"' in made["word/_rels/document.xml.rels"]
    assert 'Target="itemProps1.xml"' in made["customXml/_rels/item1.xml.rels"]
    assert "/customXml/itemProps1.xml" in made["[Content_Types].xml"]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_published_edition_has_the_same_paper_and_nothing_else(name: str) -> None:
    own, published = parts(write_docx(sample(name))), parts(write_docx(sample(name), published=True))
    assert not [part for part in published if part.startswith("customXml")]
    assert not [part for part, text in published.items() if "customXml" in text or "bookmark" in text]
    for part in ("word/document.xml", "word/header1.xml"):
        assert _joined(re.sub("<w:bookmark(Start|End)[^>]*>", "", own[part])) == published[part]


def _joined(part: str) -> str:
    """Return a part with runs of the same look made one: a mark may end before the last punctuation mark of a field."""
    return re.sub(
        r"(<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t>)([^<]*)</w:t></w:r>\1([，。、；：？！]<)", r"\1\2\3", part
    )


def fields(letter: ReplyLetter) -> set[str]:
    """Return the fields that stand on the paper; the paragraphs of a text are one."""
    made = compose(letter)
    found: set[str] = set()
    for block in (*made.text, *made.ending):
        if isinstance(block, SideBySide):
            continue
        found.add(re.sub(r"(/answer)/\d+$", r"\1", block.field))
        if isinstance(block, Paragraph):
            found |= {piece.field for piece in block.content if isinstance(piece, Text)}
    return {*found, "/agency/mark"} - {""}


def marked_letters() -> dict[str, ReplyLetter]:
    return {name: sample(name) for name in SAMPLES} | measured_letters()


@pytest.mark.parametrize("name", marked_letters())
def test_each_field_has_a_mark(name: str) -> None:
    letter = marked_letters()[name]
    made = parts(write_docx(letter))
    marks = _MARK.findall(made["word/document.xml"] + made["word/header1.xml"])
    wanted = fields(letter) - ({"/agency/mark"} if letter.agency.letterhead == "preprinted" else set())
    assert {field_of(name) for _, name in marks} == wanted
    assert len({number for number, _ in marks}) == len({name for _, name in marks}) == len(marks)
    assert all(len(name) <= 40 and name.startswith("_") for _, name in marks)


def test_a_mark_holds_all_of_its_field() -> None:
    document = parts(write_docx(sample("with_table")))["word/document.xml"]
    start, name = next((number, name) for number, name in _MARK.findall(document) if field_of(name) == "/answer")
    inside = document.partition(f'w:id="{start}" w:name="{name}"/>')[2].partition(f'<w:bookmarkEnd w:id="{start}"/>')[0]
    words = "".join(re.findall("<w:t[^>]*>([^<]*)", inside))
    for block in sample("with_table").answer:
        assert block.text.rstrip("。") in words
        assert all(cell in words for row in block.table for cell in row)


def test_a_field_in_two_places_has_two_marks() -> None:
    marks = Marks(1)
    first, second = marks.of("/attachments/11/title"), marks.of("/attachments/11/title")
    assert first.name != second.name
    assert field_of(first.name) == field_of(second.name) == "/attachments/11/title"


@pytest.mark.parametrize("name", ["_Toc123456", "书签", "_fh", "_fhzz9", "_fha x", "_GoBack"])
def test_somebody_elses_bookmark_is_no_mark(name: str) -> None:
    assert field_of(name) == ""


def test_libreoffice_renames_marks_in_frames() -> None:
    assert field_of("_fhr_Copy_1") == field_of("_fhr") == "/outcome_class"
