"""A letter that leaders changed comes back into the window: looked through, taken as a whole, in part or not at all."""

from pathlib import Path

import pytest
from docx import Document
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from docgen.docx.writer import write_docx
from letter.model import DocumentNumber, ReplyLetter
from tests.docgen.reading.edits import answer, drop, words
from tests.docgen.reading.word import Word
from tests.letters import sample
from tests.ui.conftest import Open, page, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import button, choose, clipped, leftovers, overlaps, settle
from tests.ui.shell.test_window_geometry import drag
from ui.core.i18n import LANGUAGES, SOURCE, use_language
from ui.help.page import HelpPage
from ui.returned.page import ReturnedPage
from ui.shell.main_window import MainWindow

LONG = "按照《中共朝阳市委办公室"
TAKE = "打开这封信"
NUMBER = DocumentNumber("朝民函", 2023, 35)


def changed() -> bytes:
    """Return the seed letter with two changes by hand, one tracked change and a comment."""
    word = Word(write_docx(sample("seed_letter")))
    word.replace("32号", "35号")
    word.delete(LONG)
    word.track_replace("1641", "1614")
    word.comment("42.9%", "核实一下")
    return word.saved()


@pytest.fixture
def returned(open_window: Open, tmp_path: Path, qtbot: QtBot) -> tuple[MainWindow, ReturnedPage]:
    """Return the window with the page of a letter that was changed."""
    window = open_window(seed_office(tmp_path))
    return window, opened(window, tmp_path, changed())


def opened(window: MainWindow, folder: Path, data: bytes) -> ReturnedPage:
    file = folder / "局长改过的.docx"
    file.write_bytes(data)
    window.returned.open(file)
    shown = window.pages.currentWidget()
    assert isinstance(shown, ReturnedPage)
    return shown


def texts(shown: ReturnedPage) -> list[str]:
    return [label.text() for label in shown.findChildren(QLabel)]


def taken(window: MainWindow) -> ReplyLetter:
    assert window.pages.currentWidget() is window.letters
    return page(window).form.letter()


def test_changes_are_shown_side_by_side_with_the_words_marked(returned: tuple[MainWindow, ReturnedPage]) -> None:
    _, shown = returned
    assert [box.text() for box in shown.choices.values()] == ["发文字号　改", "答复第3段　删去", "答复第7段　改"]
    old, new = (text for text in texts(shown) if "朝民函〔2023〕" in text)
    assert "<u>2</u>" in old
    assert "<u>5</u>" in new
    assert [box.text() for box in shown.revisions] == ["修订 1　“赵局长”把“1641”改为“1614”"]
    assert "批注　“赵局长”：核实一下（“42.9%”）" in texts(shown)


def test_all_changes_are_taken_by_keyboard(returned: tuple[MainWindow, ReturnedPage], keyboard: Keyboard) -> None:
    window, shown = returned
    assert keyboard.field == "修订 1　“赵局长”把“1641”改为“1614”"
    keyboard.tab_to("打开这封信")
    keyboard.press(Qt.Key.Key_Space)
    assert taken(window) == replace(
        answer(words(6, "1641", "1614"), drop(2))(sample("seed_letter")), document_number=NUMBER
    )
    assert shown.letter() == taken(window)


def test_some_changes_are_taken(returned: tuple[MainWindow, ReturnedPage]) -> None:
    window, shown = returned
    shown.choices[1].setChecked(False)
    button(shown, TAKE).click()
    assert taken(window) == replace(answer(words(6, "1641", "1614"))(sample("seed_letter")), document_number=NUMBER)


def test_none_is_taken(returned: tuple[MainWindow, ReturnedPage]) -> None:
    window, shown = returned
    button(shown, "全部不勾").click()
    button(shown, TAKE).click()
    assert taken(window) == sample("seed_letter")


