"""A part of a font in a PDF: its program, its widths, and the text that each of its codes stands for."""

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from struct import unpack_from
from typing import Any

from docgen.fonts.face import Face
from docgen.pdf.objects import PdfFile, deflated, dictionary, rectangle, string, to_unicode, widths
from docgen.pdf.subset import Subset

Row = tuple[str, str, float]
_EM = 1000
_SYMBOLIC = 4
_STEM = 80
_POSTSCRIPT_NAME = 6
# Where the tables keep the box around all glyphs and the height of capitals, which OS/2 has from version 2 on.
_HEAD_BOX, _CAP_HEIGHT, _CAP_VERSION = 36, 88, 2
_LETTERS = 26


def embed(
    pdf: PdfFile, table: dict[str, Any], face: Face, part: Subset, pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], Row]:
    """Add a part of a face to a file and its names to the page's table of fonts.

    Pairs are characters and what is drawn for them; return the font, code and width of each. Characters that share a
    glyph get the same code in different fonts, which are one font but for the text that their codes stand for: so each
    comes back as what it is.
    """
    rows: dict[tuple[str, str], Row] = {}
    texts: list[dict[str, str]] = []
    taken: Counter[str] = Counter()
    found: dict[int, float] = {}
    resource = f"F{len(table) + 1}"
    for character, drawn in pairs:
        glyph = part.numbers[face.glyph(drawn)]
        code = f"{glyph:04X}"
        layer = taken[code]
        taken[code] += 1
        if layer == len(texts):
            texts.append({})
        texts[layer][code] = character
        width = found[glyph] = round(face.advance(drawn) * _EM, 2)
        rows[character, drawn] = (_name(resource, layer), code, width)
    name = _base_name(face, part)
    descendant = pdf.add(_descendant(pdf, face, part, name, found))
    for layer, codes in enumerate(texts):
        font = dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=f"/{name}" if part.truetype else f"/{name}-Identity-H",
            Encoding="/Identity-H",
            DescendantFonts=b"[" + descendant + b"]",
            ToUnicode=pdf.add(to_unicode(codes)),
        )
        table[_name(resource, layer)] = pdf.add(font)
    return rows


def _name(resource: str, layer: int) -> str:
    return f"{resource}.{layer}" if layer else resource


def _descendant(pdf: PdfFile, face: Face, part: Subset, name: str, found: dict[int, float]) -> dict[str, Any]:
    usual = max(sorted(set(found.values())), key=list(found.values()).count)
    font = dictionary(
        Type="/Font",
        Subtype="/CIDFontType2" if part.truetype else "/CIDFontType0",
        BaseFont=f"/{name}",
        CIDSystemInfo=dictionary(Registry=string("Adobe"), Ordering=string("Identity"), Supplement=0),
        FontDescriptor=pdf.add(_descriptor(pdf, face, part, name)),
        DW=usual,
        W=widths({glyph: width for glyph, width in found.items() if width != usual}),
    )
    if part.truetype:
        font["CIDToGIDMap"] = "/Identity"
    return font


def _descriptor(pdf: PdfFile, face: Face, part: Subset, name: str) -> dict[str, Any]:
    scale = _EM / face.harfbuzz.upem
    head, os2 = face.table("head"), face.table("OS/2")
    box = unpack_from(">4h", head, _HEAD_BOX) if len(head) >= _HEAD_BOX + 8 else (0, 0, 0, 0)
    above, below = (reach * _EM for reach in face.extents)
    capital = above
    if len(os2) >= _CAP_HEIGHT + 2 and unpack_from(">H", os2)[0] >= _CAP_VERSION:
        capital = unpack_from(">h", os2, _CAP_HEIGHT)[0] * scale
    descriptor = dictionary(
        Type="/FontDescriptor",
        FontName=f"/{name}",
        Flags=_SYMBOLIC,
        FontBBox=rectangle(*(corner * scale for corner in box)),
        ItalicAngle=0,
        Ascent=round(above),
        Descent=round(below),
        CapHeight=round(capital),
        StemV=_STEM,
    )
    if part.truetype:
        descriptor["FontFile2"] = pdf.add(deflated(part.program, Length1=len(part.program)))
    else:
        descriptor["FontFile3"] = pdf.add(deflated(part.program, repeats=False, Subtype="/CIDFontType0C"))
    return descriptor


def _base_name(face: Face, part: Subset) -> str:
    """Return the font's PostScript name behind six letters that differ from part to part, as PDF wants it."""
    value = zlib.crc32(part.program)
    letters: list[str] = []
    for _ in range(6):
        value, letter = divmod(value, _LETTERS)
        letters.append(chr(ord("A") + letter))
    return f"{''.join(letters)}+{re.sub('[^A-Za-z0-9._-]', '', face.name(_POSTSCRIPT_NAME)) or 'Font'}"
