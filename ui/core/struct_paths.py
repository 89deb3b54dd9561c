"""Reading and amending one field of a frozen value by its path, such as session.term of a letter."""

from collections.abc import Mapping
from typing import Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

_Value = TypeVar("_Value", bound=Struct)


def read_path(value: Struct, path: str) -> Any:
    """Return the field at a dotted path."""
    found: Any = value
    for name in path.split("."):
        found = getattr(found, name)
    return found


def amend_path(value: _Value, path: str, new: Any) -> _Value:
    """Return a copy with the field at a dotted path replaced; the value itself when nothing changes."""
    head, _, rest = path.partition(".")
    old = getattr(value, head)
    inner = amend_path(old, rest, new) if rest else new
    return value if inner is old or inner == old else replace(value, **{head: inner})


def still_typed(typed: Mapping[str, str], before: Struct, after: Struct) -> dict[str, str]:
    """Return the raw texts, by path, of the fields that a value has as they were before."""
    same = {name for name in before.__struct_fields__ if getattr(before, name) == getattr(after, name)}
    return {path: raw for path, raw in typed.items() if path.partition(".")[0] in same}
