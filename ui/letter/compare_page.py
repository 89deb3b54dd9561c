"""Two versions of a letter side by side, field by field; the clerk takes each field from the one or the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from letter.field_diff import Difference, differences, merged
from letter.fields import name_of
from letter.model import ReplyLetter
from letter.word_diff import marked
from letter.wording import kinds
from ui.core.i18n import N_, _
from ui.core.theme import GAP, WIDE_GAP
from ui.form.sections.case import ROLES
from ui.form.sections.signing import DISCLOSURES
from ui.returned.page import version_label
from ui.widgets.button import push_button
from ui.widgets.escape_closes import EscapeCloses
from ui.widgets.label import PlainLabel
from ui.widgets.page import fill_page, foot, page_head, scroll_area

TITLE = N_("两处写得不一样，每一项选一边")
TAKE, BACK = N_("就这样(&O)"), N_("取消(&Q)")
CHOICE = N_("{field}：{side}")
_OURS, _THEIRS = 1, 2


class ComparePage(EscapeCloses, QWidget):
    """Shows what differs; ours is chosen until the clerk says otherwise."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, ours: ReplyLetter, theirs: ReplyLetter, sides: tuple[str, str]) -> None:
        """Show two versions under the words for each side."""
        super().__init__()
        self._ours, self._theirs = ours, theirs
        self.rows = differences(ours, theirs)
        self.choices: list[tuple[QRadioButton, QRadioButton]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(WIDE_GAP)
        grid.setVerticalSpacing(WIDE_GAP)
        for row, difference in enumerate(self.rows):
            self._add_row(grid, row, difference, sides)
        for column in (_OURS, _THEIRS):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(self.rows), 1)
        self._take, self._back = push_button(_(TAKE), self._agree), push_button(_(BACK), self.left.emit)
        self._assemble(grid)

    def begin(self) -> None:
        """Set the focus on the first choice."""
        first = self.choices[0][0] if self.choices else self._take
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def letter(self) -> ReplyLetter:
        """Return the letter as it is chosen now."""
        theirs = [row.field for row, (_own, other) in zip(self.rows, self.choices, strict=True) if other.isChecked()]
        return merged(self._ours, self._theirs, theirs)

    def _agree(self) -> None:
        self.taken.emit(self.letter())

    def _add_row(self, grid: QGridLayout, row: int, difference: Difference, sides: tuple[str, str]) -> None:
        name = _(name_of(difference.field))
        label = PlainLabel(name)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        group = QButtonGroup(self)
        pair: list[QRadioButton] = []
        words = [_shown(difference.field, said) for said in (difference.ours, difference.theirs)]
        for column, side, said, pieces in zip((_OURS, _THEIRS), sides, words, marked(*words), strict=True):
            choice = QRadioButton(side)
            choice.setAccessibleName(_(CHOICE).format(field=name, side=side))
            choice.setAccessibleDescription(f"“{said}”")
            group.addButton(choice)
            place = QVBoxLayout()
            place.setSpacing(GAP // 2)
            place.addWidget(choice)
            place.addWidget(version_label(pieces))
            place.addStretch()
            grid.addLayout(place, row, column)
            pair.append(choice)
        pair[0].setChecked(True)
        self.choices.append((pair[0], pair[1]))

    def _assemble(self, grid: QGridLayout) -> None:
        inner = QWidget()
        inner.setLayout(grid)
        fill_page(self, page_head(_(TITLE), self._back), scroll_area(inner), foot(self._take))
        QWidget.setTabOrder(self._take, self._back)


def _shown(field: str, words: str) -> str:
    """Return the words of a field as the form shows them."""
    if field == "kind" and words in kinds():
        return _(kinds()[words].name)
    names = {"role": dict(ROLES), "disclosure": DISCLOSURES}.get(field, {})
    return _(names[words]) if words in names else words
