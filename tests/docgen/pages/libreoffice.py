"""What LibreOffice 7.4 does differently from Word when it sets lines, as named habits and as causes of differences."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from docgen.pages.typesetting import Edges, Typesetting

# LibreOffice's own characters for Chinese; it does not read those that a docx names.
_NO_START = (
    "!%),.:;?]}¢'\"、。〉》」』】〕〗〞︰︱︳﹐､﹒﹔﹕﹖﹗﹚﹜﹞！），．：；？"
    "｜｝︴︶︸︺︼︾﹀﹂﹄﹏､～￠々‖•·ˇˉ―--′”’"
)
_NO_END = "([{£¥'\"‵〈《「『〔〖【（［｛￡￥〝︵︷︹︻︽︿﹁﹃﹙﹛﹝“‘"
# Where the line runs over within digits and letters it asks the rules of English instead.
_LATIN_NO_START = "!%),.:;?]}，。、；：？！）》〉」』】〕〗”’％‰°…“‘·/"
_LATIN_NO_END = "([{（《〈「『【〔〖“‘”’…$"
_HANGING = "，。、；：？！,.;:?!"
# A fifth of an em between Han and digits or letters although autoSpaceDN is off.
_GAP = 0.2

LIBREOFFICE = Typesetting(
    Edges(frozenset(_NO_START), frozenset(_NO_END)),
    hanging=frozenset(_HANGING),
    gap=_GAP,
    spacing_everywhere=False,
    latin_edges=Edges(frozenset(_LATIN_NO_START), frozenset(_LATIN_NO_END), marks_join=True),
    full_marks=False,
    empty_over_frames=True,
    cells_hang=False,
)


def plain(text: str) -> str:
    """Return a line's text without blanks and with a hard hyphen as a plain one."""
    return re.sub(r"[\s\u3000]", "", text).replace("\u2011", "-").replace("\u00ad", "-")


def groups(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[list[str], list[str]]]:
    """Return the runs of lines that differ, ours and theirs, between lines that are the same."""
    matcher = SequenceMatcher(a=list(ours), b=list(theirs), autojunk=False)
    return [
        (list(ours[first:last]), list(theirs[start:end]))
        for tag, first, last, start, end in matcher.get_opcodes()
        if tag != "equal"
    ]


def cause(ours: Sequence[str], theirs: Sequence[str]) -> str:
    """Return why a run of lines differs, empty when that is not known."""
    if not ours or not theirs:
        return ""
    mine, other = next((pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]), ("", ""))
    if len(mine) == len(other) + 1 and mine.startswith(other) and mine[-1] in _HANGING:
        return "a mark that hangs before letters or digits is not painted"
    if re.search(r"\d-\d*$", other) and not re.search(r"\d-\d*$", mine):
        return "a number is broken behind the hard hyphen that holds it together"
    if other.startswith(mine) and re.search(r"[0-9A-Za-z%％][，。、；：]$", other):
        return "a mark behind digits hangs, which LibreOffice allows now and then"
    if mine.startswith(other) and re.match(r"[^\W\da-zA-Z_][0-9A-Za-z]", theirs[theirs.index(other) + 1 :][0]):
        return "one character too many goes along with digits for whose gap there is no room"
    return ""
