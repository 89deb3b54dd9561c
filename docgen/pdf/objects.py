"""The objects that a PDF is made of, by pydyf, and how numbers and text are written in them."""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import Any

import pydyf  # pyright: ignore[reportMissingTypeStubs]

from docgen.lengths import POINTS_PER_MM

_LIBRARY: Any = pydyf
_LINES_OF_A_MAP = 100
_VERSION = b"1.7"
_LEVEL, _MEMORY = 4, 9


class PdfFile:
    """A PDF in the making."""

    def __init__(self) -> None:
        """Begin with no page."""
        self._pdf = _LIBRARY.PDF()

    def add(self, item: Any) -> bytes:
        """Add an object and return the reference to it."""
        self._pdf.add_object(item)
        return item.reference

    def add_page(self, **entries: object) -> None:
        """Add a page."""
        self._pdf.add_page(dictionary(Type="/Page", Parent=self._pdf.pages.reference, **entries))

    def page(self, number: int) -> bytes:
        """Return the reference to a page, counted from 1."""
        return self._pdf.page_references[number - 1]

    def tell_pages(self, **entries: object) -> None:
        """Say what holds for all pages."""
        self._pdf.pages.update(entries)

    def tell(self, **entries: object) -> None:
        """Say what holds for the whole file."""
        self._pdf.catalog.update(entries)

    def written(self, title: str) -> bytes:
        """Return the file's bytes."""
        self._pdf.info["Title"] = string(title)
        stream = BytesIO()
        self._pdf.write(stream, version=_VERSION, identifier=True)
        return stream.getvalue()


def dictionary(**entries: object) -> dict[str, Any]:
    """Return a dictionary."""
    return _LIBRARY.Dictionary(entries)


def array(items: Iterable[object]) -> list[Any]:
    """Return an array."""
    return _LIBRARY.Array(list(items))


def string(text: str) -> object:
    """Return text on one line as a string, half a pair as what stands for the unreadable."""
    return _LIBRARY.String(" ".join(_whole(text).split("\n")))


def number(value: float) -> str:
    """Return a number to three decimals, without needless ones."""
    text = f"{value:.3f}"
    return text.rstrip("0").rstrip(".") if text.strip("-0.") else "0"


def points(millimetres: float) -> float:
    """Return a length in points, which are the units of the page."""
    return millimetres * POINTS_PER_MM


def deflated(content: bytes, repeats: bool = True, **entries: object) -> object:
    """Return a compressed stream; entries are further ones of its dictionary.

    Content in which hardly anything repeats is compressed without looking for it, four times as fast.
    """
    strategy = zlib.Z_DEFAULT_STRATEGY if repeats else zlib.Z_HUFFMAN_ONLY
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, _MEMORY, strategy)
    return _LIBRARY.Stream([packer.compress(content) + packer.flush()], {"Filter": "/FlateDecode", **entries})


def widths(found: Mapping[int, float]) -> list[Any]:
    """Return the widths of glyphs by their numbers, a run of following numbers with one list."""
    runs: list[tuple[int, list[float]]] = []
    for glyph, width in sorted(found.items()):
        if runs and glyph == runs[-1][0] + len(runs[-1][1]):
            runs[-1][1].append(width)
        else:
            runs.append((glyph, [width]))
    return array(part for first, following in runs for part in (first, array(following)))


def to_unicode(texts: Mapping[str, str]) -> object:
    """Return the map from codes, in hexadecimal digits of one length, to their text."""
    length = len(next(iter(texts)))
    rows = [f"<{code}> <{utf16(text)}>" for code, text in sorted(texts.items())]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        f"1 begincodespacerange <{'0' * length}> <{'F' * length}> endcodespacerange",
        *_blocks(rows),
        "endcmap CMapName currentdict /CMap defineresource pop end end",
    ]
    return deflated("\n".join(lines).encode("ascii"))


def _blocks(rows: list[str]) -> Iterator[str]:
    for first in range(0, len(rows), _LINES_OF_A_MAP):
        block = rows[first : first + _LINES_OF_A_MAP]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


def utf16(text: str) -> str:
    """Return text in UTF-16 as hexadecimal digits."""
    return _whole(text).encode("utf-16-be").hex().upper()


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def rectangle(*corners: float) -> list[Any]:
    """Return a rectangle from its left lower to its right upper corner."""
    return array(number(corner) for corner in corners)
