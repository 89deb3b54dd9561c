"""F1 shows the manual at the right page, its shortcuts are those of the table, and the first-run guide never blocks."""

import re
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeySequence, QTextDocument
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from services.manual import manual_folder, manual_pages
from tests.tools.extraction import catalogue, forms
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, choose, entry, foreign, page_shown
from ui.core.actions import MENUS
from ui.core.i18n import LANGUAGES, SOURCE, use_language, without_mnemonic
from ui.fields.row import CHANGED
from ui.help.page import HelpPage, keys_text
from ui.profile.page import ProfilePage
from ui.shell.first_run_guide import STEPS, TOPIC
from ui.shell.main_window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
MOST_BYTES = 1_500_000
HEADING, STEP, POINT = re.compile(r"^(#+) ", re.M), re.compile(r"^(\d)\. ", re.M), re.compile(r"^- ()", re.M)
LINK_TARGET, KEY = (
    re.compile(r"\]\(([^)]+)\)"),
    re.compile(r"(?:Ctrl|Alt|Shift)\+(?:[A-Z](?![a-z])|[=↑↓-])|F1|Esc|Delete"),
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)]+)\)")


def help_of(window: MainWindow) -> HelpPage:
    shown = window.pages.currentWidget()
    assert isinstance(shown, HelpPage)
    return shown