def test_a_tracked_change_is_refused_there(returned: tuple[MainWindow, ReturnedPage]) -> None:
    window, shown = returned
    shown.revisions[0].click()
    assert [box.text() for box in shown.choices.values()] == ["发文字号　改", "答复第3段　删去"]
    assert [box.isChecked() for box in shown.revisions] == [False]
    assert QApplication.focusWidget() is shown.revisions[0]
    button(shown, TAKE).click()
    assert taken(window) == replace(answer(drop(2))(sample("seed_letter")), document_number=NUMBER)


def test_a_choice_once_made_outlasts_another_look(returned: tuple[MainWindow, ReturnedPage]) -> None:
    _, shown = returned
    shown.choices[1].setChecked(False)
    shown.revisions[0].click()
    assert [box.isChecked() for box in shown.choices.values()] == [True, False]


def test_escape_changes_nothing(returned: tuple[MainWindow, ReturnedPage], keyboard: Keyboard) -> None:
    window, _ = returned
    before = page(window).form.letter()
    keyboard.press(Qt.Key.Key_Escape)
    assert taken(window) == before


def test_an_unchanged_letter_says_so(open_window: Open, tmp_path: Path) -> None:
    window = open_window(seed_office(tmp_path))
    shown = opened(window, tmp_path, write_docx(sample("seed_letter")))
    assert "“局长改过的.docx”和当初生成的一样，没有改动。" in texts(shown)
    button(shown, TAKE).click()
    assert taken(window) == sample("seed_letter")


def test_a_letter_of_a_later_version_can_only_be_looked_at(open_window: Open, tmp_path: Path) -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.replace_in_data('version="1"', 'version="9"')
    shown = opened(open_window(seed_office(tmp_path)), tmp_path, word.saved())
    assert not button(shown, TAKE).isEnabled()
    assert any("只能查看" in text for text in texts(shown))


@pytest.mark.parametrize(("content", "sentence"), [(b"", "文件是空的"), (b"PK" + bytes(100), "文件不完整")])
def test_what_cannot_be_read_is_told_in_a_sentence(
    open_window: Open, tmp_path: Path, content: bytes, sentence: str
) -> None:
    window = open_window(seed_office(tmp_path))
    file = tmp_path / "坏的.docx"
    file.write_bytes(content)
    window.returned.open(file)
    assert window.pages.currentWidget() is window.letters
    assert sentence in window.messages.sentence("opened")


def test_the_menu_asks_for_the_file(open_window: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = open_window(seed_office(tmp_path))
    file = tmp_path / "改过的.docx"
    file.write_bytes(changed())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    choose(window, "打开…")
    assert isinstance(window.pages.currentWidget(), ReturnedPage)


def test_f1_tells_about_it(returned: tuple[MainWindow, ReturnedPage], keyboard: Keyboard) -> None:
    window, _ = returned
    keyboard.press(Qt.Key.Key_F1)
    shown = window.pages.currentWidget()
    assert isinstance(shown, HelpPage)
    assert shown.shown == "returned"


def test_a_docx_dragged_onto_the_window_is_opened(open_window: Open, tmp_path: Path) -> None:
    window = open_window(seed_office(tmp_path))
    file = tmp_path / "改过的.docx"
    file.write_bytes(changed())
    assert drag(window, file)
    assert isinstance(window.pages.currentWidget(), ReturnedPage)


def test_of_somebody_elses_docx_it_is_said_how_to_use_its_words(open_window: Open, tmp_path: Path) -> None:
    window = open_window(seed_office(tmp_path))
    other = Document()
    other.add_paragraph("会议通知")
    other.save(str(tmp_path / "通知.docx"))
    window.returned.open(tmp_path / "通知.docx")
    assert window.pages.currentWidget() is window.letters
    assert "复制后粘贴到答复里" in window.messages.sentence("opened")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_one_language_and_shows_all_of_its_words(
    open_window: Open, tmp_path: Path, language: str
) -> None:
    window = open_window(seed_office(tmp_path))
    use_language(language)
    try:
        shown = opened(window, tmp_path, changed())
        settle()
        faults = [*clipped(shown), *overlaps(shown)]
        assert faults == []
        assert leftovers(shown, language) == []
    finally:
        use_language(SOURCE)
