"""What the menu and its keys do with the answer in work, as a table."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.answer import heading_edits
from ui.answer.field import AnswerField
from ui.answer.heading_edits import DEMOTE, DOWN, PROMOTE, UP

Command = Callable[[AnswerField], None]


def _go_to_outline(field: AnswerField) -> None:
    field.settle()
    view = field.show_outline()
    if view is None or view.isHidden() or view.hasFocus():
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        field.outline_wanted.emit()
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _begin_cell(field: AnswerField) -> None:
    field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
    field.editor.begin_cell()


COMMANDS: dict[str, Command] = {
    "promote": lambda field: field.arrange(lambda editor, line: heading_edits.shift(editor, PROMOTE, line)),
    "demote": lambda field: field.arrange(lambda editor, line: heading_edits.shift(editor, DEMOTE, line)),
    "section_up": lambda field: field.arrange(lambda editor, line: heading_edits.move(editor, UP, line)),
    "section_down": lambda field: field.arrange(lambda editor, line: heading_edits.move(editor, DOWN, line)),
    "renumber": lambda field: field.arrange(heading_edits.renumber),
    "cell": _begin_cell,
    "find": lambda field: field.seek(replacing=False),
    "replace": lambda field: field.seek(replacing=True),
    "find_next": lambda field: field.seek_on(1),
    "find_previous": lambda field: field.seek_on(-1),
    "go_outline": _go_to_outline,
}
