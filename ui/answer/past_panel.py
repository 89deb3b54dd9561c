"""The panel of earlier answers over the text: found by the subject or by what is typed here, put in by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from letter.messages import counted
from letter.numbers import number_text
from register.values import PastParagraph
from ui.answer.editor import AnswerEditor
from ui.core.i18n import N_, _, translate
from ui.core.theme import EDGE, GAP
from ui.widgets.empty_state import EmptyState
from ui.widgets.label import plain_label, shortened, tip_text

NAME = N_("以前的答复")
SOUGHT = N_("以前的答复：打字查找，↑↓ 选，回车放进答复，Esc 收起")
HINT = N_("按案由找；也可打别的字")
KEYS = N_("↑↓ 选，回车放进答复，Esc 收起。")
BY_SUBJECT = N_("改按案由找")
SEARCHING, NOTHING = N_("正在找……"), N_("没有找到相近的段落，可以打别的字再找。")
FOUND, TAKEN = counted("找到 {count} 段。"), N_("已放进答复，还可以接着选。")
NO_WORDS = N_("先填案由，或在这里打几个字。")
LONGEST = 100
_SHOWN, _SUBJECT, _MOST_ROWS, _GAP = 160, 18, 5, "　"
_APART = 2
_AROUND_HINT = 2 * EDGE + 30
_PARAGRAPH = Qt.ItemDataRole.UserRole
_STEPS = {
    Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _MOST_ROWS, Qt.Key.Key_PageUp: -_MOST_ROWS,
}  # fmt: skip


class PastPanel(QFrame):
    """Shows paragraphs; what is sought and what is taken is told, not done here."""

    sought = Signal(str)
    taken = Signal(str)

    def __init__(self, editor: AnswerEditor) -> None:
        """Make the panel for an editor, over its window and not shown yet."""
        super().__init__(editor.window())
        self.hide()
        self._editor = editor
        self.setProperty("floating", True)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setAutoFillBackground(True)
        self.setAccessibleName(_(NAME))
        self.words = QLineEdit()
        self.words.setAccessibleName(_(SOUGHT))
        self.words.setPlaceholderText(_(HINT))
        self.words.setMaxLength(LONGEST)
        # It is reached by its key alone, and left by Tab.
        self.words.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.words.installEventFilter(self)
        self.rows = QListWidget()
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setWordWrap(True)
        self.rows.setSpacing(_APART)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows.setAccessibleName(_(NAME))
        self.rows.setProperty("letter_text", True)
        self._said = plain_label()
        self._nothing = EmptyState("past", "", _(BY_SUBJECT), self._seek_by_subject)
        self._nothing.hide()
        if self._nothing.button:
            # The keys stay in the field above.
            self._nothing.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        column.setSpacing(GAP)
        column.addWidget(self.words)
        column.addWidget(self.rows, 1)
        column.addWidget(self._nothing, 1)
        column.addWidget(self._said)
        self.words.textEdited.connect(lambda text: self.sought.emit(text.strip()))
        self.rows.itemClicked.connect(self._take)
        editor.installEventFilter(self)
        editor.seen_changed.connect(self._place)
        editor.destroyed.connect(self.deleteLater)
        QApplication.instance().focusChanged.connect(self._follow_focus)  # pyright: ignore

    def open(self) -> None:
        """Show the panel at the caret with what the subject finds."""
        self.words.clear()
        self.show()
        self.raise_()
        self._place()
        # Where the editor is scrolled into view, that comes next.
        QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self._place))
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.sought.emit("")

    def close_up(self) -> None:
        """Take the panel away and go back to the text."""
        self.hide()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def wait(self) -> None:
        """Show that something is being sought."""
        self.say(_(SEARCHING))

    def show_paragraphs(self, found: Sequence[PastParagraph]) -> None:
        """Show what was found, the nearest first."""
        self.rows.clear()
        for paragraph in found:
            self.rows.addItem(_row(paragraph))
        self.rows.setCurrentRow(0)
        self.say(translate(FOUND.filled(count=len(found))) + _(KEYS) if found else _(NOTHING))
        self._place()

    def say(self, sentence: str) -> None:
        """Say something beneath the rows, or in their place where there are none."""
        empty = not self.rows.count() and sentence != _(SEARCHING)
        self.rows.setHidden(empty)
        self._nothing.setVisible(empty)
        if self._nothing.button:
            self._nothing.button.setVisible(bool(self.words.text().strip()))
        self._nothing.say(sentence)
        self._said.setText(sentence)
        self._said.setHidden(empty)
        self.words.setAccessibleDescription(sentence)

    def said(self) -> str:
        """Return what is said."""
        return self._said.text()

    def _seek_by_subject(self) -> None:
        self.words.clear()
        self.sought.emit("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802, Qt's name
        """Take the keys that belong to the panel, and stay where the caret is."""
        if watched is self._editor:
            if event.type() == QEvent.Type.Hide:
                self.hide()
            elif event.type() in (QEvent.Type.Move, QEvent.Type.Resize) and self.isVisible():
                self._place()
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
            event.accept()
        return event.type() == QEvent.Type.KeyPress and self._press(event.key())

    def _press(self, key: int) -> bool:
        if key in _STEPS:
            row = self.rows.currentRow() + _STEPS[Qt.Key(key)]
            self.rows.setCurrentRow(max(0, min(row, self.rows.count() - 1)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.rows.currentItem()
            if row:
                self._take(row)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_up()
        else:
            return False
        return True

    def _take(self, row: QListWidgetItem) -> None:
        self.taken.emit(row.data(_PARAGRAPH).text)
        self.rows.setCurrentRow(min(self.rows.row(row) + 1, self.rows.count() - 1))
        self.say(f"{_(TAKEN)}{_(KEYS)}")
        self._place()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new and self.isVisible() and new is not self.words:
            self.hide()

    def _place(self) -> None:
        """Put the panel beneath the caret, or above it where there is more room."""
        if not self.isVisible():
            return
        editor, window = self._editor, self._editor.window()
        # A narrow column leaves too little for the words in the field.
        hint = self.words.fontMetrics().horizontalAdvance(self.words.placeholderText())
        width = min(window.width(), max(editor.width(), hint + _AROUND_HINT))
        self.resize(width, self.height())
        self._column.activate()
        self.rows.doItemsLayout()
        shown = [self.rows.item(row) for row in range(min(_MOST_ROWS, self.rows.count()))]
        # As they were laid out: what is asked for a row beforehand knows nothing of wrapped words.
        rows = sum(self.rows.visualItemRect(row).height() + 2 * _APART for row in shown)
        filling = self._nothing if self.rows.isHidden() else self.rows
        rows = rows or (filling.sizeHint().height() if filling is self._nothing else 0)
        frame = self.sizeHint().height() - filling.sizeHint().height()
        caret = editor.cursorRect().translated(editor.contentsRect().topLeft())
        top = editor.mapTo(window, QPoint(0, caret.top())).y()
        place = editor.mapTo(window, QPoint(0, caret.bottom() + 1))
        below, above = window.height() - place.y(), top
        height = min(max(rows, self.fontMetrics().height()) + frame + 2 * self.rows.frameWidth(), max(below, above))
        self.resize(width, max(height, self.minimumSizeHint().height()))
        y = place.y() if self.height() <= below else top - self.height()
        # Where the caret is scrolled out of view, or the screen has hardly any room, the panel still is within it.
        self.move(
            max(0, min(place.x(), window.width() - width)), max(0, min(y, window.height() - self.height()))
        )  # fmt: skip


def _row(paragraph: PastParagraph) -> QListWidgetItem:
    number = number_text(paragraph.number) if paragraph.number else ""
    date = paragraph.date.isoformat() if paragraph.date else ""
    source = _GAP.join(filter(None, (number, date, shortened(paragraph.subject, _SUBJECT))))
    row = QListWidgetItem(f"{source}\n{shortened(paragraph.text, _SHOWN)}")
    row.setData(_PARAGRAPH, paragraph)
    row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{paragraph.text}{_GAP}{source}")
    row.setToolTip(tip_text(paragraph.subject))
    return row
