"""The window as a whole: order of Tab, mnemonics, names, languages, buttons, files, faults."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt, QtMsgType
from PySide6.QtGui import QAction, QImage, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from letter.derived import agency_defaults
from services.data_folder import DataFolder
from services.settings import Settings, load_settings
from tests.bench.first_paint import paint_letter
from tests.letters import ROOT, SAMPLES, plain_letter
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import foreign, menus
from ui.core.actions import MENUS
from ui.core.i18n import LANGUAGES, current_language
from ui.shell.application import Program
from ui.shell.error_hooks import NO_SCREEN, guard, listen_to_qt
from ui.shell.main_window import HEIGHT, WIDTH, MainWindow

ALT = Qt.KeyboardModifier.AltModifier
INPUTS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractButton)
SCREEN = (1366, 768)
FRAME = (16, 80)


def inputs_of(window: QWidget) -> list[QWidget]:
    """Return everything that Tab should visit and that is shown."""
    tab = Qt.FocusPolicy.TabFocus.value
    found = [widget for kind in INPUTS for widget in window.findChildren(kind)]
    return [widget for widget in found if widget.isVisibleTo(window) and widget.focusPolicy().value & tab]


@pytest.mark.parametrize("language", LANGUAGES)
def test_tab_visits_every_input_once_and_the_sections_in_their_order(
    language: str, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(replace(seed_office(out), language=language))
    keyboard.press(Qt.Key.Key_1, ALT)
    first = keyboard.focus
    visited = [first]
    keyboard.tab()
    while keyboard.focus is not first:
        assert keyboard.focus not in visited, f"{keyboard.field} is visited twice"
        visited.append(keyboard.focus)
        keyboard.tab()
    # Of a group of radio buttons, Tab visits the one that is on.
    expected = [widget for widget in inputs_of(window) if not (_is_radio(widget) and not widget.isChecked())]  # type: ignore[attr-defined]
    assert set(visited) == set(expected)
    assert all(widget.accessibleName() for widget in visited)
    names = [widget.accessibleName() for widget in visited]
    assert len(set(names)) == len(names)
    parts = [_part(window, widget) for widget in visited]
    assert parts == sorted(parts), "card after card, then the sheet, then everything else"


def _is_radio(widget: QWidget) -> bool:
    return isinstance(widget, QRadioButton)


def _part(window: MainWindow, widget: QWidget) -> int:
    form = page(window).form
    parts = [*form.column.cards.values(), form.sheet]
    return next((number for number, part in enumerate(parts) if part.isAncestorOf(widget)), len(parts))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", ["letter", "profile"])
def test_mnemonics_and_shortcuts_do_not_clash(language: str, scene: str, open_window: Open, out: Path) -> None:
    window = open_window(replace(seed_office(out), language=language))
    if scene == "profile":
        window.show_profile()
    shown = [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    titles = [menu.title() for menu in menus(window)]
    for texts in (shown + titles, *([action.text() for action in menu.actions()] for menu in menus(window))):
        keys = [_mnemonic(text) for text in texts if _mnemonic(text)]
        assert len(set(keys)) == len(keys), texts
    shortcuts = [key.toString() for action in window.findChildren(QAction) for key in action.shortcuts()]
    mnemonics = [f"Alt+{_mnemonic(text).upper()}" for text in shown + titles if _mnemonic(text)]
    assert len(set(shortcuts + mnemonics)) == len(shortcuts) + len(mnemonics)


def _mnemonic(text: str) -> str:
    key = QKeySequence.mnemonic(text)
    return key.toString().removeprefix("Alt+") if not key.isEmpty() else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_entry_has_words_and_nothing_is_left_in_the_other_language(
    language: str, open_window: Open, out: Path
) -> None:
    window = open_window(replace(seed_office(out), language=language))
    assert current_language() == language
    words = [action.text() for menu in window.findChildren(QMenu) for action in menu.actions() if action.text()]
    labels = [label for label in window.findChildren(QLabel) if not label.property("letter_text")]
    words += [label.text() for label in labels if label.text()]
    own = [text for text in words if text not in (*LANGUAGES.values(), page(window).strip.number.whole())]
    assert all(own)
    assert [text for text in own if foreign(text, language)] == []


def test_the_language_changes_at_once_and_keeps_the_letter(
    qtbot: QtBot, open_window: Open, programs: list[Program], keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    keyboard.type("176")
    window.setting.choose("language", "en")
    other = programs[0].window
    assert other is not None
    assert other is not window
    ready(other, qtbot)
    assert page(other).form.letter().proposals[0].number == "176"
    assert load_settings(data).language == "en"
    assert keyboard.field == "Proposal number"


def test_qt_speaks_chinese_too(open_window: Open, out: Path) -> None:
    open_window(seed_office(out))
    QApplication.processEvents()
    assert QCoreApplication.translate("QLineEdit", "&Undo").startswith("撤")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_window_fits_a_small_screen(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    assert WIDTH + FRAME[0] <= SCREEN[0]
    assert HEIGHT + FRAME[1] <= SCREEN[1]
    assert window.minimumSizeHint().width() <= SCREEN[0] // 1.5
    assert window.minimumSizeHint().height() <= SCREEN[1] // 1.5


def test_an_unexpected_error_becomes_a_sentence_without_the_letters_text(
    open_window: Open, data: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(Settings(agency=agency_defaults("朝阳市民政局")))
    for name in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, name, getattr(sys, name))
    monkeypatch.setattr("threading.excepthook", None)
    monkeypatch.setattr("ui.shell.error_hooks.qInstallMessageHandler", lambda _handler: None)
    guard(data, window.show_fault)
    try:
        raise ValueError("李文清的信")
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    assert "ValueError" in window.messages.sentence("fault")
    logged = data.log.read_text(encoding="utf-8")
    assert "test_main_window.py" in logged
    assert "李文清" not in logged
    assert "Traceback" not in window.messages.sentence("fault")


def test_the_profile_follows_the_name_until_it_is_typed_over(
    open_window: Open, keyboard: Keyboard, data: DataFolder
) -> None:
    open_window()
    keyboard.type("建平县教育局")
    keyboard.tab_to("机关代字")
    keyboard.replace("建教提函")
    keyboard.back()
    keyboard.replace("建平县教育体育局")
    keyboard.press(Qt.Key.Key_Return)
    agency = load_settings(data).agency
    assert agency == replace(agency_defaults("建平县教育体育局"), code="建教提函")


def test_the_profile_asks_for_a_name(open_window: Open, keyboard: Keyboard, data: DataFolder) -> None:
    window = open_window()
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.field == "单位全称"
    assert load_settings(data).agency is None
    assert any("请填写单位全称" in label.text() for label in window.findChildren(QLabel))


def test_the_window_is_painted_with_a_letter(qtbot: QtBot, data: DataFolder) -> None:
    window = paint_letter(data, plain_letter())
    qtbot.addWidget(window)
    assert page(window).form.letter() == plain_letter()


def test_every_action_of_the_table_is_in_the_window(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    for menu, (title, rows) in zip(menus(window), MENUS, strict=True):
        words = [row.words for row in rows if row.name]
        assert menu.title() == title
        assert [action.text() for action in menu.actions() if action.text() in words] == words


def without_screen() -> dict[str, str]:
    """Return an environment in which there is no screen and Qt is not told what to do about it."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return {name: value for name, value in os.environ.items() if name not in names}


