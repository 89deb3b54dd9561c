"""The numbers that Word puts before paragraphs by itself: their form, how they go on, how they are indented."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docgen.docx.wml import Element, Properties, flatten, w
from letter.headings import SAMPLE_MARKS
from letter.number_forms import in_form

_CHINESE = re.compile(r"chinese|ideograph|japanese|taiwanese", re.IGNORECASE)
_UNSEEN = ("bullet", "none")
_PLACE = re.compile(r"%([1-9])")
# Word itself counts no further.
_HIGHEST = 32_767


class _Level(NamedTuple):
    """One level of a list: its properties, where it begins, and after which level (from 1) it begins anew, if any."""

    properties: Properties
    paragraph: Properties
    start: int
    restart: int | None

    @property
    def form(self) -> str:
        own = self.properties.get("numFmt@val", self.properties.get("Choice/numFmt@val", "decimal"))
        if own == "custom":
            # 001, 002, 003 is how newer versions write how wide the number is.
            return self.properties.get("numFmt@format", self.properties.get("Choice/numFmt@format", ""))
        return own

    @property
    def text(self) -> str:
        return self.properties.get("lvlText@val", "")


class _List(NamedTuple):
    """One list: which definition it counts with, its levels, and the numbers that it begins anew with."""

    definition: str
    levels: dict[str, _Level]
    starts: dict[str, int]


class Numbering:
    """The numbering definitions of a document, and how far each of its lists has come."""

    def __init__(self, numbering: Element | None) -> None:
        """Read numbering.xml, which may be missing."""
        self._lists: dict[str, _List] = {}
        self._by_style: dict[tuple[str, str], str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, str]] = set()
        if numbering is None:
            return
        abstract = {row.get(w("abstractNumId"), ""): row for row in numbering.iter(w("abstractNum"))}
        named = {link.get(w("val"), ""): row for row in abstract.values() for link in row.iter(w("styleLink"))}
        for number in numbering.iter(w("num")):
            link = number.find(w("abstractNumId"))
            base = None if link is None else abstract.get(link.get(w("val"), ""))
            linked = None if base is None else base.find(w("numStyleLink"))
            if linked is not None:
                base = named.get(linked.get(w("val"), ""), base)
            self._add(number, base)

    def _add(self, number: Element, base: Element | None) -> None:
        identifier = number.get(w("numId"), "")
        levels: dict[str, _Level] = {}
        for source in (base, number):
            for level in () if source is None else source.iter(w("lvl")):
                place = level.get(w("ilvl"), "0")
                levels[place] = _level(level)
                if style := levels[place].properties.get("pStyle@val"):
                    self._by_style[identifier, style] = place
        starts = {row.get(w("ilvl"), "0"): start for row, start in _overrides(number)}
        definition = "" if base is None else base.get(w("abstractNumId"), "")
        self._lists[identifier] = _List(definition, levels, starts)

    def level(self, number: str, level: str) -> tuple[str, Properties]:
        """Return the form of a level's mark, 一、 for any of its numbers, and its paragraph properties."""
        row = self._lists[number].levels.get(level) if number in self._lists else None
        if row is None:
            return "", {}
        if row.form in _UNSEEN:
            return "", row.paragraph
        first = SAMPLE_MARKS[0][0] if _CHINESE.search(row.form) else "1"
        return re.sub(r"%\d", first, row.text), row.paragraph

    def level_of_style(self, number: str, style: str) -> str:
        """Return the level of a list that belongs to a paragraph style."""
        return self._by_style.get((number, style), "0")

    def next(self, number: str, level: str) -> str:
        """Count one more paragraph; return what Word shows before it, nothing for a bullet."""
        found = self._lists.get(number)
        row = found.levels.get(level) if found else None
        if found is None or row is None or not level.isdecimal():
            return ""
        counts = self._counts.setdefault(found.definition, {})
        place = int(level)
        if level in found.starts and (number, level) not in self._started:
            self._started.add((number, level))
            counts[place] = found.starts[level]
        else:
            counts[place] = min(counts[place] + 1, _HIGHEST) if place in counts else row.start
        for deeper in [other for other in counts if other > place]:
            restart = found.levels[str(deeper)].restart if str(deeper) in found.levels else None
            if restart is None or place < restart:
                del counts[deeper]
        return "" if row.form == "bullet" else self._shown(found, row, counts)

    def _shown(self, found: _List, row: _Level, counts: dict[int, int]) -> str:
        legal = row.properties.get("isLgl@val", "0") not in ("0", "false")

        def one(place: "re.Match[str]") -> str:
            own = found.levels.get(str(int(place[1]) - 1))
            if own is None or row.form == "none" or own.form in _UNSEEN:
                return ""
            number = counts.setdefault(int(place[1]) - 1, own.start)
            return in_form(number, "decimal" if legal else own.form)

        return _PLACE.sub(one, row.text)


def _level(element: Element) -> _Level:
    properties = flatten(element)
    restart = properties.get("lvlRestart@val", "")
    return _Level(
        properties,
        flatten(element.find(w("pPr"))),
        _number(properties.get("start@val", ""), 1),
        int(restart) if restart.isdecimal() and len(restart) == 1 else None,
    )


def _overrides(number: Element) -> Iterator[tuple[Element, int]]:
    """Yield each level that a list begins anew, and with which number."""
    for row in number.iter(w("lvlOverride")):
        start = row.find(w("startOverride"))
        if start is not None:
            yield row, _number(start.get(w("val"), ""), 1)


def _number(text: str, otherwise: int) -> int:
    return min(int(text), _HIGHEST) if text.isascii() and text.isdigit() and len(text) <= 6 else otherwise
