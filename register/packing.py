"""A copy of the register packed small: compressed, and of what an earlier copy has already only what has changed since.

A packed file is its kind, its head as JSON with a digest, which chunks of the copy it holds with the digest of each,
and these chunks, many compressed together. A copy that is packed whole holds all of them; one that rests on another
holds those that differ, and is put together from both. The head's digest is of the digests of all chunks of the copy.
"""

import hashlib
import os
import zlib
from array import array
from collections.abc import Generator, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

_KIND = b"Fuhan register backup 1\n"
CHUNK = 4096  # as a page of the database, so that a change is no more than it has to be
_TOGETHER = 64  # chunks compressed at once: words repeat across pages, and memory stays small
_LEVEL = 1  # twice as fast as the usual one, for a sixth more bytes
_DIGEST, _COUNT = 16, 4
_LARGEST_HEAD = 100_000


class PackDamaged(Exception):
    """A packed file, or the one that it rests on, is not what was written."""


class Head(msgspec.Struct, frozen=True):
    """What a packed file says of itself: its ordinal, the size of the copy, the file it rests on, how much it holds.

    change tells the last change in the copy, chain the head of its history's chain.
    """

    ordinal: int
    size: int
    base: str
    stored: int
    digest: str
    change: tuple[int, str] | None
    chain: str = ""

    @property
    def chunks(self) -> int:
        """Return of how many chunks the copy is."""
        return -(-self.size // CHUNK)


class Known(msgspec.Struct, frozen=True):
    """What a copy may rest on: a file that is packed whole, and the digests of its chunks."""

    name: str
    ordinal: int
    digests: bytes


def read_head(path: Path) -> Head:
    """Return the head of a packed file; raises PackDamaged and OSError."""
    with path.open("rb") as file:
        return _read_head(file)


def known_chunks(path: Path) -> Known:
    """Return what may rest on a file that is packed whole; raises PackDamaged and OSError."""
    with path.open("rb") as file:
        head = _read_head(file)
        if head.base:
            raise PackDamaged(path.name)
        _, digests = _read_table(file, head)
    if _digest(digests).hex() != head.digest:
        raise PackDamaged(path.name)
    return Known(path.name, head.ordinal, digests)


def pack(
    source: Path, target: Path, ordinal: int, change: tuple[int, str] | None, chain: str,
    known: Known | None, largest_part: float,
) -> Head:  # fmt: skip
    """Pack a copy into a file that is on the disk when this returns, verified, and return its head.

    It rests on what is known unless more than the largest part of it differs. Raises PackDamaged and OSError.
    """
    digests = b"".join(_digest(chunk) for chunk in _chunks_of(source))
    count = len(digests) // _DIGEST
    held = _differing(digests, known.digests) if known else array("I", range(count))
    if known and len(held) > count * largest_part:
        known, held = None, array("I", range(count))
    base = known.name if known else ""
    head = Head(ordinal, source.stat().st_size, base, len(held), _digest(digests).hex(), change, chain)
    with target.open("xb") as file:
        target.chmod(0o600)
        written = msgspec.json.encode(head)
        file.write(_KIND + len(written).to_bytes(_COUNT, "big") + written + _digest(written))
        if base:
            file.write(_spelled(held))
        file.write(b"".join(_at(digests, place) for place in held))
        for group in _grouped(_some_of(source, held)):
            packed = zlib.compress(b"".join(group), _LEVEL)
            file.write(len(packed).to_bytes(_COUNT, "big") + packed)
        file.flush()
        os.fsync(file.fileno())
    verify(target)
    return head


def verify(path: Path) -> None:
    """Read a packed file whole; raises PackDamaged unless each chunk is what was written, and OSError."""
    with path.open("rb") as file:
        for _place, _chunk in _stored(file, _read_head(file)):
            pass


def unpack(path: Path, target: Path) -> Head:
    """Write the copy that is packed in a file, with what it rests on beside it; raises PackDamaged and OSError."""
    head = read_head(path)
    digests = bytearray(_DIGEST * head.chunks)
    with target.open("xb") as copy:
        target.chmod(0o600)
        for part in (path.with_name(head.base), path) if head.base else (path,):
            with part.open("rb") as file:
                for place, chunk in _stored(file, _read_head(file)):
                    if place < head.chunks:
                        copy.seek(place * CHUNK)
                        copy.write(chunk)
                        digests[place * _DIGEST : (place + 1) * _DIGEST] = _digest(chunk)
        copy.truncate(head.size)
    if _digest(digests).hex() != head.digest:
        raise PackDamaged(path.name)
    return head


def _read_head(file: BinaryIO) -> Head:
    if file.read(len(_KIND)) != _KIND:
        raise PackDamaged(file.name)
    size = int.from_bytes(file.read(_COUNT), "big")
    written = file.read(size) if size <= _LARGEST_HEAD else b""
    if _digest(written) != file.read(_DIGEST):
        raise PackDamaged(file.name)
    try:
        head = msgspec.json.decode(written, type=Head)
    except msgspec.DecodeError as error:  # of a later program
        raise PackDamaged(file.name) from error
    if Path(head.base).name != head.base or head.stored > head.chunks or not (head.base or head.stored == head.chunks):
        raise PackDamaged(file.name)
    return head


def _read_table(file: BinaryIO, head: Head) -> tuple[Sequence[int], bytes]:
    """Return which chunks a file holds, and their digests."""
    held: Sequence[int] = range(head.stored)
    if head.base:
        spelled = file.read(_COUNT * head.stored)
        held = [int.from_bytes(spelled[at : at + _COUNT], "big") for at in range(0, len(spelled), _COUNT)]
    digests = file.read(_DIGEST * head.stored)
    if len(digests) != _DIGEST * len(held):
        raise PackDamaged(file.name)
    return held, digests


def _stored(file: BinaryIO, head: Head) -> Generator[tuple[int, bytes], None, None]:
    """Yield each chunk that a file holds with its place, after its digest has been compared."""
    held, digests = _read_table(file, head)
    for start in range(0, len(held), _TOGETHER):
        places = held[start : start + _TOGETHER]
        try:
            group = zlib.decompress(file.read(int.from_bytes(file.read(_COUNT), "big")))
        except zlib.error as error:
            raise PackDamaged(file.name) from error
        for at, place in enumerate(places):
            chunk = group[at * CHUNK : (at + 1) * CHUNK]
            if _digest(chunk) != _at(digests, start + at):
                raise PackDamaged(file.name)
            yield place, chunk


def _differing(digests: bytes, before: bytes) -> "array[int]":
    count, common = len(digests) // _DIGEST, min(len(digests), len(before)) // _DIGEST
    changed = (place for place in range(common) if _at(digests, place) != _at(before, place))
    return array("I", [*changed, *range(common, count)])


def _chunks_of(source: Path) -> Generator[bytes, None, None]:
    with source.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _some_of(source: Path, places: Iterable[int]) -> Generator[bytes, None, None]:
    with source.open("rb") as file:
        for place in places:
            file.seek(place * CHUNK)
            yield file.read(CHUNK)


def _grouped(chunks: Iterable[bytes]) -> Generator[list[bytes], None, None]:
    group: list[bytes] = []
    for chunk in chunks:
        group.append(chunk)
        if len(group) == _TOGETHER:
            yield group
            group = []
    if group:
        yield group


def _spelled(places: Iterable[int]) -> bytes:
    return b"".join(place.to_bytes(_COUNT, "big") for place in places)


def _at(digests: bytes, place: int) -> bytes:
    return digests[place * _DIGEST : (place + 1) * _DIGEST]


def _digest(data: bytes | bytearray) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST).digest()