@pytest.mark.full
def test_photographs_of_every_window_on_a_machine_without_screen(tmp_path: Path) -> None:
    log = DataFolder(tmp_path / "data").log
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(log.parent), "photo"]
    options = [str(SAMPLES["joint_proposal"]), "-o", str(tmp_path), "--scale", "1.5", "--dark", "--lang", "en"]
    done = subprocess.run([*command, *options], capture_output=True, check=False, env=without_screen())
    assert (done.returncode, done.stderr) == (0, b"")
    assert not log.exists(), "nothing that means nothing is logged"
    painted = [Path(line) for line in done.stdout.decode().splitlines()]
    assert [path.stem for path in painted] == [
        "first-start", "profile", "profile-preprinted", "profile-document-format", "start", "start-empty", "window",
        "window-tall", "window-changed", "window-refused", "window-co", "window-joint", "window-attachments",
        "window-table", "window-tabs", "compare", "returned", "review", "window-pasted",
        "window-messages", "window-entered", "window-find",
        "window-phrases",
        "window-preview", "window-preview-two", "window-past", "register", "register-void", "register-amend",
        "register-trail",
        "register-case", "register-gaps", "register-report", "register-import", "register-letters", "register-backups",
        "settings",
        "help", "help-keys",
    ]  # fmt: skip
    assert {path.stem: QImage(str(path)).width() for path in painted} == {
        path.stem: round(1280 * 1.5) for path in painted
    }, "the pages have room beside the form"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_the_window_without_a_screen_is_a_sentence(tmp_path: Path) -> None:
    data = DataFolder(tmp_path)
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(data.path)]
    done = subprocess.run(command, capture_output=True, check=False, env=without_screen())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == NO_SCREEN.format(log=data.log) + "\n"
    assert "QtFatalMsg" in data.log.read_text(encoding="utf-8")


def test_what_qt_warns_of_is_logged_and_not_printed(
    data: DataFolder, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handlers: list[Callable[..., None]] = []
    monkeypatch.setattr("ui.shell.error_hooks.qInstallMessageHandler", handlers.append)
    listen_to_qt(data)
    for kind, message in (
        (QtMsgType.QtWarningMsg, "This plugin does not support propagateSizeHints()"),
        (QtMsgType.QtDebugMsg, "a word in between"),
        (QtMsgType.QtWarningMsg, "QImage: out of memory 李文清"),
    ):
        handlers[0](kind, None, message)
    (entry,) = data.log.read_text(encoding="utf-8").splitlines()
    assert entry.endswith("QtWarningMsg QImage: out of memory ???")
    assert capfd.readouterr() == ("", "")


def test_undo_in_the_profile(open_window: Open, keyboard: Keyboard, data: DataFolder) -> None:
    open_window()
    keyboard.type("建平县教育局")
    keyboard.tab_to("机关代字")
    keyboard.replace("建教提函")
    keyboard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    keyboard.press(Qt.Key.Key_Return)
    assert load_settings(data).agency == agency_defaults("建平县教育局")
