"""The commands as the office's scripts use them: results on stdout, one Chinese sentence and exit 2 on failure."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import main
from desk import commands
from desk.data_folder import DataFolder
from tests.letters import ROOT, SAMPLES


def fuhan(*arguments: str, cwd: Path, data: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LANG": "C", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), "--data", str(cwd / "data"), *arguments],
        input=data, capture_output=True, check=False, cwd=cwd, env=environment,
    )  # fmt: skip


@pytest.mark.parametrize("name", SAMPLES)
def test_make(tmp_path: Path, name: str) -> None:
    done = fuhan("make", str(SAMPLES[name]), "-o", str(tmp_path / "信.docx"), cwd=tmp_path)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{tmp_path / '信.docx'}\n", b"")
    piped = fuhan("make", "-", cwd=tmp_path, data=SAMPLES[name].read_bytes())
    written = Path(piped.stdout.decode().rstrip("\n"))
    assert written.parent == tmp_path
    assert written.read_bytes() == (tmp_path / "信.docx").read_bytes()


SEED = SAMPLES["seed_letter"].read_text(encoding="utf-8")
FAILURES = [
    (("make", "没有.json"), b"", "找不到“没有.json”"),
    (("make", "."), b"", "是文件夹"),
    (("make", "-"), b"{", "第 1 行"),
    (("make", "-"), SEED.replace('"term": 12', '"term": "x"').encode(), "“session.term”"),
    (("make", "-"), SEED.replace('"李文清"', "").encode(), "请填写委员姓名"),
    (("make", "-", "-o", "a?.docx"), SEED.encode(), "请改为“a？.docx”"),
    (("make", "-", "-o", "没有/信.docx"), SEED.encode(), "找不到文件夹"),
    (("make",), b"", "命令写法不对"),
    (("nonsense",), b"", "命令写法不对"),
    (("photo", "-", "-o", "x", "--scale", "9"), b"", "命令写法不对"),
]


@pytest.mark.parametrize(("arguments", "data", "words"), FAILURES, ids=[row[2] for row in FAILURES])
def test_failures(tmp_path: Path, arguments: tuple[str, ...], data: bytes, words: str) -> None:
    done = fuhan(*arguments, cwd=tmp_path, data=data)
    sentence = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b"")
    assert words in sentence
    assert sentence.count("\n") == 1
    assert "Traceback" not in sentence
    assert not list(tmp_path.glob("*.docx"))


def test_schema(tmp_path: Path) -> None:
    done = fuhan("schema", cwd=tmp_path)
    assert "ReplyLetter" in json.loads(done.stdout)["$defs"]


def test_help_is_chinese(tmp_path: Path) -> None:
    text = fuhan("--help", cwd=tmp_path).stdout.decode() + fuhan("make", "--help", cwd=tmp_path).stdout.decode()
    assert not [word for word in ("usage", "options", "positional", "show this") if word in text]


def test_make_imports_neither_qt_nor_docx(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.argv = ['main.py', 'make', {str(SAMPLES['seed_letter'])!r}, '-o', 'x.docx']\n"
        "import main; main.main()\nprint([m for m in ('docx', 'lxml', 'PySide6', 'sqlalchemy') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_unexpected_error_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def explode(_: str) -> None:
        raise ZeroDivisionError("李文清")

    monkeypatch.setattr(commands, "read_letter_file", explode)
    assert main.main(["--data", str(tmp_path), "make", "x.json"]) == 2
    assert "程序出了意外（ZeroDivisionError）" in capsys.readouterr().err
    assert "李文清" not in DataFolder(tmp_path).log.read_text(encoding="utf-8")
