"""Somebody's letter looked through before it is taken: marked by field, corrected by selecting, taken by one key."""

import datetime
import email.message
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from letter.derived import effective_text
from letter.model import DocumentNumber, Proposal, ReplyLetter
from letter.outline import write_answer
from services.recognising import recognised
from services.reply_corrections import CORRECTABLE, CannotCorrect, corrected
from services.reply_review import begun, rows
from tests.intake.judging import CORPUS
from tests.letters import sample
from tests.ui.conftest import page
from tests.ui.keyboard import Keyboard
from tests.ui.letter.test_whole_reply import ANSWER, LETTER, OPENING, ORDINARY, TITLE
from tests.ui.looking import choose, clipped, leftovers, overlaps, settle
from tests.ui.review.conftest import LEFT, WHOLE, select, shown, texts
from tests.ui.shell.test_window_geometry import drag
from ui.core.i18n import LANGUAGES, SOURCE, use_language
from ui.core.theme import FIELD_GROUNDS, TOKENS
from ui.form.sections.case import kind_choices
from ui.review.page import ReviewPage
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


def docx(file: Path, text: str) -> None:
    made = Document()
    for line in text.split("\n"):
        made.add_paragraph(line)
    made.save(str(file))


def mht(file: Path, text: str) -> None:
    stored = email.message.EmailMessage()
    stored.set_content("".join(f"<p>{line}</p>" for line in text.split("\n")), subtype="html", charset="gb18030")
    file.write_bytes(stored.as_bytes())


def txt(file: Path, text: str) -> None:
    file.write_bytes(text.encode("gb18030"))


def html(file: Path, text: str) -> None:
    file.write_text("<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")), encoding="utf-8")


WRITERS = {"信.txt": txt, "信.html": html, "信.docx": docx, "信.mht": mht}


def press(review: ReviewPage, field: str) -> None:
    review.rows[field].use.click()


@pytest.mark.parametrize("name", WRITERS)
def test_open_takes_a_letter_of_any_source_and_one_key_takes_all_of_it(
    name: str, window: MainWindow, keyboard: Keyboard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    WRITERS[name](tmp_path / name, LETTER)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / name), ""))
    keyboard.type("201")
    choose(window, "打开…")
    assert shown(window)
    keyboard.press(Qt.Key.Key_Return, CTRL)
    letter = page(window).form.letter()
    assert window.pages.currentWidget() is window.letters
    assert letter.proposals == (Proposal("52", "关于完善老旧小区加装电梯的提案"),)
    assert write_answer(letter.answer) == ANSWER
    assert [effective_text(letter, field) for field in ("title", "opening")] == [TITLE, OPENING]
    assert letter.document_date == datetime.date(2025, 6, 18)
    keyboard.press(Qt.Key.Key_Tab, CTRL)
    assert page(window).form.letter().proposals == (Proposal("201"),), "the one in work stands beside it"


@pytest.mark.parametrize("name", WRITERS)
def test_a_letter_dropped_beside_the_answer_is_looked_through(name: str, window: MainWindow, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, LETTER)
    assert drag(window, tmp_path / name, at=QPoint(5, 5))
    assert shown(window).letter().proposals[0].number == "52"


def test_a_text_that_is_no_reply_goes_into_the_answer(window: MainWindow, tmp_path: Path) -> None:
    txt(tmp_path / "段.txt", ORDINARY)
    assert drag(window, tmp_path / "段.txt", at=QPoint(5, 5))
    assert window.pages.currentWidget() is window.letters
    assert page(window).form.answer.answer.editor.toPlainText() == ORDINARY


@pytest.mark.parametrize("name", ["信.docx", "信.mht"])
def test_of_a_file_that_is_no_reply_the_words_are_offered(name: str, window: MainWindow, tmp_path: Path) -> None:
    WRITERS[name](tmp_path / name, ORDINARY)
    assert drag(window, tmp_path / name)
    assert window.messages.sentence("opened")
    editor = page(window).form.answer.answer.editor
    assert editor.toPlainText() == ""
    next(one for one in window.messages.findChildren(QPushButton) if one.accessibleName() == "放进答复").click()
    assert editor.toPlainText() == ORDINARY
    assert not window.messages.sentence("opened")


