"""Tracked changes: shown with who made them, and each accepted or refused before anything else is read."""

from collections.abc import Collection
from typing import Literal, NamedTuple

from docgen.docx.wml import Element, local, w

Kind = Literal["inserted", "deleted", "replaced", "moved", "formatted", "joined", "split"]

_IN, _OUT = ("ins", "moveTo"), ("del", "moveFrom")
_PROPERTIES = ("pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "trPrChange", "tcPrChange",
               "tblGridChange", "numberingChange")  # fmt: skip
_CELLS = ("cellIns", "cellDel")
_CHANGES = (*_IN, *_OUT, *_PROPERTIES, *_CELLS)
_MOVES = ("moveFromRangeStart", "moveToRangeStart")
_RANGES = ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
_NOTHING = tuple(w(f"{name}Range{end}") for name in _RANGES for end in ("Start", "End"))


class Revision(NamedTuple):
    """One tracked change: its number in the file, its kind, who made it and when, and the words before and after."""

    number: int
    kind: Kind
    author: str
    date: str
    old: str
    new: str


class _Place(NamedTuple):
    """The elements that record one change, and their names."""

    kind: Kind
    elements: list[Element]
    names: set[str]


def settle(root: Element, refused: Collection[int] = (), first: int = 0) -> list[Revision]:
    """Take tracked changes into a story, but for the refused ones, and return them all, numbered from first on."""
    found: list[Revision] = []
    places = _places(root)
    for number, place in enumerate(places, first):
        found.append(_revision(number, place))
    for number, place in enumerate(places, first):
        for element in place.elements:
            _settle(element, accept=number not in refused)
    _join_paragraphs(root)
    for row in list(root.iter(*_NOTHING)):
        _remove(row)
    return found


def _places(root: Element) -> list[_Place]:
    """Return the changes in their order.

    What one author deleted and inserted side by side replaces words; the two ends of a move are one change, and so are
    the words and the end of a paragraph that came or went as a whole.
    """
    places: list[_Place] = []
    moves: dict[str, _Place] = {}
    ranges: dict[str, str] = {}
    for element in root.iter(*map(w, (*_CHANGES, *_MOVES))):
        name, parent = local(element), element.getparent()
        if name in _MOVES:
            ranges[name[:6]] = element.get(w("name"), "")
            continue
        if parent is None or any(local(row) in _PROPERTIES for row in element.iterancestors()):
            continue
        move = ranges.get(name[:6], "") if name in ("moveFrom", "moveTo") else ""
        if move and move in moves:
            moves[move].elements.append(element)
            moves[move].names.add(name)
        elif places and _continues(places[-1].elements[-1], element):
            last = places[-1]
            last.elements.append(element)
            last.names.add(name)
            if name in _WHOLE:
                places[-1] = last._replace(kind="replaced" if len(last.names) > 1 else _WHOLE[name])
        else:
            places.append(_Place("moved" if move else _kind(element, name, local(parent)), [element], {name}))
            if move:
                moves[move] = places[-1]
    return places


_LONGEST = 1_000
_WHOLE: dict[str, Kind] = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}


def _continues(before: Element, element: Element) -> bool:
    """Return whether a change goes on with the next element of it."""
    names = (local(before), local(element))
    if names == ("rPrChange", "rPrChange"):
        places = [next(row.iterancestors(w("p")), None) for row in (before, element)]
        return places[0] is places[1] and before.get(w("author")) == element.get(w("author"))
    if before.get(w("author")) != element.get(w("author")) or not set(names) <= {"ins", "del"}:
        return False
    above, own = before.getparent(), element.getparent()
    if above is None or own is None or local(own) in ("rPr", "trPr"):
        return False
    if local(above) == "rPr":
        paragraph = above.getparent()
        paragraph = None if paragraph is None else paragraph.getparent()
        whole = paragraph is own and not any(
            local(row) in ("r", "ins", "del") and local(row) != names[1] for row in own
        )
        return names[0] == names[1] and whole
    return before.getnext() is element


def _kind(element: Element, name: str, parent: str) -> Kind:
    if name in _PROPERTIES:
        return "formatted"
    if name in _CELLS:
        return "inserted" if name == "cellIns" else "deleted"
    if parent == "rPr":
        return "split" if name in _IN else "joined"
    return _WHOLE[name]


