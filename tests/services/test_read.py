"""The command read: a docx that came back as a letter, what was changed on standard error."""

import os
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from docgen.docx.reading.field_parsers import ORDER
from docgen.docx.writer import write_docx
from letter.codec import read_letter, write_letter
from letter.fields import place_of
from letter.paragraph_diff import Change
from services.docx_return import change_sentence
from tests.docgen.reading.word import Word
from tests.letters import ROOT, SAMPLES, sample


def read(file: Path, *arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    name = "-" if data is not None else str(file)
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(file.parent / "data"), "read", name, *arguments],
        input=data, capture_output=True, check=False, cwd=file.parent, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip


def changed_seed() -> bytes:
    word = Word(write_docx(sample("seed_letter")))
    word.replace("32号", "33号")
    word.track_replace("5～9人", "6～9人")
    word.comment("1641", "核实一下")
    word.relate("attachedTemplate", "http://example.invalid/a.dotm", external=True)
    return word.saved()


@pytest.mark.parametrize("name", SAMPLES)
def test_an_unchanged_file_is_the_letter_to_the_byte(tmp_path: Path, name: str) -> None:
    file = tmp_path / "改了名字的副本.docx"
    file.write_bytes(write_docx(sample(name)))
    done = read(file)
    assert (done.returncode, done.stdout, done.stderr) == (0, SAMPLES[name].read_bytes(), b"")


def test_changes_are_listed_on_standard_error(tmp_path: Path) -> None:
    done = read(tmp_path / "x.docx", data=changed_seed())
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        "发文字号：“朝民函〔2023〕32号”改为“朝民函〔2023〕33号”",
        "答复第3段：“……备专职委员会成员5～9人，社区工作……”改为“……备专职委员会成员6～9人，社区工作……”",
        "修订 1　“赵局长”把“5～9人”改为“6～9人”",
        "批注　“赵局长”：核实一下（“1641”）",
        "文件里有外部模板“http://example.invalid/a.dotm”，没有打开。",
    ]
    assert '"serial": 33' in done.stdout.decode()


def test_tracked_changes_can_be_refused(tmp_path: Path) -> None:
    done = read(tmp_path / "x.docx", "--refuse", "1", data=changed_seed())
    assert done.returncode == 1
    assert "答复第3段" not in done.stderr.decode()
    assert "5～9人" in done.stdout.decode()


def test_a_tracked_change_that_is_not_there_cannot_be_refused(tmp_path: Path) -> None:
    done = read(tmp_path / "x.docx", "--refuse", "2", data=changed_seed())
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "文件里没有修订 2，请看清修订的号再试。\n"


def test_the_letter_goes_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "信.docx"
    file.write_bytes(write_docx(sample("seed_letter")))
    done = read(file, "-o", str(tmp_path / "信.json"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "信.json").read_bytes() == write_letter(sample("seed_letter"))


def test_somebody_elses_docx_is_no_letter(tmp_path: Path) -> None:
    other = docx.Document()
    other.add_paragraph("会议通知")
    other.save(str(tmp_path / "通知.docx"))
    done = read(tmp_path / "通知.docx")
    assert (done.returncode, done.stdout) == (3, b"")
    assert done.stderr.decode().endswith("不像一封答复函；要用里面的文字，请复制后粘贴到答复里。\n")


def test_what_is_no_docx_cannot_be_read(tmp_path: Path) -> None:
    done = read(tmp_path / "x.docx", data=b"PK\x03\x04" + b"x" * 100)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().count("\n") == 1


def test_somebody_elses_reply_is_recognised(tmp_path: Path) -> None:
    page = (ROOT / "tests" / "intake" / "seed-page.txt").read_text(encoding="utf-8")
    (tmp_path / "答复.txt").write_text(page, encoding="utf-8")
    done = read(tmp_path / "答复.txt", "-o", str(tmp_path / "信.json"))
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert read_letter((tmp_path / "信.json").read_bytes()).proposals[0].number == "176"
    # What does not agree, and lines of no field, are told, and the letter is written all the same.
    doubtful = page.replace("的提案收悉", "的提案(第99号)收悉").replace("联系人:周岚", "甲乙丙\n联系人:周岚")
    (tmp_path / "答复.txt").write_text(doubtful, encoding="utf-8")
    done = read(tmp_path / "答复.txt")
    assert done.returncode == 1
    assert "标题和正文里的案号不一致" in done.stderr.decode()
    assert read_letter(done.stdout).proposals[0].number == "176"


def test_a_file_without_data_is_to_be_looked_at(tmp_path: Path) -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.without_data()
    done = read(tmp_path / "x.docx", data=word.saved())
    assert done.returncode == 1
    assert done.stderr.decode() == "文件里没有信件数据，内容按版面认出，请逐项核对。\n"


def test_a_file_of_a_later_version_is_shown_with_a_sentence(tmp_path: Path) -> None:
    word = Word(write_docx(sample("seed_letter")))
    word.replace_in_data('version="1"', 'version="2"')
    done = read(tmp_path / "x.docx", data=word.saved())
    assert done.returncode == 1
    assert "这份文件由更新版本的复函写成，只能查看" in done.stderr.decode()
    assert "李文清" in done.stdout.decode()


@pytest.mark.parametrize("field", ORDER)
def test_each_field_has_a_name_in_the_clerks_words(field: str) -> None:
    assert place_of("/agency/name" if field == "signature" else field)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (Change("moved", "/answer/2", "一段", "一段"), "答复第3段：移到别处“一段”"),
        (Change("removed", "/attachments/0", "附件\n内容", ""), "附件1：删去“附件⏎内容”"),
        (Change("changed", "/attachments/1/answer/0/table/2/3", "1", "2"), "附件2第1段表格第3行第4格：“1”改为“2”"),
        (Change("changed", "/outcome_class", "A", ""), "办理结果：删去“A”"),
        (Change("changed", "/header/urgency", "", "特急"), "紧急程度：新填“特急”"),
        (Change("level", "/answer/0", "（一）甲", "一、甲"), "答复第1段：层次改动，“（一）甲”改为“一、甲”"),
    ],
)
def test_each_change_is_one_sentence(change: Change, sentence: str) -> None:
    assert change_sentence(change) == sentence
