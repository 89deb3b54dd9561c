"""First letters of Chinese words, as clerks type them to find a phrase: xyb for 下一步."""

from bisect import bisect_right

# The common characters of GB 2312 stand in the order of their sounds; these are the first of each letter.
_LETTERS = "abcdefghjklmnopqrstwxyz"
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_CODES = [character.encode("gb2312") for character in _FIRST]
# Behind the last common character the others stand in the order of their strokes.
_END = b"\xd7\xfa"


def initials(words: str, most: int) -> str:
    """Return the first letters of the first common characters of some words; those that have none are left out."""
    found: list[str] = []
    for character in words:
        code = character.encode("gb2312", "ignore")
        if _CODES[0] <= code < _END:
            found.append(_LETTERS[bisect_right(_CODES, code) - 1])
        if len(found) == most:
            break
    return "".join(found)
