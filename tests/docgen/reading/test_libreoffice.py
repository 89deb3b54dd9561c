"""A letter that LibreOffice opened, edited through its own API and saved as docx comes back with just that change."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from docgen.docx.reader import read_docx
from docgen.docx.writer import write_docx
from letter.model import Block, Contact, DocumentNumber, ReplyLetter
from tests.docgen.reading.edits import EDITS, answer, block, cell, drop, fields, insert, move, rows, words
from tests.docgen.reading.word import AUTHOR, Word
from tests.letters import SAMPLES, sample
from tests.paper import soffice

OFFICE = Path(__file__).with_name("office.py")
SEED, LEVELS, TABLE = "seed_letter", "three_levels", "with_table"
LONG = "按照《中共朝阳市委办公室"
NEW_ROW = ("开发区", "1", "1", "100%", "0.5")


class Deed(NamedTuple):
    """What LibreOffice does to a sample, the changes that must come back, and the letter."""

    sample: str
    steps: tuple[tuple[object, ...], ...]
    changes: tuple[tuple[str, str], ...]
    letter: Callable[[ReplyLetter], ReplyLetter]
    revisions: tuple[str, ...] = ()


DEEDS: dict[str, Deed] = {
    "nothing": Deed(SEED, (), (), fields()),
    "words": Deed(SEED, (("replace", "5～9", "6～9"),), (("changed", "/answer/2"),), answer(words(2, "5～9", "6～9"))),
    "number": Deed(
        SEED,
        (("replace", "〕32号", "〕33号"),),
        (("changed", "/document_number"),),
        fields(document_number=DocumentNumber("朝民函", 2023, 33)),
    ),
    "outcome": Deed(
        SEED, (("replace", "结果：A", "结果：C"),), (("changed", "/outcome_class"),), fields(outcome_class="C")
    ),
    "addressee": Deed(
        SEED,
        (("replace", "李文清委员：", "李文青委员："),),
        (("changed", "/salutation"),),
        fields(salutation="李文青委员："),
    ),
    "telephone": Deed(
        SEED,
        (("replace", "2810000", "2819999"),),
        (("changed", "/contact"),),
        fields(contact=Contact("周岚", "0421-2819999")),
    ),
    "copies": Deed(
        SEED,
        (("replace", "共印6份", "共印9份"),),
        (("changed", "/printing/copies"),),
        lambda letter: replace(letter, printing=replace(letter.printing, copies=9)),
    ),
    "paragraph typed anew": Deed(
        SEED,
        (("retype", LONG, "另写一段新的话。"),),
        (("removed", "/answer/2"), ("added", "/answer/2")),
        answer(block(2, text="另写一段新的话。")),
    ),
    "paragraph added": Deed(
        SEED,
        (("type_after", LONG, "领导加的一段。"),),
        (("added", "/answer/3"),),
        answer(insert(3, Block(text="领导加的一段。"))),
    ),
    "paragraph deleted": Deed(SEED, (("delete", LONG),), (("removed", "/answer/2"),), answer(drop(2))),
    "paragraph split": Deed(
        SEED,
        (("split", "精神，"),),
        (("split", "/answer/2"),),
        EDITS["paragraph split"].letter,
    ),
    "paragraphs merged": Deed(
        LEVELS,
        (("merge", "全区12个社区卫生服务中心"),),
        (("merged", "/answer/3"),),
        EDITS["paragraphs merged"].letter,
    ),
    "paragraph moved": Deed(
        SEED,
        (("move_up", "（二）每万名城镇"),),
        (("moved", "/answer/3"),),
        answer(move(3, 2)),
    ),
    "heading promoted by its style": Deed(
        LEVELS,
        (("style", "（一）城区设施", "一级标题"),),
        (("level", "/answer/1"),),
        answer(block(1, level=1)),
    ),
    "heading lowered by its number": Deed(
        LEVELS,
        (("replace", "（一）城区设施", "1.城区设施"),),
        (("level", "/answer/1"),),
        answer(block(1, level=3)),
    ),
    "heading added": Deed(
        LEVELS,
        (("type_after", "一、服务设施建设情况", "（一）总体情况", "二级标题"),),
        (("added", "/answer/1"),),
        answer(insert(1, Block(level=2, heading="总体情况"))),
    ),
    "opening in two paragraphs": Deed(
        SEED,
        (("split", "收悉。"),),
        (("changed", "/opening"),),
        EDITS["opening in two paragraphs"].letter,
    ),
    "closing": Deed(
        SEED,
        (("replace", "欢迎继续", "恳请继续"),),
        (("changed", "/closing"),),
        EDITS["closing"].letter,
    ),
    "cell": Deed(
        TABLE, (("cell", "E3", "243.5"),), (("changed", "/answer/2/table/2/4"),), answer(cell(2, 2, 4, "243.5"))
    ),
    "row deleted": Deed(
        TABLE,
        (("drop_row", 7),),
        (("changed", "/answer/2/table"),),
        answer(rows(2, lambda found: found.pop(7))),
    ),
    "row added": Deed(
        TABLE,
        (("add_row", 8, *NEW_ROW),),
        (("changed", "/answer/2/table"),),
        answer(rows(2, lambda found: found.insert(8, NEW_ROW))),
    ),
    "words with changes tracked": Deed(
        SEED,
        (("track",), ("replace", "5～9", "6～9")),
        (("changed", "/answer/2"),),
        answer(words(2, "5～9", "6～9")),
        ("replaced",),
    ),
    "paragraph deleted with changes tracked": Deed(
        SEED,
        (("track",), ("delete", LONG)),
        (("removed", "/answer/2"),),
        answer(drop(2)),
        ("deleted",),
    ),
}


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what LibreOffice made of each, in one run of it."""
    soffice()
    python = shutil.which("python3", path="/usr/bin")
    if python is None or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice's Python API (python3-uno) is not installed")
    folder = tmp_path_factory.mktemp("office")
    jobs: list[dict[str, object]] = []
    for number, deed in enumerate(DEEDS.values()):
        file, out = folder / f"{number}.docx", folder / f"{number}-out.docx"
        file.write_bytes(write_docx(sample(deed.sample)))
        jobs.append({"file": str(file), "out": str(out), "steps": deed.steps})
    run = subprocess.run(
        [python, str(OFFICE)], input=json.dumps(jobs).encode(), capture_output=True, check=False, timeout=300
    )
    assert run.returncode == 0, run.stderr.decode()
    return {name: (folder / f"{number}-out.docx").read_bytes() for number, name in enumerate(DEEDS)}


