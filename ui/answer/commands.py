"""What the menu and its keys do with the answer in work, as a table."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from ui.answer import heading_edits
from ui.answer.field import AnswerField
from ui.answer.heading_edits import DEMOTE, DOWN, PROMOTE, UP
from ui.answer.table_edits import TABLE_EDITS

Command = Callable[[AnswerField], None]


def _go_to_outline(field: AnswerField) -> None:
    field.settle()
    view = field.show_outline()
    if view is None or view.isHidden() or view.hasFocus():
        field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
    else:
        field.outline_wanted.emit()
        view.setFocus(Qt.FocusReason.ShortcutFocusReason)


COMMANDS: dict[str, Command] = {
    "promote": lambda field: field.arrange(lambda editor, line: heading_edits.shift(editor, PROMOTE, line)),
    "demote": lambda field: field.arrange(lambda editor, line: heading_edits.shift(editor, DEMOTE, line)),
    "section_up": lambda field: field.arrange(lambda editor, line: heading_edits.move(editor, UP, line)),
    "section_down": lambda field: field.arrange(lambda editor, line: heading_edits.move(editor, DOWN, line)),
    "is_heading": lambda field: field.arrange(lambda editor, line: heading_edits.decide(editor, line, heading=True)),
    "no_heading": lambda field: field.arrange(lambda editor, line: heading_edits.decide(editor, line, heading=False)),
    "renumber": lambda field: field.arrange(heading_edits.renumber),
    **{name: lambda field, edit=edit: field.edit_table(edit) for name, edit in TABLE_EDITS.items()},
    "find": lambda field: field.seek(replacing=False),
    "replace": lambda field: field.seek(replacing=True),
    "find_next": lambda field: field.seek_on(1),
    "find_previous": lambda field: field.seek_on(-1),
    "go_outline": _go_to_outline,
}
