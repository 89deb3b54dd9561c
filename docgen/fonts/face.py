"""One face of a font file: which characters it has and how wide they are, read by HarfBuzz."""

from functools import cache, lru_cache
from struct import unpack_from
from typing import Any

from docgen.fonts.characters import has_ink

_FAMILY_NAMES = (1, 16)
_OUTLINES = frozenset(("glyf", "CFF ", "CFF2"))
WEIGHT = "wght"
_REGULAR_WEIGHT = 400
# Where OS/2 keeps fsType; its bits: use of the font in documents is restricted, not in part, only as pictures.
_FS_TYPE = 8
_USES, _RESTRICTED, _NOT_IN_PART, _PICTURES = 0xF, 0x2, 0x100, 0x200


class Face:
    """A face that can be drawn; harfbuzz is its object there, weight the one chosen of a variable font."""

    def __init__(self, path: str, index: int, harfbuzz: Any, font: Any, weight: float | None = None) -> None:
        """Take what open_face has read."""
        self.path, self.index, self.harfbuzz, self.weight = path, index, harfbuzz, weight
        self._font = font
        self._glyphs: dict[str, int] = {}

    def glyph(self, character: str) -> int:
        """Return the number of a character's glyph, 0 when there is none, or nothing in it to be seen."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            glyph = self._font.get_nominal_glyph(ord(character)) or 0
            if glyph and has_ink(character) and not self._draws(glyph):
                glyph = 0
            self._glyphs[character] = glyph
        return glyph

    def _draws(self, glyph: int) -> bool:
        # Some fonts fill their gaps with blanks; and of a broken file this is the part that is missing.
        extents = self._font.get_glyph_extents(glyph)
        return extents is not None and (extents.width != 0 or extents.height != 0)

    def has(self, character: str) -> bool:
        """Return whether the face has a character."""
        return self.glyph(character) != 0

    def advance(self, character: str) -> float:
        """Return the width of a character, in em; of one it lacks that of its sign for missing ones."""
        return self._font.get_glyph_h_advance(self.glyph(character)) / self.harfbuzz.upem

    @property
    def extents(self) -> tuple[float, float]:
        """How far the face says it reaches above and below the base line, in em; below is negative."""
        extents = self._font.get_font_extents("ltr")
        return extents.ascender / self.harfbuzz.upem, extents.descender / self.harfbuzz.upem

    @property
    def embeddable(self) -> bool:
        """Return whether its makers allow a part of it to be kept in a document (OS/2 fsType)."""
        table = self.table("OS/2")
        uses = int(unpack_from(">H", table, _FS_TYPE)[0]) if len(table) >= _FS_TYPE + 2 else 0
        return uses & _USES != _RESTRICTED and not uses & (_NOT_IN_PART | _PICTURES)

    def table(self, tag: str) -> bytes:
        """Return a table of the font, nothing when it has none."""
        if tag not in self.harfbuzz.table_tags:
            return b""
        return bytes(self.harfbuzz.reference_table(tag).data)

    def name(self, number: int) -> str:
        """Return an entry of the name table in English."""
        return self.harfbuzz.get_name(number, "en") or ""


@cache
def harfbuzz_library() -> Any:
    """Return HarfBuzz, which has no types to check, None on the rare machine it is not made for."""
    try:
        import uharfbuzz  # pyright: ignore[reportMissingTypeStubs]  (late: what draws no page needs none of it)
    except ImportError:
        return None
    return uharfbuzz


@lru_cache(maxsize=64)
def open_face(path: str, index: int) -> Face | None:
    """Return a face of a file, None for what is no font, is broken or has no outlines."""
    library = harfbuzz_library()
    if library is None:
        return None
    try:
        face = library.Face(library.Blob.from_file_path(path), index)
        if not face.glyph_count or _OUTLINES.isdisjoint(face.table_tags) or not len(face.unicodes):
            return None
        font = library.Font(face)
        axis = next((axis for axis in face.axis_infos if axis.tag == WEIGHT), None)
        weight = min(max(_REGULAR_WEIGHT, axis.min_value), axis.max_value) if axis else None
        if weight is not None:
            font.set_variations({WEIGHT: weight})
    except (library.HarfBuzzError, OSError, ValueError, UnicodeError, MemoryError):
        return None
    return Face(path, index, face, font, weight)


def find_in_file(path: str, family: str, place: int) -> Face | None:
    """Return the face of a family in a file, by its name in any language, else the one at a place of the collection."""
    first = open_face(path, 0)
    if first is None or first.harfbuzz.count <= 1:
        return first
    for index in range(first.harfbuzz.count):
        face = open_face(path, index)
        if face and family.casefold() in _families(face):
            return face
    return open_face(path, place) or first


def _families(face: Face) -> set[str]:
    names = [entry for entry in face.harfbuzz.list_names() if entry.name_id in _FAMILY_NAMES]
    return {(face.harfbuzz.get_name(entry.name_id, entry.language) or "").casefold() for entry in names}
