"""Rows that a command prints: one line each, whatever words are in them."""

import unicodedata
from typing import TextIO

# What ends a line, moves the cursor or turns the direction round: a word must not look like another row.
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


def print_row(*cells: object, file: TextIO | None = None) -> None:
    """Print cells with tabs between them; what no line can show in a cell becomes a blank."""
    print(*("".join(map(_shown, str(cell))) for cell in cells), sep="\t", file=file)


def _shown(char: str) -> str:
    return " " if unicodedata.category(char) in _UNSEEN else char
