"""The rows of proposal numbers and subjects (案号, 案由), one for each proposal that the letter answers."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QToolButton, QVBoxLayout, QWidget

from letter.model import Proposal
from ui.fields.line import LineField
from ui.fields.readers import LINE, WORD
from ui.language import N_, _
from ui.look import GAP

NUMBER, SUBJECT = N_("案号"), N_("案由")
AROUND_NUMBER = N_("第 {} 号")
_NUMBER_WIDTH = 8


class ProposalRow(QWidget):
    """Number and subject of one proposal."""

    edited = Signal(str)
    removed = Signal(QWidget)

    def __init__(self, index: int) -> None:
        """Make the row that stands at this index."""
        super().__init__()
        self.number = LineField("", "", WORD)
        self.subject = LineField("", "", LINE)
        self.stand_at(index)
        self.subject.setPlaceholderText(_(SUBJECT))
        self.number.setFixedWidth(self.number.fontMetrics().horizontalAdvance("国") * _NUMBER_WIDTH)
        self.remove = QToolButton()
        self.remove.setText("－")
        self.remove.setToolTip(_("去掉这一件（Ctrl+-）"))
        self.remove.setAccessibleName(_("去掉这一件"))
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.remove.clicked.connect(self._tell_removed)
        self.add = QToolButton()
        self.add.setText("＋")
        self.add.setToolTip(_("增加一件（Ctrl+=）"))
        self.add.setAccessibleName(_("增加一件"))
        self.add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        before, _number, after = _(AROUND_NUMBER).partition("{}")
        line = QHBoxLayout()
        line.setSpacing(GAP)
        for part in (QLabel(before.strip()), self.number, QLabel(after.strip())):
            line.addWidget(part)
        line.addStretch()
        line.addWidget(self.remove)
        line.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(line)
        column.addWidget(self.subject)
        for field in (self.number, self.subject):
            field.edited.connect(self.edited)

    def stand_at(self, index: int) -> None:
        """Take the keys and names that go with this index."""
        ordinal = f" {index + 1}" if index else ""
        for field, part, name in ((self.number, "number", NUMBER), (self.subject, "subject", SUBJECT)):
            field.content.key = f"proposals.{index}.{part}"
            field.setAccessibleName(_(name) + ordinal)

    def blank(self) -> bool:
        """Tell whether nothing has been typed here."""
        return self.value() == Proposal() and not self.number.typed() and not self.subject.typed()

    def load(self, proposal: Proposal, typed: Mapping[str, str]) -> None:
        """Show a proposal."""
        self.number.load(proposal.number, typed)
        self.subject.load(proposal.subject, typed)

    def value(self) -> Proposal:
        """Return what the two fields hold."""
        return Proposal(number=self.number.value(), subject=self.subject.value())

    def _tell_removed(self) -> None:
        self.removed.emit(self)


class ProposalsField(QWidget):
    """All proposals of the letter; there is always a row to type into, and rows left blank do not count."""

    edited = Signal(str)
    rows_changed = Signal()

    def __init__(self, key: str) -> None:
        """Begin with one blank row."""
        super().__init__()
        self._key = key
        self._value: tuple[Proposal, ...] = ()
        self._rows: list[ProposalRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._set_rows(1)

    @property
    def inputs(self) -> list[QLineEdit]:
        """The widgets that take the keyboard, in their order."""
        return [field for row in self._rows for field in (row.number, row.subject)]

    def load(self, value: tuple[Proposal, ...], typed: Mapping[str, str]) -> None:
        """Show the letter's proposals; a blank row that the clerk has just added stays."""
        if value == self._value and typed_here(typed) == self.typed():
            return
        self._value = value
        known = [int(key.split(".")[1]) + 1 for key in typed if key.startswith("proposals.")]
        self._set_rows(max([1, len(value), *known]))
        for index, row in enumerate(self._rows):
            row.load(value[index] if index < len(value) else Proposal(), typed)

    def value(self) -> tuple[Proposal, ...]:
        """Return the proposals, without blank rows."""
        return self._value

    def typed(self) -> dict[str, str]:
        """Return the raw texts that stand for no value."""
        return {key: raw for field in self.inputs for key, raw in field.typed().items()}  # type: ignore[attr-defined]

    def problem(self) -> str:
        """Return what the clerk should change here, or nothing."""
        return "".join(field.problem() for field in self.inputs)  # type: ignore[attr-defined]

    def place_of(self, path: str) -> QLineEdit:
        """Return the field that a path such as proposals.number or proposals.1.subject speaks of."""
        for field in self.inputs:
            if field.content.key == path:  # type: ignore[attr-defined]
                return field
        column = 1 if path.endswith("subject") else 0
        cells = self.inputs[column::2]
        return next((cell for cell in cells if not cell.text()), cells[0])

    def add(self) -> None:
        """Add a blank row and go there."""
        self._set_rows(len(self._rows) + 1)
        self._rows[-1].number.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, row: QWidget | None = None) -> None:
        """Take a row away: this one, or the one with the focus; the last one is emptied instead."""
        focus = QApplication.focusWidget()
        rows = enumerate(self._rows)
        index = next((at for at, own in rows if own is row or (not row and focus and own.isAncestorOf(focus))), None)
        if index is None:
            return
        if len(self._rows) == 1:
            self._rows[0].load(Proposal(), {})
        else:
            self._drop(index)
        self._value = self._collected()
        self._rows[min(index, len(self._rows) - 1)].number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit(f"{self._key}.rows.{len(self._rows)}")

    def _set_rows(self, count: int) -> None:
        changed = len(self._rows) != count
        while len(self._rows) < count:
            row = ProposalRow(len(self._rows))
            row.edited.connect(self._take)
            row.removed.connect(self.remove)
            row.add.clicked.connect(self.add)
            self._rows.append(row)
            self._column.addWidget(row)
        while len(self._rows) > count:
            self._drop(len(self._rows) - 1)
        if changed:
            self._arrange()

    def _drop(self, index: int) -> None:
        row = self._rows.pop(index)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        for index, row in enumerate(self._rows):
            row.stand_at(index)
            row.remove.setVisible(len(self._rows) > 1)
            row.add.setVisible(row is self._rows[-1])
        self.rows_changed.emit()

    def _collected(self) -> tuple[Proposal, ...]:
        return tuple(row.value() for row in self._rows if not row.blank())

    def _take(self, key: str) -> None:
        self._value = self._collected()
        self.edited.emit(key)


def typed_here(typed: Mapping[str, str]) -> dict[str, Any]:
    """Return the raw texts that belong to proposals."""
    return {key: raw for key, raw in typed.items() if key.startswith("proposals.")}
