"""Inputs and rows of the form, named as the table of the letter's fields names them."""

from collections.abc import Callable
from typing import Any

from letter.fields import name_of
from letter.model import ReplyLetter
from ui.fields.content import DERIVED_ONLY
from ui.fields.readers import LINE, Reader
from ui.fields.specs import FieldSpec, RowSpec


def field(
    path: str,
    reader: Reader = LINE,
    follows: Callable[[ReplyLetter], str] | None = None,
    unset: Any = DERIVED_ONLY,
    **others: Any,
) -> FieldSpec:
    """Return the input for a field of the letter; others are the further values of a FieldSpec."""
    return FieldSpec(path, name_of(path), reader, follows, unset, **others)


def row(*fields: FieldSpec, label: str = "", **others: Any) -> RowSpec:
    """Return a row of inputs; without a label it is called as its first input is."""
    return RowSpec(label or fields[0].name, fields, **others)
