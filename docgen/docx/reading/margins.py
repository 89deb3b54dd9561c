"""What somebody wrote into headers and footers beside the head of the first page: named, for no letter holds it."""

import re
from collections.abc import Iterator
from itertools import islice

from docgen.docx.package import NotADocx, Package
from docgen.docx.wml import OFFICE, Element, w, words_of
from letter.cleaning import clean_line
from letter.messages import Message, message

_WORDS, _WATERMARK = message("页眉、页脚的文字“{words}”"), message("水印“{words}”")
_MOST, _LONGEST = 24, 80
_PAGE_NUMBER = re.compile(r"[\s\d０-９—–\-－·/.第页共]*")
_SHAPED = "{urn:schemas-microsoft-com:vml}textpath"


def words_in_margins(package: Package, document: Element, head: str) -> tuple[str, ...]:
    """Return what headers and footers say but for page numbers, each as a few Chinese words.

    head is the relationship of the header that is read as a part of the letter. What is damaged is passed over:
    nothing else in a letter depends on it.
    """
    found = dict.fromkeys(row for name, root in _margins(package, document) for row in _said(root, read=name == head))
    return tuple(found)


def _margins(package: Package, document: Element) -> Iterator[tuple[str, Element]]:
    """Yield each header and footer and the relationship that names it."""
    relations = package.relations(package.main)
    rows = document.iter(w("headerReference"), w("footerReference"))
    for name in islice(dict.fromkeys(row.get(f"{{{OFFICE}}}id", "") for row in rows), _MOST):
        if name in relations and relations[name].target in package:
            try:
                yield name, package.story(relations[name].target)
            except NotADocx:
                continue


def _said(root: Element, *, read: bool) -> Iterator[Message]:
    words = " ".join(filter(None, (words_of(paragraph).strip() for paragraph in root.iter(w("p")))))
    if not read and not _PAGE_NUMBER.fullmatch(words):
        yield _WORDS.filled(words=_short(words))
    for row in root.iter(_SHAPED):
        if shaped := row.get("string", "").strip():
            yield _WATERMARK.filled(words=_short(shaped))


def _short(words: str) -> str:
    plain = clean_line(words)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "……"
