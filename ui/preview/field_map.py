"""Which field of the form goes with a place on the paper, and the other way round."""

from letter.fields import shown_at
from letter.outline import block_lines
from ui.answer.attachments import AttachmentRow
from ui.answer.field import AnswerField
from ui.answer.positions import go_to_line, line_of
from ui.form.form import Form

# What no field of the form shows stands in the profile.
PROFILE = "/agency/"
_ANSWER, _ATTACHMENTS, _CONTENT = "/answer", "/attachments", "answer"


def go_to(form: Form, field: str) -> bool:
    """Set the focus on the field of the form for a JSON pointer; return whether there is one."""
    if not field or field.startswith(PROFILE):
        return False
    answer, rest = _answer_of(form, field)
    if answer is not None:
        lines = block_lines(answer.editor.toPlainText())
        number = int(rest.partition("/")[0] or 0)
        go_to_line(answer.editor, lines[number] if number < len(lines) else 0)
        answer.editor.setFocus()
        form.reveal_focus()
        return True
    path = field.removeprefix("/").replace("/", ".")
    if not form.has_field(path):
        return False
    form.focus_path(path)
    return True


def in_work(form: Form) -> str:
    """Return the JSON pointer of what the clerk is in, empty for nothing that stands on the paper."""
    for number, row in enumerate(_attachments(form)):
        if row.content.editor.hasFocus():
            return f"{_ATTACHMENTS}/{number}/{_CONTENT}/{_block(row.content)}"
        if any(widget.hasFocus() for field in row.fields for widget in field.inputs):
            return f"{_ATTACHMENTS}/{number}/title"
    if form.answer.answer.editor.hasFocus():
        return f"{_ANSWER}/{_block(form.answer.answer)}"
    found = next(
        (
            path
            for section in form.sections
            for path, field in section.fields.items()
            if any(widget.hasFocus() for widget in field.inputs)
        ),
        "",
    )
    return shown_at(found) or ("/" + found.replace(".", "/") if found else "")


def _answer_of(form: Form, field: str) -> tuple[AnswerField | None, str]:
    """Return the editor in which a field is typed, and what of the pointer is left for it."""
    if field.startswith(f"{_ANSWER}/"):
        return form.answer.answer, field.removeprefix(f"{_ANSWER}/")
    head, found, rest = field.partition(f"/{_CONTENT}/")
    number = head.removeprefix(f"{_ATTACHMENTS}/")
    rows = _attachments(form)
    if found and number.isdigit() and int(number) < len(rows):
        return rows[int(number)].content, rest
    return None, ""


def _attachments(form: Form) -> list[AttachmentRow]:
    return form.answer.attachments.rows


def _block(answer: AnswerField) -> int:
    """Return the number of the block that the caret is in."""
    line = line_of(answer.editor)
    return max(0, sum(first <= line for first in block_lines(answer.editor.toPlainText())) - 1)
