"""The zips that other programs write: read where they are harmless, refused where they are not."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from docgen.docx.package import NotADocx, Package
from docgen.docx.reader import read_docx
from tests.docgen.hostile import seed
from tests.letters import sample

CASES = Path(__file__).parents[2] / "cases"
LARGE = 40_000_000


def zipped(more: dict[str, bytes], rename: dict[str, str] | None = None) -> bytes:
    """Return our docx with parts under other names, and with more of them."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed())) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr((rename or {}).get(name, name), source.read(name))
        for name, data in more.items():
            target.writestr(name, data)
    return stream.getvalue()


def with_long_end(data: bytes, wrong: dict[str, int], *, fields: bool = True) -> bytes:
    """Return a zip with the end of large ones before its own, whose fields say that they are elsewhere."""
    place = data.rfind(b"PK\x05\x06")
    count, size, offset = struct.unpack_from("<HII", data, place + 10)
    long_count, long_size = wrong.get("count", count), wrong.get("size", size)
    long_end = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, long_count, long_count, long_size, offset)
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, wrong.get("place", place), 1)
    end = struct.pack("<HII", 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF) if fields else data[place + 10 : place + 20]
    return data[:place] + long_end + locator + data[place : place + 8] + end[:2] + end + data[place + 20 :]


@pytest.mark.parametrize("name", ["40-backslash.docx", "41-emf.docx", "42-zip64.docx"])
def test_a_file_that_was_once_refused_is_read(name: str) -> None:
    returned = read_docx((CASES / name).read_bytes())
    assert returned.with_data
    assert returned.reading.changes == ()


def test_the_separators_of_windows_are_read_as_those_of_a_zip() -> None:
    names = zipfile.ZipFile(io.BytesIO(seed())).namelist()
    data = zipped({}, {name: name.replace("/", "\\") for name in names})
    assert read_docx(data).reading.letter == sample("seed_letter")
    mixed = zipped({}, {"word/document.xml": "word\\document.xml", "_rels/.rels": "\\_rels\\.rels"})
    assert read_docx(mixed).reading.letter == sample("seed_letter")
    here = zipped({}, {name: f"./{name}" for name in names})
    assert read_docx(here).reading.letter == sample("seed_letter")


@pytest.mark.parametrize(
    "name", ["word\\document.xml", "WORD\\DOCUMENT.XML", "\\word\\document.xml", "./word/document.xml"]
)
def test_two_parts_that_differ_by_their_separators_alone_are_refused(name: str) -> None:
    with pytest.raises(NotADocx, match="重名"):
        read_docx(zipped({name: b"<x/>"}))


@pytest.mark.parametrize("name", ["word\\..\\..\\evil.xml", "..\\word\\document.xml", "C:\\evil.xml"])
def test_a_path_that_leads_out_names_no_part(name: str) -> None:
    assert read_docx(zipped({name: b"<x/>"})).reading.changes == ()


@pytest.mark.parametrize("name", ["word/media/image1.emf", "word/media/image2.bmp", "word/embeddings/oleObject1.bin"])
def test_a_blank_picture_is_no_bomb_and_is_never_unpacked(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({name: bytes(LARGE)})
    unpacked: list[str] = []
    read = zipfile.ZipFile.read

    def noted(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
        unpacked.append(part.filename)
        return read(archive, part)

    monkeypatch.setattr(zipfile.ZipFile, "read", noted)
    assert read_docx(data).reading.letter == sample("seed_letter")
    assert "word/document.xml" in unpacked
    assert name not in unpacked


@pytest.mark.parametrize("name", ["word/other.xml", "word/_rels/other.xml.rels", "word\\other.XML"])
def test_a_part_that_could_be_read_is_still_a_bomb(name: str) -> None:
    with pytest.raises(NotADocx, match="大得不正常"):
        read_docx(zipped({name: b" " * LARGE}))


def test_a_picture_that_a_relationship_makes_a_part_of_the_text_is_refused_before_it_is_unpacked() -> None:
    relations = zipfile.ZipFile(io.BytesIO(seed())).read("word/_rels/document.xml.rels")
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(seed())) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            data = relations.replace(b"styles.xml", b"media/image1.emf") if "document.xml.rels" in part else None
            target.writestr(part, data or source.read(part))
        target.writestr("word/media/image1.emf", b" " * 12_000_000)
    with pytest.raises(NotADocx, match="大得不正常"):
        read_docx(stream.getvalue())


def test_parts_that_are_read_again_are_counted_once() -> None:
    package = Package(seed())
    for _ in range(3):
        package.part("word/styles.xml")


@pytest.mark.parametrize("fields", [True, False])
def test_the_end_of_large_files_behind_a_small_one_is_read(fields: bool) -> None:
    assert read_docx(with_long_end(seed(), {}, fields=fields)).reading.letter == sample("seed_letter")


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": 2**40}, "太多"),
        ({"size": 2**40}, "太多"),
        ({"size": 10**6}, "损坏"),
        ({"place": 2**40}, "损坏"),
    ],
)
def test_an_end_of_large_files_that_lies_is_refused(wrong: dict[str, int], words: str) -> None:
    with pytest.raises(NotADocx, match=words) as refused:
        read_docx(with_long_end(seed(), wrong))
    assert str(refused.value).endswith("。")


def test_a_long_end_that_is_none_is_refused() -> None:
    data = with_long_end(seed(), {})
    with pytest.raises(NotADocx, match="损坏"):
        read_docx(data.replace(b"PK\x06\x06", b"PK\x00\x00"))
