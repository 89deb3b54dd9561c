"""How each character of a letter is shown: by which font of the file, which code, how wide."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from docgen.errors import NoChineseFont
from docgen.fonts.book import Drawing, FontBook
from docgen.fonts.face import Face
from docgen.pages.values import Pages
from docgen.pdf.embedded import embed
from docgen.pdf.objects import PdfFile, dictionary
from docgen.pdf.subset import BrokenFont, Subset, subset
from docgen.rare_characters import is_chinese
from letter.messages import message

_NO_FONT = message("这台电脑没有能放进 PDF 的中文字体。请先装上仿宋、黑体等字体，再生成 PDF。")


class Sign(NamedTuple):
    """A character as it is shown: the font's name on the page, hexadecimal code, width in thousandths of an em."""

    font: str
    code: str
    width: float


Signs = Mapping[str, Mapping[str, Sign]]
"""By the wanted font's name, then by character."""


def make_signs(pdf: PdfFile, pages: Pages, book: FontBook) -> tuple[Signs, dict[str, Any]]:
    """Add the fonts of a letter to a file; return the signs of its characters and the page's table of fonts.

    Raises NoChineseFont when all its Chinese would be boxes, or when there is no font at all.
    """
    drawn, subsets = _choose(_used(pages), book)
    chinese = [row.drawn == character for (_, character), row in drawn.items() if is_chinese(character)]
    if chinese and not any(chinese):
        raise NoChineseFont(_NO_FONT)
    table = dictionary()
    by_face = {
        face: {row: Sign(*sign) for row, sign in embed(pdf, table, face, *subsets[face]).items()} for face in subsets
    }
    signs: dict[str, dict[str, Sign]] = {}
    for (font, character), row in drawn.items():
        signs.setdefault(font, {})[character] = by_face[row.face][character, row.drawn]
    return signs, table


def _used(pages: Pages) -> dict[str, list[str]]:
    """Return the characters that are set in each wanted font."""
    found: dict[str, set[str]] = {}
    for page in pages.pages:
        for line in page.every_line:
            for span in line.spans:
                found.setdefault(span.font, set()).update(span.text)
    return {font: sorted(characters) for font, characters in found.items()}


_Drawings = dict[tuple[str, str], Drawing]
_Subsets = dict[Face, tuple[Subset, list[tuple[str, str]]]]


def _choose(used: Mapping[str, Iterable[str]], book: FontBook) -> tuple[_Drawings, _Subsets]:
    """Return how each wanted font and character is drawn, and the part of each face with its pairs of text and drawing.

    A face that turns out to be broken gives way to the next.
    """
    while True:
        drawn: _Drawings = {}
        pairs: dict[Face, set[tuple[str, str]]] = {}
        for font, wanted in used.items():
            for character in wanted:
                row = book.drawing(font, character, embedded=True)
                if row is None:
                    raise NoChineseFont(_NO_FONT)
                drawn[font, character] = row
                pairs.setdefault(row.face, set()).add((character, row.drawn))
        try:
            parts = {face: subset(face, {shape for _, shape in found}) for face, found in pairs.items()}
        except BrokenFont as broken:
            book.set_aside(broken.face)
        else:
            return drawn, {face: (parts[face], sorted(found)) for face, found in pairs.items()}
