"""The editor in which the answer is typed or pasted as plain text, each level shown in its font."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit

from letter.cleaning import clean_text
from letter.headings import BLANKS, recognise
from letter.model import BLOCK_LIMIT, PARAGRAPH_LIMIT
from ui.fields.keys import leave_to_form
from ui.fonts import HEADING_FONTS, chain, text_font
from ui.language import N_, _
from ui.look import colour_frame

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent

MOST_CHARACTERS = 1_000_000
TOO_LONG = N_("粘贴后共 {length} 字，超过 {limit} 字，没有放进来；原来的内容没有改动。")
TOO_MANY_LINES = N_("粘贴后共 {length} 段，超过 {limit} 段，没有放进来；原来的内容没有改动。")
LINE_TOO_LONG = N_("粘贴的内容里有一段超过 {limit} 字，没有放进来；原来的内容没有改动。")
PARAGRAPH_END = "\u2029"
_TAB_WIDTH = 8
LEAST_LINES = 8
_MARGIN = 6


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
        self._fonts = LevelFonts(self.document())
        self.dress()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Leave undo and redo to the form."""
        if not leave_to_form(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: "QFocusEvent") -> None:
        """Show the focus in the frame."""
        super().focusInEvent(event)
        self.dress()

    def focusOutEvent(self, event: "QFocusEvent") -> None:
        """Show in the frame that the focus has gone."""
        super().focusOutEvent(event)
        self.dress()

    def dress(self) -> None:
        """Take the colours that go with the palette and the focus."""
        colour_frame(self)

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802, Qt's name
        """Paste as plain, cleaned text with its tabs, or refuse it whole and say why."""
        text = source.text()
        refusal = self._refusal(text)
        if refusal:
            self.refused.emit(refusal)
            return
        self.insertPlainText(clean_text(text))
        self.ensureCursorVisible()

    def _refusal(self, text: str) -> str:
        replaced = self.textCursor().selectedText()
        length = self.document().characterCount() - 1 - len(replaced) + len(text)
        if length > MOST_CHARACTERS:
            return _(TOO_LONG).format(length=length, limit=MOST_CHARACTERS)
        text = clean_text(text)
        lines = self.blockCount() - replaced.count(PARAGRAPH_END) + text.count("\n")
        if lines > BLOCK_LIMIT:
            return _(TOO_MANY_LINES).format(length=lines, limit=BLOCK_LIMIT)
        if max(map(len, text.split("\n"))) > PARAGRAPH_LIMIT:
            return _(LINE_TOO_LONG).format(limit=PARAGRAPH_LIMIT)
        return ""
