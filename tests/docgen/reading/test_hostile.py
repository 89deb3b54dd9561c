"""Hostile and damaged files end in one sentence, within bounds; nothing outside is read, written or asked for."""

import json
import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from docgen.docx.package import NotADocx
from docgen.docx.reader import NotALetter, Returned, read_docx
from docgen.docx.writer import write_docx
from tests.docgen.hostile import HOSTILE, package, seed
from tests.docgen.reading.word import Word, w, xml
from tests.letters import ROOT, sample

# These are nothing to a reader that never opens footers, or have another bound.
_OWN_WORDS = {"no footer": "", "50,001 paragraphs": "20000 多段"}
MUTATED = ("seed_letter", "three_levels", "with_table", "document_format", "joint_organs")
SECONDS, MEGABYTES = 10, 500


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_one_sentence(name: str) -> None:
    make, words = HOSTILE[name]
    words = _OWN_WORDS.get(name, words)
    if not words:
        assert read_docx(make()).reading.changes == ()
        return
    with pytest.raises(NotADocx) as refused:
        read_docx(make())
    sentence = str(refused.value)
    assert words in sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence


def with_entry(name: str, data: bytes) -> bytes:
    stream = BytesIO(seed())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(name, data)
    return stream.getvalue()


def test_a_file_with_macros_is_refused() -> None:
    word = Word(seed())
    types = word.parts["[Content_Types].xml"]
    word.parts["[Content_Types].xml"] = types.replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    for data in (word.saved(), with_entry("word/vbaProject.bin", b"x")):
        with pytest.raises(NotADocx, match="带宏的 Word 文件"):
            read_docx(data)


@pytest.mark.parametrize(
    "name", ["../../../tmp/evil.xml", "/etc/evil", "C:\\evil.xml", "word/..\\..\\evil", "a\x01b", "CON.xml"]
)
def test_entries_with_paths_that_lead_out_are_never_written(name: str, tmp_path: Path) -> None:
    before = sorted(tmp_path.iterdir())
    assert read_docx(with_entry(name, b"x")).reading.changes == ()
    assert sorted(tmp_path.iterdir()) == before


def field(word: Word, instruction: str) -> None:
    run = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    word.find("按照《中共朝阳市委办公室").append(xml(run))


EXTERNAL: dict[str, tuple[Callable[[Word], object], str]] = {
    "template": (
        lambda word: word.relate("attachedTemplate", "http://evil.invalid/x.dotm", external=True),
        "外部模板“http://evil.invalid/x.dotm”",
    ),
    "remote image": (
        lambda word: word.relate("image", "http://evil.invalid/x.png", external=True),
        "外部图片“http://evil.invalid/x.png”",
    ),
    "file link": (
        lambda word: word.relate("hyperlink", "file:///etc/passwd", external=True),
        "链接“file:///etc/passwd”",
    ),
    "share": (
        lambda word: word.relate("oleObject", "\\\\evil\\share\\x", external=True),
        "外部对象“\\\\evil\\share\\x”",
    ),
    "DDE": (lambda word: field(word, 'DDEAUTO c:\\\\cmd.exe "/k calc"'), '域 DDEAUTO c:\\\\cmd.exe "/k calc"'),
    "INCLUDETEXT": (lambda word: field(word, "INCLUDETEXT /etc/passwd"), "域 INCLUDETEXT /etc/passwd"),
    "OLE": (
        lambda word: word.parts.update({"word/embeddings/oleObject1.bin": b"x"}),
        "嵌入的对象“oleobject1.bin”",
    ),
    "another document": (
        lambda word: word.parts.update({"word/afchunk1.docx": b"x"}),
        "嵌入的另一份文件“afchunk1.docx”",
    ),
}


@pytest.mark.parametrize("name", EXTERNAL)
def test_what_lies_outside_is_named_and_left_alone(name: str) -> None:
    do, words = EXTERNAL[name]
    word = Word(seed())
    do(word)
    returned = read_docx(word.saved())
    assert returned.external == (words,)
    assert returned.reading.letter == sample("seed_letter")


@pytest.mark.parametrize("character", ["\ufffe", "\u202e", "\u200b", "\u2028", "\U0001f600", "\u0085"])
def test_characters_that_no_letter_holds_are_taken_out(character: str) -> None:
    word = Word(seed())
    if character != "\ufffe":
        word.replace("5～9人", f"5～{character}9人")
        read = read_docx(word.saved()).reading.letter
        assert character not in read.answer[2].text or character == "\U0001f600"
        return
    word.parts["word/document.xml"] = word.parts["word/document.xml"].replace("5～9人".encode(), b"\xef\xbf\xbe")
    with pytest.raises(NotADocx):
        read_docx(package(document=word.parts["word/document.xml"]))


LEFT_OUT = {
    "图片 1 张": '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>',
    "脚注、尾注 1 条": '<w:r><w:footnoteReference w:id="2"/></w:r>',
    "公式 1 个": '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>',
}


@pytest.mark.parametrize("words", LEFT_OUT)
def test_what_no_letter_can_hold_is_named(words: str) -> None:
    word = Word(seed())
    word.find("按照《中共朝阳市委办公室").append(xml(LEFT_OUT[words]))
    returned = read_docx(word.saved())
    assert returned.left_out == (words,)
    assert returned.reading.letter == sample("seed_letter")