@pytest.mark.parametrize(
    ("name", "held", "sentence"),
    [
        ("扫描.pdf", b"%PDF-1.4", "PDF"),
        ("信.rtf", b"{\\rtf1", "RTF"),
        ("信.doc", b"{\\rtf1", "RTF"),
        ("坏.docx", b"PK" + bytes(99), "不完整"),
    ],
)
def test_of_what_cannot_be_read_it_is_said_what_to_do(
    name: str, held: bytes, sentence: str, window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(held)
    assert drag(window, tmp_path / name)
    assert sentence in window.messages.sentence("opened")


def test_each_field_is_marked_in_the_source_and_beside_it(review: ReviewPage) -> None:
    marked = {one.cursor.selectedText(): one.format.background().color() for one in _marks(review)}
    for field, words in (("/title", TITLE), ("/opening", OPENING), ("/contact/name", "何敏")):
        row = review.rows[field]
        label = next(one for one in row.findChildren(QLabel) if one.text() == words)
        assert label.palette().color(QPalette.ColorRole.Window) == marked[words]
    assert len({colour.name() for colour in marked.values()}) > 6


def _marks(review: ReviewPage) -> list[Any]:
    """Return what is marked; the stubs of Qt do not know its members."""
    return review.source.extraSelections()


def test_a_line_of_no_field_is_listed(review: ReviewPage) -> None:
    assert LEFT in texts(review)


def test_a_field_is_corrected_by_selecting_words(review: ReviewPage, keyboard: Keyboard) -> None:
    select(review, LEFT)
    press(review, "/note")
    assert review.letter().note == LEFT
    assert "附注已改用选中的文字" in texts(review)
    select(review, "何敏")
    press(review, "/contact/department")
    assert review.letter().contact.department == "何敏"


@pytest.mark.parametrize(
    ("field", "words", "sentence"),
    [
        ("/document_date", "何敏", "不是日期"),
        ("/document_number", "何敏", "没有发文字号"),
        ("/title", "", "先在左边选中"),
    ],
)
def test_words_that_stand_for_nothing_leave_the_field(
    field: str, words: str, sentence: str, review: ReviewPage
) -> None:
    before = review.letter()
    select(review, words)
    press(review, field)
    assert review.letter() == before
    assert sentence in texts(review)


def test_only_what_is_doubtful_asks_for_a_look(review: ReviewPage) -> None:
    assert "没有要核对的" in texts(review)
    assert not any(row.doubtful for row in review.rows.values())


def test_a_doubtful_field_is_where_one_begins_until_it_is_corrected(window: MainWindow) -> None:
    text = LETTER.replace("朝阳市民政局\n", "") + "\n发布机构：朝阳市民政局"
    found = recognised(text, window.settings.value.agency)
    doubtful = [row.field for row in rows(begun(found)) if row.doubt]
    window.review.show("页.html", found)
    assert [field for field, row in shown(window).rows.items() if row.doubtful] == doubtful
    assert doubtful
    assert shown(window).rows[doubtful[0]].see.hasFocus()


def test_a_pasted_reply_that_is_only_looked_at_stays_pasted(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.tab_to("答复内容")
    keyboard.paste(LETTER)
    pasted = page(window).form.answer.answer.editor.toPlainText()
    next(one for one in page(window).messages.findChildren(QPushButton) if one.accessibleName() == "先核对各项").click()
    assert shown(window)
    keyboard.press(Qt.Key.Key_Escape)
    assert page(window).form.answer.answer.editor.toPlainText() == pasted


def test_leaving_takes_nothing(review: ReviewPage, window: MainWindow, keyboard: Keyboard) -> None:
    before = page(window).form.letter()
    keyboard.press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.letters
    assert page(window).form.letter() == before


def test_characters_beyond_the_basic_plane_do_not_move_the_marks(window: MainWindow) -> None:
    text = LETTER.replace("320部", "𠮷𠮷小区320部")
    window.review.show("信.txt", recognised(text, window.settings.value.agency))
    assert "何敏" in [one.cursor.selectedText() for one in _marks(shown(window))]
    shown(window).rows["/contact/name"].see.click()
    assert shown(window).source.chosen()[0] == "何敏"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_one_language_and_shows_all_of_its_words(window: MainWindow, language: str) -> None:
    use_language(language)
    try:
        window.review.show("去年的.txt", recognised(WHOLE, window.settings.value.agency))
        settle()
        assert [*clipped(shown(window)), *overlaps(shown(window))] == []
        assert leftovers(shown(window), language) == []
    finally:
        use_language(SOURCE)


@pytest.mark.parametrize("look", FIELD_GROUNDS)
def test_words_are_read_on_every_ground(look: str) -> None:
    assert [ground for ground in FIELD_GROUNDS[look] if contrast(ground, TOKENS[look].text) < 4.5] == []
    assert len(set(FIELD_GROUNDS[look])) == len(FIELD_GROUNDS[look])


def contrast(first: str, second: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(first), light(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("field", "words", "read"),
    [
        ("/document_number", "朝民提函〔2024〕 12号", DocumentNumber("朝民提函", 2024, 12)),
        ("/document_date", "二〇二四年三月一日", datetime.date(2024, 3, 1)),
        ("/title", "关于市政协\n第52号提案的答复", "关于市政协第52号提案的答复"),
        ("/contact/phone", " 0421-2600009 ", "0421-2600009"),
    ],
)
def test_words_are_read_as_the_field_is(field: str, words: str, read: object) -> None:
    letter = corrected(sample("seed_letter"), field, words)
    name, _, part = field.removeprefix("/").partition("/")
    value = getattr(letter, name)
    assert (getattr(value, part) if part else value) == read


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != SOURCE])
def test_the_kind_is_called_as_the_form_calls_it(language: str, window: MainWindow) -> None:
    use_language(language)
    try:
        window.review.show("去年的.txt", recognised(LETTER, None))
        words = [label.text() for label in shown(window).rows["/kind"].findChildren(QLabel)]
        (kind,) = {words for key, words in kind_choices() if key == "cppcc_proposal"}
        assert kind in words
        assert "政协提案" not in words
    finally:
        use_language(SOURCE)


@pytest.mark.parametrize("field", sorted(CORRECTABLE))
def test_no_words_are_refused_in_a_sentence(field: str) -> None:
    letter: ReplyLetter = sample("seed_letter")
    with pytest.raises(CannotCorrect, match="选中"):
        corrected(letter, field, " \n")


def test_too_long_words_are_refused_in_a_sentence() -> None:
    with pytest.raises(CannotCorrect, match="太长"):
        corrected(sample("seed_letter"), "/contact/name", "甲" * 300)


@pytest.mark.parametrize(
    "text",
    [LETTER.replace(ANSWER, "段落。\n" * 20_001), LETTER.replace("何敏", "甲" * 300)],
    ids=["more paragraphs than a letter", "a longer name than a letter"],
)
def test_what_no_letter_holds_is_refused_in_a_sentence(text: str, window: MainWindow, tmp_path: Path) -> None:
    mht(tmp_path / "信.mht", text)
    assert drag(window, tmp_path / "信.mht")
    assert window.pages.currentWidget() is window.letters
    assert "一封信放不下" in window.messages.sentence("opened")


def test_a_pasted_reply_is_looked_through_before_it_is_split(window: MainWindow, keyboard: Keyboard) -> None:
    form = page(window).form
    keyboard.tab_to("答复内容")
    keyboard.type("前面的话。")
    keyboard.press(Qt.Key.Key_Return)
    keyboard.paste(WHOLE)
    pasted = form.answer.answer.editor.toPlainText()
    next(one for one in page(window).messages.findChildren(QPushButton) if one.accessibleName() == "先核对各项").click()
    review = shown(window)
    select(review, LEFT)
    press(review, "/note")
    keyboard.press(Qt.Key.Key_Return, CTRL)
    assert window.pages.currentWidget() is window.letters
    assert page(window).form is form, "it is the letter in work that is filled"
    assert form.letter().note == LEFT
    assert form.letter().proposals[0].number == "52"
    assert form.letter().document_date is None
    assert form.answer.answer.editor.toPlainText() == f"前面的话。\n{ANSWER}"
    form.undo()
    assert form.answer.answer.editor.toPlainText() == pasted
    assert form.letter().note is None


@pytest.mark.parametrize("name", [file.stem for file in sorted(CORPUS.glob("*.txt"))])
def test_whatever_was_recognised_or_is_doubtful_has_a_row(name: str) -> None:
    found = recognised((CORPUS / f"{name}.txt").read_text(encoding="utf-8"), None)
    shown_rows = rows(begun(found))
    places = {place for row in shown_rows for place in row.places}
    assert {(piece.start, piece.end) for piece in found.pieces} == places
    assert bool([piece for piece in found.pieces if piece.doubt]) is any(row.doubt for row in shown_rows)


@pytest.mark.parametrize("signs", ["临江市教育局", "朝阳市民政局"])
def test_a_letter_that_another_organ_signs_asks_for_a_look(signs: str, window: MainWindow, tmp_path: Path) -> None:
    txt(tmp_path / "信.txt", LETTER.replace("朝阳市民政局", signs))
    assert drag(window, tmp_path / "信.txt", at=QPoint(5, 5))
    doubtful = [field for field, row in shown(window).rows.items() if row.doubtful]
    assert doubtful == ([] if signs == "朝阳市民政局" else ["/agency"])
