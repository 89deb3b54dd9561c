"""The part of a font that a letter uses, made by HarfBuzz as PDF wants it."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from docgen.fonts.face import WEIGHT, Face, harfbuzz_library

_TRUETYPE_TABLES = frozenset(("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"))
_CFF_TABLES = frozenset(("CFF ", "CFF2", "head", "hhea", "hmtx", "maxp"))


class BrokenFont(Exception):
    """A font file whose outlines cannot be read."""

    def __init__(self, face: Face) -> None:
        """Name the face."""
        super().__init__(face.path)
        self.face = face


class Subset(NamedTuple):
    """A font program: a CFF table or a TrueType file, and the number in it of each glyph that was asked for."""

    program: bytes
    truetype: bool
    numbers: Mapping[int, int]


def subset(face: Face, characters: Collection[str]) -> Subset:
    """Return the part of a face with these characters' glyphs, numbered anew without gaps; raises BrokenFont."""
    library = harfbuzz_library()
    truetype = "glyf" in face.harfbuzz.table_tags
    wanted = library.SubsetInput()
    # The instructions stay: some old Chinese fonts put their strokes together by them.
    wanted.flags = (
        library.SubsetFlags.CFF_IDENTITY_CHARSET
        | library.SubsetFlags.DOWNGRADE_CFF2
        | library.SubsetFlags.NO_LAYOUT_CLOSURE
        | library.SubsetFlags.NO_BIDI_CLOSURE
    )
    # To ask by characters is twice as fast as by glyphs.
    wanted.unicode_set.update(ord(character) for character in characters)
    kept = _TRUETYPE_TABLES if truetype else _CFF_TABLES
    wanted.drop_table_tag_set.update(
        int.from_bytes(tag.encode("latin-1"), "big") for tag in face.harfbuzz.table_tags if tag not in kept
    )
    if face.weight is not None:
        wanted.pin_all_axes_to_default(face.harfbuzz)
        wanted.pin_axis_location(face.harfbuzz, WEIGHT, face.weight)
    try:
        plan = library.SubsetPlan(face.harfbuzz, wanted)
        made = plan.execute()
    except (library.HarfBuzzError, RuntimeError, MemoryError) as error:
        raise BrokenFont(face) from error
    program = bytes(made.blob.data) if truetype else bytes(made.reference_table("CFF ").data)
    numbers = dict(plan.old_to_new_glyph_mapping)
    if not program or any(face.glyph(character) not in numbers for character in characters):
        raise BrokenFont(face)
    return Subset(program, truetype, numbers)
