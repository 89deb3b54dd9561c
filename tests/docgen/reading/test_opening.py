"""A judged docx as a Document of python-docx: only what is read, nothing made, nothing raised but the one sentence."""

import gc
import io
import subprocess
import sys
import weakref
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import docx
import pytest
from docx.oxml.document import CT_Body, CT_Document
from docx.oxml.numbering import CT_Numbering
from docx.oxml.section import CT_HdrFtr, CT_SectPr
from docx.oxml.text.paragraph import CT_P
from docx.oxml.text.run import CT_R, CT_Text

from docgen.docx.audit import audit_docx
from docgen.docx.opening import comments, first_header, numbering, opened, styles
from docgen.docx.package import NotADocx, Package
from docgen.docx.reader import read_docx
from docgen.docx.reading.comments import Comment, comments_of
from docgen.docx.reading.tracked_changes import settle
from docgen.docx.wml import words_of
from tests.docgen.audit_faults import DOCUMENT
from tests.docgen.hostile import HOSTILE, package, seed
from tests.docgen.reading.test_edits import numbered_by_word
from tests.docgen.reading.word import AUTHOR, DAY, W, Word, w, xml
from tests.letters import ROOT, sample

LONG = "按照《中共朝阳市委办公室"
FOOTERS = ("word/footer1.xml", "word/footer2.xml", "word/footer3.xml")
READ = ("word/comments.xml", "word/styles.xml", "word/numbering.xml", "word/header1.xml")


def with_everything() -> Word:
    """Return a letter with a comment and with a paragraph that Word counts."""
    word = Word(seed())
    word.comment("5～9人", "核实一下人数")
    word.replace("一、加强", "加强")
    numbered_by_word(word, "加强社区工作者人员配备")
    return word


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a docx with one part changed, or left out when nothing remains of it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            content = source.read(part)
            if content := change(content) if part == name else content:
                target.writestr(part, content)
    return stream.getvalue()


def test_the_elements_of_the_tree_are_those_of_python_docx() -> None:
    with opened(Package(with_everything().saved())) as document:
        assert isinstance(document.element, CT_Document)
        assert isinstance(first_header(document), CT_HdrFtr)
        assert isinstance(numbering(document), CT_Numbering)
        assert list(styles(document))
        assert len(list(comments(document))) == 1
        for name, kind in {"body": CT_Body, "p": CT_P, "r": CT_R, "t": CT_Text, "sectPr": CT_SectPr}.items():
            assert all(isinstance(row, kind) for row in document.element.iter(w(name)))


def test_python_docx_and_lxml_see_one_tree() -> None:
    with opened(Package(seed())) as document:
        paragraph = next(row for row in document.paragraphs if row.text.startswith(LONG))
        assert paragraph._p is next(row for row in document.element.iter(w("p")) if words_of(row).startswith(LONG))
        assert paragraph.style is not None
        assert paragraph.style.name == "公文正文"
        assert document.sections[0].first_page_header._element is first_header(document)


@pytest.mark.parametrize("name", FOOTERS)
def test_a_missing_footer_does_not_refuse_the_file(name: str) -> None:
    data = changed(seed(), name, lambda _: b"")
    with pytest.raises(KeyError):
        docx.Document(io.BytesIO(data))
    assert read_docx(data).reading.changes == ()


