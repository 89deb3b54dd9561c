"""By what words the parts of somebody else's letter are known: resources/intake/words.json."""

import re
from functools import cache

import msgspec

import resources


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of the lines around a letter and of its closing, labels of its contact, endings of organs and titles.

    thanks are words of a short paragraph at the end that make it a closing, to_the_public those of one that asks others
    than who is answered. organ_prefixes stand before the place in an
    organ's name; paper_codes have the form of a document number and are that of a paper.
    """

    chrome: tuple[str, ...]
    organ_endings: str
    title_endings: str
    closings: tuple[str, ...]
    closing_marks: str
    thanks: str
    to_the_public: str
    organ_prefixes: str
    paper_codes: str
    contact_labels: dict[str, str]


@cache
def words() -> Words:
    """Return the words."""
    return msgspec.json.decode(resources.read("intake/words.json"), type=Words)


@cache
def any_of(name: str) -> re.Pattern[str]:
    """Return what finds one of the patterns of a list, chrome or closings."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in getattr(words(), name)))
