"""The number that an automatic list shows before a paragraph, written out so that it stays a number of its own."""

import re

from letter.headings import BLANKS

_DOTTED = re.compile(r"([0-9０-９]{1,3})[.．]")
_DIGIT = re.compile(r"[0-9０-９]")
_OPEN_END = re.compile(r"[0-9A-Za-z０-９]\Z")


def numbered(mark: str, words: str) -> str:
    """Return words behind the mark of their list; 1. before 5G becomes 1、5G, for 1.5G would be read as a decimal."""
    words = words.lstrip(BLANKS) if mark else words
    if not words or not mark:
        return mark + words
    begins_with_digit = bool(_DIGIT.match(words))
    if begins_with_digit and (found := _DOTTED.fullmatch(mark)):
        return f"{found[1]}、{words}"
    apart = _OPEN_END.search(mark) or (begins_with_digit and mark.endswith((".", "．")))
    return f"{mark} {words}" if apart else mark + words
