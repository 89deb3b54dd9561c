"""The list of phrases at the caret: what is typed narrows it down and stays in the text until a phrase is taken."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from letter.messages import counted
from services.phrases import Phrase
from ui.answer.editor import AnswerEditor
from ui.core.i18n import N_, _, translate
from ui.core.icons import icon
from ui.widgets.label import shortened
from ui.widgets.popup_list import popup_list

NAME = N_("常用语：回车或数字插入，↑↓ 选，接着打字或代码查找，Delete 去掉，Esc 收起")
HIDDEN = counted("↺ 找回隐藏的 {count} 条")
NONE = N_("还没有常用语：在答复里选中文字，按 Ctrl+Shift+J 存一条")
LONGEST_FRAGMENT = 20
_SHOWN, _NUMBERED, _ROWS = 90, 9, 10
_GAP = "　"
# As wide as a digit, so that codes stand beneath each other.
_NO_DIGIT = "\u2007"
_PHRASE = Qt.ItemDataRole.UserRole
_PLAIN_KEYS = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PhraseList(QObject):
    """One list for one editor; what is to be done with a phrase is told, not done here."""

    taken = Signal(object)
    dropped = Signal(object)
    restored = Signal()

    def __init__(
        self, editor: AnswerEditor, find: Callable[[str], Sequence[Phrase]], words: Callable[[Phrase], str],
        hidden: Callable[[], int],
    ) -> None:  # fmt: skip
        """Watch an editor: find returns what matches, words what a phrase says here, hidden how many are hidden."""
        super().__init__(editor)
        self._editor, self._find, self._words, self._hidden = editor, find, words, hidden
        self._list: QListWidget | None = None
        self._start = QTextCursor(editor.document())
        self._behind = 0
        self._open = self._composing = False
        editor.installEventFilter(self)
        editor.cursorPositionChanged.connect(self._follow)
        editor.textChanged.connect(self._follow)
        editor.seen_changed.connect(self._place)

    @property
    def shown(self) -> bool:
        """Return whether the list is shown."""
        return self._list is not None and not self._list.isHidden()

    def offered(self) -> list[Phrase]:
        """Return the phrases that are shown."""
        view = self._list if self._list and self.shown else None
        found = [view.item(row).data(_PHRASE) for row in range(view.count())] if view else []
        return [phrase for phrase in found if phrase]

    def open(self) -> None:
        """Show every phrase at the caret; what is typed from here on narrows them down."""
        cursor = self._editor.textCursor()
        self._start.setKeepPositionOnInsert(False)
        self._start.setPosition(cursor.selectionStart())
        self._start.setKeepPositionOnInsert(True)
        self._behind = self._text_behind()
        self._open, self._composing = True, False
        self.load()
        # Where the editor is scrolled into view, that comes next.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._place))

    def close(self) -> None:
        """Take the list away; what was typed stays."""
        self._open = False
        if self._list:
            self._list.hide()

    def range(self) -> QTextCursor:
        """Return what a phrase is put in place of: what was typed since the list came, or what is selected."""
        caret = self._editor.textCursor()
        end = caret.selectionEnd() if caret.hasSelection() else caret.position()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(self._start.position())
        cursor.setPosition(max(end, self._start.position()), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def load(self) -> None:
        """Show what matches now; the list goes when nothing does."""
        fragment = self._fragment()
        found = self._find(fragment) if fragment is not None else []
        if fragment is None or (fragment and not found):
            self.close()
            return
        view = self._view()
        view.clear()
        for number, phrase in enumerate(found, 1):
            view.addItem(_item(number, phrase, self._words(phrase)))
        hidden = self._hidden()
        if not found:
            view.addItem(QListWidgetItem(icon("phrases"), _(NONE)))
        if hidden and not fragment:
            view.addItem(QListWidgetItem(translate(HIDDEN.filled(count=hidden))))
        view.setCurrentRow(0 if found else view.count() - 1)
        self._place()
        view.show()
        view.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, Qt's name
        """Take the keys that belong to the list while it is shown, and leave all others to the editor."""
        if not self._open:
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self.shown and self._press(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self.shown and event.key() == Qt.Key.Key_Escape:
                event.accept()
        elif isinstance(event, QInputMethodEvent):
            # The input method's own list stands where ours would.
            self._composing = bool(event.preeditString())
            if self._composing and self._list:
                self._list.hide()
            QTimer.singleShot(0, self, self._follow)
        elif event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.close()
        elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._place()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        view, key = self._list, event.key()
        if view is None or event.modifiers() not in _PLAIN_KEYS:
            return False
        number = key - Qt.Key.Key_1
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            view.setCurrentRow(max(0, min(view.currentRow() + step, view.count() - 1)))
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in _ENTER:
            self._take(view.currentItem())
        elif 0 <= number < min(_NUMBERED, len(self.offered())):
            self._take(view.item(number))
        elif key == Qt.Key.Key_Delete:
            phrase = view.currentItem().data(_PHRASE)
            if phrase:
                self._drop(phrase, view.currentRow())
        else:
            if key == Qt.Key.Key_Backspace and not self._fragment():
                self.close()
            return False
        return True

    def _drop(self, phrase: Phrase, row: int) -> None:
        self.dropped.emit(phrase)
        self.load()
        if self._list:
            self._list.setCurrentRow(min(row, self._list.count() - 1))

    def _take(self, item: QListWidgetItem) -> None:
        phrase = item.data(_PHRASE)
        if phrase:
            self.close()
            self.taken.emit(phrase)
        elif self._hidden():
            self.restored.emit()
            self.load()
        else:
            self.close()

    def _follow(self) -> None:
        if self._open and not self._composing:
            self.load()

    def _fragment(self) -> str | None:
        """Return what was typed since the list came; None when the clerk has gone elsewhere."""
        caret = self._editor.textCursor()
        first = caret.selectionStart() if caret.hasSelection() else caret.position()
        # Behind the caret nothing may have changed: else what stood there before would be taken for typed.
        if (
            self._editor.document().findBlock(first) != self._start.block()
            or first < self._start.position()
            or self._text_behind() != self._behind
        ):
            return None
        if caret.hasSelection():
            return "" if first == self._start.position() else None
        typed = self.range().selectedText()
        return typed if len(typed) <= LONGEST_FRAGMENT else None

    def _text_behind(self) -> int:
        """Return how much text stands behind the caret or the selection."""
        return self._editor.document().characterCount() - self._editor.textCursor().selectionEnd()

    def _view(self) -> QListWidget:
        if self._list is None:
            view = self._list = popup_list(self._editor.window(), _(NAME))
            view.setWordWrap(True)
            view.itemClicked.connect(self._take)
            self._editor.destroyed.connect(view.deleteLater)
        return self._list

    def _place(self) -> None:
        """Put the list beneath the caret, or above it where there is more room."""
        view = self._list
        if view is None or not self._open:
            return
        editor, window = self._editor, self._editor.window()
        view.resize(editor.width(), view.height())
        view.doItemsLayout()
        wanted = sum(view.sizeHintForRow(row) for row in range(min(_ROWS, view.count()))) + 2 * view.frameWidth()
        caret = editor.cursorRect().translated(editor.contentsRect().topLeft())
        top = editor.mapTo(window, QPoint(0, caret.top())).y()
        left, bottom = editor.mapTo(window, QPoint(0, caret.bottom() + 1)).toTuple()  # pyright: ignore
        below, above = window.height() - bottom, top
        height = min(wanted, max(below, above))
        view.resize(editor.width(), height)
        view.move(left, bottom if height <= below else top - height)


def _item(number: int, phrase: Phrase, words: str) -> QListWidgetItem:
    key = str(number) if number <= _NUMBERED else _NO_DIGIT
    short = shortened(words, _SHOWN)
    item = QListWidgetItem(_GAP.join(filter(None, (key, phrase.code, short.replace("\n", "⏎").replace("\t", " ")))))
    item.setData(_PHRASE, phrase)
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
    return item