@pytest.mark.parametrize("name", READ)
def test_a_missing_part_that_is_read_is_named(name: str) -> None:
    with pytest.raises(NotADocx, match=f"缺少“{name}”"):
        read_docx(changed(with_everything().saved(), name, lambda _: b""))


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    "damage",
    [
        lambda part: b"",
        lambda part: part[:-10],
        lambda part: b"<!DOCTYPE a>" + part,
        lambda part: b"<a>" * 10_000,
    ],
    ids=["missing", "cut off", "document type", "nested"],
)
def test_a_damaged_part_ends_in_a_sentence_before_python_docx_has_it(
    name: str, damage: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(NotADocx) as refused, opened(Package(changed(with_everything().saved(), name, damage))):
        pass
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize("name", READ)
def test_a_part_of_another_kind_is_read_as_an_empty_one(name: str) -> None:
    data = changed(with_everything().saved(), name, lambda _: b"<other/>")
    returned = read_docx(data)
    assert returned.reading.written == sample("seed_letter")
    assert len(returned.comments) == (name != "word/comments.xml")


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_made_and_nothing_raised_but_a_sentence(name: str) -> None:
    with suppress(NotADocx), opened(Package(HOSTILE[name][0]())) as document:
        before = list(document.part.rels)
        assert [*styles(document), first_header(document), numbering(document), *comments_of(document)]
        assert list(document.part.rels) == before


def test_no_part_is_made_that_the_file_has_not() -> None:
    word = Word(seed())
    word.parts["word/_rels/document.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    )
    with opened(Package(word.saved())) as document:
        assert (list(styles(document)), comments_of(document)) == ([], ())
        assert (numbering(document), first_header(document)) == (None, None)
        assert list(document.part.rels) == []


def test_a_comment_is_the_one_that_python_docx_gives() -> None:
    with opened(Package(with_everything().saved())) as document:
        (own,), (theirs,) = comments_of(document), document.comments
        assert own == Comment(AUTHOR, DAY, "核实一下人数", "5～9人")
        assert (own.author, own.text) == (theirs.author, theirs.text)
        assert datetime.fromisoformat(own.date) == theirs.timestamp == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)


COMMENTS = {
    "words that were inserted": (
        "<w:p><w:ins w:id='1'><w:r><w:t>核实</w:t></w:r></w:ins></w:p>", f"w:author='{AUTHOR}' w:date='{DAY}'",
        Comment(AUTHOR, DAY, "核实", ""),
    ),
    "a table": (
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/>", "",
        Comment("", "", "甲", ""),
    ),
    "no author and a strange date": (
        "<w:p><w:r><w:t>乙</w:t></w:r></w:p>", "w:date='昨天'", Comment("", "昨天", "乙", ""),
    ),
    "nothing": ("", "w:author=''", Comment("", "", "", "")),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMENTS)
def test_a_comment_is_read_whatever_python_docx_makes_of_it(name: str) -> None:
    content, attributes, comment = COMMENTS[name]
    word = with_everything()
    part = word.parts["word/comments.xml"].decode()
    row = f"<w:comment w:id='7' {attributes}>{content}</w:comment>"
    word.parts["word/comments.xml"] = part.replace("</w:comments>", f"{row}</w:comments>").encode()
    assert read_docx(word.saved()).comments[1] == comment


INLINE = {
    "ins": '<w:ins w:id="1" w:author="x"><w:r><w:t>加的字</w:t></w:r></w:ins>',
    "sdt": "<w:sdt><w:sdtContent><w:r><w:t>加的字</w:t></w:r></w:sdtContent></w:sdt>",
    "smartTag": "<w:smartTag><w:r><w:t>加的字</w:t></w:r></w:smartTag>",
    "fldSimple": '<w:fldSimple w:instr="TITLE"><w:r><w:t>加的字</w:t></w:r></w:fldSimple>',
}


@pytest.mark.parametrize("name", INLINE)
def test_words_that_python_docx_leaves_out_are_read(name: str) -> None:
    word = Word(seed())
    word.find(LONG).append(xml(INLINE[name]))
    data = word.saved()
    assert not any("加的字" in row.text for row in docx.Document(io.BytesIO(data)).paragraphs)
    answer = sample("seed_letter").answer
    assert read_docx(data).reading.letter.answer[2].text == f"{answer[2].text}加的字"


def test_what_stands_between_the_words_of_a_run_is_read() -> None:
    word = Word(seed())
    run = (
        '<w:r><w:t>甲</w:t><w:noBreakHyphen/><w:t xml:space="preserve">乙 </w:t><w:br w:type="page"/><w:cr/>'
        '<w:br w:type="strange"/><w:tab/><w:lastRenderedPageBreak/><w:t/><w:t>丙</w:t></w:r>'
    )
    word.find("李文清委员：").insert(1, xml(run))
    (change,) = read_docx(word.saved()).reading.changes
    assert (change.field, change.new) == ("/salutation", "甲-乙 \n\n\t丙李文清委员：")


TYPED = {
    "kind of a style": ("word/styles.xml", rb'w:type="paragraph"', b'w:type="strange"'),
    "style without a kind": ("word/styles.xml", rb'w:type="paragraph" ', b""),
    "size": ("word/styles.xml", rb"<w:sz w:val=", b"<w:sz w:wrong="),
    "comment without a number": ("word/comments.xml", rb' w:id="0"', b""),
    "level": ("word/numbering.xml", rb'w:ilvl="0"', b'w:ilvl="first"'),
    "header without a kind": (DOCUMENT, rb'w:type="first"', b'w:type="strange"'),
    "width of a page": (DOCUMENT, rb"<w:pgSz w:w=", b"<w:pgSz w:wrong="),
    "number of a mark": (DOCUMENT, rb'w:id="0"', b'w:id="zero"'),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_damaged_attribute_raises_nothing(name: str) -> None:
    part, old, new = TYPED[name]
    data = with_everything().saved()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert old in archive.read(part)
    data = changed(data, part, lambda content: content.replace(old, new))
    assert read_docx(data).reading.written == sample("seed_letter")
    assert audit_docx(data)


def test_deleted_words_that_stay_are_words_even_while_somebody_holds_them() -> None:
    word = Word(seed())
    word.track_delete("实际配置人员")
    with opened(Package(word.saved())) as document:
        held = list(document.element.iter())
        settle(document.element, refused=(0,))
        texts = list(document.element.iter(w("t")))
        assert all(isinstance(row, CT_Text) for row in texts)
        assert "实际配置人员" in "".join(map(str, texts))
        assert held


def test_of_two_alternatives_a_story_has_one() -> None:
    spaces = f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    choice, fallback = "<mc:Choice><w:t>新</w:t></mc:Choice>", "<mc:Fallback><w:t>旧</w:t></mc:Fallback>"
    document = (
        f"<w:document {spaces}><w:body><mc:AlternateContent>{choice}{fallback}</mc:AlternateContent>"
        f"<mc:AlternateContent>{fallback}</mc:AlternateContent></w:body></w:document>"
    )
    assert words_of(Package(package(document=document)).story(DOCUMENT)) == "新旧"


def test_what_was_read_is_let_go_without_the_collector() -> None:
    gc.disable()
    try:
        with opened(Package(with_everything().saved())) as document:
            parts = [weakref.ref(part) for part in (document.part, *document.part.related_parts.values())]
            assert len(parts) == 5
            del document
        assert [part() for part in parts] == [None] * len(parts)
    finally:
        gc.enable()


def test_writing_a_letter_needs_nothing_that_reads() -> None:
    script = (
        "import sys\nfrom docgen.docx.writer import write_docx\nfrom tests.letters import sample\n"
        "write_docx(sample('seed_letter'))\nnames = ('opening', 'package', 'reader', 'reading', 'audit', 'numbering')\n"
        "print([name for name in names if f'docgen.docx.{name}' in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
