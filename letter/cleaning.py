"""Cleaning of text that somebody typed or pasted: what no letter may hold is taken out, nothing visible is changed."""

import re
import unicodedata
from functools import cache

import msgspec

import resources

# Controls, lone surrogates, non-characters, soft hyphen, zero-width and bidirectional marks, tags, U+FFFC where a
# picture was: none has a glyph of its own, and XML 1.0 forbids most of them. Private-use characters stay: old input
# methods put rare names there.
_INVISIBLE = (
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff\U000e0000-\U000e007f"
    + "".join(chr(plane * 0x10000 + low) for plane in range(1, 17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_LINE_ENDS = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_BLANKS = "[\xa0\u1680\u2000-\u200a\u202f\u205f]"
# What converters of PDF put in place of the characters that look like them: nothing finds or checks them then.
_RADICALS = re.compile("[\u2e80-\u2fd5]")
# All that XML 1.0 allows no document to hold (production 2, Char).
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Python calls these printable although nothing is seen of them.
_SEEN_AS_PRINTABLE = re.compile("[\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufffc]")
_EDGE = " \t\n\u3000"


def one_kind_of_line_end(text: str) -> str:
    """Return text with LF for every kind of line end."""
    return re.sub(_LINE_ENDS, "\n", text)


def clean_text(text: str) -> str:
    """Return text of many lines with LF ends, ordinary spaces and no character that a letter cannot hold.

    Radicals (U+2E80 to U+2FD5) become the characters that they stand for.
    """
    if _RADICALS.search(text):
        text = text.translate(_characters_of_radicals())
    plain = text if text.isprintable() else text.replace("\n", "").replace("\t", "").replace("\u3000", "")
    # Most text is of this kind, and the long expressions below take a hundred times as long to look through it.
    if plain.isprintable() and not _SEEN_AS_PRINTABLE.search(plain):
        return text
    text = one_kind_of_line_end(text)
    return re.sub(_BLANKS, " ", re.sub(_INVISIBLE, "", text))


@cache
def _characters_of_radicals() -> dict[int, str]:
    """Return the character of each radical: those of Kangxi by Unicode's data, of the supplement by our own table."""
    supplement: dict[str, str] = msgspec.json.decode(resources.read("lexicon/radicals.json"))
    kangxi = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    return kangxi | {ord(radical): character for radical, character in supplement.items()}


def not_in_xml(text: str) -> str:
    """Return the first character that no XML can hold, and so no docx; nothing where there is none."""
    found = None if text.isprintable() else _NOT_IN_XML.search(text)
    return found[0] if found else ""


def clean_line(text: str) -> str:
    """Return text for a field of one line: cleaned, line ends and tabs become one space or, between Han, nothing."""
    text = clean_text(text).strip(_EDGE)
    if "\n" in text or "\t" in text:
        text = re.sub(r"(?<=[^\x00-\x7f])[ \t]*[\n\t]\s*(?=[^\x00-\x7f])", "", text)
        text = re.sub(r"\s*[\n\t]\s*", " ", text)
    return text


def clean_lines(text: str) -> str:
    """Return text of a few lines, each cleaned and stripped, empty lines dropped."""
    lines = (line.replace("\t", " ").strip(_EDGE) for line in clean_text(text).split("\n"))
    return "\n".join(line for line in lines if line)
