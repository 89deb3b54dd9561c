"""The fields that a recognised letter has nothing of, in one place: each is a button that takes the selection."""

from collections.abc import Callable, Mapping, Set

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.core.i18n import N_, _
from ui.core.theme import GAP, mark
from ui.review.row_view import USE_FOR
from ui.widgets.button import push_button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.label import heading_label, plain_label

TITLE = N_("没有认出的项")
HINT = N_("左边有的，选中文字，再按它是哪一项；没有选中文字就按，可以填写：")


class AbsentFields(QWidget):
    """Buttons with the names of fields, of which those are shown that have no row."""

    def __init__(self, names: Mapping[str, str], use: Callable[[str], None]) -> None:
        """Make a button for each field; use reads it from what is selected in the source."""
        super().__init__()
        hint = plain_label(_(HINT))
        mark(hint, "tone", "secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(heading_label(_(TITLE)))
        column.addWidget(hint)
        self.buttons = {field: self._button(field, name, use) for field, name in names.items()}
        flow = FlowLayout(GAP)
        for button in self.buttons.values():
            flow.addWidget(button)
        column.addLayout(flow)

    def offer(self, fields: Set[str]) -> None:
        """Show the buttons of these fields alone."""
        for field, button in self.buttons.items():
            button.setVisible(field in fields)
        self.setVisible(bool(fields))

    def _button(self, field: str, name: str, use: Callable[[str], None]) -> QPushButton:
        spoken = _(USE_FOR).format(field=name)
        return push_button(name, lambda: use(field), name=spoken, tip=spoken)
