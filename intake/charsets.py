"""The characters of a text file or stored web page: what it declares, checked against what its bytes make sense as.

Labels are often wrong, and a wrong one makes other words rather than none. So every likely reading is tried, and that
is taken whose characters are those of everyday Chinese; where none is, the file is not read.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9][A-Za-z0-9_.:-]{1,39})""", re.IGNORECASE)
_WHERE_DECLARED = 4_096
# What goes by one name, and what is really written under it: larger sets that hold the named one.
_LARGER = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "cp936": "gb18030",
    "ms936": "gb18030", "chinese": "gb18030", "csgb2312": "gb18030", "gb18030": "gb18030",
    "big5": "cp950", "big5-hkscs": "big5hkscs", "big5hkscs": "big5hkscs", "x-x-big5": "cp950", "cn-big5": "cp950",
    # A page that can be read as far as this label is none of two bytes a character.
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8", "utf8": "utf-8",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252",
}  # fmt: skip
_CHINESE = ("gb18030", "cp950", "big5hkscs")
_OF_OTHERS = (
    "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr", "ks_c_5601-1987", "cp949", "windows-1251", "koi8-r", "hz",
    "hz-gb-2312",
)  # fmt: skip
# These write other characters with the bytes of ASCII alone.
_SHIFTED = ("hz", "hz-gb-2312", "iso-2022-jp")
# Codecs of Python that turn bytes into something else than characters.
_NO_TEXT = ("utf-7", "idna", "punycode", "raw_unicode_escape", "unicode_escape", "undefined", "mbcs", "oem")
_SAMPLE, _LEAST, _TRUST, _CERTAIN, _FOREIGN = 20_000, 0.3, 0.1, 0.97, 0.25
_BEYOND_LATIN = re.compile("[\u0800-\U0010ffff]")
_PLAIN = re.compile("[\x00-\x7f]+")
_SIGNS = re.compile(
    "[\u00a0-\u00bf\u00d7\u00f7\u2010-\u2027\u2030-\u205e\u2070-\u208e\u2103\u2116\u2160-\u217f\u2190-\u2193"
    "\u2460-\u249b\u3200-\u33ff\u2500-\u25ff\u260e\u2610\u2611\u2713\u2714\u3000-\u301f\ufe30-\ufe4f\uff01-\uff5e\uffe5]"
)
_UNSEEN = re.compile("[\x00\x80-\x84\x86-\x9f\ufffd-\uffff]")
_LATIN = re.compile("[\u00a0-\u024f\u2010-\u2027\u20ac\u2122]")


def decoded(data: bytes, *, web: bool = False) -> str:
    """Return the text in some bytes, of a web page by its own declaration; nothing when they make none."""
    for mark, code in _MARKS:
        if data.startswith(mark):
            return _strict(data, code)
    if b"\0" in data:
        return _of_two_bytes(data)
    declared = _declaration(data) if web else ""
    own = _strict(data, declared) if declared and declared != "utf-8" else ""
    text = "" if own and declared in _SHIFTED and data.isascii() else _strict(data, "utf-8")
    if text and (not own or _BEYOND_LATIN.search(text) or _everyday(own) < _CERTAIN):
        # Bytes of anything else hardly ever make good UTF-8.
        return text
    if own and (declared in _OF_OTHERS or (declared not in _CHINESE and _is_latin(own))):
        return own
    return _chinese(data, declared if declared in _CHINESE else "")


def _of_two_bytes(data: bytes) -> str:
    """Return UTF-16 without a mark: in that order of its bytes which makes sense, else which has zeros for ASCII."""
    first = data[::2].count(0) > data[1::2].count(0)
    found = [_strict(data, code) for code in (("utf-16-be", "utf-16-le") if first else ("utf-16-le", "utf-16-be"))]
    text = max(found, key=lambda text: _everyday(text) if text else 0.0)
    return text if text and _everyday(text) > _LEAST else ""


def _chinese(data: bytes, declared: str) -> str:
    """Return that Chinese reading of the bytes that has most of the characters in daily use."""
    best, text = _LEAST, ""
    for code in dict.fromkeys(filter(None, (declared, *_CHINESE))):
        found = _strict(data, code)
        share = _everyday(found) if found else 0.0
        if found and code == (declared or _CHINESE[0]):
            share = max(share, _LEAST) + _TRUST
        if share > best:
            best, text = share, found
    return text


def _declaration(data: bytes) -> str:
    head = data[:_WHERE_DECLARED].replace(b"\0", b"")
    for found in _DECLARED.finditer(head):
        name = found[1].decode("ascii").lower()
        name = _LARGER.get(name, name)
        try:
            known = codecs.lookup(name).name
        except (LookupError, ValueError):
            continue
        if known not in _NO_TEXT:
            return name
    return ""


def _strict(data: bytes, code: str) -> str:
    """Return the bytes as one code has them, nothing where they are not in it or not to be seen."""
    try:
        text = data.decode(code)
    except (UnicodeError, LookupError, ValueError):
        return ""
    # Good UTF-8 is what it says, whatever rubbish it holds; elsewhere a control shows that the code is another one.
    unlikely = "\0" in text if code.startswith("utf-8") else _UNSEEN.search(text)
    return "" if unlikely else text


def _everyday(text: str) -> float:
    """Return which share of the characters beyond ASCII are those of everyday Chinese writing."""
    rest = _PLAIN.sub("", text)[:_SAMPLE]
    if not rest:
        return 1.0
    return sum(map(_weight, rest)) / len(rest)


def _weight(character: str) -> float:
    if _SIGNS.match(character):
        return 0.9
    # In both sets the first half holds the characters in use, the second those that hardly anybody meets.
    for code, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            lead = character.encode(code)[0]
        except UnicodeEncodeError:
            continue
        if first <= lead <= last:
            return 1.0
    return 0.5 if "\u4e00" <= character <= "\u9fff" and _in_gb2312(character) else 0.0


def _in_gb2312(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _is_latin(text: str) -> bool:
    """Return whether a text is one of a western language: mostly ASCII, and a few letters beside it."""
    rest = _PLAIN.sub("", text)
    return len(rest) <= _FOREIGN * len(text) and all(map(_LATIN.match, rest))
