"""Where in a document of Word 97 what matters stands: heads of the container and of the text, tables, characters."""

import struct
from collections.abc import Iterator, Mapping, Sequence

_HEAD, _ENTRY, _LAST = 512, 128, 0xFFFFFFFA
_FIRST_FAT, _FATS_IN_HEAD = 76, 109
# Places in the head of the text (FIB) of where in the table stream a table is, and how long.
_FIB_LENGTH = 0x382
_TABLES = {"pieces": 0x1A2, "runs": 0xFA, "paragraphs": 0x102, "styles": 0xA2, "lists": 0x2E2, "sections": 0xCA}
_PAGE = 512


def places(data: bytes) -> Mapping[str, Sequence[int]]:
    """Return the bytes of a file by what they are of."""
    fat = _fat(data)
    directory = _chain(data, fat, _number(data, 48))
    text, table = _stream(data, fat, directory, "WordDocument"), _stream(data, fat, directory, "1Table")
    made = {
        "container": range(_HEAD),
        "sectors": [at for start in _fat_sectors(data) for at in range(start, start + _sector(data))],
        "directory": directory,
        "head of the text": text[:_FIB_LENGTH],
        "text and formats": text[_FIB_LENGTH:],
    }
    for name, at in _TABLES.items():
        start, length = (_number(bytes(data[place] for place in text[at + n : at + n + 4]), 0) for n in (0, 4))
        made[name] = table[start : start + length]
    for name in ("runs", "paragraphs"):
        made[f"pages of {name}"] = [place for page in _pages(data, made[name]) for place in text[page : page + _PAGE]]
    return {name: found for name, found in made.items() if found}


def _pages(data: bytes, table: Sequence[int]) -> list[int]:
    """Return where in the text's stream the pages of formats begin that a table names behind its places in the text."""
    numbers = [_number(bytes(data[place] for place in table[at : at + 4]), 0) for at in range(0, len(table), 4)]
    return [_PAGE * number for number in numbers[len(numbers) // 2 + 1 :]]


def stream_of(data: bytes, name: str) -> bytes:
    """Return a stream of a file by its name."""
    fat = _fat(data)
    return bytes(data[place] for place in _stream(data, fat, _chain(data, fat, _number(data, 48)), name))


def _number(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _sector(data: bytes) -> int:
    return 1 << int(struct.unpack_from("<H", data, 30)[0])


def _fat_sectors(data: bytes) -> Iterator[int]:
    for number in range(_FATS_IN_HEAD):
        sector = _number(data, _FIRST_FAT + 4 * number)
        if sector < _LAST:
            yield _HEAD + sector * _sector(data)


def _fat(data: bytes) -> list[int]:
    size = _sector(data)
    return [_number(data, at) for start in _fat_sectors(data) for at in range(start, start + size, 4)]


def _chain(data: bytes, fat: Sequence[int], sector: int) -> list[int]:
    """Return the places of the bytes of a chain of sectors."""
    size, made = _sector(data), list[int]()
    while sector < _LAST:
        made += range(_HEAD + sector * size, _HEAD + (sector + 1) * size)
        sector = fat[sector]
    return made


def _stream(data: bytes, fat: Sequence[int], directory: Sequence[int], name: str) -> list[int]:
    for at in range(0, len(directory), _ENTRY):
        entry = bytes(data[place] for place in directory[at : at + _ENTRY])
        length = int(struct.unpack_from("<H", entry, 64)[0])
        if entry[: max(0, length - 2)].decode("utf-16-le", "ignore") == name:
            return _chain(data, fat, _number(entry, 116))[: _number(entry, 120)]
    raise LookupError(name)
