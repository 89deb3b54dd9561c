"""Which fonts this machine has and where their files are, asked of the system without Qt."""

import os
import re
import sys
from functools import cached_property
from typing import Any, NamedTuple

_FORMAT = r"%{file}\t%{index}\t%{slant}\t%{width}\t%{weight}\t%{family}\n"
_LIST = ("fc-list", "--format", _FORMAT)
_REGISTRY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
# What fontconfig calls an upright regular face of usual width.
_REGULAR = (0, 100, 80)
# The upper half of fontconfig's index tells an instance of a variable font; of these the whole font alone is taken.
_WHOLE_FONTS = (0, 0x8000)


class FontFile(NamedTuple):
    """A face in a file, under its families' names in every language.

    place is its number in a collection, None where the system does not tell; rank grows with the distance from an
    upright regular face.
    """

    path: str
    place: int | None
    families: tuple[str, ...]
    rank: tuple[float, ...] = ()


class InstalledFonts:
    """The fonts of this machine, asked for when this is made and waited for only when they are looked at."""

    def __init__(self) -> None:
        """Ask the system; on Linux its own list runs beside us."""
        self._listing = None if sys.platform == "win32" else _start()

    def __enter__(self) -> "InstalledFonts":
        """Use the list."""
        return self

    def __exit__(self, *_reason: object) -> None:
        """Wait for the list that nobody looked at, so that nothing of it is left behind."""
        _ = self.files

    @cached_property
    def files(self) -> tuple[FontFile, ...]:
        """All faces, regular ones first; none when the system does not tell."""
        if sys.platform == "win32":
            found = _registered()
        elif self._listing is None:
            return ()
        else:
            process, output = self._listing
            with open(output, "rb") as stream:
                text = stream.read().decode("utf-8", "surrogateescape")
            os.waitpid(process, 0)
            found = [file for line in text.split("\n") if (file := _listed(line))]
        return tuple(sorted(found, key=lambda file: (file.rank, file.path, file.place or 0)))

    def families(self) -> frozenset[str]:
        """Return the names of all families, in every language they have; nothing when the system does not tell."""
        return frozenset(name for file in self.files for name in file.families)


def _start() -> tuple[int, int] | None:
    """Start the system's list and return its process and what it writes to; None when there is none.

    The module subprocess would do it too; to import it takes as long as to make the letter.
    """
    reading, writing = os.pipe()
    actions = ((os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
    try:
        process = os.posix_spawnp(_LIST[0], _LIST, os.environ, file_actions=actions)
    except OSError:
        os.close(reading)
        return None
    finally:
        os.close(writing)
    return process, reading


def _listed(line: str) -> FontFile | None:
    """Return the face that a line of the system's list tells of, None for a line that tells of none we can use."""
    path, _, rest = line.partition("\t")
    index, *style, families = rest.split("\t") if rest.count("\t") == len(_REGULAR) + 1 else ("", "")
    if not index.isdecimal() or int(index) >> 16 not in _WHOLE_FONTS:
        return None
    names = tuple(name.strip() for name in families.split(",") if name.strip())
    rank = tuple(abs(_number(value) - usual) for value, usual in zip(style, _REGULAR, strict=True))
    return FontFile(path, int(index) & 0xFFFF, names, rank)


def _number(value: str) -> float:
    """Return a number, a large one for a range or nothing."""
    try:
        return float(value)
    except ValueError:
        return 1000.0


def _registered() -> list[FontFile]:
    """Return the fonts in the registry of Windows, those of all users and the user's own."""
    import winreg

    registry: Any = winreg
    folder = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "Fonts")
    found: list[FontFile] = []
    for root in (registry.HKEY_LOCAL_MACHINE, registry.HKEY_CURRENT_USER):
        try:
            with registry.OpenKey(root, _REGISTRY) as key:
                entries = [registry.EnumValue(key, place)[:2] for place in range(registry.QueryInfoKey(key)[1])]
        except OSError:
            continue
        # An entry reads SimSun & NSimSun (TrueType), its value simsun.ttc, or a whole path for a font of one user.
        for entry, file in entries:
            names = re.sub(r"\s*\([^()]*\)$", "", entry).split("&")
            path = os.path.join(folder, file) if isinstance(file, str) else ""
            found.append(FontFile(path, None, tuple(name.strip() for name in names)))
    return found
