"""The button beside the row of a table with the caret, and the menu of what can be done to a table."""

from collections.abc import Callable

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMenu

from ui.answer.editor import AnswerEditor
from ui.answer.table_edits import TABLE_EDITS
from ui.answer.table_grid import area_of, is_row
from ui.core.actions import ANSWER_MENU
from ui.core.i18n import N_, _
from ui.core.icons import icon
from ui.core.theme import mark, scaled
from ui.fields.row import MARK_WIDTH
from ui.widgets.button import tool_button

Act = Callable[[Callable[[AnswerEditor], None]], None]
NAME = N_("表格：加减行和列")
_ICON = 14


def fill_table_menu(menu: QMenu, act: Act) -> None:
    """Put into a menu what can be done to a table; act does one of these."""
    words = {row.name: row.words for row in ANSWER_MENU}
    for name, edit in TABLE_EDITS.items():
        menu.addAction(_(words[name])).triggered.connect(lambda _checked=False, edit=edit: act(edit))


class TableButton:
    """The button beside the row with the caret, in the margin of the sheet, with a menu of what can be done."""

    def __init__(self, editor: AnswerEditor, act: Act) -> None:
        """Make the button of an editor, hidden."""
        self._editor = editor
        self._button = tool_button("", _(NAME), self._open)
        self._button.setIcon(icon("add"))
        self._button.setIconSize(QSize(scaled(_ICON), scaled(_ICON)))
        mark(self._button, "kind", "framed")
        self._button.setFixedSize(scaled(MARK_WIDTH), scaled(MARK_WIDTH))
        self._menu = QMenu(self._button)
        fill_table_menu(self._menu, act)
        self._button.setParent(editor)
        self._button.hide()

    def _open(self) -> None:
        self._menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))

    def follow(self) -> None:
        """Stand beside the row with the caret while the clerk is there; be hidden elsewhere."""
        editor = self._editor
        there = editor.hasFocus() or self._menu.isVisible()
        self._button.setVisible(there and is_row(editor.textCursor().block()))
        if not self._button.isHidden():
            top = area_of(editor, editor.textCursor().block()).top() + editor.drop_of_words()
            self._button.move(editor.width() - self._button.width(), round(top))
