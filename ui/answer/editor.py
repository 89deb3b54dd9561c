"""The editor in which the answer is typed or pasted as plain text, each level shown in its font."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QScrollArea

from letter.cleaning import clean_text
from letter.headings import BLANKS, recognise
from letter.messages import counted
from letter.model import BLOCK_LIMIT, PARAGRAPH_LIMIT, Block
from letter.outline import column_widths
from ui.answer.paper_layout import PaperLayout
from ui.core.fonts import HEADING_FONTS, SHEET_POINTS, chain, text_font
from ui.core.i18n import N_, _, translate
from ui.core.keys import leave_to_form
from ui.core.local_files import has_files
from ui.core.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QResizeEvent,
        QShowEvent,
        QTextBlock,
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
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LevelFonts(QSyntaxHighlighter):
    """Shows mark and heading of each paragraph in the font of its level; Qt calls it for changed paragraphs only."""

    def __init__(self, document: QTextDocument) -> None:
        """Prepare one format for each level."""
        super().__init__(document)
        self._formats: dict[int, QTextCharFormat] = {}
        for level, name in HEADING_FONTS.items():
            form = QTextCharFormat()
            form.setFontFamilies(chain(name))
            self._formats[level] = form

    def highlightBlock(self, text: str) -> None:  # noqa: N802, Qt's name
        """Format one paragraph."""
        line = text.lstrip(BLANKS)
        kind = recognise(line) if "\t" not in line else None
        if kind and kind.level is not None:
            self.setFormat(len(text) - len(line), kind.mark + kind.heading, self._formats[kind.level])


class AnswerEditor(QPlainTextEdit):
    """A plain text edit as high as its text, which scrolls with the sheet around it and refuses what is too long.

    It stays alive with ten thousand paragraphs: so long a text scrolls by itself, in the height of what is seen.
    """

    refused = Signal(str)
    seen_changed = Signal()

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFont(text_font(points=SHEET_POINTS))
        han = self.fontMetrics().horizontalAdvance("国")
        self._layout.pitch, self._layout.indent = float(scaled(PITCH)), float(INDENT_CHARACTERS * han)
        self.setTabStopDistance(han * _TAB_WIDTH)
        self._row: QTextBlock | None = None
        self._columns: list[int] = []
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
        width = self.viewport().width()
        if width != self._layout.width:
            self._layout.width = width
            self._layout.relay()
        elif event.oldSize().width() != event.size().width():
            self._layout.relay()

    def showEvent(self, event: "QShowEvent") -> None:
        """Learn in what the text scrolls."""
        super().showEvent(event)
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        if parent is not None and parent is not self._area:
            self._area = parent
            parent.verticalScrollBar().valueChanged.connect(self.seen_changed)
            self._fit()

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the caret where the text is scrolled to."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._following.start()

    def wheelEvent(self, event: "QWheelEvent") -> None:
        """Let the wheel scroll the sheet; a text that scrolls by itself does so first."""
        if self._layout.lazy:
            super().wheelEvent(event)
        else:
            event.ignore()

    def mousePressEvent(self, event: "QMouseEvent") -> None:
        """Scroll on while the mouse is held beyond what is seen."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self._layout.lazy:
            self._dragging.start()

    def mouseReleaseEvent(self, event: "QMouseEvent") -> None:
        """Stop scrolling."""
        self._dragging.stop()
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave undo and redo to the form; begin another row where a table is."""
        if leave_to_form(event):
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

        if table_keys.next_cell(self, self._row) if next else table_keys.previous_cell(self):
            self.ensureCursorVisible()
            return True
        return super().focusNextPrevChild(next)

    def begin_cell(self) -> None:
        """Part the line with the caret into cells, there where the caret is."""
        self.insertPlainText("\t")
        self.ensureCursorVisible()

    def align_columns(self, blocks: Sequence[Block]) -> None:
        """Put the tab stops where the columns of the tables begin."""
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

        self._row = table_keys.new_row(self)
        if self._row is None:
            # Never a soft break: a line of the editor is a paragraph of the letter.
            self.textCursor().insertBlock()
        self.ensureCursorVisible()
        event.accept()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, Qt's name
        """Paste as plain, cleaned text with levels and tables, or refuse it whole and say why."""
        if has_files(source):
            self.refused.emit(_(FILE))
        else:
            self.put(self._pasted(source))

    def canInsertFromMimeData(self, source: QMimeData) -> bool:  # noqa: N802, Qt's name
        """Leave files that are dragged here to the window."""
        return not has_files(source) and super().canInsertFromMimeData(source)

    def put(self, text: str) -> None:
        """Put a text, cleaned, in place of the selection as one step to undo, or refuse it whole and say why."""
        refusal = self._refusal(text)
        if refusal:
            self.refused.emit(refusal)
            return
        cursor = self.textCursor()
        cursor.beginEditBlock()
        cursor.insertText(clean_text(text))
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802, Qt's name
        """Copy as plain text, so that no font of the screen reaches Word, and a table comes back as it was."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _pasted(self, source: QMimeData) -> str:
        """Return what is to be pasted; a table gets lines of its own unless it goes into another one."""
        text = source.text()
        if source.hasHtml() and len(text) <= MOST_CHARACTERS:
            from services.text_files import pasted_text  # late: the letter is painted first

            text = pasted_text(source.html()) or text
        cursor = self.textCursor()
        line = cursor.block().text()
        if "\t" in text and line.strip() and "\t" not in line and not cursor.hasSelection():
            text = text.strip("\n")
            text = ("" if cursor.atBlockStart() else "\n") + text + ("" if cursor.atBlockEnd() else "\n")
        return text

    def _refusal(self, text: str) -> str:
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
