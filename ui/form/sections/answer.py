"""主体：答复: what is answered, and the derived words that stand before and after it."""

from PySide6.QtWidgets import QWidget

from letter import derived
from ui.answer.attachments import AttachmentsField
from ui.answer.field import AnswerField
from ui.core.fonts import TITLE_POINTS, text_font
from ui.core.i18n import N_, _
from ui.fields.group import FieldGroup
from ui.fields.readers import SENTENCE, WORD
from ui.fields.text import TextField
from ui.form.sections.specs import field, row

TITLE = N_("主体：答复")


def _as_text(field: QWidget) -> None:
    field.setFont(text_font())


def _as_title(field: TextField) -> None:
    field.setFont(text_font("title", TITLE_POINTS))
    field.centre()


ROWS = (
    row(field("title", SENTENCE, derived.title, None, one_line=False, finish=_as_title)),
    row(
        field("salutation", SENTENCE, derived.salutation, None, finish=_as_text),
        field("pronoun", WORD, derived.pronoun, None, width=5, around=N_("称呼 {}"), finish=_as_text),
    ),
    row(field("opening", SENTENCE, derived.opening, None, keeps_empty=True, finish=_as_text)),
    row(field("answer", make=lambda spec: AnswerField(spec.path, _(spec.name)), tall=True)),
    row(field("closing", SENTENCE, derived.closing, None, keeps_empty=True, finish=_as_text)),
    row(field("attachments", make=lambda spec: AttachmentsField(spec.path))),
)


class AnswerSection(FieldGroup):
    """The answer with title, salutation, opening and closing around it, and the attachments."""

    def __init__(self) -> None:
        """Build the section from its table; the editor takes all the height that is left."""
        super().__init__(TITLE, ROWS)
        self.answer = self.field("answer", AnswerField)
        self.attachments = self.field("attachments", AttachmentsField)
        self.stretch("answer")

    def settle(self) -> None:
        """Read now what has been typed."""
        self.answer.settle()
        self.attachments.settle()

    def problems(self) -> list[tuple[str, str]]:
        """Return path and sentence of what is unreadable; text that is merely typed differently is not."""
        fields = {"answer": self.answer, "attachments": self.attachments}
        fine = {path for path, field in fields.items() if not field.unreadable()}
        return [entry for entry in super().problems() if entry[0] not in fine]
