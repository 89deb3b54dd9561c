"""Rich text from Word, WPS and web pages -> the plain text of an answer: marks of levels, tables as tabs, no rubbish.

Numbers that a list or a heading only shows are written out. Nothing that the text refers to is ever loaded.
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from intake.list_numbers import Numbering
from intake.rich_headings import Line, with_marks
from intake.rich_style import Dress, StyleSheet, dress_of, is_hidden
from intake.rich_table import TableReader, is_layout
from letter.cleaning import clean_line, clean_text
from letter.headings import BLANKS
from letter.list_marks import numbered
from letter.scripts import lowered, raised
from letter.symbol_fonts import shown_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  its only name

# Markup larger than this, several hundred pages, is not read; the plain text beside it is used, and nobody waits.
LARGEST = 3_000_000
DROPPED = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "head",
        "iframe",
        "img",
        "input",
        "link",
        "map",
        "math",
        "meta",
        "nav",
        "noscript",
        "object",
        "option",
        "rp",
        "rt",
        "rtc",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xml",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "listing",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NUMBER = re.compile(r"mso-list\s*:\s*ignore")
_OUTLINE_LEVEL = re.compile(r"mso-outline-level\s*:\s*([1-9])")
_SPACES = re.compile("[ \\t\\r\\n\\f\\xa0\\u2002-\\u200a]+")
_TORN = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]\s*(?=[^\x00-\xff])")
# Word's own conditional comments; what they show stands between them.
_CONDITIONS = re.compile(r"<!\[(?:if|endif)[^>]*>|<\?xml[^>]*>")
# What Windows writes above rich text on its clipboard.
_CLIPBOARD_HEAD = re.compile(r"\ufeff?Version:[0-9.]+\s+(?:[A-Za-z]+:[^\r\n<]*\s+)+(?=<)")
# The parser does not know that each part of a ruby ends where the next one begins.
_OPEN_SOUND = re.compile(
    r"(<(rt|rp)(?: [^<>]*)?>(?:(?!</?(?:rb|rt|rp|rtc|ruby)\b).)*)(?=<(?:rb|rt|rp|rtc)\b|</ruby\b)",
    re.IGNORECASE | re.DOTALL,
)
_LINE_END = re.compile(r"\r\n|\r|\n")
# [1] and the like, raised, point to notes at the end of somebody's page.
_NOTE = re.compile(r"[\[［〔【]\s*注?\s*\d{1,3}(?:\s*[-–—,，、]\s*\d{1,3})*\s*[\]］〕】]")
_LINKED_NOTE = re.compile(r"\d{1,3}|[*†‡§]{1,3}|[①-⑳]")
_MOST_LEFT_OUT = 20
_MOST_SPANNED, _LONGEST_NUMBER = 9_999, 9
# So many pieces of text before raised words say what they stand behind.
_BEFORE = 4
# What Word writes before an item is its number when there is something to count by in it, else a bullet of some font.
_COUNTS = re.compile(r"[0-9０-９一二三四五六七八九十百①-⑳]|[a-zA-Z]{1,5}[.)）、]")
_WHITE = " \t\r\n\f\xa0" + BLANKS


class RichText(str):
    """What rich text says as an answer is typed, and what is not in it.

    struck are words struck through, notes raised signs of notes, symbols the number of pictures of some font that no
    character stands for.
    """

    struck: tuple[str, ...]
    notes: tuple[str, ...]
    symbols: int

    def __new__(
        cls, text: str, struck: tuple[str, ...] = (), notes: tuple[str, ...] = (), symbols: int = 0
    ) -> "RichText":
        """Take a text and what was left out of it."""
        made = super().__new__(cls, text)
        made.struck, made.notes, made.symbols = struck, notes, symbols
        return made


def plain_text(markup: str) -> RichText | None:
    """Return the text of rich text from the clipboard as an answer is typed, or None when there is none in it.

    It is empty where there are words and all of them are struck.
    """
    if len(markup) > LARGEST:
        return None
    root = _parse(markup)
    if root is None:
        return None
    reader = _Reader(StyleSheet(root))
    text = clean_text("\n".join(with_marks(reader.read(root))))
    if not text.strip() and not reader.struck:
        return None
    return RichText(text if text.strip() else "", tuple(reader.struck), tuple(reader.notes), reader.symbols)


def _parse(markup: str) -> "Element | None":
    from lxml import etree  # late: most pastes are plain

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        markup = _CONDITIONS.sub("", markup.replace("\0", ""))
        head = _CLIPBOARD_HEAD.match(markup)
        markup = markup[head.end() :] if head else markup
        return etree.fromstring(_OPEN_SOUND.sub(r"\1</\2>", markup), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Script(NamedTuple):
    """A raised or lowered element that is open, and where among the parts of the line its words begin."""

    element: "Element"
    kind: str
    start: int


class _Reader:
    """Walks through the elements once, in a loop, for markup may be nested deeply."""

    def __init__(self, sheet: StyleSheet) -> None:
        self.struck: list[str] = []
        self.notes: list[str] = []
        self.symbols = 0
        self._sheet = sheet
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._level: int | None = None
        self._number = ""
        self._counted = ""
        self._numbering = Numbering()
        self._table: TableReader | None = None
        self._dress = [Dress()]
        self._scripts: list[_Script] = []
        self._strike: list[str] = []

    def read(self, root: "Element") -> list[Line]:
        """Return the lines below an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        dropped: Element | None = None
        for event, element in walk:
            if event == "end":
                if element is not dropped:
                    self._close(element, _tag(element))
                    self._undress(element)
                dropped = None if element is dropped else dropped
                self._add(element.tail)
            elif _is_dropped(element):
                dropped = element
                walk.skip_subtree()
            else:
                tag = _tag(element)
                self._dress.append(dress_of(tag, self._sheet.style_of(element), self._dress[-1]))
                self._open(element, tag)
                self._add(element.text)
        self._end_line()
        return self._lines

    def _open(self, element: "Element", tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
        if kind := self._dress[-1].script:
            self._scripts.append(_Script(element, kind, len(self._parts)))
        if self._table is None and tag == "table" and not is_layout(element):
            self._table = TableReader()
        elif self._table and tag == "tr":
            self._table.open_row()
        elif self._table and tag in ("td", "th"):
            self._table.open_cell(_span(element, "colspan"), _span(element, "rowspan"))
        elif tag in ("ol", "ul"):
            self._numbering.open(tag, element.get("type"), _style(element), element.get("start"))
        elif tag == "li":
            self._number = self._numbering.item(element.get("value"))
        elif tag in _HEADINGS:
            self._level = _HEADINGS[tag]
        elif tag == "p":
            found = _OUTLINE_LEVEL.search(_style(element))
            self._level = int(found.group(1)) if found else self._level

    def _close(self, element: "Element", tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
        if self._table and tag in ("td", "th"):
            self._table.close_cell()
        elif self._table and tag == "table":
            self._put_table(self._table.lines())
            self._table = None
        if tag in ("ol", "ul"):
            self._numbering.close()
        if tag in _HEADINGS or tag == "p":
            self._level = None
            self._counted = ""
        if tag == "li":
            self._number = ""
        if _NUMBER.search(_style(element)):
            self._end_number()

    def _undress(self, element: "Element") -> None:
        """End what an element alone looked like."""
        struck = self._dress.pop().struck
        if self._scripts and self._scripts[-1].element is element:
            self._end_script(self._scripts.pop())
        if struck and not self._dress[-1].struck:
            words = clean_line(_squeezed("".join(self._strike)))
            self._strike.clear()
            if words and len(self.struck) < _MOST_LEFT_OUT:
                self.struck.append(words)

    def _end_script(self, script: _Script) -> None:
        """Write raised or lowered words so that they cannot be taken for figures of the number before them."""
        start = min(script.start, len(self._parts))
        words, before = "".join(self._parts[start:]), "".join(self._parts[max(0, start - _BEFORE) : start])
        if script.kind == "raised" and before.strip() and _is_note(script.element, words.strip()):
            del self._parts[start:]
            if len(self.notes) < _MOST_LEFT_OUT:
                self.notes.append(words.strip())
            return
        self._parts[start:] = [(raised if script.kind == "raised" else lowered)(words, before)]

    def _end_number(self) -> None:
        """Keep what Word has counted before an item, without the space behind it; drop a bullet."""
        number = "".join(self._parts).strip(_WHITE)
        self._counted = number if _COUNTS.search(number) else ""
        self._parts = []

    def _put_table(self, rows: list[str]) -> None:
        before = self._lines[-1].words if self._lines else ""
        if rows and "\t" in rows[0] and "\t" in before:
            self._lines.append(Line(""))
        self._lines.extend(Line(row) for row in rows)

    def _add(self, text: str | None) -> None:
        dress = self._dress[-1]
        if not text or dress.sizeless:
            return
        if dress.symbols:
            text, unknown = shown_in(dress.symbols, text)
            self.symbols += unknown
        if dress.struck:
            self._strike.append(text)
        elif dress.keeps_lines:
            first, *others = _LINE_END.split(text)
            self._parts.append(first)
            for line in others:
                self._end_line()
                self._parts.append(line)
        else:
            self._parts.append(text)

    def _end_line(self) -> None:
        for at in reversed(range(len(self._scripts))):
            self._end_script(self._scripts[at])
            self._scripts[at] = self._scripts[at]._replace(start=0)
        words = _squeezed("".join(self._parts)).strip(_WHITE)
        self._parts.clear()
        if self._strike:
            self._strike.append(" ")
        if words:
            # The number of an item stands before its first words, in whichever paragraph these are.
            words = numbered(self._number + self._counted, words)
            self._number = self._counted = ""
            if self._table:
                self._table.add(words)
            else:
                self._lines.append(Line(words, self._level))


def _squeezed(words: str) -> str:
    return _SPACES.sub(" ", _TORN.sub("", words))


def _is_note(element: "Element", words: str) -> bool:
    """Return whether raised words only point to a note."""
    if _NOTE.fullmatch(words):
        return True
    around = [element, *element.iter("a"), *([] if element.getparent() is None else [element.getparent()])]
    linked = any(row is not None and row.tag == "a" and "#" in (row.get("href") or "") for row in around)
    return linked and bool(_LINKED_NOTE.fullmatch(words))


def _tag(element: "Element") -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _style(element: "Element") -> str:
    return (element.get("style") or "").lower()


def _span(element: "Element", name: str) -> int:
    text = (element.get(name) or "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > _LONGEST_NUMBER:
        return 1
    # No rows at all means all that follow.
    return min(int(text), _MOST_SPANNED) or (_MOST_SPANNED if name == "rowspan" else 1)


def _is_dropped(element: "Element") -> bool:
    return _tag(element) in DROPPED or not isinstance(element.tag, str) or is_hidden(element)
