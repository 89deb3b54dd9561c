"""Comments (批注): who wrote what about which words."""

from itertools import islice
from typing import NamedTuple

from docx.document import Document
from docx.oxml.comments import CT_Comment
from docx.oxml.text.run import CT_Text

from docgen.docx.opening import comments
from docgen.docx.wml import Element, local, w, words_of

_MOST = 500


class Comment(NamedTuple):
    """One comment: who wrote it and when, its words, and the words that it is about."""

    author: str
    date: str
    text: str
    about: str


def comments_of(document: Document) -> tuple[Comment, ...]:
    """Return the comments of a document in the order of their part."""
    rows = list(islice(comments(document), _MOST))
    about = _about(document.element) if rows else {}
    return tuple(_comment(row, about.get(row.get(w("id"), ""), "")) for row in rows)


def _comment(row: CT_Comment, about: str) -> Comment:
    text = "\n".join(filter(None, (words_of(line) for line in row.iter(w("p")))))
    return Comment(row.get(w("author"), ""), row.get(w("date"), ""), text, about)


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
        elif isinstance(row, CT_Text):
            for words in opened.values():
                words.append(str(row))
        elif number not in found:
            paragraph = next(row.iterancestors(w("p")), None)
            found[number] = "" if paragraph is None else words_of(paragraph)
    return found
