"""Which fonts of a letter a machine lacks, by name, and what it will print instead."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

import msgspec

from docgen.rare_characters import font_for
from docgen.standard import Font, fonts
from letter.model import ReplyLetter

_ASTRAL = "astral"
# A font of this name has the characters of GB 2312 and no others.
_COMMON_ONLY = "GB2312"


class MissingFont(NamedTuple):
    """A font that is wanted for some part of the letter, and the one that takes its place, empty when there is none."""

    wanted: str
    used_for: str
    instead: str


def missing_fonts(letter: ReplyLetter | None, installed: Collection[str]) -> list[MissingFont]:
    """Return the fonts that are not installed under their Chinese or English names; None asks for any letter."""
    known = frozenset(name.casefold() for name in installed)
    return [
        MissingFont(font.chain[0], font.label, _instead(font, known))
        for font in _needed(letter)
        if not _present(font, font.chain[0], known)
    ]


def usual_fonts() -> tuple[str, ...]:
    """Return the fonts that any letter wants, by name; those of rare characters are not among them."""
    return tuple(font.chain[0] for font in _needed(None))


def _needed(letter: ReplyLetter | None) -> Iterator[Font]:
    yield from (font for role, font in fonts().items() if role != _ASTRAL)
    characters = set(msgspec.json.encode(letter).decode())
    wanted = {font_for(character, "body") for character in characters}
    body = fonts()["body"]
    if body.rare in wanted:
        later = body.chain[body.chain.index(body.rare) :]
        yield Font(
            label=fonts()[_ASTRAL].label,
            chain=tuple(name for name in later if not name.endswith(_COMMON_ONLY)),
            aliases=body.aliases,
        )
    if fonts()[_ASTRAL].chain[0] in wanted:
        yield fonts()[_ASTRAL]


def _instead(font: Font, known: frozenset[str]) -> str:
    return next((name for name in font.chain[1:] if _present(font, name, known)), "")


def _present(font: Font, name: str, known: frozenset[str]) -> bool:
    return name.casefold() in known or font.aliases.get(name, name).casefold() in known
