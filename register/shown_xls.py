"""What an xls shows beside its values: the zeros of its number formats, read from the records of BIFF 5 and 8."""

import struct
from collections.abc import Iterator, Sequence

from register.number_forms import NumberForm, ShownValues, number_form

_HEADER, _ENTRY = 512, 128
_LAST_SECTOR = 0xFFFFFFF0
_STREAMS = ("Workbook", "Book")
_EOF, _FORMAT, _XF, _SHEET = 0x000A, 0x041E, 0x00E0, 0x0085
_NUMBER, _RK, _MULTIPLE_RK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_OLE = b"\xd0\xcf\x11\xe0"
_PASSWORD = 0x002F
_BIFF8 = 0x0600
_ZEROS = (b"00", b"0\x000\x00", b'0"', b'0\x00"\x00')
_RK_STEP, _RK_FIRST = 6, 4


def shown_in_xls(data: bytes) -> dict[str, ShownValues]:
    """Return what the sheets show that their values do not say, by the names of the sheets."""
    stream = _workbook(data)
    if not any(zeros in stream for zeros in _ZEROS):
        return {}
    wide = struct.unpack_from("<H", stream, 4)[0] == _BIFF8
    forms: dict[int, NumberForm] = {}
    styles: list[int] = []
    sheets: list[tuple[str, int]] = []
    for kind, body in _records(stream, 0):
        if kind == _FORMAT:
            identifier = struct.unpack_from("<H", body)[0]
            if form := number_form(_text(body[2:], wide, size=2 if wide else 1)):
                forms[identifier] = form
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _SHEET:
            sheets.append((_text(body[6:], wide, size=1), struct.unpack_from("<I", body)[0]))
    wanted = {place: forms[style] for place, style in enumerate(styles) if style in forms}
    if not wanted:
        return {}
    return {name: ShownValues(dict(_cells(stream, place, wanted)), []) for name, place in sheets}


def is_locked(data: bytes) -> bool:
    """Return whether a file is an encrypted xls, which its second record says in plain."""
    if not data.startswith(_OLE):
        return False
    try:
        return any(kind == _PASSWORD for kind, _body in _records(_workbook(data), 0))
    except (struct.error, ValueError, IndexError):
        return False


def _cells(stream: bytes, place: int, forms: dict[int, NumberForm]) -> Iterator[tuple[tuple[int, int], str]]:
    for kind, body in _records(stream, place):
        if kind not in (_NUMBER, _RK, _MULTIPLE_RK, _FORMULA):
            continue
        line, column = struct.unpack_from("<HH", body)
        if kind == _MULTIPLE_RK:
            values = [
                (struct.unpack_from("<H", body, at)[0], _rk(body, at + 2))
                for at in range(_RK_FIRST, len(body) - _RK_STEP + 1, _RK_STEP)
            ]
        else:
            style = struct.unpack_from("<H", body, 4)[0]
            values = [(style, _rk(body, 6) if kind == _RK else struct.unpack_from("<d", body, 6)[0])]
        for step, (style, value) in enumerate(values):
            if style in forms and value.is_integer() and (shown := forms[style].shown(str(int(value)))):
                yield (line + 1, column + step), shown


def _rk(body: bytes, at: int) -> float:
    """Return a number in four bytes: a whole number or the upper half of one, perhaps by a hundred too large."""
    packed = struct.unpack_from("<I", body, at)[0]
    if packed & 2:
        value = float(struct.unpack_from("<i", body, at)[0] >> 2)
    else:
        value = struct.unpack("<d", struct.pack("<II", 0, packed & 0xFFFFFFFC))[0]
    return value / 100 if packed & 1 else value


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records from one BOF to its EOF."""
    while place + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _EOF:
            return
        yield kind, stream[place + 4 : place + 4 + size]
        place += 4 + size


def _text(body: bytes, wide: bool, *, size: int) -> str:
    length = int.from_bytes(body[:size], "little")
    if not wide:
        return body[size : size + length].decode("gbk", "replace")
    start = size + 1
    if body[size] & 1:
        return body[start : start + 2 * length].decode("utf-16-le", "replace")
    return body[start : start + length].decode("latin-1")


def _workbook(data: bytes) -> bytes:
    """Return the stream of an OLE file that holds the workbook; small ones lie in a stream of small sectors."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    folder, smallest, first_small = struct.unpack_from("<I4xII", data, 48)
    fats = [sector for sector in struct.unpack_from("<109I", data, 76) if sector < _LAST_SECTOR]
    first_more, _more = struct.unpack_from("<II", data, 68)
    size = 1 << shift
    seen: set[int] = set()
    while first_more < _LAST_SECTOR and first_more not in seen:
        seen.add(first_more)
        further = struct.unpack_from(f"<{size // 4}I", data, _HEADER + first_more * size)
        fats += [sector for sector in further[:-1] if sector < _LAST_SECTOR]
        first_more = further[-1]
    chains: list[int] = []
    for sector in fats:
        chains += struct.unpack_from(f"<{size // 4}I", data, _HEADER + sector * size)
    entries = _chain(data, folder, chains, size, _HEADER)
    streams = {_entry_name(entries, at): at for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)}
    at = next((streams[name] for name in _STREAMS if name in streams), None)
    if at is None:
        return b""
    start, length = struct.unpack_from("<II", entries, at + 116)
    if length >= smallest:
        return _chain(data, start, chains, size, _HEADER)[:length]
    root = struct.unpack_from("<I", entries, 116)[0]
    table = _chain(data, first_small, chains, size, _HEADER)
    small = struct.unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    return _chain(_chain(data, root, chains, size, _HEADER), start, small, 1 << small_shift, 0)[:length]


def _chain(data: bytes, sector: int, chains: Sequence[int], size: int, offset: int) -> bytes:
    parts: list[bytes] = []
    while sector < len(chains) and len(parts) <= len(chains):
        parts.append(data[offset + sector * size : offset + (sector + 1) * size])
        sector = chains[sector]
    return b"".join(parts)


def _entry_name(entries: bytes, at: int) -> str:
    length = struct.unpack_from("<H", entries, at + 64)[0]
    return entries[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
