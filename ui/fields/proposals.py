"""The rows of proposal numbers and subjects (案号, 案由), one for each proposal that the letter answers."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from letter.model import Proposal
from ui.core.i18n import N_, _
from ui.core.theme import GAP
from ui.fields.case_readers import NUMBER as READ_NUMBER
from ui.fields.line import LineField
from ui.fields.readers import LINE
from ui.fields.reading import reading_label, tell_reading
from ui.fields.rows import ItemRow, RowsField
from ui.widgets.button import tool_button
from ui.widgets.label import PlainLabel

NUMBER, SUBJECT, ADD = N_("案号"), N_("案由"), N_("增加一件")
AROUND_NUMBER = N_("{} 号")
_NUMBER_WIDTH = 6


class ProposalRow(ItemRow):
    """Number and subject of one proposal."""

    nothing = Proposal()

    def __init__(self) -> None:
        """Make the row; it gets its place later."""
        super().__init__()
        self.number = LineField("", "", READ_NUMBER)
        self.subject = LineField("", "", LINE)
        self.subject.setPlaceholderText(_(SUBJECT))
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("国") * _NUMBER_WIDTH)
        self._reading = reading_label()
        self.remove = self.remove_button()
        self.add = tool_button(f"＋ {_(ADD)}", _(ADD), tip=_("增加一件（Ctrl+=）"))
        line = QHBoxLayout()
        line.setSpacing(GAP)
        before, _number, after = _(AROUND_NUMBER).partition("{}")
        for part in (before.strip(), self.number, after.strip()):
            if part:
                line.addWidget(PlainLabel(part) if isinstance(part, str) else part)
        line.addStretch()
        line.addWidget(self.remove)
        line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(line)
        column.addWidget(self._reading)
        column.addWidget(self.subject)
        for field in self.fields:
            field.edited.connect(self.edited)
        self.number.edited.connect(self._tell_reading)

    @property
    def fields(self) -> Sequence[LineField]:
        """The two fields in the order of Tab."""
        return (self.number, self.subject)

    def stand_at(self, index: int, count: int) -> None:
        """Take the keys and names that go with this index; only the last row can add another."""
        ordinal = f" {index + 1}" if index else ""
        for field, part, name in ((self.number, "number", NUMBER), (self.subject, "subject", SUBJECT)):
            field.content.key = f"proposals.{index}.{part}"
            field.setAccessibleName(_(name) + ordinal)
        self.remove.setVisible(count > 1)
        self.add.setVisible(index == count - 1)

    def load(self, item: Proposal, typed: Mapping[str, str]) -> None:
        """Show a proposal."""
        self.number.load(item.number, typed)
        self.subject.load(item.subject, typed)
        self._tell_reading()

    def value(self) -> Proposal:
        """Return what the two fields hold."""
        return Proposal(number=self.number.value(), subject=self.subject.value())

    def _tell_reading(self) -> None:
        tell_reading(self._reading, self.number.reading())


class ProposalsField(RowsField[ProposalRow]):
    """All proposals of the letter; there is always a row to type into, and rows left blank do not count."""

    def __init__(self, key: str) -> None:
        """Begin with one blank row."""
        super().__init__(key, least=1)
        self._set_rows(1)

    def make_row(self) -> ProposalRow:
        """Return a row with its button to add another."""
        row = ProposalRow()
        row.add.clicked.connect(self.add)
        return row

    def place_of(self, path: str) -> QLineEdit:
        """Return the field that a path such as proposals.number or proposals.1.subject speaks of."""
        cells = [field for row in self.rows for field in row.fields]
        for field in cells:
            if field.content.key == path:
                return field
        column = cells[1 if path.endswith("subject") else 0 :: 2]
        return next((cell for cell in column if not cell.text()), column[0])
