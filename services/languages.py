"""The languages of the interface: Chinese, in which its sentences are written, and those with a catalogue."""

from functools import cache
from typing import Literal

import msgspec

import resources

SOURCE = "zh_CN"


class Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language: its own name, its script, and the catalogue of Qt's own words, none where Qt speaks it."""

    name: str
    script: Literal["simplified", "traditional", "latin"]
    qt: str


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their codes, the source first."""
    return msgspec.json.decode(resources.read("languages.json"), type=dict[str, Language])
