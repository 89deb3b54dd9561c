"""The words of assignment lists (交办清单), as resources list them: heads of columns, kinds, roles, organisations."""

from functools import cache

import msgspec

from resources import read


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the cells of a list say of kind and role, and by which words an organisation is known."""

    kind: dict[str, tuple[str, ...]]
    role: dict[str, tuple[str, ...]]
    organizations: tuple[str, ...]


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Return the heads that each column may have."""
    return msgspec.json.decode(read("assignment_columns.json"), type=dict[str, tuple[str, ...]])


@cache
def cell_words() -> Words:
    """Return the words of the cells."""
    return msgspec.json.decode(read("assignment_words.json"), type=Words)


def organization_words() -> tuple[str, ...]:
    """Return the words by which an organisation is known."""
    return cell_words().organizations
