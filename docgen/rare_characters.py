"""Characters that the wanted fonts lack: Han characters outside GB 2312, which occur in names (喆 镕 堃 𠮷)."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from docgen.standard import fonts

# First and last of the blocks of Han characters, and of those beyond the basic plane.
_HAN = (("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
_ASTRAL = "\U00010000"


def is_chinese(character: str) -> bool:
    """Return whether a character is a Han character."""
    return any(first <= character <= last for first, last in _HAN)


@lru_cache(maxsize=10_000)
def font_for(character: str, role: str) -> str:
    """Return the font that a character needs instead of its role's, nothing when that one has it."""
    if not is_chinese(character) or _is_common(character):
        return ""
    return fonts()["astral"].chain[0] if character >= _ASTRAL else fonts()[role].rare


def pieces(text: str, role: str) -> Iterator[tuple[str, str]]:
    """Yield runs of text with the font that each needs instead of its role's, mostly none."""
    if _is_common(text):
        yield "", text
        return
    for font, group in groupby(text, key=lambda character: font_for(character, role)):
        yield font, "".join(group)


def _is_common(text: str) -> bool:
    # The codec is quick; it knows no dash and middle dot of Unicode, for which the long way gives the same answer.
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
