"""Words from a file are shown as they stand there: no window takes them for markup, or opens a file that they name."""

import ast
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest
from PySide6.QtCore import QAbstractTableModel, QPoint, Qt
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)

from tests.letters import ROOT, sample
from tests.ui import look_over
from tests.ui.look_over import every_window
from tests.ui.looking import settle
from ui.help.page import HelpPage
from ui.returned.page import MarkedLabel
from ui.screenshots import register, windows
from ui.shell.application import application

OPENED = 0x20  # IN_OPEN of inotify
EVENTS = 65_536
# What differs in a docx that came back is marked.
LABELS = ("ui/widgets/label.py", "ui/returned/page.py: QLabel")
# Field names that are chosen from the program's own words, not taken over from a file.
OWN = frozenset(("kind", "state", "role", "what", "day", "outcome", "why", "code", "text_code", "sent_back"))
WINDOWS_WITH_WORDS = 20

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="watches files as Linux does")
_Struct = TypeVar("_Struct", bound=msgspec.Struct)


class Watched:
    """A picture whose every opening is noticed, whichever part of the process opens it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.file = folder / "x.png"
        picture = QImage(4, 4, QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.red)
        assert picture.save(str(self.file))
        self.words = f'<img src="{self.file}"><b>甲</b>'
        system = ctypes.CDLL(None, use_errno=True)
        self._handle = system.inotify_init1(os.O_NONBLOCK)
        assert system.inotify_add_watch(self._handle, os.fsencode(folder), OPENED) >= 0

    def opened(self) -> bool:
        """Return whether the file was opened since this was asked last."""
        try:
            return bool(os.read(self._handle, EVENTS))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._handle)


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    application(dark=False)
    picture = Watched(tmp_path / "picture")
    yield picture
    picture.close()


def filled(value: _Struct, words: str) -> _Struct:
    """Return a value that begins with these words in every text of it that may hold any."""
    whole: Any = msgspec.to_builtins(value)

    def plant(part: Any, places: list[str | int]) -> None:
        for place in places:
            text = part[place]
            if isinstance(text, dict | list):
                plant(text, list(text) if isinstance(text, dict) else list(range(len(text))))
            elif isinstance(text, str) and text and place not in OWN:
                part[place] = words + text
                try:
                    msgspec.convert(whole, type(value))
                except msgspec.ValidationError:
                    part[place] = text

    plant(whole, list(whole))
    return msgspec.convert(whole, type(value))


def texts(widget: QWidget) -> Iterator[str]:
    """Yield what a widget shows."""
    for name in ("text", "plainText"):
        yield str(widget.property(name) or "")
    if isinstance(widget, QAbstractItemView) and widget.model():
        for row in range(widget.model().rowCount()):
            yield str(widget.model().index(row, 0).data() or "")


def tips(widget: QWidget) -> Iterator[str]:
    """Yield every tip that a widget has, those of its items and tabs included."""
    yield widget.toolTip()
    if isinstance(widget, QTabBar):
        yield from (widget.tabToolTip(at) for at in range(widget.count()))
    elif isinstance(widget, QAbstractItemView) and widget.model():
        model = widget.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1):
                yield str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole) or "")


def read_as_markup(text: str) -> str:
    document = QTextDocument()
    document.setHtml(text)
    return document.toPlainText()


def wrong(window: QWidget, words: str) -> Iterator[str]:
    """Yield what does not show words as they are; nothing may guess what they might be."""
    for widget in window.findChildren(QWidget):
        place = f"{type(widget).__name__} {widget.accessibleName()}"
        if isinstance(widget, QLabel):
            rich = isinstance(widget, MarkedLabel)
            if widget.textFormat() != (Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText):
                yield f"{place} guesses: {widget.text()}"
            if rich and "img" in widget.text() and words not in read_as_markup(widget.text()).replace("\n", ""):
                yield f"{place} loses: {widget.text()}"
        elif isinstance(widget, QTextEdit) and not isinstance(widget.parent(), HelpPage) and "<img" in widget.toHtml():
            yield f"{place} is markup: {widget.toHtml()}"
        for tip in tips(widget):
            QToolTip.showText(QPoint(), tip if "img" in tip else "", widget)
            if "img" in tip and words not in read_as_markup(tip).replace("\n", ""):
                yield f"{place} has a tip of markup: {tip}"


@pytest.mark.full
def test_no_window_takes_the_words_of_a_file_for_markup(
    watched: Watched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = watched.words
    monkeypatch.setattr(windows, "INVENTED", filled(windows.INVENTED, plain))
    monkeypatch.setattr(register, "INVENTED", filled(register.INVENTED, plain))
    monkeypatch.setattr(look_over, "sample", lambda name: filled(sample(name), plain))
    faults: list[str] = []
    seen: list[str] = []
    for name, window in every_window(tmp_path / "data"):
        shown = (text for widget in window.findChildren(QWidget) for text in texts(widget))
        seen += [name] if any(plain in text for text in shown) else []
        window.messages.say("foreign", plain)
        settle()
        faults += [f"{name}: {fault}" for fault in wrong(window, plain)]
        if watched.opened():
            faults.append(f"{name} opened the file")
    assert faults == []
    assert len(seen) > WINDOWS_WITH_WORDS, seen


@pytest.mark.parametrize("plant", [QLabel.setText, QWidget.setToolTip])
def test_markup_that_a_window_reads_is_seen(watched: Watched, plant: Any) -> None:
    window = QWidget()
    label = QLabel(window)
    plant(label, watched.words)
    window.show()
    assert list(wrong(window, watched.words)) != []
    QApplication.processEvents()
    settle()
    assert watched.opened()
    QToolTip.hideText()
    window.hide()
    window.deleteLater()


def test_labels_and_tips_are_made_in_one_place() -> None:
    """Whatever is written next cannot forget it: Qt's own labels, tips and message boxes are used nowhere else."""
    found: list[str] = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).rpartition(".")[2]
                argument = ast.unparse(node.args[-1]) if node.args else ""
                if called in ("QLabel", "QMessageBox", "setHtml", "setStatusTip", "setWhatsThis", "showText"):
                    found.append(f"{name}: {called}")
                elif called in ("setToolTip", "setTabToolTip") and not argument.startswith("tip_text("):
                    found.append(f"{name}: {called}({argument})")
    assert [where for where in found if not where.startswith(LABELS)] == []
