"""Characters that no font of the machine has: a box is seen, the text is right all the same."""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from docgen.fonts.characters import has_ink
from docgen.pdf.objects import PdfFile, array, dictionary, number, rectangle, stream, to_unicode

_EM = 1000
_CODES = 255
_LOWEST, _HEIGHT, _SIDE, _LINE = -80, 880, 70, 40
_NARROWEST = 300

Key = tuple[str, str]
Row = tuple[str, str, float]


def embed_stand_ins(pdf: PdfFile, table: dict[str, Any], lost: Mapping[Key, float]) -> dict[Key, Row]:
    """Add fonts for characters, by wanted font and character, with their widths in em; return font, code and width."""
    rows: dict[Key, Row] = {}
    rest = iter(sorted(lost.items()))
    while block := list(islice(rest, _CODES)):
        resource = f"B{len(table) + 1}"
        found = [(key, width * _EM) for key, width in block]
        table[resource] = _font(pdf, found)
        for code, (key, width) in enumerate(found, 1):
            rows[key] = (resource, f"{code:02X}", width)
    return rows


def _font(pdf: PdfFile, found: list[tuple[Key, float]]) -> bytes:
    drawn: dict[str, bytes] = {}
    names: list[str] = []
    for (_, character), width in found:
        name = f"{'box' if has_ink(character) else 'blank'}{width:.0f}"
        names.append(f"/{name}")
        if name not in drawn:
            drawn[name] = pdf.add(stream(_drawing(width, has_ink(character))))
    texts = to_unicode({f"{code:02X}": key[1] for code, (key, _) in enumerate(found, 1)})
    font = dictionary(
        Type="/Font",
        Subtype="/Type3",
        FontBBox=rectangle(0, _LOWEST, _EM, _LOWEST + _HEIGHT),
        FontMatrix=array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=dictionary(**drawn),
        Encoding=dictionary(Type="/Encoding", Differences=array([1, *names])),
        FirstChar=1,
        LastChar=len(found),
        Widths=array([number(width) for _, width in found]),
        Resources=dictionary(),
        ToUnicode=pdf.add(texts),
    )
    return pdf.add(font)


def _drawing(width: float, seen: bool) -> str:
    """Return the drawing of a box in the colour of the text around it, or of nothing."""
    box = max(width, _NARROWEST) - 2 * _SIDE
    ink = f" {_LINE} w {_SIDE} {_LOWEST} {number(box)} {_HEIGHT} re S" if seen else ""
    return f"{number(width)} 0 d0{ink}"