def _revision(number: int, place: _Place) -> Revision:
    first = place.elements[0]
    old = "".join(_words(row) for row in place.elements if local(row) in _OUT)
    new = "".join(_words(row) for row in place.elements if local(row) in _IN)
    if not old and not new:
        row = next(first.iterancestors(w("tr")), None)
        words = _words(row) if row is not None and place.kind in ("inserted", "deleted") else _paragraph_words(first)
        old, new = ("" if place.kind == "inserted" else words), ("" if place.kind == "deleted" else words)
    return Revision(number, place.kind, first.get(w("author"), ""), first.get(w("date"), ""), old, new)


def _paragraph_words(element: Element) -> str:
    """Return the words of the paragraph around a change, of a long one the first: every change in it asks for them."""
    paragraph = next(element.iterancestors(w("p")), None)
    words = ""
    for row in () if paragraph is None else paragraph.iter(w("t"), w("delText")):
        words += row.text or ""
        if len(words) > _LONGEST:
            return words[:_LONGEST]
    return words


def _words(element: Element) -> str:
    return "".join(row.text or "" for row in element.iter(w("t"), w("delText")))


def _settle(element: Element, accept: bool) -> None:
    name, parent = local(element), element.getparent()
    if parent is None:
        return
    if name in _PROPERTIES:
        _settle_properties(element, parent, accept)
    elif name in _CELLS:
        _settle_cell(element, stays=accept == (name == "cellIns"))
    elif local(parent) == "trPr":
        if accept != (name in _IN):
            _remove(next(element.iterancestors(w("tr")), element))
        else:
            parent.remove(element)
    elif local(parent) == "rPr":
        parent.remove(element)
        if accept != (name in _IN):
            # The paragraph's end goes: a mark of our own, since all ends must be settled before any are joined.
            parent.set(_JOIN, "1")
    elif accept == (name in _IN):
        _unwrap(element)
    else:
        _remove(element)


_JOIN = "joins-the-next"


def _settle_properties(element: Element, parent: Element, accept: bool) -> None:
    parent.remove(element)
    before = element.find("{*}" + local(parent))
    if accept or before is None:
        return
    # The mark's own properties and the section stay where they are; all others become what they were.
    kept = [row for row in parent if local(row) in ("rPr", "sectPr")] if local(parent) == "pPr" else []
    for row in list(parent):
        parent.remove(row)
    parent.extend([*before, *kept])


def _settle_cell(element: Element, stays: bool) -> None:
    cell = next(element.iterancestors(w("tc")), None)
    if cell is None or stays:
        _remove(element)
    else:
        _remove(cell)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    for row in list(element.iter(w("delText"))):
        # Made anew: an element that somebody holds would keep the class that went with its old name.
        words, holder = row.makeelement(w("t")), row.getparent()
        words.text = row.text
        if holder is not None:
            holder.replace(row, words)
    for row in list(element):
        element.addprevious(row)
    parent.remove(element)


def _remove(element: Element) -> None:
    """Take an element out; marks of fields within it stay, or their range would lose an end."""
    parent = element.getparent()
    if parent is None:
        return
    marks = list(element.iter(w("bookmarkStart"), w("bookmarkEnd"))) if local(element) != "tr" else []
    if local(parent) in ("p", "body"):
        for mark in marks:
            element.addprevious(mark)
    parent.remove(element)


def _join_paragraphs(root: Element) -> None:
    """Join each paragraph whose end is gone with the next one, whose properties the whole then has."""
    for paragraph in list(root.iter(w("p"))):
        properties = paragraph.find(w("pPr"))
        mark = None if properties is None else properties.find(w("rPr"))
        if properties is None or mark is None or not mark.get(_JOIN):
            continue
        del mark.attrib[_JOIN]
        following = paragraph.getnext()
        while following is not None and local(following) in ("bookmarkStart", "bookmarkEnd"):
            following = following.getnext()
        if following is None or local(following) != "p":
            if not _words(paragraph):
                _remove(paragraph)
            continue
        content = [row for row in paragraph if row is not properties]
        start = 1 if following.find(w("pPr")) is not None else 0
        for offset, row in enumerate(content):
            following.insert(start + offset, row)
        parent = paragraph.getparent()
        if parent is not None:
            parent.remove(paragraph)
