"""Which attachment is which, when neither its title nor its mark tells."""

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from tests.docgen.reading.edits import EDITS
from tests.docgen.reading.word import Word
from tests.letters import sample

LETTER = sample("three_levels")
FIRST, SECOND = (attachment.title for attachment in LETTER.attachments)
ANEW = "养老床位补贴发放明细"


def without_marks() -> Word:
    word = Word(write_docx(LETTER))
    word.without_marks()
    return word


def changes(word: Word) -> list[tuple[str, str]]:
    return [(change.kind, change.field) for change in read_docx(word.saved()).reading.changes]


def test_a_title_written_anew_in_both_its_places_is_that_of_the_attachment_in_its_place() -> None:
    word = without_marks()
    for _place in ("list", "page"):
        word.replace(FIRST, ANEW)
    assert changes(word) == [("changed", "/attachments/0/title")]


def test_both_titles_written_anew_are_two_changes() -> None:
    word = without_marks()
    for title, anew in ((FIRST, ANEW), (SECOND, "各社区公示栏位置")):
        for _place in ("list", "page"):
            word.replace(title, anew)
    assert changes(word) == [("changed", "/attachments/0/title"), ("changed", "/attachments/1/title")]


def test_places_tell_nothing_when_one_has_gone() -> None:
    word = without_marks()
    EDITS["attachment deleted"].do(word)
    for _place in ("list", "page"):
        word.replace(FIRST, ANEW)
    found = changes(word)
    assert [row for row in found if row[0] == "removed"] == [
        ("removed", "/attachments/0"),
        ("removed", "/attachments/1"),
    ]
    assert ("changed", "/attachments/0/title") not in found
