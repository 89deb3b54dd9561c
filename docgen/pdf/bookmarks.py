"""The bookmarks of a letter: its headings, each below the one above it that ranks higher."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from docgen.pages.values import Bookmark, Pages
from docgen.pdf.objects import PdfFile, array, dictionary, number, points, string


class _Entry(NamedTuple):
    item: dict[str, Any]
    level: int
    below: "list[_Entry]"


def add_bookmarks(pdf: PdfFile, bookmarks: Sequence[Bookmark], pages: Pages) -> None:
    """Add bookmarks to a file whose pages are in it; none for no headings."""
    if not bookmarks:
        return
    root = _Entry(dictionary(Type="/Outlines"), 0, [])
    path = [root]
    for mark in bookmarks:
        # What is below the top of a landscape page is to the right of the paper's left edge.
        turned = pages.pages[mark.page - 1].landscape
        left, top = (mark.y, 0.0) if turned else (0.0, pages.height - mark.y)
        place = array([pdf.page(mark.page), "/XYZ", number(points(left)), number(points(top)), "null"])
        entry = _Entry(dictionary(Title=string(mark.text), Dest=place), mark.level, [])
        while path[-1].level >= mark.level and len(path) > 1:
            path.pop()
        path[-1].below.append(entry)
        path.append(entry)
    reference, _ = _add(pdf, root)
    pdf.tell(Outlines=reference)


def _add(pdf: PdfFile, entry: _Entry) -> tuple[bytes, int]:
    """Add an entry and all below it to the file, tie them together; return its reference and how many are below it."""
    own = pdf.add(entry.item)
    added = [_add(pdf, child) for child in entry.below]
    count = len(added) + sum(below for _, below in added)
    rows = [(child.item, reference) for child, (reference, _) in zip(entry.below, added, strict=True)]
    for (before, before_it), (after, after_it) in pairwise(rows):
        before["Next"], after["Prev"] = after_it, before_it
    for item, _ in rows:
        item["Parent"] = own
    if rows:
        entry.item.update(First=rows[0][1], Last=rows[-1][1], Count=count)
    return own, count
