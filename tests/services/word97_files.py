"""Documents of Word 97 taken apart and put together again, to make some that no program writes."""

import struct
from collections.abc import Mapping

from tests.services.word97_places import stream_of

_SECTOR, _ENTRY, _FATS_IN_HEAD = 512, 128, 109
_END, _FREE, _FAT, _NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_STREAM, _ROOT = 2, 5
# Shorter streams are kept elsewhere.
_SHORTEST = 4096
PIECES, SECTIONS = 0x1A2, 0xCA


def container(streams: Mapping[str, bytes]) -> bytes:
    """Return a file that holds streams, each of at least 4,096 bytes."""
    sectors, fat, entries = list[bytes](), list[int](), list[bytes]()
    for number, (name, data) in enumerate(streams.items()):
        data = data.ljust(_SHORTEST, b"\0")
        right = number + 2 if number + 1 < len(streams) else _NONE
        entries.append(_entry(name, _STREAM, right, _NONE, _added(sectors, fat, data), len(data)))
    entries.insert(0, _entry("Root Entry", _ROOT, _NONE, 1, _END, 0))
    directory = _added(sectors, fat, b"".join(entries))
    count = 1
    while (len(sectors) + count) * 4 > count * _SECTOR:
        count += 1
    if count > _FATS_IN_HEAD:
        raise ValueError
    fats = range(len(sectors), len(sectors) + count)
    fat += [_FAT] * count
    fat += [_FREE] * (count * _SECTOR // 4 - len(fat))
    head = struct.pack(
        "<8s16xHHHHH6xIII4xIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, count, directory,
        _SHORTEST, _END, 0, _END, 0,
    )  # fmt: skip
    head += struct.pack(f"<{_FATS_IN_HEAD}I", *fats, *[_FREE] * (_FATS_IN_HEAD - count))
    return head + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _added(sectors: list[bytes], fat: list[int], data: bytes) -> int:
    first = len(sectors)
    parts = [data[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(data), _SECTOR)]
    sectors += parts
    fat += [*range(first + 1, first + len(parts)), _END]
    return first


def _entry(name: str, kind: int, right: int, child: int, start: int, length: int) -> bytes:
    words = (name + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16xI16xIII", words, len(words), kind, 1, _NONE, right, child, 0, start, length, 0
    )  # fmt: skip


def with_pieces(data: bytes, count: int) -> bytes:
    """Return a document whose text is so many times its own, each time the same place in the file."""
    text, table = stream_of(data, "WordDocument"), stream_of(data, "1Table")
    start, _ = struct.unpack_from("<II", text, PIECES)
    length = int(struct.unpack_from("<I", table, start + 1)[0])
    known = table[start + 5 : start + 5 + length]
    characters, piece = int(struct.unpack_from("<I", known, 4)[0]), known[-8:]
    places = struct.pack(f"<{count + 1}I", *range(0, characters * count + 1, characters))
    pieces = b"\x02" + struct.pack("<I", 12 * count + 4) + places + piece * count
    head, table = bytearray(text), bytearray(table)
    struct.pack_into("<I", table, int(struct.unpack_from("<I", text, SECTIONS)[0]) + 4, characters * count)
    struct.pack_into("<II", head, PIECES, len(table), len(pieces))
    # How many characters the text has: ccpText.
    struct.pack_into("<I", head, 0x4C, characters * count)
    return container({"WordDocument": bytes(head), "1Table": bytes(table) + pieces})
