"""The form: sections as the paper has them around one frozen letter, announced whenever the clerk changes it."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from letter.completeness import Gap
from letter.model import ReplyLetter
from letter.outline import write_answer
from services.draft import Draft
from ui.answer.attachments import AttachmentsField
from ui.answer.field import AnswerField
from ui.core.i18n import translate
from ui.core.keys import is_redo, is_undo
from ui.core.struct_paths import amend_path
from ui.core.undo import ANSWER, AnswerStep, History, Moment
from ui.fields.group import FieldGroup
from ui.fields.proposals import ProposalsField
from ui.fields.text import TextField
from ui.form.folder_field import FolderField
from ui.form.sections.answer import AnswerSection
from ui.form.sections.case import CaseSection
from ui.form.sections.head import HeadSection
from ui.form.sections.imprint import ImprintSection
from ui.form.sections.signing import SigningSection
from ui.widgets.two_columns import TwoColumns

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Form(TwoColumns):
    """Shows a letter in its sections; the paper's text on the right, its data on the left."""

    changed = Signal()
    touched = Signal()

    def __init__(self, letter: ReplyLetter, typed: Mapping[str, str] | None = None) -> None:
        """Build the sections and show a letter, with what was typed where it could not be read."""
        super().__init__()
        self._letter = letter
        self._typed: dict[str, str] = {}
        self.history = History()
        self.case, self.answer = CaseSection(), AnswerSection()
        self.head, self.signing, self.imprint = HeadSection(), SigningSection(), ImprintSection()
        self.folder = FolderField()
        self.sections: tuple[FieldGroup, ...] = (self.case, self.answer, self.head, self.signing, self.imprint)
        self._assemble()
        for section in self.sections:
            section.edited.connect(self._collect)
        self.answer.answer.touched.connect(self.touched)
        self.answer.answer.step_added.connect(self.history.record_answer)
        self.answer.answer.inputs_changed.connect(self._order_tabs)
        self.answer.attachments.touched.connect(self.touched)
        for field in (self.answer.answer, self.answer.attachments):
            field.step_ended.connect(self.history.end_step)
        self.answer.attachments.moved.connect(self.reveal_focus)
        for rows in self._rows():
            rows.rows_changed.connect(self._order_tabs)
        self._last: list[QWidget] = []
        self.load(letter, typed)
        self._order_tabs()

    def load(self, letter: ReplyLetter, typed: Mapping[str, str] | None = None) -> None:
        """Show another letter, with what was typed where it could not be read; there is nothing to undo then."""
        self._show(letter, {ANSWER: write_answer(letter.answer), **(typed or {})})
        self._letter = self.answer.collect(letter)
        self._typed = self._raw_texts()
        self.history.clear()

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
            if section.focus(path):
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
        self.sections[number].focus_first()

    def end_tabs_at(self, widgets: Sequence[QWidget]) -> None:
        """Let Tab go on from the last field to these widgets."""
        self._last = list(widgets)
        self._order_tabs()

    def reveal_focus(self) -> None:
        """Scroll to the field with the focus, once it has its place; for Tab, but for nothing else, Qt does it."""
        if self.isVisible():
            QTimer.singleShot(0, self._scroll_to_focus)

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
        places = ((at, list(section.fields), section.path_of(path)) for at, section in enumerate(self.sections))
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
        self._rows_in_work().add()

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

    def _step(self, *, back: bool) -> None:
        self.answer.settle()
        step = self.history.undo() if back else self.history.redo()
        if isinstance(step, AnswerStep):
            self.answer.answer.undo() if back else self.answer.answer.redo()
            self.answer.answer.settle()
        elif step:
            self._letter = replace(self._letter, **(step.before if back else step.after))
            self._typed = step.typed_before if back else step.typed_after
            self._show(self._letter, self._typed)
            self.changed.emit()
        if step:
            self.focus_path(step.key)

    def _collect(self, key: str) -> None:
        section = self.sender()
        if not isinstance(section, FieldGroup):
            return
        before = Moment(self._letter, self._typed)
        letter = section.collect(self._letter)
        self._typed = self._raw_texts()
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

    def _show(self, letter: ReplyLetter, typed: Mapping[str, str]) -> None:
        for section in self.sections:
            section.load(letter, typed)

    def _order_tabs(self) -> None:
        chain: list[QWidget] = [widget for section in self.sections for widget in section.tab_chain()]
        chain.extend([*self.folder.inputs, *self._last])
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _assemble(self) -> None:
        left: list[FieldGroup] = [self.case, self.head, self.signing, self.imprint]
        width = max(section.label_width() for section in left)
        for part in (*left, self.folder):
            part.set_label_width(width)
        self.put([*left, self.folder], self.answer)
        self.rearranged.connect(self._align)

    def _align(self) -> None:
        """Let the labels of both columns stand beneath each other while they are one."""
        self.answer.set_label_width(self.case.label_width() if self.together else 0)
        self._order_tabs()
