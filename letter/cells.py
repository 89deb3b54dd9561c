"""The lines of one cell as the single line that a cell of a letter is, so that no two of them run together."""

import re
from collections.abc import Iterable

from letter.cleaning import clean_line, clean_text

_ENDS = tuple("，、。；：？！,;:（(《“‘—-/…～·")
_BEGINS = tuple("，、。；：？！,;:）)》”’（(%％/…～·")
_BLANKS = re.compile(r"[\t ]*[\t][\t ]*")


def cell_text(lines: Iterable[str]) -> str:
    """Return the lines of a cell in one: a blank between two, none where a mark or a bracket parts them."""
    found = [line for text in lines for line in clean_text(text).split("\n")]
    found = [words for line in found if (words := clean_line(_BLANKS.sub(" ", line)))]
    if len(found) > 1 and all(len(words) == 1 for words in found):
        # One character below the other: a head that is set upright.
        return "".join(found)
    joined = ""
    for words in found:
        glued = not joined or joined.endswith(_ENDS) or words.startswith(_BEGINS)
        joined += words if glued else f" {words}"
    return joined
