"""Rich text from Word, WPS and web pages -> the plain text of an answer: marks of levels, tables as tabs, no rubbish.

Numbers that a list or a heading only shows are written out. Nothing that the text refers to is ever loaded.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from intake.list_numbers import Numbering, numbered
from intake.rich_table import TableReader
from letter.arranging import renumber
from letter.cleaning import clean_text
from letter.headings import BLANKS, SAMPLE_MARKS
from letter.sequence import recognise

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  its only name

# Markup larger than this, several hundred pages, is not read; the plain text beside it is used, and nobody waits.
LARGEST = 3_000_000
DROPPED = frozenset(
    [
        "audio",
        "button",
        "canvas",
        "del",
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
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|mso-element\s*:\s*(?:comment|foot|end)"
    r"|mso-special-character\s*:\s*(?:comment|footnote)|mso-(?:foot|end)note-id"
)
_NUMBER = re.compile(r"mso-list\s*:\s*ignore")
_OUTLINE_LEVEL = re.compile(r"mso-outline-level\s*:\s*([1-9])")
_COMMENT_CLASSES = ("msocom", "msocomment")
_SPACES = re.compile("[ \\t\\r\\n\\f\\xa0\\u2002-\\u200a]+")
_TORN = re.compile(r"(?<=[^\x00-\xff])[ \t]*[\r\n]\s*(?=[^\x00-\xff])")
# Word's own conditional comments; what they show stands between them.
_CONDITIONS = re.compile(r"<!\[(?:if|endif)[^>]*>|<\?xml[^>]*>")
# What Word writes before an item is its number when there is something to count by in it, else a bullet of some font.
_COUNTS = re.compile(r"[0-9０-９一二三四五六七八九十百①-⑳]|[a-zA-Z]{1,5}[.)）、]")
_WHITE = " \t\r\n\f\xa0" + BLANKS


class Line(NamedTuple):
    """One line of the result: its words, and the level that the markup gave it (1 to 9) or None."""

    words: str
    level: int | None = None


def plain_text(markup: str) -> str | None:
    """Return the text of rich text from the clipboard as an answer is typed, or None when there is none in it."""
    if len(markup) > LARGEST:
        return None
    root = _parse(markup)
    if root is None:
        return None
    text = clean_text("\n".join(_with_marks(_Reader().read(root))))
    return text if text.strip() else None


def _parse(markup: str) -> "Element | None":
    from lxml import etree  # late: most pastes are plain

    parser = etree.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return etree.fromstring(_CONDITIONS.sub("", markup.replace("\0", "")), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


class _Reader:
    """Walks through the elements once, in a loop, for markup may be nested deeply."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._parts: list[str] = []
        self._level: int | None = None
        self._number = ""
        self._numbering = Numbering()
        self._table: TableReader | None = None

    def read(self, root: "Element") -> list[Line]:
        """Return the lines below an element."""
        from lxml import etree

        walk = etree.iterwalk(root, events=("start", "end"))
        dropped: Element | None = None
        for event, element in walk:
            if event == "end":
                if element is not dropped:
                    self._close(element, _tag(element))
                dropped = None if element is dropped else dropped
                self._add(element.tail)
            elif _is_dropped(element):
                dropped = element
                walk.skip_subtree()
            else:
                self._open(element, _tag(element))
                self._add(element.text)
        self._end_line()
        return self._lines

    def _open(self, element: "Element", tag: str) -> None:
        if tag in BLOCKS:
            self._end_line()
        if self._table is None and tag == "table" and element.find(".//table") is None:
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
        if self._table and tag in ("td", "th"):
            self._table.close_cell()
        elif self._table and tag == "table":
            self._put_table(self._table.lines())
            self._table = None
        elif tag in BLOCKS:
            self._end_line()
        if tag in ("ol", "ul"):
            self._numbering.close()
        if tag in _HEADINGS or tag == "p":
            self._level = None
        if tag == "li":
            self._number = ""
        if _NUMBER.search(_style(element)):
            self._end_number()

    def _end_number(self) -> None:
        """Keep what Word has counted before an item, without the space behind it; drop a bullet."""
        if self._table is None:
            number = "".join(self._parts).strip(_WHITE)
            self._parts = [number] if _COUNTS.search(number) else []

    def _put_table(self, rows: list[str]) -> None:
        before = self._lines[-1].words if self._lines else ""
        if rows and "\t" in rows[0] and "\t" in before:
            self._lines.append(Line(""))
        self._lines.extend(Line(row) for row in rows)

    def _add(self, text: str | None) -> None:
        if text and self._table:
            self._table.add(_SPACES.sub(" ", _TORN.sub("", text)))
        elif text:
            self._parts.append(text)

    def _end_line(self) -> None:
        if self._table:
            self._table.add("\n")
            return
        words = _SPACES.sub(" ", _TORN.sub("", "".join(self._parts))).strip(_WHITE)
        self._parts.clear()
        if words:
            self._lines.append(Line(numbered(self._number, words), self._level))
            # The number of an item stands before its first words, in whichever paragraph these are.
            self._number = ""


def _tag(element: "Element") -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _style(element: "Element") -> str:
    return (element.get("style") or "").lower()


def _span(element: "Element", name: str) -> int:
    text = (element.get(name) or "").strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) <= 4 else 1


def _is_dropped(element: "Element") -> bool:
    return (
        _tag(element) in DROPPED
        or not isinstance(element.tag, str)
        or element.get("hidden") is not None
        or (element.get("class") or "").lower().startswith(_COMMENT_CLASSES)
        or bool(_HIDDEN.search(_style(element)))
    )


def _with_marks(lines: Iterable[Line]) -> list[str]:
    """Return the words with a mark before each heading that has none of its own, counted as will be printed."""
    known = list(lines)
    levels = _levels(known)
    result: list[str] = []
    marked: set[int] = set()
    for number, line in enumerate(known):
        level = levels.get(line.level or 0)
        if level and recognise(line.words).level is None and "\t" not in line.words:
            candidate = SAMPLE_MARKS[level - 1] + line.words
            if recognise(candidate).level == level:
                marked.add(number)
                result.append(candidate)
                continue
        result.append(line.words)
    return renumber(result, marked)


def _levels(lines: list[Line]) -> dict[int, int]:
    """Return which level of ours each level of the markup is: that of its own marks, else by its rank.

    One that stands only once, at the top and above others, is the title of a page and no level.
    """
    used = sorted({line.level for line in lines if line.level})
    headings = [line for line in lines if line.level]
    alone = len(used) > 1 and [line.level for line in headings].count(used[0]) == 1 and headings[0] is lines[0]
    if alone and recognise(lines[0].words).level is None:
        del used[0]
    ranks = {level: rank for rank, level in enumerate(used, 1) if rank <= len(SAMPLE_MARKS)}
    for line in headings:
        own = recognise(line.words).level
        if own and line.level in ranks and ranks[line.level] < own:
            # A text whose own marks begin deeper moves every level with them.
            shift = own - ranks[line.level]
            return {level: min(rank + shift, len(SAMPLE_MARKS)) for level, rank in ranks.items()}
    return ranks
