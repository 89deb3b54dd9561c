"""Comments (批注): who wrote what about which words."""

from typing import NamedTuple

from docgen.docx.wml import Element, local, w

_MOST = 500


class Comment(NamedTuple):
    """One comment: who wrote it and when, its words, and the words that it is about."""

    author: str
    date: str
    text: str
    about: str


def comments_of(document: Element, comments: Element | None) -> tuple[Comment, ...]:
    """Return the comments of a document in the order of their part."""
    if comments is None:
        return ()
    about = _about(document)
    found: list[Comment] = []
    for row in list(comments.iter(w("comment")))[:_MOST]:
        lines = ["".join(words.text or "" for words in line.iter(w("t"))) for line in row.iter(w("p"))]
        number = row.get(w("id"), "")
        text = "\n".join(filter(None, lines))
        found.append(Comment(row.get(w("author"), ""), row.get(w("date"), ""), text, about.get(number, "")))
    return tuple(found)


def _about(document: Element) -> dict[str, str]:
    """Return the words between the two ends of each comment's range; of its paragraph where it has none."""
    opened: dict[str, list[str]] = {}
    found: dict[str, str] = {}
    for row in document.iter(*map(w, ("commentRangeStart", "commentRangeEnd", "commentReference", "t"))):
        name, number = local(row), row.get(w("id"), "")
        if name == "commentRangeStart":
            opened[number] = []
        elif name == "commentRangeEnd":
            found[number] = "".join(opened.pop(number, []))
        elif name == "t":
            for words in opened.values():
                words.append(row.text or "")
        elif number not in found:
            paragraph = next(row.iterancestors(w("p")), None)
            found[number] = "" if paragraph is None else "".join(t.text or "" for t in paragraph.iter(w("t")))
    return found
