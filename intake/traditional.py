"""Pages in Traditional characters, as some mirrors serve them, in the Simplified ones of letters; OpenCC's tables."""

import re

# Characters of nearly every reply that Simplified text never has.
_TELLING = re.compile("[對於關議員屆會號處經將與為開發區縣覆現據導認這個們時產務實業應農鄉鎮麼無過還進]")
_LEAST, _SHARE = 8, 0.03


def is_traditional(text: str) -> bool:
    """Return whether a text is written in Traditional characters, not only quotes some."""
    found = len(_TELLING.findall(text))
    return found >= _LEAST and found >= _SHARE * len(text)


def simplified(text: str) -> str:
    """Return a text in Simplified characters."""
    from opencc import OpenCC  # pyright: ignore[reportMissingTypeStubs]  late: hardly any page needs it

    return str(OpenCC("t2s").convert(text))  # pyright: ignore[reportUnknownMemberType]
