"""The form: the letter's data in cards, its text on a sheet, around one frozen letter; each change is announced."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSplitter, QVBoxLayout, QWidget

from letter.completeness import Gap
from letter.model import ReplyLetter
from letter.outline import write_answer
from services.draft import Draft
from ui.answer.attachments import AttachmentsField
from ui.answer.field import AnswerField
from ui.core.i18n import translate
from ui.core.keys import is_redo, is_undo
from ui.core.struct_paths import amend_path, still_typed
from ui.core.theme import scaled
from ui.core.undo import ANSWER, AnswerStep, History, Joined, Moment, Step
from ui.fields.group import FieldGroup
from ui.fields.proposals import ProposalsField
from ui.fields.text import TextField
from ui.form.card import Card
from ui.form.case_column import CaseColumn
from ui.form.folder_field import NAME as FOLDER
from ui.form.folder_field import FolderField
from ui.form.outline_place import OutlinePlace
from ui.form.sections.answer import AnswerSection
from ui.form.sections.case import CaseSection
from ui.form.sections.head import HeadSection
from ui.form.sections.imprint import ImprintSection
from ui.form.sections.signing import SigningSection
from ui.form.sheet import Sheet
from ui.form.summaries import SUMMARIES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent

# So low the form may become where messages need the room; it scrolls.
_LEAST_HEIGHT = 50
# Whether the case column is folded: as there is room, or as the clerk wants it.
BY_ROOM, OPEN, FOLDED = "", "open", "folded"
_RETRY_MS = 60


class Form(QSplitter):
    """Shows a letter: its data in the column of cards at the left, its text on the sheet at the right."""

    changed = Signal()
    touched = Signal()
    # The clerk has opened or closed cards, or folded the column.
    arranged = Signal()

    def __init__(self, letter: ReplyLetter, typed: Mapping[str, str] | None = None) -> None:
        """Build the sections and show a letter, with what was typed where it could not be read."""
        super().__init__(Qt.Orientation.Horizontal)
        self._letter = letter
        self._typed: dict[str, str] = {}
        self.history = History()
        self.case, self.answer = CaseSection(), AnswerSection()
        self.head, self.signing, self.imprint = HeadSection(), SigningSection(), ImprintSection()
        self.folder = FolderField()
        self.sections: tuple[FieldGroup, ...] = (self.case, self.answer, self.head, self.signing, self.imprint)
        self._choice = BY_ROOM
        # How wide the outline beside the sheet is, in pixels; 0 is the usual width.
        self.outline_width = 0
        self._widths: list[int] = []
        # However many cards are turned at once, the form is arranged once.
        self._arranging = QTimer(self, singleShot=True, interval=0)
        self._arranging.timeout.connect(self.arrange)
        # Before they are laid out: the style sheet is then asked once how a field looks.
        self._fill(letter, typed)
        self._assemble()
        self._connect()
        self._summarise(letter)
        self._order_tabs()

    def load(self, letter: ReplyLetter, typed: Mapping[str, str] | None = None) -> None:
        """Show another letter, with what was typed where it could not be read; there is nothing to undo then."""
        self._fill(letter, typed)
        self._summarise(letter)
        self._order_tabs()

    def letter(self) -> ReplyLetter:
        """Return the letter as it stands, the answer's last keystroke included."""
        self.answer.settle()
        return self._letter

    def current(self) -> ReplyLetter:
        """Return the letter without waiting for the answer's last keystrokes to be read."""
        return self._letter

    def draft(self) -> Draft:
        """Return what a draft keeps, without waiting for a long answer to be read."""
        typed = {key: raw for section in self.sections for key, raw in section.typed().items()}
        return Draft(letter=self._letter, typed=typed)

    def amend(self, letter: ReplyLetter, key: str = "agency") -> None:
        """Show a letter that the program has changed, as by a change of the profile; it can be undone.

        key is the field in which the clerk caused it.
        """
        before = Moment(self.letter(), self._typed)
        self._show(letter, self._typed)
        self._finish(key, before, letter)

    def take(self, letter: ReplyLetter, write: Callable[[], None]) -> None:
        """Show a letter whose answer write puts into the editor, all of it as one step to undo."""
        self.answer.settle()
        with self.history.joined(ANSWER):
            write()
            before = Moment(self.letter(), self._typed)
            letter = replace(letter, answer=self._letter.answer)
            # What could not be read gives way where the letter says something else.
            self._typed = still_typed(self._typed, self._letter, letter)
            self._show(letter, self._typed)
            self._finish(ANSWER, before, letter)

    def problems(self) -> list[tuple[str, str]]:
        """Return path and sentence of everything that was typed and cannot be read."""
        return [entry for section in self.sections for entry in section.problems()]

    def speak(self) -> None:
        """Say beside the fields what cannot be read, also where the clerk is still typing."""
        for section in self.sections:
            section.speak()

    def tell(self, gaps: Sequence[Gap]) -> None:
        """Show what is missing beside the fields and go to the first of them as the form is read."""
        for section in self.sections:
            section.forget_told()
            for gap in gaps:
                section.tell(gap.field, translate(gap.sentence))
        if gaps:
            self.focus_path(min((gap.field for gap in gaps), key=self._place_of))

    def focus_path(self, path: str) -> None:
        """Set the focus on the field of this path and bring it into view."""
        for section in self.sections:
            if section.path_of(path):
                self._unfold_for(section)
                section.focus(path)
                self.reveal_focus()
                return

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Undo and redo, which fields leave to the form."""
        if is_undo(event):
            self.undo()
        elif is_redo(event):
            self.redo()
        else:
            super().keyPressEvent(event)

    def focus_section(self, number: int) -> None:
        """Set the focus on the first input of a section, counted from 0."""
        self._unfold_for(self.sections[number])
        self.sections[number].focus_first()
        self.reveal_focus()

    def reveal_focus(self) -> None:
        """Scroll to the field with the focus, once it has its place; for Tab, but for nothing else, Qt does it."""
        if self.isVisible():
            QTimer.singleShot(0, self._scroll_to_focus)

    def reveal(self, field: QWidget) -> None:
        """Scroll to a field, and to the caret in an answer."""
        self.column.reveal(field)
        self.sheet.reveal(field)

    def show_beginning(self) -> None:
        """Scroll both sides to their beginning, for another letter is shown."""
        self.column.show_beginning()
        self.sheet.verticalScrollBar().setValue(0)

    def give_focus(self, field: QWidget) -> None:
        """Set the focus on a field that had it before, be the column folded since then or not."""
        if self.column.isAncestorOf(field):
            self.column.fold(False)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrange()

    def show_cards(self, names: Sequence[str], column: str = BY_ROOM) -> None:
        """Open the cards of these names, the others closed; column tells whether the clerk has folded the column."""
        self.column.show_cards(names)
        self._choice = column
        self.arrange()

    def open_cards(self) -> tuple[str, ...]:
        """Return the names of the cards that are open."""
        return self.column.open_cards()

    def column_choice(self) -> str:
        """Return whether the clerk has opened or folded the column by hand, nothing where it goes by the room."""
        return self._choice

    def toggle_column(self) -> None:
        """Fold the case column to its rail of icons, or open it."""
        self.fold(not self.column.folded)

    def fold(self, folded: bool) -> None:
        """Fold the case column or open it, until the clerk wants it otherwise."""
        if folded and self.column.has_focus():
            self.answer.answer.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choice = BY_ROOM if folded is not self._has_room() else FOLDED if folded else OPEN
        self.arrange()
        self.arranged.emit()

    def widths(self) -> list[int]:
        """Return the widths of column and sheet in pixels, also while the column is folded."""
        if self._widths or not self.column.folded:
            return self._widths or self.sizes()
        return [self.column.wanted_width(), max(1, self.width() - self.column.wanted_width())]

    def set_widths(self, widths: Sequence[int]) -> None:
        """Give column and sheet these widths in pixels, as far as there is room."""
        self._widths = list(widths)
        if not self.column.folded:
            self.setSizes(self._widths)

    def wanted_width(self) -> int:
        """Return the width at which the cards and whole lines of the sheet stand side by side, in pixels."""
        return self.column.wanted_width() + self.handleWidth() + self.sheet.wanted_width()

    def minimumSizeHint(self) -> QSize:
        """Ask for the room of the rail and of short lines."""
        least = self.column.rail_width() + self.handleWidth() + self.sheet.least_width()
        return QSize(least, scaled(_LEAST_HEIGHT))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Fold the column where there is no room for it, and let the outline stand where there is."""
        super().resizeEvent(event)
        self.arrange()

    def answer_in_work(self) -> AnswerField:
        """Return the answer, or the content of the attachment that the clerk is in; its next change is a step."""
        self.answer.settle()
        self.history.end_step()
        focus = QApplication.focusWidget()
        contents = (row.content for row in self.answer.attachments.rows)
        found = (field for field in contents if focus and field.isAncestorOf(focus))
        return next(found, self.answer.answer)

    def has_field(self, path: str) -> bool:
        """Return whether a field of the form shows this path of the letter."""
        return any(section.path_of(path) for section in self.sections)

    def _place_of(self, path: str) -> tuple[int, int]:
        """Return where a path of the letter is shown as the form is read: its section and its field there."""
        places = ((at, list(section.specs), section.path_of(path)) for at, section in enumerate(self.sections))
        return next(((at, shown.index(own)) for at, shown, own in places if own), (len(self.sections), 0))

    def undo(self) -> None:
        """Take the last change back, wherever it was made."""
        self._step(back=True)

    def redo(self) -> None:
        """Do the change again that was taken back last."""
        self._step(back=False)

    def restore_derived(self) -> None:
        """Give the field with the focus its derived words again."""
        field = QApplication.focusWidget()
        if isinstance(field, TextField):
            self.history.end_step()
            field.restore()

    def restore_all(self) -> None:
        """Give every field its derived words again, as one step that can be undone."""
        letter = self.letter()
        before, typed = Moment(letter, self._typed), dict(self._typed)
        for path, spec in ((path, spec) for section in self.sections for path, spec in section.specs.items()):
            if spec.follows:
                letter = amend_path(letter, path, spec.unset)
                typed.pop(path, None)
        self._typed = typed
        self.history.end_step()
        self._show(letter, typed)
        self._finish("restored", before, letter)

    def add_row(self) -> None:
        """Add an attachment where one has the focus, else a proposal."""
        rows = self._rows_in_work()
        if rows is self.case.proposals:
            self._unfold_for(self.case)
            self.column.cards["case"].turn(True)
        rows.add()

    def remove_row(self) -> None:
        """Take away the attachment or proposal with the focus."""
        self._rows_in_work().remove()

    def _rows(self) -> tuple[ProposalsField, AttachmentsField]:
        return (self.case.proposals, self.answer.attachments)

    def _rows_in_work(self) -> ProposalsField | AttachmentsField:
        focus = QApplication.focusWidget()
        proposals, attachments = self._rows()
        return attachments if focus and attachments.isAncestorOf(focus) else proposals

    def _scroll_to_focus(self) -> None:
        field = self.focusWidget()
        if field:
            self.reveal(field)

    def _unfold_for(self, section: FieldGroup) -> None:
        """Open the column for a field in one of its cards; it folds again when the clerk goes back to the sheet."""
        if section is not self.answer:
            self.column.fold(False)

    def _step(self, *, back: bool) -> None:
        self.answer.settle()
        step = self.history.undo() if back else self.history.redo()
        if step:
            parts = step.steps if isinstance(step, Joined) else (step,)
            for part in reversed(parts) if back else parts:
                self._step_part(part, back=back)
            self.touched.emit()
            self.focus_path(step.key)

    def _step_part(self, step: Step | AnswerStep, *, back: bool) -> None:
        if isinstance(step, AnswerStep):
            self.answer.answer.undo() if back else self.answer.answer.redo()
            self.answer.answer.settle()
        else:
            self._letter = replace(self._letter, **(step.before if back else step.after))
            self._typed = step.typed_before if back else step.typed_after
            self._show(self._letter, self._typed)
            self.changed.emit()

    def _collect(self, key: str) -> None:
        section = self.sender()
        if not isinstance(section, FieldGroup):
            return
        before = Moment(self._letter, self._typed)
        letter = section.collect(self._letter)
        self._typed = self._raw_texts()
        if key == ANSWER:  # nothing else follows it, and into it most is typed
            self.answer.load(letter, self._typed)
        else:
            self._show(letter, self._typed)
        self._finish(key, before, letter)

    def _finish(self, key: str, before: Moment, letter: ReplyLetter) -> None:
        self._letter = letter
        self.history.record(key, before, Moment(letter, self._typed))
        self.changed.emit()
        self.touched.emit()

    def _raw_texts(self) -> dict[str, str]:
        """Return the raw texts of fields; that of the answer stays in its editor, which undoes by itself."""
        kept = (section.typed() for section in self.sections if section is not self.answer)
        typed = {key: raw for texts in kept for key, raw in texts.items()}
        for path, field in self.answer.fields.items():
            if path != ANSWER:
                typed.update(field.typed())
        return typed

    def _fill(self, letter: ReplyLetter, typed: Mapping[str, str] | None) -> None:
        for section in self.sections:
            section.load(letter, {ANSWER: write_answer(letter.answer), **(typed or {})})
        self._letter = self.answer.collect(letter)
        self._typed = self._raw_texts()
        self.history.clear()

    def _show(self, letter: ReplyLetter, typed: Mapping[str, str]) -> None:
        for section in self.sections:
            section.load(letter, typed)
        self._summarise(letter)

    def _summarise(self, letter: ReplyLetter) -> None:
        for name, card in self.column.cards.items():
            card.say(SUMMARIES[name](letter))

    def _order_tabs(self) -> None:
        chain: list[QWidget] = []
        headings = self.column.headings()
        for number, card in enumerate(self.column.cards.values()):
            chain.extend([headings[number], *card.tab_chain()])
        chain.extend([*self.column.rail_buttons(), *self.answer.tab_chain()])
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _assemble(self) -> None:
        named: list[tuple[str, FieldGroup]] = [
            ("case", self.case), ("head", self.head), ("signing", self.signing), ("imprint", self.imprint)
        ]  # fmt: skip
        width = max(section.label_width() for _name, section in named)
        for part in (*(section for _name, section in named), self.folder):
            part.set_label_width(width)
        rare = {"imprint": [(FOLDER, self.folder)]}
        self.column = CaseColumn([Card(name, section, rare.get(name, ())) for name, section in named])
        self.sheet = Sheet(self.answer)
        self.answer.answer.editor.scroll_in(self.sheet)
        beside = QFrame()
        # A splitter takes every widget in it for one of its own: what floats over the sheet lies in its right part.
        self._right = QWidget()
        self.outline = OutlinePlace(self._right, self.sheet, beside)
        over = QVBoxLayout(self._right)
        over.setContentsMargins(0, 0, 0, 0)
        over.setSpacing(0)
        self._row = row = QSplitter(Qt.Orientation.Horizontal)
        row.addWidget(self.sheet)
        row.addWidget(beside)
        row.setChildrenCollapsible(False)
        row.setHandleWidth(1)
        row.setStretchFactor(0, 1)
        row.setStretchFactor(1, 0)
        row.splitterMoved.connect(self._note_outline)
        over.addWidget(row, 1)
        self._bars = QVBoxLayout()
        over.addLayout(self._bars)
        self.addWidget(self.column)
        self.addWidget(self._right)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.setStretchFactor(0, 0)
        self.setStretchFactor(1, 1)

    def _connect(self) -> None:
        for section in self.sections:
            section.edited.connect(self._collect)
            section.built.connect(self._order_tabs)
            section.wanted.connect(lambda _path, section=section: self._unfold_for(section))
        answer, attachments = self.answer.answer, self.answer.attachments
        answer.touched.connect(self.touched)
        answer.step_added.connect(self.history.record_answer)
        answer.inputs_changed.connect(self.outline.refresh)
        answer.inputs_changed.connect(self._order_tabs)
        answer.outline_made.connect(self.outline.take)
        answer.outline_wanted.connect(self.outline.drop)
        attachments.touched.connect(self.touched)
        for field in (answer, attachments):
            field.step_ended.connect(self.history.end_step)
            field.bar_made.connect(self._bars.addWidget)
        attachments.moved.connect(self.reveal_focus)
        for rows in self._rows():
            rows.rows_changed.connect(self._order_tabs)
        self.column.rearranged.connect(self._order_tabs)
        self.column.rearranged.connect(self._arrange_soon)
        self.column.rearranged.connect(self.arranged)
        self.column.opened_at.connect(self._open_at)
        self.outline.changed.connect(self._order_tabs)
        self.outline.changed.connect(self._arrange_soon)
        self.splitterMoved.connect(self._note_widths)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def _open_at(self, name: str) -> None:
        """Open the column at a card because the clerk has pressed its icon."""
        card = self.column.cards[name]
        self._choice = OPEN if not self._has_room() else BY_ROOM
        self.column.fold(False)
        card.turn(True)
        card.group.focus_first()
        self.reveal_focus()
        self.arrange()

    def _has_room(self) -> bool:
        return self.width() >= self.wanted_width()

    def arrange(self) -> None:
        """Fold or open the column, and put the outline beside the sheet or over it, as there is room."""
        opened = self._choice == OPEN or (self._choice == BY_ROOM and self._has_room()) or self.column.has_focus()
        self.column.fold(not opened)
        self.column.bound()
        least, most = self.column.minimumWidth(), self.column.maximumWidth()
        column = max(least, min(most, self._widths[0] if self._widths else least))
        if self.sizes()[0] != column:
            self.setSizes([column, max(1, self.width() - column - self.handleWidth())])
        rest = self.width() - column - self.handleWidth()
        outline = self.outline_width or self.outline.width()
        self.outline.use_room(rest >= self.sheet.wanted_width() + outline)
        if self.outline.stands_beside() and self._row.sizes()[1] != outline:
            self._row.setSizes([max(1, rest - outline - self._row.handleWidth()), outline])

    def _arrange_soon(self) -> None:
        self._arranging.start()

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Fold the column again when the clerk has gone on to the sheet, but not under a mouse that is held."""
        if new is None or not self.isVisible() or not self._right.isAncestorOf(new):
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_RETRY_MS, self, lambda: self._follow_focus(None, QApplication.focusWidget()))
        else:
            self.arrange()

    def _note_outline(self) -> None:
        if self.outline.stands_beside():
            self.outline_width = self._row.sizes()[1]

    def _note_widths(self) -> None:
        if not self.column.folded and self.isVisible():
            self._widths = self.sizes()
