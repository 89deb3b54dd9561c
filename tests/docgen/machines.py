"""Machines with certain fonts, and the font files of the test machine."""

from pathlib import Path

from docgen.fonts.face import Face
from docgen.fonts.installed import FontFile, InstalledFonts
from tests.fonts import SYSTEM_FONTS

FANG = "仿宋_GB2312"
NOTO = "NotoSerifCJK-Regular.ttc"
LATIN = "LiberationSerif-Regular.ttf"


class Machine(InstalledFonts):
    """A machine with these fonts."""

    def __init__(self, *files: FontFile) -> None:
        self.files = files


def only(path: Path, *names: str, place: int | None = 0) -> FontFile:
    """Return a face of a file under these names."""
    return FontFile(str(path), place, names)


def system_font(name: str) -> Path:
    """Return a font file of the test machine."""
    return next(SYSTEM_FONTS.rglob(name))


def file_of(face: Face | None) -> str:
    """Return the name of a face's file, nothing for no face."""
    return Path(face.path).name if face else ""


def table_place(content: bytes | bytearray, tag: bytes) -> int:
    """Return where a table of a font file begins."""
    entry = next(at for at in range(12, 12 + 16 * content[5], 16) if content[at : at + 4] == tag)
    return int.from_bytes(content[entry + 8 : entry + 12], "big")


def with_bytes(path: Path, tag: bytes, at: int, value: bytes) -> Path:
    """Write other bytes into a table of a font file."""
    content = bytearray(path.read_bytes())
    place = table_place(content, tag) + at
    content[place : place + len(value)] = value
    path.write_bytes(content)
    return path


def with_fs_type(path: Path, value: int) -> Path:
    """Write another permission into a font file's OS/2 table."""
    return with_bytes(path, b"OS/2", 8, value.to_bytes(2, "big"))
