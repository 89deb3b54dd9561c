"""The editor in which the answer is typed or pasted as plain text, each level shown in its font."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from letter.cleaning import clean_text
from letter.headings import BLANKS, recognise
from letter.messages import counted
from letter.model import BLOCK_LIMIT, PARAGRAPH_LIMIT, Block
from letter.outline import column_widths
from ui.core.fonts import HEADING_FONTS, chain, text_font
from ui.core.i18n import N_, _, translate
from ui.core.keys import leave_to_form
from ui.core.local_files import has_files
from ui.widgets.focus_frame import FocusFrame

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QTextBlock

MOST_CHARACTERS = 1_000_000
TOO_LONG = counted("粘贴后共 {count} 字，超过 {limit} 字，没有放进来；原来的内容没有改动。")
TOO_MANY_LINES = counted("粘贴后共 {count} 段，超过 {limit} 段，没有放进来；原来的内容没有改动。")
LINE_TOO_LONG = counted("粘贴的内容里有一段超过 {count} 字，没有放进来；原来的内容没有改动。")
FILE = N_("复制的是文件，没有放进来；要用里面的文字，请打开文件再复制。")
PARAGRAPH_END = "\u2029"
_TAB_WIDTH = 8
LEAST_LINES = 8
_MARGIN = 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
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


class AnswerEditor(FocusFrame, QPlainTextEdit):
    """A plain text edit that stays alive with ten thousand paragraphs and refuses what is beyond its limits."""

    refused = Signal(str)

    def __init__(self, name: str, lines: int) -> None:
        """Make the editor at least so many lines high, with a name for screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameStyle(QFrame.Shape.Box | QFrame.Shadow.Plain)
        self.setFont(text_font())
        self.setTabStopDistance(self.fontMetrics().horizontalAdvance("国") * _TAB_WIDTH)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * lines)
        self.document().setDocumentMargin(_MARGIN)
        self._row: QTextBlock | None = None
        self._columns: list[int] = []
        self._fonts = LevelFonts(self.document())
        self.apply_theme()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave undo and redo to the form; begin another row where a table is."""
        if leave_to_form(event):
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
