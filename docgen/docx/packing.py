"""The zip of a docx put together from entries packed before and new ones, without reading any of it again.

zipfile would read and write the whole directory anew for each letter, a quarter of the time that a letter takes.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

_VERSION, _DEFLATED = 20, 8
# The first day that a zip can name, so that equal text gives equal bytes: 1 January 1980, midnight.
_DAY, _TIME = 1 << 5 | 1, 0
_LOCAL, _CENTRAL, _END = (
    struct.Struct("<4sHHHHHIIIHH"),
    struct.Struct("<4sHHHHHHIIIHHHHHII"),
    struct.Struct("<4sHHHHIIH"),
)


class Packed(NamedTuple):
    """Entries of a zip: their bytes, their rows of the directory, and their number."""

    entries: bytes = b""
    directory: bytes = b""
    number: int = 0

    def added(self, parts: Iterable[tuple[str, str | bytes]], *, small: bool = False) -> "Packed":
        """Return the same with more parts behind: names of ASCII letters, and texts or their bytes.

        What is packed once for many letters may take the time to be as small as can be.
        """
        level = zlib.Z_BEST_COMPRESSION if small else zlib.Z_DEFAULT_COMPRESSION
        entries, directory, number = [self.entries], [self.directory], self.number
        place = len(self.entries)
        for name, text in parts:
            data, label = text.encode() if isinstance(text, str) else text, name.encode("ascii")
            packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
            packed = packer.compress(data) + packer.flush()
            sizes = (zlib.crc32(data), len(packed), len(data), len(label), 0)
            entry = _LOCAL.pack(b"PK\x03\x04", _VERSION, 0, _DEFLATED, _TIME, _DAY, *sizes) + label + packed
            row = _CENTRAL.pack(b"PK\x01\x02", _VERSION, _VERSION, 0, _DEFLATED, _TIME, _DAY, *sizes, 0, 0, 0, 0, place)
            entries.append(entry)
            directory.append(row + label)
            place += len(entry)
            number += 1
        return Packed(b"".join(entries), b"".join(directory), number)

    def whole(self) -> bytes:
        """Return the zip."""
        end = _END.pack(b"PK\x05\x06", 0, 0, self.number, self.number, len(self.directory), len(self.entries), 0)
        return self.entries + self.directory + end
