"""Whether a letter ends well by the widths of its characters alone, asked where no font has been read yet."""

from docgen.pages.fitting import ending_of
from docgen.pages.layout import lay_out
from docgen.standard import standard
from docgen.widths import width_in_characters
from letter.model import ReplyLetter

# Letters of other widths than half a 字 may move a line to another page.
_UNSURE_ROWS = 1


class _Widths:
    """The widths of characters in em: full ones are square, the others half as wide."""

    def advance(self, font: str, character: str) -> float:
        """Return the width of a character in any font."""
        return width_in_characters(character)


_WIDTHS = _Widths()


def surely_ends_well(letter: ReplyLetter) -> bool:
    """Return whether the page of the signature is well filled and so is the one before it, by a row at least."""
    ending, wanted = ending_of(letter, lay_out(letter, _WIDTHS)), standard().fitting
    filled = ending.rows >= wanted.least_rows.value + _UNSURE_ROWS
    return ending.page == 1 or (filled and ending.free <= wanted.most_free.value - _UNSURE_ROWS)
