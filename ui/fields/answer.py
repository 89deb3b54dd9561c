"""The answer as a field of the form: its editor, what it was read as, and remarks beneath it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from letter.model import PARAGRAPH_LIMIT, Block
from letter.outline import AnswerTooLong, read_answer, write_answer, wrong_numbers
from ui.answer_editor import LEAST_LINES, AnswerEditor
from ui.language import N_, _
from ui.look import GAP, WIDE_GAP, colours

SOON_MS = 150
LATER_MS = 700
LONG_TEXT = 30_000
COUNT = N_("{count} 字")
WRONG = N_("第 {line} 段的“{typed}”将印作“{printed}”。")
LINE_LIMIT = N_("第 {line} 段超过 {limit} 字，请分成几段。")


class AnswerField(QWidget):
    """Editor and remarks; reading the text waits until the typing pauses, or until somebody asks for the value."""

    edited = Signal(str)
    touched = Signal(str)
    step_added = Signal()

    def __init__(self, key: str, name: str, *, lines: int = LEAST_LINES, own_steps: bool = True) -> None:
        """Make the field for the letter's path key, at least so many lines high.

        One that has no steps of its own is undone by the form, like any other field.
        """
        super().__init__()
        self.key = key
        self._own_steps = own_steps
        self._value: tuple[Block, ...] = ()
        self._stale = False
        self._showing = False
        self._canonical: tuple[int, bool] = (-1, True)
        self._problem = ""
        self._notice = ""
        self.editor = AnswerEditor(name, lines)
        self.editor.setUndoRedoEnabled(own_steps)
        self._remarks = QLabel()
        self._remarks.setWordWrap(True)
        self._remarks.setTextFormat(Qt.TextFormat.PlainText)
        self._count = QLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle)
        self._assemble()
        self.editor.document().contentsChanged.connect(self._touch)
        self.editor.document().undoCommandAdded.connect(self._add_step)
        self.editor.refused.connect(self._refuse)

    @property
    def inputs(self) -> list[QPlainTextEdit]:
        """The widgets that take the keyboard, in their order."""
        return [self.editor]

    def load(self, value: Any, typed: Mapping[str, str]) -> None:
        """Show an answer, or the text that was typed; what is being typed stays when it means the same."""
        raw = typed.get(self.key)
        same = value is self._value or value == self._value
        if same and self._shows(raw):
            return
        canonical = write_answer(value)
        text = canonical if raw is None else raw
        self._value, self._stale = value, text != canonical
        if text != self.editor.toPlainText():
            self._showing = True
            self.editor.setPlainText(text)
            self._showing = False
        self._problem = self._notice = ""
        self._remark(text)

    def _shows(self, raw: str | None) -> bool:
        """Tell whether the editor shows this raw text; without one, whether it may stay as it is."""
        if raw is None:
            return self._own_steps or not self.typed()
        return not self._own_steps and raw == self.editor.toPlainText()

    def value(self) -> tuple[Block, ...]:
        """Return the blocks of the text as it stands now."""
        if self._stale:
            self._read()
        return self._value

    def typed(self) -> dict[str, str]:
        """Return the text itself where the blocks alone would not give it back."""
        if self._stale or self._problem:
            return {self.key: self.editor.toPlainText()}
        revision = self.editor.document().revision()
        if self._canonical[0] != revision:
            self._canonical = revision, write_answer(self._value) == self.editor.toPlainText()
        return {} if self._canonical[1] else {self.key: self.editor.toPlainText()}

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        return self._problem or self._notice

    def unreadable(self) -> bool:
        """Tell whether the text cannot be put into the letter."""
        return bool(self._problem)

    def settle(self) -> None:
        """Read the text now, if it has changed since it was read last, and say so."""
        self._timer.stop()
        if self._stale:
            self._read()
            self.edited.emit(self.key)

    def undo(self) -> None:
        """Take the editor's last step back."""
        self.editor.undo()

    def redo(self) -> None:
        """Do the editor's last step again."""
        self.editor.redo()

    def _assemble(self) -> None:
        below = QHBoxLayout()
        below.setSpacing(WIDE_GAP)
        below.addWidget(self._remarks, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP // 2)
        column.addWidget(self.editor, 1)
        column.addLayout(below)

    def _touch(self) -> None:
        if self._showing:
            return
        self._stale = True
        self._notice = ""
        self._timer.start(LATER_MS if self.editor.document().characterCount() > LONG_TEXT else SOON_MS)
        self.touched.emit(self.key)

    def _add_step(self) -> None:
        if not self._showing:
            self.step_added.emit()

    def _refuse(self, sentence: str) -> None:
        self._notice = sentence
        self.edited.emit(self.key)

    def _read(self) -> None:
        text = self.editor.toPlainText()
        self._stale = False
        self._problem = ""
        try:
            self._value = read_answer(text)
        except AnswerTooLong as refusal:
            lines = text.split("\n")
            longest = max(range(len(lines)), key=lambda at: len(lines[at]))
            self._problem = str(refusal)
            if len(lines[longest]) > PARAGRAPH_LIMIT:
                self._problem = _(LINE_LIMIT).format(line=longest + 1, limit=PARAGRAPH_LIMIT)
        self._remark(text)

    def _remark(self, text: str) -> None:
        wrong = [
            _(WRONG).format(line=wrong.line + 1, typed=wrong.typed, printed=wrong.printed)
            for wrong in wrong_numbers(text)
        ]
        palette = self._remarks.palette()
        palette.setColor(QPalette.ColorRole.WindowText, colours(self.palette()).mark)
        self._remarks.setPalette(palette)
        self._remarks.setText("".join(wrong))
        self._count.setText(_(COUNT).format(count=len("".join(text.split()))))
