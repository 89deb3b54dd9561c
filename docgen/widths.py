"""How wide text is in 字, the width of one full character (spec: W(x)), and how many lines a list of names needs."""

from collections.abc import Sequence
from unicodedata import east_asian_width

from docgen.standard import latin_widths, line_breaks

# Widths in Times New Roman, in em; its digits are half an em wide.
_DIGIT = 0.5
_LATIN = {".": 0.25, ",": 0.25, "%": 0.833, "‰": 1.0}


def width_in_characters(text: str) -> float:
    """Return the width of text in 字: 1 for a full-width character, a half for the others."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)


def printed_width(text: str) -> float:
    """Return the width of text in em, its letters, digits and plain marks as wide as the font that they are set in."""
    return sum(
        latin_widths()[character]
        if character.isascii() and character in latin_widths()
        else width_in_characters(character)
        for character in text
    )


def latin_width(text: str) -> float:
    """Return the width of digits and their marks in em of the font that digits are set in."""
    return sum(_LATIN.get(character, _DIGIT) for character in text)


def packed(parts: Sequence[str], separator: str, room: float) -> list[str]:
    """Return parts on as few lines of less than this many 字 as hold them, none broken in two where a line holds it."""
    lines = [parts[0]]
    for part in parts[1:]:
        longer = lines[-1] + separator + part
        if width_in_characters(longer) < room:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def count_lines(text: str, width: float) -> int:
    """Return how many lines of this width in 字 hold text, no line beginning with 、 or 。 nor ending with （.

    For the few lines of a list of organs only, where every character has a known width; body text is never counted.
    """
    breaks, lines, used, tail = line_breaks(), 1, 0.0, 0.0
    for place, character in enumerate(text):
        own = width_in_characters(character)
        if used + own > width:
            lines += 1
            pushed = tail if character in breaks.no_start else 0.0
            used = pushed + (1.0 if place and text[place - 1] in breaks.no_end and not pushed else 0.0)
        used += own
        tail = own if character not in breaks.no_start else tail + own
    return lines
