"""Tables of fields: what each one is called, how it is read, which derived words it shows; and making the widget."""

from collections.abc import Callable
from typing import Any, NamedTuple

from ui.core.i18n import _
from ui.core.theme import scaled
from ui.fields.choice import CheckField, ChoiceField, Choices, SwitchField
from ui.fields.content import DERIVED_ONLY
from ui.fields.line import LineField
from ui.fields.protocol import FormField
from ui.fields.readers import LINE, Reader
from ui.fields.text import TextField
from ui.widgets.label import Shade

# What a line takes beside its characters, in pixels.
_AROUND = 20


def _always(_value: Any) -> bool:
    return True


class FieldSpec(NamedTuple):
    """One input: its path in the letter (or profile), its name, and how it is read.

    follows gives the derived words, unset the value that means them; width is in characters, 0 takes what is left;
    around holds the words beside the input, {} being the input itself; make builds a widget of another kind; a tall one
    takes all the height; shown tells when the input is there at all; recalls names the list of what was entered before;
    reads gives the reader where it depends on the other fields; hint is shown in an empty input, and so is example,
    which is text of the letter.
    """

    path: str
    name: str
    reader: Reader = LINE
    follows: Callable[[Any], str] | None = None
    unset: Any = DERIVED_ONLY
    keeps_empty: bool = False
    one_line: bool = True
    width: int = 0
    around: str = "{}"
    hint: Callable[[Any], str] | None = None
    example: Callable[[Any], str] | None = None
    choices: Callable[[Any], Choices] | None = None
    make: Callable[["FieldSpec"], FormField] | None = None
    finish: Callable[[TextField], None] | None = None
    tall: bool = False
    shown: Callable[[Any], bool] = _always
    recalls: str = ""
    reads: Callable[[Any], Reader] | None = None


class RowSpec(NamedTuple):
    """One row of a section: its label, its inputs from left to right, and when it is shown at all.

    remark gives a sentence beneath the inputs on what follows from them, calm or in the shade of a mark. A rare row is
    shown when it is asked for, or when something stands there.
    """

    label: str
    fields: tuple[FieldSpec, ...]
    shown: Callable[[Any], bool] = _always
    remark: Callable[[Any], str] | None = None
    remark_shade: Shade = "muted"
    rare: bool = False


def make_field(spec: FieldSpec) -> FormField:
    """Return the widget that a table's row asks for."""
    name = _(spec.name)
    field: FormField
    if spec.make:
        field = spec.make(spec)
    elif spec.follows or not spec.one_line:
        field = TextField(
            spec.path, name, spec.reader, unset=spec.unset, keeps_empty=spec.keeps_empty, one_line=spec.one_line
        )
    else:
        field = LineField(spec.path, name, spec.reader)
    if spec.width:
        field.widget.setFixedWidth(field.widget.fontMetrics().horizontalAdvance("国") * spec.width + scaled(_AROUND))
    field.widget.setProperty("letter_placeholder", spec.example is not None)
    if spec.finish and isinstance(field, TextField):
        spec.finish(field)
    return field


def make_choice(spec: FieldSpec) -> ChoiceField:
    """Return a list to choose from; its choices come when a letter is shown."""
    return ChoiceField(spec.path, _(spec.name), [])


def make_check(spec: FieldSpec) -> CheckField:
    """Return a yes or no."""
    return CheckField(spec.path, _(spec.name))


def make_switch(choices: Callable[[], Choices]) -> Callable[[FieldSpec], SwitchField]:
    """Return a maker of buttons in a row for these choices."""
    return lambda spec: SwitchField(spec.path, _(spec.name), choices())


def make_segments(spec: FieldSpec) -> SwitchField:
    """Return buttons in a row for choices that come when a letter is shown."""
    return SwitchField(spec.path, _(spec.name))
