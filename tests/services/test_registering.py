"""The register as scripts and the window use it: numbers on stdout, what to look at on stderr."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from letter.codec import write_letter
from letter.numbers import number_text
from register.errors import NumberRefused, RegisterError
from register.ledger import read_ledger
from register.letters import versions_of
from register.numbers import propose, reserve, void
from register.store import Store
from services import register_actions
from services.commands import run
from services.data_folder import DataFolder
from services.making import CannotMake
from services.register_commands import ACTIONS
from services.registering import correct_letter, issue_letter, open_register
from services.saving import SaveError
from tests.letters import ROOT, plain_letter

SERIES = ("--code", "朝民函", "--year", "2023")
FIRST = "朝民函〔2023〕1号"


def fuhan(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(cwd / "data"), "register", *arguments],
        capture_output=True, check=False, cwd=cwd, encoding="utf-8", env={**os.environ, "LANG": "C"},
    )  # fmt: skip


def said(*arguments: str, cwd: Path) -> list[str]:
    done = fuhan(*arguments, cwd=cwd)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_a_number_goes_its_way(tmp_path: Path) -> None:
    (tmp_path / "信.docx").write_bytes(b"paper")
    assert said("next", *SERIES, cwd=tmp_path) == [FIRST]
    assert said("reserve", *SERIES, "--key", "a", cwd=tmp_path) == [FIRST]
    assert said("reserve", *SERIES, "--key", "a", cwd=tmp_path) == [FIRST]
    assert said("reserve", *SERIES, cwd=tmp_path) == ["朝民函〔2023〕2号"]
    assert said("issue", "朝民函[2023]1号", "信.docx", cwd=tmp_path) == [FIRST]
    assert said("release", "朝民函〔2023〕2号", cwd=tmp_path) == ["朝民函〔2023〕2号"]
    again = fuhan("next", *SERIES, cwd=tmp_path)
    assert (again.stdout, "朝民函〔2023〕2号曾保留后退回" in again.stderr) == ("朝民函〔2023〕2号\n", True)
    assert said("take", "朝民函〔2023〕4号", "--reason", "会议通知", cwd=tmp_path) == ["朝民函〔2023〕4号"]
    assert said("explain", "朝民函〔2023〕3号", "--reason", "科室自编", cwd=tmp_path) == ["朝民函〔2023〕3号"]
    assert said("void", FIRST, "--reason", "印错", cwd=tmp_path) == [FIRST]
    assert [line.split("\t")[:2] for line in said("list", cwd=tmp_path)] == [
        [FIRST, "作废"], ["朝民函〔2023〕2号", "缺号"], ["朝民函〔2023〕3号", "缺号"], ["朝民函〔2023〕4号", "已占用"],
    ]  # fmt: skip
    assert said("list", "--year", "2024", cwd=tmp_path) == []
    assert said("export", "登记簿.xlsx", cwd=tmp_path) == ["登记簿.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "登记簿.xlsx")["发文登记簿"]["B3"].value == FIRST
    assert len(said("history", cwd=tmp_path)) == 7
    assert [line.split("\t")[3] for line in said("history", FIRST, cwd=tmp_path)] == ["reserve", "issue", "void"]


@pytest.mark.full
def test_another_register_can_be_named_before_and_after_the_action(tmp_path: Path) -> None:
    other = f"sqlite:///{tmp_path}/office/其他.db"
    assert said("--store", other, "reserve", *SERIES, cwd=tmp_path) == [FIRST]
    assert said("reserve", *SERIES, "--store", other, cwd=tmp_path) == ["朝民函〔2023〕2号"]
    assert said("next", *SERIES, cwd=tmp_path) == [FIRST]


@pytest.mark.full
def test_a_series_goes_on_where_the_paper_ledger_ends(tmp_path: Path) -> None:
    assert said("start", *SERIES, "33", "--reason", "纸质登记簿用到 32 号", cwd=tmp_path) == ["朝民函〔2023〕33号"]
    assert said("reserve", *SERIES, cwd=tmp_path) == ["朝民函〔2023〕33号"]
    chosen = fuhan("reserve", *SERIES, "--serial", "36", cwd=tmp_path)
    assert (chosen.stdout, "跳过了 34 至 35 号" in chosen.stderr) == ("朝民函〔2023〕36号\n", True)


def test_an_earlier_table_is_taken_in(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("编号", "标题"), (1, "甲"), (3, "乙"), (None, "丙")):
        book.active.append(row)  # pyright: ignore[reportOptionalMemberAccess]
    book.save(tmp_path / "旧.xlsx")
    done = fuhan("import", "旧.xlsx", *SERIES, cwd=tmp_path)
    assert done.stdout.splitlines() == [FIRST, "朝民函〔2023〕3号"]
    assert done.stderr == "第 4 行没有导入：没有发文字号\n"


@pytest.mark.full
def test_a_backup_is_restored_after_showing_what_would_change(tmp_path: Path) -> None:
    said("next", *SERIES, cwd=tmp_path)
    said("reserve", *SERIES, cwd=tmp_path)
    ((name, *_),) = [line.split("\t") for line in said("backups", cwd=tmp_path)]
    assert "最多占 4 GB" in fuhan("backups", cwd=tmp_path).stderr
    assert said("restore", name, cwd=tmp_path) == [f"{FIRST}\t已保留\t没有"]
    assert [line.split("\t")[1] for line in said("list", cwd=tmp_path)] == ["保留"]
    DataFolder(tmp_path / "data").register.write_bytes(b"spoiled" * 9_000)
    assert fuhan("next", *SERIES, cwd=tmp_path).returncode == 2
    assert said("restore", name, "--yes", cwd=tmp_path) == [str(DataFolder(tmp_path / "data").register)]
    assert said("next", *SERIES, cwd=tmp_path) == [FIRST]


FAILURES = [
    (("restore", "没有.db"), "没有“没有.db”这份备份"),
    (("release", FIRST), "登记簿里没有朝民函〔2023〕1号"),
    (("void", FIRST, "--reason", ""), "作废要写明理由"),
    (("void", FIRST), "命令写法不对"),
    ((), "命令写法不对"),
    (("issue", "一号", "a.docx"), "不是发文字号"),
    (("issue", FIRST, "没有.docx"), "读不了"),
    (("reserve", "--code", "朝 民", "--year", "2023"), "机关代字"),
    (("next", *SERIES, "--store", "postgresql://office/register"), "sqlite:///文件路径"),
    (("export", "没有/a.xlsx"), "找不到文件夹"),
    (("import", "没有.xlsx"), "请检查文件名和权限"),
]


@pytest.mark.parametrize(("arguments", "words"), FAILURES, ids=[row[1] for row in FAILURES])
def test_failures(tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = fuhan(*arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.full
def test_a_letter_file_must_carry_the_number_it_is_issued_under(tmp_path: Path) -> None:
    (tmp_path / "信.json").write_bytes(write_letter(plain_letter()))
    said("reserve", *SERIES, cwd=tmp_path)
    done = fuhan("issue", FIRST, "信.json", cwd=tmp_path)
    assert (done.returncode, "字号是朝民函〔2023〕32号，不是朝民函〔2023〕1号" in done.stderr) == (2, True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_register(DataFolder(tmp_path / "data"))


def test_issuing_writes_the_file_and_registers_it(tmp_path: Path, store: Store) -> None:
    path = issue_letter(store, plain_letter(), tmp_path, "key")
    assert path.name.startswith(FIRST)
    (entry,) = read_ledger(store).entries
    assert (entry.state, entry.details.proposal, entry.details.addressee) == ("issued", "176", "李文清委员")
    (version,) = versions_of(store, entry.number)
    assert (version.path, version.letter and version.letter.document_number) == (str(path), entry.number)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == version.sha256
    assert issue_letter(store, plain_letter(), tmp_path, "key") == path
    with pytest.raises(NumberRefused, match="更正"):
        issue_letter(store, plain_letter(signatory="别人"), tmp_path, "key")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == version.sha256


def test_nothing_issued_gives_the_number_back(tmp_path: Path, store: Store) -> None:
    with pytest.raises(SaveError):
        issue_letter(store, plain_letter(), tmp_path / "没有", "one")
    with pytest.raises(CannotMake):
        issue_letter(store, plain_letter(answer=()), tmp_path, "two")
    with pytest.raises(RegisterError, match="成文日期"):
        issue_letter(store, plain_letter(document_date=None), tmp_path, "three")
    proposed = propose(store, "朝民函", 2023)
    assert (number_text(proposed.number), proposed.released_before) == (FIRST, True)


def test_a_correction_stands_beside_what_went_out(tmp_path: Path, store: Store) -> None:
    path = issue_letter(store, plain_letter(), tmp_path, "key")
    (first,) = versions_of(store, read_ledger(store).entries[0].number)
    assert first.letter
    corrected = tmp_path / "更正.docx"
    assert correct_letter(store, first.letter, corrected, "错字") == corrected
    assert [row.version for row in versions_of(store, first.letter.document_number)] == [1, 2]
    assert [row.path for row in versions_of(store, first.letter.document_number)] == [
        str(path), str(tmp_path / "更正.docx"),
    ]  # fmt: skip


def test_the_log_never_holds_a_letter(tmp_path: Path, store: Store) -> None:
    issue_letter(store, plain_letter(), tmp_path, "key")
    data = bytearray(store.path.read_bytes())
    data[data.rfind('"李文清"'.encode())] ^= 1
    store.path.write_bytes(data)
    done = fuhan("list", cwd=tmp_path)
    assert (done.returncode, "恢复最近一份" in done.stderr) == (2, True)
    assert not (tmp_path / "data" / "fuhan.log").exists()


def test_the_window_and_make_import_no_database() -> None:
    code = (
        "import sys, services.commands, ui.shell.application, ui.shell.main_window, services.making\n"
        "print([m for m in ('sqlalchemy', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_every_sub_command_does_something() -> None:
    done = {**register_actions._ON_A_NUMBER, **register_actions._ON_THE_REGISTER, **register_actions._BY_THEMSELVES}
    assert {action.name for action in ACTIONS} == set(done)


@pytest.mark.parametrize("words", ["退回\n朝民函〔2023〕9号\t已发", "a\r\x1b[2Kb", "甲\u2028乙\u202e丙", "\x85\x9b2J"])
def test_a_reason_is_one_cell_of_one_line_whatever_is_in_it(
    tmp_path: Path, store: Store, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    void(store, reserve(store, "朝民函", 2023, key="a").number, words)
    for action in ("list", "history"):
        assert run(["--data", str(tmp_path / "data"), "register", action], lambda _: 0, lambda *_, **__: []) == 0
        shown = capsys.readouterr().out.split("\n")
        assert [len(line.split("\t")) for line in shown] == [{"list": 5, "history": 8}[action]] * (len(shown) - 1) + [1]
        assert len(shown) == {"list": 2, "history": 3}[action]
        assert not [char for line in shown for char in line.replace("\t", "") if not char.isprintable() and char != " "]
