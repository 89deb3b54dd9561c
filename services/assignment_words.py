"""The words of assignment lists (交办清单), as resources list them: heads of columns, kinds, roles."""

from functools import cache

import msgspec

from letter.messages import Message, message
from letter.model import Role
from letter.wording import kinds
from resources import read

ROLE_WORDS: dict[Role, Message] = {"lead": message("主办"), "co": message("会办"), "separate": message("分办")}


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the cells of a list say of the role.

    co_titles are words by which the title of a list, or of its sheet, says that all of it is 会办, unless it has one of
    other_titles too.
    """

    role: dict[str, tuple[str, ...]]
    co_titles: tuple[str, ...]
    other_titles: tuple[str, ...]


@cache
def column_names() -> dict[str, tuple[str, ...]]:
    """Return the heads that each column may have."""
    return msgspec.json.decode(read("assignment_columns.json"), type=dict[str, tuple[str, ...]])


@cache
def cell_words() -> Words:
    """Return the words of the cells."""
    return msgspec.json.decode(read("assignment_words.json"), type=Words)


def kind_words() -> dict[str, tuple[str, ...]]:
    """Return by which words a cell names each kind of case."""
    return {name: kind.list_words for name, kind in kinds().items()}


def kind_named(text: str) -> str:
    """Return the kind that the heads of a list and what stands above them name, "" for several or none.

    What a longer word takes does not count for a shorter one: 党代表提案 names no 提案 of 政协.
    """
    nothing = [(word, "") for kind in kinds().values() for word in kind.not_named_by]
    naming = [(word, name) for name, kind in kinds().items() for word in kind.heading_words or (kind.noun,)]
    found: set[str] = set()
    for word, name in nothing + sorted(naming, key=lambda row: len(row[0]), reverse=True):
        if word in text:
            found.add(name)
            text = text.replace(word, " ")
    named = found - {""}
    return named.pop() if len(named) == 1 else ""


def role_named(title: str) -> Role | None:
    """Return the role that the title of a list gives to all of it, None when it gives none."""
    words = cell_words()
    co = any(word in title for word in words.co_titles)
    return "co" if co and not any(word in title for word in words.other_titles) else None
