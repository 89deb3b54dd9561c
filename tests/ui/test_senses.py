"""For eyes, ears and hands of every kind: names and roles, visible focus, contrast, keys that do not clash."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible, QColor, QImage, QKeySequence, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from services.data_folder import DataFolder
from services.draft import Draft, new_draft_file, save_draft
from services.settings import Settings, load_settings
from tests.letters import ROOT, SAMPLES, sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import entries, menus
from tests.ui.shell.test_main_window import inputs_of
from ui.core.i18n import LANGUAGES
from ui.core.theme import COLOURS, PALETTES, is_dark, make_palette, use_look
from ui.register.page import VIEWS
from ui.screenshots.register import show_panel, show_view
from ui.shell.main_window import MainWindow

LEAST_CONTRAST = 4.5
MOST_STOPS = 120
_Roles = QPalette.ColorRole
ON_GROUND = (
    (_Roles.WindowText, _Roles.Window), (_Roles.Text, _Roles.Base), (_Roles.Text, _Roles.AlternateBase),
    (_Roles.Text, _Roles.Window), (_Roles.ButtonText, _Roles.Button), (_Roles.HighlightedText, _Roles.Highlight),
    (_Roles.PlaceholderText, _Roles.Base), (_Roles.ToolTipText, _Roles.ToolTipBase), (_Roles.Link, _Roles.Base),
)  # fmt: skip
Prepare = Callable[[MainWindow], object]


def _joint(window: MainWindow) -> None:
    page(window).form.load(sample("joint_organs"))


def _register(window: MainWindow, view: str) -> None:
    show_view(window, DataFolder(Path()), view)


def _panel(window: MainWindow, act: str) -> None:
    show_panel(window, DataFolder(Path()), act)


SCENES: dict[str, Prepare] = {
    "past": lambda window: window.register.open_past_answers(),
    **{f"register-{name}": lambda window, name=name: _register(window, name) for name, _words in VIEWS},
    **{f"register-{act}": lambda window, act=act: _panel(window, act) for act in ("case", "amend", "take", "trail")},
    "letter": lambda _window: None,
    "joint": _joint,
    "attachments": lambda window: [page(window).form.answer.attachments.add() for _ in range(2)],
    "profile": lambda window: window.show_profile(),
    "help": lambda window: window.show_help(),
    "find": lambda window: page(window).form.answer.answer.seek(replacing=True),
    "phrases": lambda window: page(window).phrases().open(page(window).form.answer.answer),
    "settings": lambda window: window.setting.open(),
    "compare": lambda window: window.letters.compare_wanted.emit(
        sample("seed_letter"), sample("npc_suggestion"), ("甲", "乙")
    ),
    "elsewhere": lambda window: page(window).versions.tell_elsewhere(Draft(letter=sample("npc_suggestion"))),
    "message": lambda window: window.messages.say("x", "话", "做(&Z)", lambda: None),
}
ROLES = {
    "QLineEdit": QAccessible.Role.EditableText, "QTextEdit": QAccessible.Role.EditableText,
    "QPlainTextEdit": QAccessible.Role.EditableText, "QTextBrowser": QAccessible.Role.EditableText,
    "QComboBox": QAccessible.Role.ComboBox, "QCheckBox": QAccessible.Role.CheckBox,
    "QRadioButton": QAccessible.Role.RadioButton, "QPushButton": QAccessible.Role.Button,
    "QListWidget": QAccessible.Role.List,
}  # fmt: skip


def opened(scene: str, language: str, open_window: Open, data: DataFolder, out: Path) -> MainWindow:
    """Return the window at one of the scenes, in one language."""
    settings = replace(seed_office(out), language=language)
    if scene == "first":
        return open_window(Settings(language=language))
    if scene == "start":
        save_draft(new_draft_file(data), Draft(letter=sample("seed_letter")))
    window = open_window(settings)
    SCENES.get(scene, lambda _window: None)(window)
    QApplication.processEvents()
    return window


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", [*SCENES, "first", "start"])
def test_every_input_has_a_name_a_role_and_a_place_in_the_order(
    scene: str, language: str, open_window: Open, data: DataFolder, out: Path
) -> None:
    window = opened(scene, language, open_window, data, out)
    inputs = inputs_of(window)
    assert inputs
    for widget in inputs:
        interface = QAccessible.queryAccessibleInterface(widget)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).strip(), type(widget)
        wanted = [role for name, role in ROLES.items() if widget.inherits(name)]
        wanted += [QAccessible.Role.StaticText] if widget.property("readOnly") else []
        assert interface.role() in wanted or widget.inherits("QToolButton"), type(widget)
    buttons = [button for button in window.findChildren(QAbstractButton) if button.isVisible()]
    assert [button.text() for button in buttons if not button.accessibleName()] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", [*SCENES, "first", "start"])
def test_no_two_keys_clash(scene: str, language: str, open_window: Open, data: DataFolder, out: Path) -> None:
    window = opened(scene, language, open_window, data, out)
    shown = [button.text() for button in window.findChildren(QAbstractButton) if button.isVisible()]
    titles = [menu.title() for menu in menus(window)]
    for texts in (shown + titles, *(_texts(menu) for menu in menus(window))):
        keys = [QKeySequence.mnemonic(text).toString() for text in texts]
        keys = [key for key in keys if key]
        assert len(set(keys)) == len(keys), texts
    shortcuts = [key.toString() for action in entries(window) for key in action.shortcuts()]
    mnemonics = [QKeySequence.mnemonic(text).toString() for text in shown + titles]
    everything = [key for key in shortcuts + mnemonics if key]
    assert len(set(everything)) == len(everything)


def _texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


@pytest.mark.full
@pytest.mark.parametrize("look", PALETTES)
@pytest.mark.parametrize("scene", ["letter", "find", "profile", "settings", "compare", "help", "start"])
def test_the_focus_is_seen(
    scene: str, look: str, qtbot: QtBot, open_window: Open, data: DataFolder, out: Path, keyboard: Keyboard
) -> None:
    window = opened(scene, "zh_CN", open_window, data, out)
    ready(window, qtbot)
    use_look(look)
    keyboard.tab()
    first = keyboard.focus
    unseen: list[str] = []
    for _stop in range(MOST_STOPS):
        field, focused = keyboard.focus, grabbed(keyboard.focus)
        keyboard.tab()
        if grabbed(field) == focused:
            unseen.append(field.accessibleName())
        if keyboard.focus is first:
            break
    use_look("light")
    assert keyboard.focus is first
    assert unseen == []


def grabbed(widget: QWidget) -> QImage:
    """Return a picture of a widget with what surrounds it closely."""
    QApplication.processEvents()
    return widget.grab().toImage()


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _channels(colour: QColor) -> tuple[float, float, float]:
    return colour.redF(), colour.greenF(), colour.blueF()


@pytest.mark.parametrize("look", PALETTES)
def test_text_stands_out_from_its_ground(look: str) -> None:
    palette = make_palette(look)
    least = 7 if look == "contrast" else LEAST_CONTRAST
    for text, ground in ON_GROUND:
        assert contrast(palette.color(text), palette.color(ground)) >= least, (text, ground)
    for colour in COLOURS[is_dark(palette)]:
        for ground in (_Roles.Window, _Roles.Base, _Roles.AlternateBase):
            assert contrast(QColor(colour), palette.color(ground)) >= least, (colour, ground)


@pytest.mark.full
@pytest.mark.parametrize("look", PALETTES)
def test_the_heading_in_hand_can_be_read_whether_one_is_there_or_in_the_text(
    look: str, open_window: Open, out: Path
) -> None:
    form = page(open_window(seed_office(out))).form
    form.load(sample("seed_letter"))
    outline = form.answer.answer.show_outline()
    assert outline is not None
    use_look(look)
    least = 7 if look == "contrast" else LEAST_CONTRAST
    for there in (False, True):
        (outline if there else form.answer.answer.editor).setFocus()
        QApplication.processEvents()
        assert outline.hasFocus() is there
        palette = outline.palette()
        assert contrast(palette.color(_Roles.HighlightedText), palette.color(_Roles.Highlight)) >= least
    use_look("light")


@pytest.mark.full
def test_the_look_changes_at_once_and_is_remembered(
    qtbot: QtBot, open_window: Open, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    window.setting.choose("look", "contrast")
    assert load_settings(data).look == "contrast"
    assert QApplication.palette().color(_Roles.Window) == QColor("#000000")
    window.close()
    use_look("light")
    again = open_window()
    ready(again, qtbot)
    assert QApplication.palette().color(_Roles.Window) == QColor("#000000")
    use_look("light")


@pytest.mark.full
@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_at_every_size_the_window_is_painted_whole(scale: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(tmp_path / "data"), "photo"]
    options = [str(SAMPLES["joint_organs"]), "-o", str(tmp_path), "--scale", scale]
    done = subprocess.run([*command, *options], capture_output=True, check=False, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert all(not QImage(line).isNull() for line in done.stdout.decode().splitlines())