def test_of_a_character_with_its_sound_above_it_the_character_is_read() -> None:
    word = Word(seed())
    run = (
        "<w:r><w:ruby><w:rt><w:r><w:t>zhé</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>喆</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    )
    word.find("李文清委员：").insert(1, xml(run))
    assert read_docx(word.saved()).reading.letter.salutation == "喆李文清委员："


def test_a_letter_of_a_later_format_is_only_shown() -> None:
    word = Word(seed())
    word.replace_in_data('"format":1', '"format":2')
    returned = read_docx(word.saved())
    assert returned.later
    assert returned.reading.letter.answer == sample("seed_letter").answer


def test_data_inside_that_is_damaged_is_not_taken() -> None:
    word = Word(seed())
    word.replace_in_data('"format":1', '"format":"x"')
    returned = read_docx(word.saved())
    assert not returned.with_data
    assert returned.reading.letter.answer == sample("seed_letter").answer


def test_words_over_the_limits_are_refused_or_left_out() -> None:
    word = Word(seed())
    word.replace("5～9人", "国" * 100_001)
    with pytest.raises(NotADocx, match="每段最多"):
        read_docx(word.saved())
    word = Word(seed())
    word.replace("李文清委员：", "国" * 3_000)
    reading = read_docx(word.saved()).reading
    assert [change.kind for change in reading.changes] == ["unread"]
    assert reading.letter == sample("seed_letter")


def test_a_whole_book_pasted_into_a_letter_is_read_in_time() -> None:
    word = Word(seed())
    place = word.find("按照《中共朝阳市委办公室")
    for number in range(5_000):
        place.addprevious(xml(f"<w:p><w:r><w:t>第{number}段，与原文没有关系的一段话。</w:t></w:r></w:p>"))
    reading = read_docx(word.saved()).reading
    assert len(reading.letter.answer) == 5_000 + len(sample("seed_letter").answer)


def mutated(number: int) -> bytes:
    """Return a letter with one byte changed, in the file as it is or within one of its parts."""
    chance = random.Random(number)
    data = write_docx(sample(chance.choice(MUTATED)))
    if number % 2:
        place = chance.randrange(len(data))
        return data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        chosen = chance.choice(source.namelist())
        for name in source.namelist():
            part = bytearray(source.read(name))
            if name == chosen:
                part[chance.randrange(len(part))] = chance.randrange(256)
            target.writestr(name, bytes(part))
    return stream.getvalue()


def outcome(data: bytes) -> Returned | str:
    """Return what was read, or the sentence."""
    try:
        returned = read_docx(data)
    except (NotADocx, NotALetter) as refused:
        return str(refused)
    assert returned.reading.letter.format == 1
    return returned


@pytest.mark.parametrize(
    "first", [0, *(pytest.param(start, marks=pytest.mark.full) for start in range(200, 2000, 200))]
)
def test_one_changed_byte_ends_in_a_letter_or_a_sentence(first: int) -> None:
    read = 0
    for number in range(first, first + 200):
        found = outcome(mutated(number))
        if isinstance(found, str):
            assert found.endswith("。")
            assert "\n" not in found
        read += not isinstance(found, str)
    assert 0 < read < 200


# In a process of its own, where each file that is opened and each socket is seen.
GUARDED = """
import json, sys, time
from pathlib import Path
from docgen.docx.package import NotADocx
from docgen.docx.reader import NotALetter, read_docx
from docgen.docx.writer import write_docx
from tests.letters import sample

read_docx(write_docx(sample("seed_letter")))
seen = []
def watch(event, arguments):
    if event == "open" or event.startswith(("socket.", "subprocess.", "os.")):
        seen.append([event, str(arguments[:2])])
files = [(path, Path(path).read_bytes()) for path in sys.argv[1:]]
sys.addaudithook(watch)
slowest = 0.0
for path, data in files:
    start = time.perf_counter()
    try:
        read_docx(data)
    except (NotADocx, NotALetter):
        pass
    slowest = max(slowest, time.perf_counter() - start)
opened = list(seen)
# What getrusage calls the most is what the process that started this one had, if that was more.
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([opened, slowest, int(peak.split()[1]) / 1024]))
"""


@pytest.mark.full
def test_reading_opens_nothing_and_stays_within_time_and_memory(tmp_path: Path) -> None:
    paths: list[str] = []
    made = {name: make() for name, (make, _) in HOSTILE.items()}
    for name, (do, _) in EXTERNAL.items():
        word = Word(seed())
        do(word)
        made[name] = word.saved()
    bomb = Word(seed())
    body = bomb.document.find(w("body"))
    for _ in range(19_000):
        body.append(xml("<w:p><w:r><w:t>国</w:t></w:r></w:p>"))
    made["19,000 paragraphs"] = bomb.saved()
    for number, data in enumerate(made.values()):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", GUARDED, *paths], capture_output=True, check=True, cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=300,
    )  # fmt: skip
    result: Any = json.loads(done.stdout)
    opened, slowest, memory = result
    assert opened == []
    assert slowest < SECONDS
    assert memory < MEGABYTES
