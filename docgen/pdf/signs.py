"""How each character of a letter is shown: by which font of the file, which code, how wide."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from docgen.fonts.book import FontBook
from docgen.fonts.face import Face
from docgen.pages.values import Pages
from docgen.pdf.embedded import embed
from docgen.pdf.objects import PdfFile, dictionary
from docgen.pdf.stand_ins import embed_stand_ins
from docgen.pdf.subset import BrokenFont, Subset, subset
from docgen.rare import is_chinese
from docgen.refusal import NoChineseFont
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

    Raises NoChineseFont when all its Chinese would be boxes.
    """
    faces, subsets = _choose(_used(pages), book)
    chinese = [face for (_, character), face in faces.items() if is_chinese(character)]
    if chinese and not any(chinese):
        raise NoChineseFont(_NO_FONT)
    table = dictionary()
    by_face = {
        face: {character: Sign(*row) for character, row in embed(pdf, table, face, *subsets[face]).items()}
        for face in subsets
    }
    lost = {key: book.advance(*key) for key, face in faces.items() if face is None}
    stand_ins = embed_stand_ins(pdf, table, lost)
    signs: dict[str, dict[str, Sign]] = {}
    for (font, character), face in faces.items():
        sign = by_face[face][character] if face else Sign(*stand_ins[font, character])
        signs.setdefault(font, {})[character] = sign
    return signs, table


def _used(pages: Pages) -> dict[str, list[str]]:
    """Return the characters that are set in each wanted font."""
    found: dict[str, set[str]] = {}
    for page in pages.pages:
        for line in page.lines:
            for span in line.spans:
                found.setdefault(span.font, set()).update(span.text)
    return {font: sorted(characters) for font, characters in found.items()}


_Faces = dict[tuple[str, str], Face | None]
_Subsets = dict[Face, tuple[Subset, list[str]]]


def _choose(used: Mapping[str, Iterable[str]], book: FontBook) -> tuple[_Faces, _Subsets]:
    """Return the face for each wanted font and character, and of each face the part with its characters.

    A face that turns out to be broken gives way to the next.
    """
    while True:
        faces: _Faces = {}
        characters: dict[Face, set[str]] = {}
        for font, wanted in used.items():
            for character in wanted:
                face = faces[font, character] = book.face(font, character, embedded=True)
                if face:
                    characters.setdefault(face, set()).add(character)
        try:
            return faces, {face: (subset(face, found), sorted(found)) for face, found in characters.items()}
        except BrokenFont as broken:
            book.set_aside(broken.face)
