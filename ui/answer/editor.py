"""The editor in which the answer is typed or pasted as plain text, each level shown in its font."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QScrollArea

from letter.cleaning import clean_text
from letter.messages import counted
from letter.model import BLOCK_LIMIT, PARAGRAPH_LIMIT, Block
from letter.outline import clean_answer, column_widths, undecided_text
from ui.answer.level_fonts import LevelFonts
from ui.answer.paper_layout import PaperLayout
from ui.answer.table_grid import PADDING, Grid, area_of, is_row, paint_grids, rows_of, with_whole_rows
from ui.answer.text_taker import ANSWER_TEXT, TextTaker
from ui.core.fonts import SHEET_POINTS, text_font
from ui.core.i18n import N_, _, translate
from ui.core.keys import leave_to_form
from ui.core.local_files import has_files
from ui.core.theme import GAP, scaled
from ui.fields.row import MARK_WIDTH

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QContextMenuEvent,
        QFocusEvent,
        QInputMethodEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QShowEvent,
        QWheelEvent,
    )

MOST_CHARACTERS = 1_000_000
TOO_LONG = counted("粘贴后共 {count} 字，超过 {limit} 字，没有放进来；原来的内容没有改动。")
TOO_MANY_LINES = counted("粘贴后共 {count} 段，超过 {limit} 段，没有放进来；原来的内容没有改动。")
LINE_TOO_LONG = counted("粘贴的内容里有一段超过 {count} 字，没有放进来；原来的内容没有改动。")
FILE = N_("复制的是文件，没有放进来；要用里面的文字，请打开文件再复制。")
PARAGRAPH_END = "\u2029"
_TAB_WIDTH = 8
LEAST_LINES = 8
# The lines of the sheet stand so far below each other, in pixels at 100 %, and their first ones begin so far in.
PITCH = 30
INDENT_CHARACTERS = 2
_MARGIN = 2
_LINES_AROUND = 2
_DRAG_MS = 40
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LINES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def right_margin() -> int:
    """Return how wide the margin at the right of a text is, in pixels."""
    return GAP + scaled(MARK_WIDTH)


class AnswerEditor(TextTaker):
    """A plain text edit as high as its text, which scrolls with the sheet around it and refuses what is too long.

    It stays alive with ten thousand paragraphs: so long a text scrolls by itself, in the height of what is seen.
    """

    seen_changed = Signal()
    # The clerk has come here or gone.
    focus_changed = Signal()
    # The menu of the right mouse button, before it is seen.
    menu_opened = Signal(QMenu)

    def __init__(self, name: str, lines: int) -> None:
        """Make the editor at least so many lines high, with a name for screen readers."""
        super().__init__()
        self._least_lines = lines
        self._area: QScrollArea | None = None
        self._paper = QTextDocument(self)
        self._layout = PaperLayout(self._paper)
        self._paper.setDocumentLayout(self._layout)
        self._paper.setDocumentMargin(_MARGIN)
        self.setDocument(self._paper)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameStyle(QFrame.Shape.NoFrame)
        # The margin at the right, where other fields have their marks: a table's button stands there.
        self.setViewportMargins(0, 0, right_margin(), 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(text_font(points=SHEET_POINTS))
        han = self.fontMetrics().horizontalAdvance("国")
        self._layout.pitch, self._layout.indent = float(scaled(PITCH)), float(INDENT_CHARACTERS * han)
        self._layout.padding = float(scaled(PADDING))
        self.setTabStopDistance(han * _TAB_WIDTH)
        self._columns: list[int] = []
        # What is shown in an empty text, while something is being composed in it.
        self._hint = ""
        self._fonts = LevelFonts(self.document())
        self._following = _once(self, self.follow_caret)
        self._dragging = QTimer(self)
        self._dragging.setInterval(_DRAG_MS)
        self._dragging.timeout.connect(self._drag_on)
        self._layout.documentSizeChanged.connect(self._fit)
        self.cursorPositionChanged.connect(self._note_caret)
        self.verticalScrollBar().valueChanged.connect(self.seen_changed)
        self._fit()

    def seen(self) -> QRect:
        """Return the part of the text that is seen, in the coordinates of the viewport."""
        shown = self.viewport().visibleRegion().boundingRect()
        return shown if not shown.isEmpty() else self.viewport().rect()

    def follow_caret(self) -> None:
        """Scroll the sheet so that the caret is seen, with a line or two around it."""
        self._following.stop()
        if self._layout.lazy or self._area is None:
            super().ensureCursorVisible()
        if self._area:
            self._fit_now()
            caret = self.viewport().mapTo(self._area.widget(), self.cursorRect().center())
            pitch = int(self._layout.pitch)
            self._area.ensureVisible(caret.x(), caret.y(), 0, min(_LINES_AROUND * pitch, self._area.height() // 3))

    def ensureCursorVisible(self) -> None:  # noqa: N802, Qt's name
        """Scroll to the caret."""
        self.follow_caret()

    def centerCursor(self) -> None:  # noqa: N802, Qt's name
        """Scroll so that the caret stands in the middle of what is seen."""
        if self._layout.lazy or self._area is None:
            super().centerCursor()
            return
        self._fit_now()
        caret = self.viewport().mapTo(self._area.widget(), self.cursorRect().center())
        self._area.ensureVisible(caret.x(), caret.y(), 0, self._area.viewport().height() // 2)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Lay the text out for another width."""
        super().resizeEvent(event)
        width = event.size().width()
        if width != self._layout.width:
            self._layout.width = width
            self._layout.relay()
        elif event.oldSize().width() != event.size().width():
            self._layout.relay()

    def showEvent(self, event: "QShowEvent") -> None:
        """Learn in what the text scrolls, where nobody has said so."""
        super().showEvent(event)
        parent = None if self._area else self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None:
            self.scroll_in(parent)

    def scroll_in(self, area: QScrollArea) -> None:
        """Take the area in which the text scrolls with what is around it."""
        self._area = area
        area.verticalScrollBar().valueChanged.connect(self.seen_changed)
        self._fit()

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the caret where the text is scrolled to."""
        super().focusInEvent(event)
        self.focus_changed.emit()
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._following.start()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Tell that the clerk is elsewhere, but for a menu."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focus_changed.emit()

    def inputMethodEvent(self, event: "QInputMethodEvent") -> None:
        """Write into cells as keys do, and hide the hint of an empty text: Qt would paint it over what is composed."""
        if event.preeditString() or event.commitString():
            self._empty_selected_cells()
        super().inputMethodEvent(event)
        composing = bool(event.preeditString())
        if composing and self.placeholderText():
            self._hint = self.placeholderText()
            self.setPlaceholderText("")
        elif not composing and self._hint:
            self.setPlaceholderText(self._hint)
            self._hint = ""

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Let the wheel scroll the sheet; a text that scrolls by itself does so first."""
        if self._layout.lazy:
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Put the caret into the cell that is pressed; scroll on while the mouse is held beyond what is seen."""
        held = self.textCursor()
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            # What is selected may be about to be dragged: Qt has left it.
            if self.textCursor() != held or not held.hasSelection():
                shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._go_into_cell(event.position().toPoint(), selecting=shift)
            if not self._layout.lazy:
                self._dragging.start()

    def mouseMoveEvent(self, event: "QMouseEvent") -> None:
        """Select to the place in the cell under the mouse."""
        before = self.textCursor()
        super().mouseMoveEvent(event)
        if self._dragging.isActive() and self.textCursor() != before:
            self._go_into_cell(event.position().toPoint(), selecting=True)

    def mouseDoubleClickEvent(self, event: "QMouseEvent") -> None:
        """Select the word in the cell under the mouse."""
        super().mouseDoubleClickEvent(event)
        if self._go_into_cell(event.position().toPoint(), selecting=False):
            cursor = self.textCursor()
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
            self.setTextCursor(cursor)

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Stop scrolling; where a selection was pressed and not dragged, the caret goes into the cell."""
        self._dragging.stop()
        selected = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if selected and not self.textCursor().hasSelection():
            self._go_into_cell(event.position().toPoint(), selecting=False)

    def cursorForPosition(self, place: QPoint) -> QTextCursor:  # noqa: N802, Qt's name
        """Return the cursor nearest to a place in the viewport, in the cell that is there."""
        cursor = super().cursorForPosition(place)
        corner = area_of(self, cursor.block()).topLeft()
        found = self._layout.place_in_row(cursor.block(), QPointF(place) - corner)
        if found is not None:
            cursor.setPosition(found)
        return cursor

    def paintEvent(self, event: "QPaintEvent") -> None:
        """Paint the lines of the tables, and the text above them."""
        tables = [(grid, rows_of(self, grid)) for grid in self._layout.grids()]
        if tables:
            paint_grids(self, tables, self.drop_of_words(), event.rect())
            event = with_whole_rows(tables, event.rect())
        super().paintEvent(event)

    def grids(self) -> list[Grid]:
        """Return the tables that are shown as grids."""
        return self._layout.grids()

    def drop_of_words(self) -> float:
        """Return how far below the middle of their line words stand, by which a cell is lower than its line."""
        return (self._layout.pitch - self.fontMetrics().height()) / 2

    def contextMenuEvent(self, event: "QContextMenuEvent") -> None:
        """Offer what Qt does, and in a table what can be done to it."""
        if not self.textCursor().hasSelection():
            self._go_into_cell(event.pos(), selecting=False)
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu_opened.emit(menu)
        menu.popup(event.globalPos())

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave undo and redo to the form; in a table keys go from cell to cell."""
        if leave_to_form(event):
            return
        if self._layout.grids() and self._is_for_table(event):
            self.ensureCursorVisible()
            return
        if event.key() in _PAGES and not event.modifiers() & _COMMANDING and not self._layout.lazy:
            self._turn_page(
                _PAGES[Qt.Key(event.key())], selecting=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
            return
        if event.key() in _ENTER:
            if not event.modifiers() & _COMMANDING:
                self._break_line(event)
            else:
                event.ignore()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, Qt's names
        """Go from cell to cell by Tab, and to another field from the last one."""
        from ui.answer import table_keys  # late: the letter is painted first

        if table_keys.next_cell(self) if next else table_keys.previous_cell(self):
            self.ensureCursorVisible()
            return True
        return super().focusNextPrevChild(next)

    def show_levels(self, lines: Sequence[str]) -> None:
        """Show each line of the text in the font of its level."""
        self._fonts.show_levels(lines)

    def align_columns(self, blocks: Sequence[Block]) -> None:
        """Put the tab stops where the columns of the tables begin, for a text so long that it has no grids."""
        widths = column_widths(blocks)
        if widths == self._columns:
            return
        self._columns = widths
        han = self.fontMetrics().horizontalAdvance("国")
        option = self.document().defaultTextOption()
        stops = [end * han / 2 for end in accumulate(widths)]
        option.setTabs([QTextOption.Tab(stop, QTextOption.TabType.LeftTab) for stop in stops])
        self.document().setDefaultTextOption(option)

    def _break_line(self, event: "QKeyEvent") -> None:
        from ui.answer import table_keys

        if not table_keys.new_row(self):
            # Never a soft break: a line of the editor is a paragraph of the letter.
            self.textCursor().insertBlock()
        self.ensureCursorVisible()
        event.accept()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, Qt's name
        """Paste as plain, cleaned text with levels and tables, or refuse it whole and say why."""
        if has_files(source):
            self.refused.emit(_(FILE))
            return
        from ui.answer import pasting  # late: the letter is painted first

        pasting.paste(self, source, MOST_CHARACTERS)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802, Qt's name
        """Leave files that are dragged here to the window."""
        return not has_files(source) and super().canInsertFromMimeData(source)

    def put(self, text: str) -> bool:
        """Put a text, cleaned, in place of the selection as one step to undo; return whether it was put.

        What is too long is refused whole, and it is said why.
        """
        refusal = self.refusal(text)
        if refusal:
            self.refused.emit(refusal)
            return False
        self._empty_selected_cells()
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(clean_answer(text))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def cut(self) -> None:
        """Copy what is selected and remove it; cells of a table are emptied."""
        self.copy()
        if not self._empty_selected_cells():
            self.textCursor().removeSelectedText()
        self.ensureCursorVisible()

    def _empty_selected_cells(self) -> bool:
        """Empty the cells that are selected in part, before something takes their place; tell whether any were."""
        if not self._layout.grids() or not self.textCursor().hasSelection():
            return False
        from ui.answer import table_keys  # late: the letter is painted first

        cursor = self.textCursor()
        found = table_keys.empty_cells(cursor)
        if found:
            self.setTextCursor(cursor)
        return found

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802, Qt's name
        """Copy as plain text, so that no font of the screen reaches Word, and a table comes back as it was.

        What the clerk said of a line goes along, for another place in an answer only.
        """
        data = QMimeData()
        text = self.textCursor().selection().toPlainText()
        data.setText(undecided_text(text))
        if data.text() != text:
            data.setData(ANSWER_TEXT, QByteArray(text.encode()))
        return data

    def refusal(self, text: str) -> str:
        """Return why a text cannot be put in place of the selection, nothing when it can."""
        replaced = self.textCursor().selectedText()
        length = self.document().characterCount() - 1 - len(replaced) + len(text)
        if length > MOST_CHARACTERS:
            return translate(TOO_LONG.filled(count=length, limit=MOST_CHARACTERS))
        text = clean_text(text)
        lines = self.blockCount() - replaced.count(PARAGRAPH_END) + text.count("\n")
        if lines > BLOCK_LIMIT:
            return translate(TOO_MANY_LINES.filled(count=lines, limit=BLOCK_LIMIT))
        if max(map(len, text.split("\n"))) > PARAGRAPH_LIMIT:
            return translate(LINE_TOO_LONG.filled(count=PARAGRAPH_LIMIT))
        return ""

    def _note_caret(self) -> None:
        self._layout.stand_in(self.textCursor().blockNumber())
        if self.hasFocus() and not self._dragging.isActive():
            self._following.start()

    def _turn_page(self, step: int, *, selecting: bool) -> None:
        """Go on by what is seen, less a line."""
        caret = self.cursorRect()
        shown = self._area.viewport().height() if self._area else self.viewport().height()
        far = max(1, shown - 2 * int(self._layout.pitch))
        self._go_to(QPoint(caret.left(), caret.center().y() + step * far), selecting=selecting)
        self.follow_caret()

    def _drag_on(self) -> None:
        """Scroll towards the mouse that is held above or below what is seen, and select up to it."""
        if self._area is None:
            return
        place = self._area.viewport().mapFromGlobal(self.cursor().pos())
        beyond = place.y() if place.y() < 0 else max(0, place.y() - self._area.viewport().height())
        if beyond:
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + beyond)
            self._go_to(self.viewport().mapFromGlobal(self.cursor().pos()), selecting=True)

    def _is_for_table(self, event: "QKeyEvent") -> bool:
        """Do what a key means in a table; return whether it means anything there."""
        from ui.answer import table_keys

        if event.key() in _LINES and not event.modifiers() & _COMMANDING:
            target = table_keys.above_or_below(self, _LINES[Qt.Key(event.key())])
            if target:
                self._go_to(target, selecting=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            return target is not None
        return table_keys.erase(self, event)

    def _go_into_cell(self, place: QPoint, *, selecting: bool) -> bool:
        """Put the caret into the cell at a place, where Qt knows lines only; return whether there is one."""
        if not self._layout.grids() or not is_row(super().cursorForPosition(place).block()):
            return False
        self._go_to(place, selecting=selecting)
        return True

    def _go_to(self, place: QPoint, *, selecting: bool) -> None:
        mode = QTextCursor.MoveMode.KeepAnchor if selecting else QTextCursor.MoveMode.MoveAnchor
        cursor = self.textCursor()
        cursor.setPosition(self.cursorForPosition(place).position(), mode)
        self.setTextCursor(cursor)

    def _fit(self) -> None:
        """Become as high as the text, or as what is seen where the text is too long for that."""
        least = int(self._least_lines * self._layout.pitch) + 2 * _MARGIN
        if self._layout.lazy:
            wanted = max(least, self._area.viewport().height() if self._area else 0)
        else:
            wanted = max(least, round(self._layout.height()) + 2 * _MARGIN)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if self._layout.lazy else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        if not self._layout.lazy:
            # Where Qt had scrolled to while the text was higher than this.
            self.verticalScrollBar().setValue(0)
        if self.minimumHeight() != wanted or self.maximumHeight() != wanted:
            self.setFixedHeight(wanted)

    def _fit_now(self) -> None:
        """Let the sheet take the height of the text at once, and not with the next events."""
        parent = self.parentWidget()
        while parent is not None and parent is not self._area:
            layout = parent.layout()
            if layout:
                layout.activate()
            parent = parent.parentWidget()
        if self._area:
            QApplication.sendEvent(self._area, QEvent(QEvent.Type.LayoutRequest))


def _once(editor: AnswerEditor, work: Callable[[], None]) -> QTimer:
    """Return a timer that does something once as soon as there is nothing else to do."""
    timer = QTimer(editor)
    timer.setSingleShot(True)
    timer.setInterval(0)
    timer.timeout.connect(work)
    return timer
