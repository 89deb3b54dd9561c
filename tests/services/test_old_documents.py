"""Documents of Word 97 that were damaged, or made to harm: a letter or a sentence, within bounds of time and memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from struct import pack_into, unpack_from

import docx
import pytest
from docx.oxml import parse_xml

from docgen.docx.writer import write_docx
from intake import word97
from intake.recognise import recognise
from services.letter_files import CannotRead
from services.letter_sources import text_in
from tests.intake.judging import CORPUS
from tests.letters import ROOT, sample
from tests.paper import save_as
from tests.services.word97_files import container, with_pieces
from tests.services.word97_places import places, stream_of

LETTER = (CORPUS / "18.txt").read_text(encoding="utf-8")
DAMAGED = ("plain", "table", "numbered", "tracked")
TRIED, LARGEST_MEMORY_KB = 2_000, 500_000
_CHANGED = (
    '<w:{kind} xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="{number}" w:author="甲"'
    ' w:date="2026-01-05T08:00:00Z"><w:r><w:{text}>{words}</w:{text}></w:r></w:{kind}>'
)


_FIELD = (
    "<w:r xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:fldChar w:fldCharType='begin'/>"
    "<w:instrText> {instruction} </w:instrText><w:fldChar w:fldCharType='separate'/><w:t>结果</w:t>"
    "<w:fldChar w:fldCharType='end'/></w:r>"
)
INSTRUCTIONS = ('INCLUDETEXT "http://127.0.0.1:9/a.docx"', 'DDEAUTO cmd "/c calc"')


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory, test_fonts: dict[str, str]) -> dict[str, Path]:
    """Letters as Word 97 kept them: plain, with a table, automatic numbers, tracked changes, fields."""
    folder = tmp_path_factory.mktemp("old")
    (folder / "table.docx").write_bytes(write_docx(sample("three_levels"), published=True))
    for name, made in (("plain", docx.Document()), ("numbered", docx.Document()), ("tracked", docx.Document())):
        for number, line in enumerate(LETTER.split("\n")):
            sentence = line.endswith("。")
            row = made.add_paragraph(line, style="List Number" if name == "numbered" and sentence else None)
            if name == "tracked" and sentence:
                for kind, text, words in (("ins", "t", "新加的话。"), ("del", "delText", "删去的话。")):
                    added = parse_xml(_CHANGED.format(kind=kind, text=text, words=words, number=number))
                    row._p.append(added)  # pyright: ignore[reportArgumentType]
        made.save(str(folder / f"{name}.docx"))
    made = docx.Document()
    for number, line in enumerate(LETTER.split("\n")):
        row = made.add_paragraph(line)
        for instruction in INSTRUCTIONS if number == 0 else ():
            row._p.append(parse_xml(_FIELD.format(instruction=instruction)))  # pyright: ignore[reportArgumentType]
    made.save(str(folder / "fields.docx"))
    files = [folder / f"{name}.docx" for name in (*DAMAGED, "fields")]
    return {file.stem: file for file in save_as("doc", files, folder, test_fonts)}


@pytest.mark.full
def test_automatic_numbers_and_tracked_changes_are_read(documents: dict[str, Path]) -> None:
    numbered, tracked = (text_in(documents[name].read_bytes()) for name in ("numbered", "tracked"))
    assert "1." in numbered
    assert "新加的话。" in tracked
    assert "删去的话。" not in tracked


@pytest.mark.full
def test_of_fields_what_they_showed_is_read_and_nothing_done(documents: dict[str, Path]) -> None:
    data = documents["fields"].read_bytes()
    assert all(word.encode() in data or word.encode("utf-16-le") in data for word in ("INCLUDETEXT", "DDEAUTO"))
    first, rest = text_in(data).split("\n", 1)
    plain_first, plain_rest = text_in(documents["plain"].read_bytes()).split("\n", 1)
    assert (first, rest) == (plain_first + "结果" * len(INSTRUCTIONS), plain_rest)


@pytest.mark.full
def test_macros_and_what_else_a_file_holds_are_not_read(documents: dict[str, Path]) -> None:
    data = documents["plain"].read_bytes()
    own = {name: stream_of(data, name) for name in ("WordDocument", "1Table")}
    assert text_in(container({**own, "VBA": NOTHING, "ObjectPool": NOTHING})) == text_in(data)


def changed(data: bytes, at: int, words: bytes) -> bytes:
    return data[:at] + words + data[at + len(words) :]


def in_directory(data: bytes, entry: int, at: int, value: int) -> bytes:
    made = bytearray(data)
    pack_into("<I", made, places(data)["directory"][128 * entry] + at, value)
    return bytes(made)


def with_the_text_of_4_gb(data: bytes) -> bytes:
    names = bytes(data[place] for place in places(data)["directory"])
    return in_directory(data, names.index("WordDocument".encode("utf-16-le")) // 128, 120, 0xFFFFFFFF)


def in_head_of_the_text(data: bytes, at: int, value: int, form: str = "<I") -> bytes:
    made = bytearray(data)
    pack_into(form, made, places(data)["head of the text"][at], value)
    return bytes(made)


def with_a_ring(data: bytes) -> bytes:
    """Return a file whose first sectors follow each other for ever."""
    made, fat = bytearray(data), places(data)["sectors"][0]
    for number in range(unpack_from("<I", data, 44)[0] * 128 // 2):
        pack_into("<I", made, fat + 4 * number, (number + 1) % 8)
    return bytes(made)


NOTHING = b"\0" * 4_096
HOSTILE: dict[str, Callable[[bytes], bytes]] = {
    "a ring of sectors": with_a_ring,
    "sectors of 2 GB": lambda data: changed(data, 30, b"\x1f\0"),
    "a sector size that no number holds": lambda data: changed(data, 30, b"\xff\xff"),
    "more tables of sectors than there are": lambda data: changed(data, 44, b"\xff\xff\xff\x7f"),
    "a ring of lists of those": lambda data: changed(changed(data, 68, b"\0\0\0\0"), 72, b"\xff\xff\xff\x7f"),
    "entries that are beside themselves": lambda data: in_directory(in_directory(data, 1, 68, 1), 1, 72, 1),
    "the root within itself": lambda data: in_directory(data, 0, 76, 0),
    "a stream of 4 GB": with_the_text_of_4_gb,
    "text of 4 billion characters": lambda data: in_head_of_the_text(data, 0x4C, 0x7FFFFFFF),
    "a table of pieces of 4 GB": lambda data: in_head_of_the_text(data, 0x1A6, 0xFFFFFFFF),
    "no table of pieces": lambda data: in_head_of_the_text(data, 0x1A6, 0),
    "other programs' files": lambda _: container({"Workbook": NOTHING}),
    "nothing within": lambda _: container({"WordDocument": NOTHING, "1Table": NOTHING}),
    "half of it": lambda data: data[: len(data) // 2],
    "its head only": lambda data: data[:512],
    "half a head": lambda data: data[:300],
}


@pytest.mark.full
@pytest.mark.parametrize("name", HOSTILE)
def test_what_no_program_writes_is_refused(name: str, documents: dict[str, Path]) -> None:
    with pytest.raises(CannotRead) as refused:
        text_in(HOSTILE[name](documents["plain"].read_bytes()))
    assert str(refused.value).startswith("这份 doc 文件读不了或已损坏，请")


@pytest.mark.full
def test_a_password_is_named(documents: dict[str, Path]) -> None:
    locked = in_head_of_the_text(documents["plain"].read_bytes(), 0x0A, 0x0100 | 0x0200, "<H")
    with pytest.raises(CannotRead, match=r"^这份 doc 文件有密码，请.*去掉密码，另存为 docx 再试。$"):
        text_in(locked)


def test_a_docx_with_a_password_is_to_be_saved_without_it_as_it_is() -> None:
    with pytest.raises(CannotRead, match=r"^这份 docx 文件有密码，请.*输入密码打开，去掉密码保存后再试。$"):
        text_in(container({"EncryptionInfo": NOTHING, "EncryptedPackage": NOTHING}))


@pytest.mark.full
def test_an_older_word_is_named(documents: dict[str, Path]) -> None:
    with pytest.raises(CannotRead, match="很早的 Word 版本，读不了，请"):
        text_in(in_head_of_the_text(documents["plain"].read_bytes(), 0x00, 0xA5DC, "<H"))


@pytest.mark.full
def test_a_text_put_together_of_pieces_is_read(documents: dict[str, Path]) -> None:
    data = documents["plain"].read_bytes()
    assert text_in(with_pieces(data, 1)) == text_in(data)
    assert text_in(with_pieces(data, 3)).count("收悉") == 3 * text_in(data).count("收悉")


@pytest.mark.full
@pytest.mark.parametrize("count", [600, 4_000, 500_000])
def test_a_text_of_one_place_many_times_is_refused(count: int, documents: dict[str, Path]) -> None:
    with pytest.raises(CannotRead, match=r"请.*另存为 docx 再试。$"):
        text_in(with_pieces(documents["plain"].read_bytes(), count))


@pytest.mark.full
def test_characters_that_no_docx_holds_do_no_harm(documents: dict[str, Path]) -> None:
    data = documents["plain"].read_bytes()
    at = stream_of(data, "WordDocument").index("收悉".encode("utf-16-le"))
    place = [*places(data)["head of the text"], *places(data)["text and formats"]][at]
    for words in (
        "\ud800\udc00",
        "\x00\x0b",
        "\x1f\ufffe",
        "\ud800\ud800",
        "\u202e\u2028",
        "\x13\x14",
        "\x15\x15",
        "\x07\x07",
    ):
        read_or_refused(changed(data, place, words.encode("utf-16-le", "surrogatepass")))


def read_or_refused(data: bytes) -> None:
    try:
        text = text_in(data)
    except CannotRead:
        return
    text.encode()
    recognise(text)


@pytest.mark.full
def test_a_conversion_without_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word97, "_CONVERT", "while True: pass")
    monkeypatch.setattr(word97, "LONGEST_S", 1)
    with pytest.raises(CannotRead, match="用了太久，已经停下，请"):
        text_in(word97.OLE + NOTHING)


def test_a_conversion_that_takes_all_memory_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    start = "import sys; sys.path.insert(0, {root!r}); from intake import word97_process as process; "
    taken = start + "process._limit_memory(); b'a' * 500_000_000"
    monkeypatch.setattr(word97, "_CONVERT", taken)
    with pytest.raises(CannotRead, match="读不了或已损坏，请"):
        text_in(word97.OLE + NOTHING)


@pytest.mark.full
def test_damaged_documents_end_with_a_letter_or_a_sentence(documents: dict[str, Path]) -> None:
    command = [
        sys.executable,
        "-m",
        "tests.services.damaged_documents",
        str(TRIED),
        *(str(documents[name]) for name in DAMAGED),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=1_800)
    found = json.loads(done.stdout)
    assert found["faults"] == []
    assert sum(found["ends"].values()) == TRIED
    # Neither all are refused, nor all read: the changes matter.
    assert min(found["ends"][end] for end in ("letter", "refused")) > TRIED // 20
    assert max(found["memory"].values()) < LARGEST_MEMORY_KB
