"""Raised and lowered characters in the plain text of a letter: 10⁵ and CO₂, never 105 and never another number."""

import re

_RAISED = str.maketrans("0123456789０１２３４５６７８９+＋-−–－=()（）n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁺⁻⁻⁻⁻⁼⁽⁾⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789０１２３４５６７８９+＋-−–－=()（）", "₀₁₂₃₄₅₆₇₈₉₀₁₂₃₄₅₆₇₈₉₊₊₋₋₋₋₌₍₎₍₎")
# What cannot be taken for a part of the number or word before it needs no sign of being raised: ®, （注）, ①.
_RUNS_ON = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.,%]")
_ONE_TOKEN = re.compile(r"[0-9A-Za-z.]+")
_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)+")


def raised(words: str, before: str = "") -> str:
    """Return superscript words as plain text; before is what stands in front of them."""
    return _scripted(words, _RAISED, "^", before)


def lowered(words: str, before: str = "") -> str:
    """Return subscript words as plain text; before is what stands in front of them."""
    if _DECIMAL.fullmatch(words) and re.search(r"[A-Za-z]\Z", before):
        # PM2.5 is how everybody writes it, and a letter parts the figures from any other number.
        return words
    return _scripted(words, _LOWERED, "_", before)


def _scripted(words: str, table: dict[int, int], sign: str, before: str) -> str:
    inner = words.strip()
    if not inner:
        return words
    if all(ord(character) in table for character in inner):
        made = inner.translate(table)
    elif not _RUNS_ON.search(inner) or not before.strip():
        return words
    else:
        made = sign + (inner if _ONE_TOKEN.fullmatch(inner) else f"({inner})")
    start = words.index(inner)
    return words[:start] + made + words[start + len(inner) :]
