"""答复: the sheet, with title, salutation, opening, the answer itself, closing and attachments below one another."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout

from letter import derived
from letter.cited_case import other_number
from letter.model import ReplyLetter
from ui.answer.attachments import AttachmentsField
from ui.answer.editor import INDENT_CHARACTERS, PITCH, right_margin
from ui.answer.field import AnswerField
from ui.core.fonts import SHEET_POINTS, SHEET_TITLE_POINTS, text_font
from ui.core.i18n import N_, _, translate
from ui.core.theme import scaled
from ui.fields.group import FieldGroup
from ui.fields.readers import SENTENCE, WORD
from ui.fields.text import TextField
from ui.form.sections.specs import field, row
from ui.widgets.label import PlainLabel

TITLE = N_("答复")
_TITLE_PITCH = 34
# Small words beside a field stand on its line.
_WORDS_TOP = 9


def _as_text(field: TextField) -> None:
    field.setFont(text_font(points=SHEET_POINTS))
    field.stand_on_paper(scaled(PITCH))


def _as_paragraph(field: TextField) -> None:
    field.setFont(text_font(points=SHEET_POINTS))
    field.stand_on_paper(scaled(PITCH), INDENT_CHARACTERS * field.fontMetrics().horizontalAdvance("国"))


def _as_title(field: TextField) -> None:
    font = text_font("title", SHEET_TITLE_POINTS)
    font.setBold(True)
    field.setFont(font)
    field.stand_on_paper(scaled(_TITLE_PITCH), centred=True)


def _as_word(field: TextField) -> None:
    field.stand_on_paper(scaled(PITCH))


def _other_number(name: str) -> Callable[[ReplyLetter], str]:
    """Return what is said below a field that cites another number than the case has."""

    def remark(letter: ReplyLetter) -> str:
        other = other_number(letter, name)
        return translate(other.sentence) if other else ""

    return remark


ROWS = (
    row(
        field("title", SENTENCE, derived.title, None, one_line=False, finish=_as_title),
        remark=_other_number("title"),
        remark_shade="mark",
    ),
    row(
        field("salutation", SENTENCE, derived.salutation, None, finish=_as_text),
        field("pronoun", WORD, derived.pronoun, None, width=4, around=N_("称呼 {}"), finish=_as_word),
    ),
    row(
        field("opening", SENTENCE, derived.opening, None, keeps_empty=True, finish=_as_paragraph),
        remark=_other_number("opening"),
        remark_shade="mark",
    ),
    row(field("answer", make=lambda spec: AnswerField(spec.path, _(spec.name)), tall=True)),
    row(field("closing", SENTENCE, derived.closing, None, keeps_empty=True, finish=_as_paragraph)),
    row(field("attachments", make=lambda spec: AttachmentsField(spec.path))),
)


class AnswerSection(FieldGroup):
    """What is printed between head and signature; its fields need no labels, for they stand where they are printed."""

    def __init__(self) -> None:
        """Build the section from its table."""
        super().__init__(TITLE, ROWS)
        self.answer = self.field("answer", AnswerField)
        self.attachments = self.field("attachments", AttachmentsField)

    def arrange_rows(self) -> None:
        """Put the rows below one another; the marks of changed words stand in the margin at the right."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading.setParent(self)
        self.heading.hide()
        # An answer has the margin within, an attachment too.
        within = (AnswerField, AttachmentsField)
        for row_here in self.rows:
            row_here.labelled = False
            row_here.label.setParent(self)
            row_here.label.hide()
            for words in row_here.findChildren(PlainLabel):
                words.setContentsMargins(0, scaled(_WORDS_TOP), 0, 0)
            has_margin = any(spec.follows for spec in row_here.spec.fields)
            has_margin = has_margin or any(isinstance(field, within) for field in row_here.fields.values())
            row_here.setContentsMargins(0, 0, 0 if has_margin else right_margin(), 0)
            column.addWidget(row_here)
        column.addStretch()

    def settle(self) -> None:
        """Read now what has been typed."""
        self.answer.settle()
        self.attachments.settle()

    def problems(self) -> list[tuple[str, str]]:
        """Return path and sentence of what is unreadable; text that is merely typed differently is not."""
        fields = {"answer": self.answer, "attachments": self.attachments}
        fine = {path for path, field in fields.items() if not field.unreadable()}
        return [entry for entry in super().problems() if entry[0] not in fine]