@pytest.mark.parametrize(
    ("field", "wanted"),
    [("案号", "letter"), ("主办单位", "joint"), ("联合发文单位", "joint"), ("答复内容", "attachments")],
)
def test_f1_shows_the_page_that_goes_with_the_field_and_escape_goes_back_there(
    field: str, wanted: str, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    if field == "主办单位":
        keyboard.press(Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
        keyboard.tab()
        keyboard.switch_to("办理身份 会办")
    keyboard.tab_to(field)
    keyboard.press(Qt.Key.Key_F1)
    assert help_of(window).shown == wanted
    assert keyboard.field == "使用说明"
    keyboard.press(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.letters
    assert keyboard.field == field


def test_f1_in_the_settings_and_about_printed_paper_shows_their_pages(
    open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    office = seed_office(out)
    assert office.agency
    window = open_window(replace(office, agency=replace(office.agency, letterhead="preprinted")))
    keyboard.shortcut(Qt.Key.Key_Comma)
    keyboard.press(Qt.Key.Key_F1)
    assert help_of(window).shown == "settings"
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.field == "界面缩放"
    keyboard.press(Qt.Key.Key_Escape)
    window.show_profile("paper.number_top")
    keyboard.press(Qt.Key.Key_F1)
    assert help_of(window).shown == "preprinted"


def test_f1_in_the_profile_keeps_what_was_typed_there(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    window.show_profile()
    ready(window, qtbot)
    keyboard.replace("建平县民政局")
    keyboard.press(Qt.Key.Key_F1)
    assert help_of(window).shown == "profile"
    assert not entry(window, "生成").isEnabled()
    keyboard.press(Qt.Key.Key_Escape)
    assert keyboard.field == "单位全称"
    assert page_shown(window, ProfilePage).agency().name == "建平县民政局"


def test_at_the_first_start_f1_tells_about_it(open_window: Open, keyboard: Keyboard) -> None:
    window = open_window()
    keyboard.press(Qt.Key.Key_F1)
    assert help_of(window).shown == "first_start"
    help_of(window).text.anchorClicked.emit(QUrl("6_profile.md"))
    assert help_of(window).shown == "profile"


def test_the_shortcuts_are_listed_from_the_table(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    keyboard.press(Qt.Key.Key_F1, CTRL)
    assert help_of(window).shown == "keys"
    shown = help_of(window).text.toPlainText()
    for key in (key for _title, rows in MENUS for row in rows for key in row.keys):
        assert QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) in shown


def test_the_shortcuts_speak_english_too() -> None:
    use_language("en")
    text = keys_text()
    use_language(next(iter(LANGUAGES)))
    # The name of a key is Qt's own word, in the language that Qt speaks.
    assert not re.search("[\u4e00-\u9fff]", text.replace("回车", ""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_and_every_link_and_picture_is_there(language: str) -> None:
    pages, folder = manual_pages(language), manual_folder(language)
    assert [found.name for found in pages] == [
        "first_start", "letter", "joint", "attachments", "preprinted", "profile", "register", "print",
        "returned", "settings", "trouble",
    ]  # fmt: skip
    linked: set[str] = set()
    for found in pages:
        text = found.file.read_text(encoding="utf-8")
        assert text.startswith(f"# {found.title}\n")
        linked |= {str(name) for name in LINK.findall(text)}
    assert [name for name in linked if not (folder / name).is_file()] == []
    pictures = {path.name for path in folder.glob("*.png")}
    assert pictures <= linked, "no picture is left over"
    assert sum(path.stat().st_size for path in folder.glob("*.png")) < MOST_BYTES


def test_the_manuals_say_the_same_in_both_languages() -> None:
    chinese, english = manual_pages(SOURCE), manual_pages("en")
    assert [found.file.name for found in english] == [found.file.name for found in chinese]
    for ours, theirs in zip(chinese, english, strict=True):
        text, other = ours.file.read_text(encoding="utf-8"), theirs.file.read_text(encoding="utf-8")
        for pattern in (HEADING, LINK_TARGET, STEP, POINT, KEY):
            assert sorted(pattern.findall(other)) == sorted(pattern.findall(text)), (theirs.name, pattern.pattern)


def test_the_english_manual_has_chinese_only_in_quotes() -> None:
    texts = {found.name: found.file.read_text(encoding="utf-8") for found in manual_pages("en")}
    assert [name for name, text in texts.items() if foreign(text, "en")] == []


def test_words_of_the_window_in_the_english_manual_are_those_of_the_window() -> None:
    messages = [words for entry in catalogue("en") if entry.id for words in forms(entry.string)]
    shown = {without_mnemonic(words).strip(" .:") for words in messages}
    quoted = [
        words
        for found in manual_pages("en")
        for words in re.findall(r"“([^”]*[A-Za-z][^”]*)”", found.file.read_text(encoding="utf-8"))
    ]
    assert len(quoted) > 10
    assert [words for words in quoted if not any(words in text for text in shown) and words != "and 5 others"] == []


def test_the_manual_is_shown_in_the_language_of_the_window(open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(replace(seed_office(out), language="en"))
    keyboard.press(Qt.Key.Key_F1)
    shown = help_of(window).text
    assert shown.toPlainText().startswith("A letter in five minutes")
    assert not shown.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl("window.png")).isNull()
    folder = manual_folder("en")
    assert shown.searchPaths() == [str(folder)]


def test_words_of_menus_and_fields_in_the_manual_are_those_of_the_window() -> None:
    text = "".join(found.file.read_text(encoding="utf-8") for found in manual_pages())
    for words in (
        "单位档案…",
        "套印试样",
        "换用档案",
        "五步引导",
        "高对比度",
        "忘掉以前填过的",
        "最近的信",
        "灰色的字",
        CHANGED,
        "写与预览",
    ):
        assert words in text


def test_the_guide_follows_what_is_done_and_blocks_nothing(
    open_window: Open, keyboard: Keyboard, data: DataFolder
) -> None:
    assert len(STEPS) <= 5
    window = open_window()
    assert "第 1 步，共 5 步" in window.messages.sentence(TOPIC)
    assert keyboard.field == "单位全称"
    keyboard.type("朝阳市民政局")
    keyboard.press(Qt.Key.Key_Return)
    assert "第 2 步" in window.messages.sentence(TOPIC)
    assert keyboard.field == "案号"
    keyboard.type("176")
    keyboard.tab()
    keyboard.type("关于社区治理的提案")
    keyboard.tab_to("姓名")
    keyboard.type("李文清")
    assert "第 3 步" in window.messages.sentence(TOPIC)
    answers(window.messages, TOPIC)["下一步"].click()
    assert "第 4 步" in window.messages.sentence(TOPIC)
    keyboard.press(Qt.Key.Key_Escape)
    assert window.messages.sentence(TOPIC) == ""
    keyboard.type("、王树林")
    assert window.messages.sentence(TOPIC) == "", "who sends the guide away is not asked again"
    choose(window, "五步引导")
    assert "第 3 步" in window.messages.sentence(TOPIC)
    assert page(window).form.letter().proposers.people == ("李文清", "王树林")


def test_the_guide_is_only_for_the_first_start(open_window: Open, out: Path) -> None:
    assert open_window(seed_office(out)).messages.sentence(TOPIC) == ""
