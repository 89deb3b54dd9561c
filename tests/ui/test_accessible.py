"""A screen reader walks through every window: each widget says what it is called and what it is, in reading order."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QRadioButton,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.ui.conftest import Open, page, seed_office
from tests.ui.look_over import every_window
from ui.core.i18n import LANGUAGES, SOURCE, use_language
from ui.fields.group import FieldGroup
from ui.fields.text import TextField
from ui.shell.application import application
from ui.shell.main_window import MainWindow

Role = QAccessible.Role
# What a widget may be that takes keys or clicks; a screen reader says none of the others.
SPEAKING = frozenset(
    (
        Role.EditableText, Role.ComboBox, Role.CheckBox, Role.RadioButton, Role.Button, Role.PushButton,
        Role.ButtonMenu, Role.List, Role.Table, Role.Tree, Role.PageTabList, Role.StaticText, Role.Link, Role.Document,
    )
)  # fmt: skip
MOST_STOPS = 200


@pytest.fixture(params=LANGUAGES)
def windows(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Iterator[tuple[str, MainWindow]]]:
    """Every window in one language after the other."""
    use_language(request.param)
    application(dark=False)
    yield every_window(tmp_path / "data")
    QApplication.processEvents()
    use_language(SOURCE)


@pytest.mark.full
def test_every_widget_of_every_window_has_a_name_a_role_and_a_place(windows: Iterator[tuple[str, MainWindow]]) -> None:
    faults: list[str] = []
    seen: dict[str, int] = {}
    for name, window in windows:
        seen[name] = 0
        for widget in window.findChildren(QWidget):
            if widget.isVisible():
                seen[name] += 1
                faults += [f"{name}: {fault}" for fault in unspeakable(widget)]
        faults += [f"{name}: {fault}" for fault in out_of_order(window)]
    assert faults == []
    assert len(seen) > 25
    assert min(seen.values()) > 5


def test_what_a_screen_reader_cannot_say_is_found() -> None:
    application(dark=False)
    plate = QWidget()
    silent = QTextEdit(plate)
    assert unspeakable(silent) == ["QTextEdit has no name"]
    silent.setAccessibleName("答复")
    assert unspeakable(silent) == []
    plain = QWidget(plate)
    plain.setAccessibleName("画")
    plain.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    assert unspeakable(plain) == ["QWidget 画 is Client"]
    picture = QLabel(plate)
    picture.setPixmap(QPixmap(4, 4))
    assert unspeakable(picture) == ["QLabel says nothing"]
    assert unspeakable(QLabel("话", plate)) == []


def test_a_walk_that_misses_a_field_or_jumps_back_is_found(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    form = page(window).form
    assert out_of_order(window) == []
    year, serial = (form.head.fields[f"document_number.{part}"].widget for part in ("year", "serial"))
    QWidget.setTabOrder(serial, year)
    assert "from 序号 back to 年份" in out_of_order(window)
    year.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    assert "年份" not in [widget.accessibleName() for widget in walk(window)]


def unspeakable(widget: QWidget) -> list[str]:
    """Return what a screen reader cannot say of one widget."""
    kind = f"{type(widget).__name__} {widget.accessibleName()}".strip()
    interface = QAccessible.queryAccessibleInterface(widget)
    if interface is None:
        return [f"{kind} is not told of"]
    if isinstance(widget, QLabel):
        shows = bool(widget.text()) or not widget.pixmap().isNull()
        return [f"{kind} says nothing"] if shows and not name_of(interface) else []
    if not is_input(widget):
        return []
    silent = [] if name_of(interface) else [f"{kind} has no name"]
    return silent + ([] if interface.role() in SPEAKING else [f"{kind} is {interface.role().name}"])


def name_of(interface: QAccessibleInterface) -> str:
    """Return what a screen reader calls a widget."""
    return interface.text(QAccessible.Text.Name).strip()


def is_input(widget: QWidget) -> bool:
    """Tell whether keys or clicks do something here."""
    if widget.objectName().startswith("qt_") or isinstance(widget.parent(), (QComboBox, QTabBar)):
        return False
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) or isinstance(widget, QAbstractButton)


def out_of_order(window: MainWindow) -> list[str]:
    """Walk round by Tab; return what is never reached, and where the walk jumps back within a group of fields."""
    stops = walk(window)
    shown = window.pages.currentWidget()
    expected = [widget for widget in shown.findChildren(QWidget) if takes_tab(widget)]
    faults = [f"{widget.accessibleName()} is never reached" for widget in expected if widget not in stops]
    for one, other in pairwise(stops):
        group = group_of(one)
        if group and group is group_of(other) and derives(one) == derives(other) and jumps_back(one, other, group):
            faults.append(f"from {one.accessibleName()} back to {other.accessibleName()}")
    return faults


def walk(window: MainWindow) -> list[QWidget]:
    """Return every widget that Tab reaches from the first one on, round to it again."""
    window.activateWindow()
    QApplication.processEvents()
    first = window.focusWidget()
    stops: list[QWidget] = []
    at = first
    while at is not None and at not in stops and len(stops) < MOST_STOPS:
        stops.append(at)
        at = next_stop(at)
    return stops


def next_stop(widget: QWidget) -> QWidget | None:
    """Return the widget to which Tab leads from this one: the next that is shown and takes the keys by Tab."""
    at = widget.nextInFocusChain()
    while at is not None and at is not widget:
        if takes_tab(at):
            return at
        at = at.nextInFocusChain()
    return None


def takes_tab(widget: QWidget) -> bool:
    """Tell whether Tab stops here: shown, usable, and of radio buttons the one that is on."""
    stops = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
    off = isinstance(widget, QRadioButton) and not widget.isChecked()
    own = not widget.objectName().startswith("qt_") and not isinstance(widget.parent(), QComboBox)
    proxied = widget.focusProxy() is not None
    return stops and own and not off and not proxied and widget.isVisible() and widget.isEnabled()


def group_of(widget: QWidget | None) -> FieldGroup | None:
    """Return the group of fields in which a widget lies."""
    while widget is not None and not isinstance(widget, FieldGroup):
        widget = widget.parentWidget()
    return widget


def derives(widget: QWidget) -> bool:
    """Tell whether a field shows derived words; these come after those that are typed."""
    return isinstance(widget, TextField) and widget.content.derives


def jumps_back(one: QWidget, other: QWidget, group: QWidget) -> bool:
    """Tell whether another widget lies wholly above this one, or left of it in the same line."""
    here, there = one.mapTo(group, QPoint(0, 0)), other.mapTo(group, QPoint(0, 0))
    above = there.y() + other.height() <= here.y()
    level = abs(there.y() - here.y()) < one.height() // 2
    return above or (level and there.x() < here.x())
