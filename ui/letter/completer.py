"""What was entered before, offered beneath the field while one types; nothing is replaced without a key."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from letter.model import Contact
from services.memory import words_of
from ui.core.i18n import N_, _
from ui.fields.line import LineField
from ui.fields.text import TextField
from ui.widgets.popup_list import popup_list

NAME = N_("以前填过的：按 ↓ 选，回车采用，Esc 收起，Shift+Delete 忘掉")
_LEAST_WIDTH = 200
_DETAIL = "　"
_WORDS = Qt.ItemDataRole.UserRole
_PLAIN_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

Recalled = LineField | TextField
Items = Sequence[str | Contact]


class Source(NamedTuple):
    """Which list of the memory a field draws on, and its path in the letter."""

    path: str
    recalls: str


class TypedItem(NamedTuple):
    """The item of a list in which the cursor stands: where it begins and ends, what it is, and the other items."""

    start: int
    end: int
    words: str
    others: list[str]


def item_at(text: str, cursor: int, between: str) -> TypedItem:
    """Return the item of a list at the cursor; without marks between items the whole text is one."""
    if not between:
        return TypedItem(0, len(text), text.strip(), [])
    marks = f"[{re.escape(between)}]"
    start = max((found.end() for found in re.finditer(marks, text[:cursor])), default=0)
    following = re.search(marks, text[cursor:])
    end = cursor + following.start() if following else len(text)
    others = [words.strip() for words in re.split(marks, text[:start] + text[end:])]
    return TypedItem(start, end, text[start:end].strip(), [words for words in others if words])


class Completer(QObject):
    """One list for all fields of a form; what to do with a contact or a forgotten item is told, not done here."""

    taken = Signal(str, object)
    forgotten = Signal(str, str)

    def __init__(
        self, parent: QWidget, fields: Iterable[tuple[Recalled, Source]], find: Callable[[str, str, list[str]], Items]
    ) -> None:
        """Watch these fields; find returns what matches, by list, fragment, and words that are there already."""
        super().__init__(parent)
        self._find = find
        self._sources = dict(fields)
        self._field: Recalled | None = None
        self._list: QListWidget | None = None
        self._item = TypedItem(0, 0, "", [])
        for field in self._sources:
            field.installEventFilter(self)
            field.edited.connect(self._offer)
            field.clicked.connect(self._offer_all)

    @property
    def shown(self) -> bool:
        """Return whether something is offered."""
        return self._list is not None and not self._list.isHidden()

    def offered(self) -> list[str]:
        """Return the words that are offered."""
        view = self._list if self._list and self.shown else None
        return [view.item(number).data(_WORDS) for number in range(view.count())] if view else []

    def hide(self) -> None:
        """Take the list away."""
        if self._list:
            self._list.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, Qt's name
        """Take the keys that belong to the list while it is shown, and leave all others to the field."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return isinstance(watched, (LineField, TextField)) and self._press(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self.shown and event.key() == Qt.Key.Key_Escape:
                event.accept()
        elif isinstance(event, QInputMethodEvent):
            # The input method's own list stands where ours would.
            if event.preeditString():
                self.hide()
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self._list and self._field:
            _place(self._list, self._field)
        return False

    def _press(self, field: Recalled, event: QKeyEvent) -> bool:
        key, plain = event.key(), event.modifiers() in _PLAIN_KEYS
        if not self.shown:
            if key == Qt.Key.Key_Down and plain and _on_last_line(field):
                self.open(field, everything=True)
                return self.shown
            return False
        view = self._list
        if view is None:
            return False
        chosen = view.currentItem()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up) and plain:
            _go_on(view, 1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and chosen:
            self._take(chosen)
        elif key == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.ShiftModifier and chosen:
            self.forgotten.emit(self._sources[field].recalls, chosen.data(_WORDS))
            self.open(field, everything=not self._item.words)
        else:
            return False
        return True

    def _offer(self, _key: str) -> None:
        field = self.sender()
        if isinstance(field, (LineField, TextField)) and field.hasFocus():
            self.open(field)

    def _offer_all(self) -> None:
        """Open the whole list by a click into a field in which nothing stands."""
        field = self.sender()
        if isinstance(field, (LineField, TextField)) and not _text_and_cursor(field)[0]:
            self.open(field, everything=True)

    def open(self, field: Recalled, *, everything: bool = False) -> None:
        """Show what matches the item at the cursor; where nothing is typed, everything or nothing."""
        text, cursor = _text_and_cursor(field)
        self._field = field
        self._item = item_at(text, cursor, field.content.reader.between)
        found: Items = []
        if self._item.words or everything:
            found = self._find(self._sources[field].recalls, self._item.words, self._item.others)
        if everything and not found:
            found = self._find(self._sources[field].recalls, "", self._item.others)
        if not found:
            self.hide()
            return
        view = self._view(field)
        view.clear()
        for item in found:
            row = QListWidgetItem(_shown(item))
            row.setData(_WORDS, words_of(item))
            row.setData(_WORDS + 1, item)
            view.addItem(row)
        _place(view, field)
        view.show()
        view.raise_()

    def _view(self, field: Recalled) -> QListWidget:
        if self._list is None:
            view = self._list = popup_list(field.window(), _(NAME))
            # The field may stay where it is while the window becomes smaller.
            field.window().installEventFilter(self)
            view.setTextElideMode(Qt.TextElideMode.ElideRight)
            view.itemClicked.connect(self._take)
        return self._list

    def _take(self, chosen: QListWidgetItem) -> None:
        field, typed = self._field, self._item
        if field is None:
            return
        words, item = chosen.data(_WORDS), chosen.data(_WORDS + 1)
        field.edited.disconnect(self._offer)
        _put(field, typed, words)
        field.edited.connect(self._offer)
        self.hide()
        self.taken.emit(self._sources[field].path, item)


def _shown(item: str | Contact) -> str:
    return _DETAIL.join(filter(None, (item.name, item.phone, item.department))) if isinstance(item, Contact) else item


def _go_on(view: QListWidget, step: int) -> None:
    """Go to the row after or before; before the first none is chosen, which leaves the field alone."""
    row = min(view.currentRow() + step, view.count() - 1)
    if row < 0:
        view.selectionModel().clear()
    else:
        view.setCurrentRow(row)


def _text_and_cursor(field: Recalled) -> tuple[str, int]:
    if isinstance(field, LineField):
        return field.text(), field.cursorPosition()
    return field.toPlainText(), field.textCursor().position()


def _on_last_line(field: Recalled) -> bool:
    return isinstance(field, LineField) or field.textCursor().blockNumber() == field.document().blockCount() - 1


def _put(field: Recalled, item: TypedItem, words: str) -> None:
    if isinstance(field, LineField):
        field.setSelection(item.start, item.end - item.start)
        field.insert(words)
        field.textEdited.emit(field.text())
        return
    cursor = field.textCursor()
    cursor.setPosition(item.start)
    cursor.setPosition(item.end, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(words)
    field.setTextCursor(cursor)


def _place(view: QListWidget, field: Recalled) -> None:
    """Put the list beneath the field, or above it where there is no room."""
    window = field.window()
    height = sum(view.sizeHintForRow(number) for number in range(view.count())) + 2 * view.frameWidth()
    width = max(field.width(), view.sizeHintForColumn(0) + 4 * view.frameWidth(), _LEAST_WIDTH)
    view.resize(min(width, window.width()), height)
    below = field.mapTo(window, QPoint(0, field.height()))
    top = below.y() if below.y() + height <= window.height() else below.y() - field.height() - height
    # The field may be scrolled out of sight, as far as to any side.
    top = max(0, min(top, window.height() - height))
    view.move(max(0, min(below.x(), window.width() - view.width())), top)