@pytest.mark.parametrize("name", DEEDS)
def test_a_deed_of_libreoffice_comes_back_as_that_change_and_no_other(done: dict[str, bytes], name: str) -> None:
    deed = DEEDS[name]
    returned = read_docx(done[name])
    assert [(change.kind, change.field) for change in returned.reading.changes] == list(deed.changes)
    assert returned.reading.unread == ()
    assert returned.reading.letter == deed.letter(sample(deed.sample))
    assert tuple(revision.kind for revision in returned.revisions) == deed.revisions


def test_what_libreoffice_tracked_may_be_refused(done: dict[str, bytes]) -> None:
    for name, deed in DEEDS.items():
        if deed.revisions:
            assert read_docx(done[name], refused=(0,)).reading.letter == sample(deed.sample)


def converted(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return files as LibreOffice saves them as docx, in one run of it."""
    (folder / "out").mkdir()
    paths: list[str] = []
    for number, data in enumerate(files.values()):
        path = folder / f"{number}.docx"
        path.write_bytes(data)
        paths.append(str(path))
    profile = (folder / "profile").as_uri()
    command = [soffice(), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "docx"]
    subprocess.run([*command, "--outdir", str(folder / "out"), *paths], check=True, capture_output=True, timeout=600)
    return {name: (folder / "out" / f"{number}.docx").read_bytes() for number, name in enumerate(files)}


@pytest.mark.full
def test_every_sample_saved_by_libreoffice_is_the_same_letter(tmp_path: Path) -> None:
    saved = converted({name: write_docx(sample(name)) for name in SAMPLES}, tmp_path)
    for name, data in saved.items():
        reading = read_docx(data).reading
        assert reading.changes == (), name
        assert reading.letter == sample(name), name


@pytest.mark.full
def test_comments_and_tracked_changes_saved_by_libreoffice_keep_their_authors(tmp_path: Path) -> None:
    word = Word(write_docx(sample(SEED)))
    word.track_replace("5～9人", "6～9人")
    word.comment("1641", "核实一下")
    (data,) = converted({"commented": word.saved()}, tmp_path).values()
    returned = read_docx(data)
    assert [(row.kind, row.author, row.old, row.new) for row in returned.revisions] == [
        ("replaced", AUTHOR, "5～9人", "6～9人")
    ]
    assert [(row.author, row.text, row.about) for row in returned.comments] == [(AUTHOR, "核实一下", "1641")]


@pytest.mark.full
def test_every_edit_saved_by_libreoffice_is_still_that_change(tmp_path: Path) -> None:
    files: dict[str, bytes] = {}
    for name, edit in EDITS.items():
        word = Word(write_docx(sample(edit.sample)))
        edit.do(word)
        files[name] = word.saved()
    for name, data in converted(files, tmp_path).items():
        reading = read_docx(data).reading
        assert [(change.kind, change.field) for change in reading.changes] == list(EDITS[name].changes), name
        assert reading.letter == EDITS[name].letter(sample(EDITS[name].sample)), name
