"""The attachments (附件) of the letter: for each its title, and its content typed as the answer is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from letter.model import Attachment
from ui.answer.editor import right_margin
from ui.answer.field import AnswerField
from ui.core.i18n import N_, _
from ui.core.keys import is_line_move
from ui.core.theme import GAP
from ui.fields.line import LineField
from ui.fields.readers import LINE
from ui.fields.rows import ItemRow, RowsField
from ui.widgets.button import tool_button

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

TITLE, CONTENT = N_("附件标题"), N_("附件内容")
ADD = N_("增加附件")
UP, DOWN = -1, 1
_CONTENT_LINES = 3


class AttachmentRow(ItemRow):
    """Title and content of one attachment."""

    nothing = Attachment(title="")

    def __init__(self) -> None:
        """Make the row; it gets its place later."""
        super().__init__()
        self.title = LineField("", "", LINE)
        self.title.setPlaceholderText(_("名称"))
        self.content = AnswerField("", "", lines=_CONTENT_LINES, own_steps=False)
        self.content.editor.setPlaceholderText(_("附件内容，写法同答复；Ctrl+T 插入表格"))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.setContentsMargins(0, 0, right_margin(), 0)
        line.addWidget(self.title, 1)
        self._moves = (
            self._move_button("↑", _("上移附件"), _("上移（Alt+↑）"), UP),
            self._move_button("↓", _("下移附件"), _("下移（Alt+↓）"), DOWN),
        )
        for button in self._moves:
            line.addWidget(button)
        line.addWidget(self.remove_button())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(line)
        column.addWidget(self.content)
        for field in self.fields:
            field.edited.connect(self.edited)

    @property
    def fields(self) -> Sequence[LineField | AnswerField]:
        """Title and content."""
        return (self.title, self.content)

    def stand_at(self, index: int, count: int) -> None:
        """Take the keys and names that go with this index."""
        ordinal = f" {index + 1}" if index else ""
        self.title.content.key = f"attachments.{index}.title"
        self.title.setAccessibleName(_(TITLE) + ordinal)
        self.content.key = f"attachments.{index}.answer"
        self.content.editor.setAccessibleName(_(CONTENT) + ordinal)
        for button, able in zip(self._moves, (index > 0, index < count - 1), strict=True):
            button.setVisible(count > 1)
            button.setEnabled(able)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Move the attachment up or down by Alt and an arrow, from its title or its content."""
        if is_line_move(event):
            self.moved.emit(self, UP if event.key() == Qt.Key.Key_Up else DOWN)
        else:
            super().keyPressEvent(event)

    def _move_button(self, words: str, name: str, tip: str, step: int) -> QToolButton:
        return tool_button(words, name, lambda: self.moved.emit(self, step), tip=tip)

    def load(self, item: Attachment, typed: Mapping[str, str]) -> None:
        """Show an attachment."""
        self.title.load(item.title, typed)
        self.content.load(item.answer, typed)

    def value(self) -> Attachment:
        """Return what the two fields hold."""
        return Attachment(title=self.title.value(), answer=self.content.value())


class AttachmentsField(RowsField[AttachmentRow]):
    """All attachments; most letters have none, and then there is only the button to add one."""

    touched = Signal(str)
    step_ended = Signal()
    bar_made = Signal(QWidget)

    def __init__(self, key: str) -> None:
        """Begin without a row."""
        super().__init__(key, least=0)
        self._add = tool_button(f"＋ {_(ADD)}", _(ADD), self.add, tip=_("增加附件（Ctrl+Shift+A）"), by_tab=True)
        self._column.addWidget(self._add)

    @property
    def inputs(self) -> list[QWidget]:
        """The inputs of all rows, and the button."""
        return [*super().inputs, self._add]

    def make_row(self) -> AttachmentRow:
        """Return a row whose typing is told at once."""
        row = AttachmentRow()
        row.content.touched.connect(self.touched)
        row.content.step_ended.connect(self.step_ended)
        row.content.inputs_changed.connect(self.rows_changed)
        row.content.bar_made.connect(self.bar_made)
        return row

    def move_row(self, row: QWidget, step: int) -> None:
        """Move an attachment one place up (-1) or down (1), as one step to undo."""
        self.settle()
        self.step_ended.emit()
        super().move_row(row, step)

    def place_of(self, path: str) -> QWidget:
        """Return the input that a path such as attachments.1.answer speaks of, else the first that is empty."""
        for row in self.rows:
            for field, key in ((row.title, row.title.content.key), (row.content, row.content.key)):
                if key == path:
                    return field.inputs[0]
        titles = [row.title for row in self.rows]
        return next((title for title in titles if not title.text()), self.inputs[0])

    def settle(self) -> None:
        """Read now what has been typed into the contents."""
        for row in self.rows:
            row.content.settle()

    def unreadable(self) -> bool:
        """Return whether something here cannot be put into the letter."""
        return any(row.title.typed() or row.content.unreadable() for row in self.rows)
