"""What is known of a character without any font: whether it is to be seen, and how wide it usually is."""

from functools import lru_cache
from unicodedata import category, combining, east_asian_width

from docgen.standard import latin_widths

_HALF = 0.5
# Format marks, controls, halves of pairs, ends of lines and paragraphs; variation selectors and blank letters.
_UNSEEN = ("Cf", "Cc", "Cs", "Zl", "Zp")
_SELECTORS = (("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"


@lru_cache(maxsize=10_000)
def has_ink(character: str) -> bool:
    """Return whether a character ought to be seen: no space, mark of format or variation selector."""
    return not (
        character.isspace()
        or character in _BLANKS
        or category(character) in _UNSEEN
        or any(first <= character <= last for first, last in _SELECTORS)
    )


def usual_advance(character: str, latin: bool = False) -> float:
    """Return the width in em that a character usually has, in a Chinese font or in that of digits and letters."""
    if not has_ink(character) and not character.isspace():
        return 0.0
    if latin and character in latin_widths():
        return latin_widths()[character]
    if combining(character):
        return 0.0
    return 1.0 if east_asian_width(character) in "WFA" else _HALF
