"""The answer as a field of the form: its editor, what it was read as, and remarks beneath it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from letter.messages import counted, joined
from letter.model import PARAGRAPH_LIMIT, Block
from letter.outline import AnswerTooLong, Entry, lines_of, outline, read_answer, write_answer
from ui.answer.count import CountLabel
from ui.answer.editor import LEAST_LINES, AnswerEditor
from ui.core.i18n import N_, _, translate
from ui.core.theme import GAP, WIDE_GAP
from ui.fields.protocol import FieldWidget
from ui.widgets.button import tool_button
from ui.widgets.label import colour_words, plain_label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from ui.answer.find_bar import FindBar
    from ui.answer.outline import OutlineView
    from ui.answer.table_button import TableButton

SOON_MS = 150
LATER_MS = 700
LONG_TEXT = 30_000
# By then the window has been painted; the outline comes beside the text right after.
AFTER_PAINT_MS = 60
MOST_REMARKS = 5
WRONG = N_("第 {line} 段的“{typed}”将印作“{printed}”。")
LINE_LIMIT = counted("第 {line} 段超过 {count} 字，请分成几段。")
OUTLINE = N_("答复大纲")
EMPTY = N_("粘贴或直接写；Ctrl+J 常用语")
RENUMBER = N_("重新编号")
RENUMBER_TIP = N_("按层次重新编号（Ctrl+Shift+N）")


class AnswerField(FieldWidget, QWidget):
    """Editor and remarks; reading the text waits until the typing pauses, or until somebody asks for the value."""

    edited = Signal(str)
    touched = Signal(str)
    step_added = Signal()
    step_ended = Signal()
    inputs_changed = Signal()
    # What is to stand beside or beneath the sheet rather than on it.
    outline_made = Signal(QWidget)
    bar_made = Signal(QWidget)
    outline_wanted = Signal()
    counted = Signal(str)

    def __init__(self, key: str, name: str, *, lines: int = LEAST_LINES, own_steps: bool = True) -> None:
        """Make the field for the letter's path key, at least so many lines high.

        One that has no steps of its own is undone by the form, like any other field, and has no outline.
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
        self._told = ""
        self.editor = AnswerEditor(name, lines)
        self.editor.setUndoRedoEnabled(own_steps)
        self.editor.setPlaceholderText(_(EMPTY))
        self._remarks = plain_label()
        self._renumber = tool_button(_(RENUMBER), _(RENUMBER), self._press_renumber, tip=_(RENUMBER_TIP))
        self._renumber.hide()
        self._count = CountLabel(self.editor)
        self._count.counted.connect(self.counted)
        # That of the letter itself stands in the strip above it.
        if own_steps:
            self._count.hide()
        self._entries: Sequence[Entry] = ()
        self._table_button: TableButton | None = None
        self._outline: OutlineView | None = None
        self._finding: FindBar | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self.show_outline)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settle)
        self._assemble()
        self.editor.document().contentsChanged.connect(self._touch)
        self.editor.document().undoCommandAdded.connect(self._add_step)
        self.editor.refused.connect(self._refuse)
        self.editor.remarked.connect(self._tell)
        self.editor.step_wanted.connect(self._end_step)
        self.editor.cursorPositionChanged.connect(self._follow_table)
        self.editor.document().documentLayout().documentSizeChanged.connect(self._follow_table)
        self.editor.focus_changed.connect(self._follow_table)
        self.editor.menu_opened.connect(self._offer_tables)

    @property
    def inputs(self) -> list[QWidget]:
        """The widgets that take the keyboard, in their order."""
        view = self._outline
        shown = [view] if view and not view.isHidden() and view.isVisibleTo(self.window()) else []
        return [self.editor, *shown, *(self._finding.inputs if self._finding else [])]

    @property
    def finding(self) -> "FindBar | None":
        """The bar that finds, once it has been asked for."""
        return self._finding

    def entries(self) -> Sequence[Entry]:
        """Return the outline of what was read last."""
        return self._entries

    def line_in_work(self) -> int | None:
        """Return the line of the heading that the outline has in hand; None while the clerk is in the text."""
        return self._outline.line() if self._outline and self._outline.hasFocus() else None

    def show_outline(self) -> "OutlineView | None":
        """Show the outline beside the text when there are headings; return it."""
        self._later.stop()
        if self._outline is None and self._entries and self._own_steps:
            from ui.answer.outline import make_outline  # late: the letter is painted first

            self._outline = make_outline(self.editor, self.settle, _(OUTLINE))
            self.outline_made.emit(self._outline)
        if self._outline is not None:
            self._outline.show_entries(self._entries, self.editor.textCursor().blockNumber())
            if self._outline.isHidden() is bool(self._entries):
                self._outline.setVisible(bool(self._entries))
                self.inputs_changed.emit()
        return self._outline

    def arrange(self, change: Callable[[AnswerEditor, int | None], int]) -> None:
        """Change headings where the clerk is, in the text or in the outline; change returns the line to go on in."""
        line = self.line_in_work()
        place = change(self.editor, line)
        self.settle()
        if line is None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        elif view := self.show_outline():
            view.mark(place)

    def edit_table(self, edit: Callable[[AnswerEditor], None]) -> None:
        """Do something to the table with the caret, as a step to undo of its own; go on in it."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.as_step(lambda: edit(self.editor))
        self.editor.ensureCursorVisible()

    def tell_pages(self, pages: int) -> None:
        """Show how many pages the whole letter takes, beside the count of characters."""
        self._count.tell_pages(pages)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget beneath the text, before the count."""
        self._below.insertWidget(self._below.count() - 1, widget, 0, Qt.AlignmentFlag.AlignTop)

    def seek(self, *, replacing: bool) -> None:
        """Show the bar that finds, and replaces if so wanted."""
        self._find_bar().begin(replacing=replacing)
        self.inputs_changed.emit()

    def seek_on(self, step: int) -> None:
        """Go to the next place of what is sought (1) or the one before (-1); ask for it when nothing is."""
        bar = self._find_bar()
        if bar.isHidden() and bar.sought.text():
            bar.reopen()
            self.inputs_changed.emit()
        if bar.isHidden() or not bar.sought.text():
            self.seek(replacing=False)
        else:
            bar.go_on(step)

    def as_step(self, change: Callable[[], None]) -> None:
        """Run a change of the text as a step to undo of its own."""
        self._end_step()
        change()
        self._end_step()

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Put the bar that finds away by Escape."""
        if event.key() == Qt.Key.Key_Escape and self._finding and not self._finding.isHidden():
            self._finding.end()
        else:
            super().keyPressEvent(event)

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
        self._problem = self._notice = self._told = ""
        self._remark(text)

    def _shows(self, raw: str | None) -> bool:
        """Return whether the editor shows this raw text; without one, whether it may stay as it is."""
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
        """Return whether the text cannot be put into the letter."""
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
        below = self._below = QHBoxLayout()
        below.setSpacing(WIDE_GAP)
        below.addWidget(self._remarks, 1, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._renumber, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._count, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP // 2)
        self._column.addWidget(self.editor)
        self._column.addLayout(below)

    def _find_bar(self) -> "FindBar":
        if self._finding is None:
            from ui.answer.find_bar import FindBar  # late: the letter is painted first

            self._finding = FindBar(self.editor, self.as_step)
            self._finding.hide()
            self._finding.closed.connect(self.inputs_changed)
            self.bar_made.emit(self._finding)
        return self._finding

    def _touch(self) -> None:
        if self._showing:
            return
        self._stale = True
        self._notice = self._told = ""
        self._timer.start(LATER_MS if self.editor.document().characterCount() > LONG_TEXT else SOON_MS)
        self.touched.emit(self.key)

    def _add_step(self) -> None:
        if not self._showing:
            self.step_added.emit()

    def _refuse(self, sentence: str) -> None:
        self._notice = sentence
        self.edited.emit(self.key)

    def _end_step(self) -> None:
        self.settle()
        self.step_ended.emit()

    def _tell(self, sentence: str) -> None:
        """Say something of what was put in, until the text is changed again."""
        self._told = sentence
        self.settle()
        self._remark(self.editor.toPlainText())

    def _read(self) -> None:
        text = self.editor.toPlainText()
        self._stale = False
        self._problem = ""
        try:
            self._value = read_answer(text)
        except AnswerTooLong as refusal:
            lines = text.split("\n")
            longest = max(range(len(lines)), key=lambda at: len(lines[at]))
            self._problem = translate(refusal)
            if len(lines[longest]) > PARAGRAPH_LIMIT:
                self._problem = translate(LINE_LIMIT.filled(line=longest + 1, count=PARAGRAPH_LIMIT))
        self._remark(text)

    def _remark(self, text: str) -> None:
        self._entries = outline(lines_of(text))
        self.editor.show_levels(lines_of(text))
        wrong = [entry.heading for entry in self._entries if entry.heading.wrong]
        sentences = [
            _(WRONG).format(line=heading.line + 1, typed=heading.typed, printed=heading.printed)
            for heading in wrong[:MOST_REMARKS]
        ]
        colour_words(self._remarks, "mark")
        self._remarks.setText(translate(joined([*filter(None, [self._told]), *sentences])))
        self._renumber.setVisible(bool(wrong))
        self._count.count(text, self._value)
        self.editor.align_columns(self._value)
        if self._outline is not None:
            self.show_outline()
        elif self._own_steps:
            self._later.start(AFTER_PAINT_MS)

    def _follow_table(self) -> None:
        """Let the button of tables stand beside the row with the caret."""
        if self._table_button is None and self.editor.grids():
            from ui.answer.table_button import TableButton  # late: the letter is painted first

            self._table_button = TableButton(self.editor, self.edit_table)
        if self._table_button is not None:
            self._table_button.follow()

    def _offer_tables(self, menu: "QMenu") -> None:
        from ui.answer.table_grid import is_row

        if is_row(self.editor.textCursor().block()):
            from ui.answer.table_button import fill_table_menu

            menu.addSeparator()
            fill_table_menu(menu, self.edit_table)

    def _press_renumber(self) -> None:
        from ui.answer import heading_edits  # late: hardly ever needed

        self.arrange(heading_edits.renumber)
