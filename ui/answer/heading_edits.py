"""What the clerk does to the headings of an answer: each act is one step to undo, or a sentence why it cannot be."""

from collections.abc import Callable

from letter import arranging
from letter.outline import headings_of
from ui.answer.editor import AnswerEditor
from ui.answer.positions import line_of, lines_of, put_lines, selected_lines
from ui.core.i18n import N_, _

REASONS: dict[arranging.Reason, str] = {
    "nothing": N_("这里没有可以调整的标题。"),
    "highest": N_("已经是第一层，不能再升。"),
    "lowest": N_("它或它下面的标题已经是第四层，不能再降。"),
    "mark": N_("标题的开头改了层次会与序号混淆，请先改标题的文字。"),
    "first": N_("它已是同层的第一个，不能再上移。"),
    "last": N_("它已是同层的最后一个，不能再下移。"),
    "within": N_("不能移到它自己里面。"),
    "heading": N_("这里已经是标题，或者没有可以作标题的文字。"),
    "text": N_("这里没有标题，不用改。"),
}
PROMOTE, DEMOTE, UP, DOWN = -1, 1, -1, 1
Span = tuple[int, int]
# The new lines, and the line in which the caret stands then.
Arranged = tuple[list[str], int]


def shift(editor: AnswerEditor, step: int, line: int | None = None) -> int:
    """Promote (-1) or demote (1) the headings selected, or the one in a line; return the line where it is now."""

    def work(lines: list[str], span: Span) -> Arranged:
        return arranging.shift_levels(lines, *span, step), line_of(editor) if line is None else line

    return _arrange(editor, line, work)


def decide(editor: AnswerEditor, line: int | None = None, *, heading: bool) -> int:
    """Say of the lines selected, or of one line, that they are headings or none; return the line where it is now."""

    def work(lines: list[str], span: Span) -> Arranged:
        return arranging.decide(lines, *span, heading=heading), line_of(editor) if line is None else line

    return _arrange(editor, line, work)


def move(editor: AnswerEditor, step: int, line: int | None = None) -> int:
    """Move the section with the caret, or of a line, up (-1) or down (1); return the line where its heading is now."""

    def work(lines: list[str], span: Span) -> Arranged:
        moved, first = arranging.move(lines, span[0], step)
        return moved, first + _depth(lines, span[0])

    return _arrange(editor, line, work)


def move_to(editor: AnswerEditor, line: int, target: int) -> int:
    """Put the section of the heading in a line before another heading; return the line where it is now."""
    return _arrange(editor, line, lambda lines, span: arranging.move_to(lines, span[0], target))


def renumber(editor: AnswerEditor, _line: int | None = None) -> int:
    """Give every heading the number that will be printed, wherever the clerk is; return the line with the caret."""
    return _arrange(editor, None, lambda lines, _span: (arranging.renumber(lines), line_of(editor)))


def _depth(lines: list[str], line: int) -> int:
    """Return how many lines below its heading a line stands."""
    headings = headings_of(lines)
    return line - headings[arranging.heading_at(headings, line)].line


def _arrange(editor: AnswerEditor, line: int | None, work: Callable[[list[str], Span], Arranged]) -> int:
    lines = lines_of(editor)
    span = selected_lines(editor) if line is None else (line, line)
    try:
        arranged, place = work(lines, span)
    except arranging.CannotArrange as refusal:
        editor.refused.emit(_(REASONS[refusal.reason]))
        return span[0]
    if arranged != lines:
        put_lines(editor, arranged, place)
    return place
