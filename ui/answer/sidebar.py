"""The outline put beside the editor of an answer, and what happens between the two."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter

from ui.answer.heading_edits import move_to
from ui.answer.outline import OutlineView
from ui.answer.positions import go_to_line

if TYPE_CHECKING:
    from ui.answer.field import AnswerField


def add_outline(field: "AnswerField", body: QSplitter) -> OutlineView:
    """Put the outline of a field at the right of its editor and return it, still hidden."""
    editor, view = field.editor, OutlineView()

    def go(line: int) -> None:
        go_to_line(editor, line)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def put(line: int, target: int) -> None:
        place = move_to(editor, line, target if target >= 0 else editor.blockCount())
        field.settle()
        view.mark(place)

    def follow() -> None:
        if not view.hasFocus():
            view.mark(editor.textCursor().blockNumber())

    view.chosen.connect(go)
    view.moved.connect(put)
    view.left.connect(lambda: editor.setFocus(Qt.FocusReason.OtherFocusReason))
    editor.cursorPositionChanged.connect(follow)
    view.hide()
    body.addWidget(view)
    body.setStretchFactor(0, 1)
    body.setStretchFactor(1, 0)
    width = field.outline_width or view.preferred_width()
    body.setSizes([max(body.width() - width, width), width])

    def keep_width() -> None:
        field.outline_width = view.width()

    body.splitterMoved.connect(keep_width)
    return view
