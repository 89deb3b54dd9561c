"""The commands as the office's scripts use them: results on stdout, one Chinese sentence and exit 2 on failure."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

import docx
import pytest

import main
from docgen.standard import fonts
from letter.codec import write_letter
from letter.derived import agency_defaults
from letter.model import Attachment
from services import commands
from services.data_folder import DataFolder
from services.profiles import add_profile
from services.settings import Settings, save_settings
from tests.docgen.measured_letters import letter
from tests.letters import ROOT, SAMPLES, plain_letter

ALL_FONTS = {name for font in fonts().values() for name in (font.chain[0], font.rare) if name}


def font_list(folder: Path, names: Iterable[str]) -> str:
    """Put a system's list of fonts with these names into a folder and return a PATH that begins there."""
    folder.mkdir(exist_ok=True)
    command = folder / "fc-list"
    lines = (f"/fonts/{name}.ttf\t0\t0\t100\t80\t{name}" for name in names)
    command.write_text("#!/bin/sh\ncat <<'END'\n" + "\n".join(lines) + "\nEND\n", encoding="utf-8")
    command.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def fuhan(*arguments: str, cwd: Path, data: bytes = b"", path: str = "") -> subprocess.CompletedProcess[bytes]:
    path = path or font_list(cwd / "bin", ALL_FONTS)
    environment = {**os.environ, "LANG": "C", "PYTHONUTF8": "1", "PATH": path}
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


def test_make_writes_a_published_edition_beside_it(tmp_path: Path) -> None:
    own, published = tmp_path / "信.docx", tmp_path / "公开.docx"
    done = fuhan(
        "make", str(SAMPLES["seed_letter"]), "-o", str(own), "--published", str(published), cwd=tmp_path
    )  # fmt: skip
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{own}\n{published}\n", b"")
    with zipfile.ZipFile(own) as carrying, zipfile.ZipFile(published) as bare:
        assert "customXml/item1.xml" in carrying.namelist()
        assert "customXml/item1.xml" not in bare.namelist()


def test_make_names_the_fonts_that_are_missing(tmp_path: Path) -> None:
    path = font_list(
        tmp_path / "bin", (ALL_FONTS - {"方正小标宋简体", "黑体", "仿宋_GB2312"}) | {"STZhongsong", "FangSong"}
    )
    done = fuhan("make", str(SAMPLES["seed_letter"]), cwd=tmp_path, path=path)
    assert (done.returncode, done.stdout.decode().endswith(".docx\n")) == (0, True)
    assert done.stderr.decode() == (
        "这台电脑缺少字体：“方正小标宋简体”（标题，打印时换成“方正小标宋_GBK”）、"
        "“仿宋_GB2312”（正文，打印时换成“仿宋”）、“黑体”（一级标题，没有可换的字体）。"
        "请装上再打印，以免版式走样。\n"
    )


def test_make_names_the_fonts_of_rare_characters_only_for_letters_that_have_them(tmp_path: Path) -> None:
    path = font_list(tmp_path / "bin", ALL_FONTS - {"宋体-ExtB"})
    assert fuhan("make", str(SAMPLES["seed_letter"]), cwd=tmp_path, path=path).stderr == b""
    done = fuhan("make", str(SAMPLES["rare_characters"]), cwd=tmp_path, path=path)
    assert "“宋体-ExtB”（生僻字，没有可换的字体）" in done.stderr.decode()


def test_make_tells_of_attachments_without_content(tmp_path: Path) -> None:
    data = write_letter(plain_letter(attachments=(Attachment("征询意见表"),)))
    done = fuhan("make", "-", cwd=tmp_path, data=data)
    assert (done.returncode, done.stdout.decode().endswith(".docx\n")) == (0, True)
    assert done.stderr.decode() == "附件“征询意见表”没有内容：填上内容，或者随信另附。\n"


def test_a_system_without_a_list_of_fonts_says_nothing(tmp_path: Path) -> None:
    done = fuhan("make", str(SAMPLES["seed_letter"]), cwd=tmp_path, path=font_list(tmp_path / "bin", ()))
    assert (done.returncode, done.stderr) == (0, b"")


def test_sheet(tmp_path: Path) -> None:
    done = fuhan("sheet", str(SAMPLES["preprinted"]), cwd=tmp_path)
    assert (done.returncode, done.stdout.decode()) == (0, f"{tmp_path / '套印试样.docx'}\n")
    text = "\n".join(row.text for row in docx.Document(str(tmp_path / "套印试样.docx")).paragraphs)
    assert "现在的移动：右 0.5、下 -0.8 毫米" in text


def test_deviations(tmp_path: Path) -> None:
    done = fuhan("deviations", str(SAMPLES["seed_letter"]), cwd=tmp_path)
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert [row[:2] for row in rows] == [["7.2", "K"], ["7.4.3", "K"], ["10.1", "V2"]]
    assert fuhan("deviations", "-", cwd=tmp_path, data=write_letter(letter(outcome_mark="none"))).stdout == b""


def test_profiles_go_from_one_data_folder_to_another(tmp_path: Path) -> None:
    settings = add_profile(Settings(agency=agency_defaults("朝阳市民政局")), "套印", agency_defaults("朝阳市民政局"))
    save_settings(DataFolder(tmp_path / "data"), settings)
    assert fuhan("profiles", cwd=tmp_path).stdout.decode().splitlines() == ["套印", "朝阳市民政局"]
    assert fuhan("profiles", "--export", "档案.json", cwd=tmp_path).stdout.decode() == "档案.json\n"
    other = tmp_path / "other"
    other.mkdir()
    done = fuhan("profiles", "--import", str(tmp_path / "档案.json"), cwd=other)
    assert done.stdout.decode().splitlines() == ["套印", "朝阳市民政局"]
    assert fuhan("profiles", cwd=other).stdout.decode().splitlines() == ["套印", "朝阳市民政局"]
    assert fuhan("profiles", "--import", str(tmp_path / "档案.json"), cwd=other).stdout == b""


SEED = SAMPLES["seed_letter"].read_text(encoding="utf-8")
FAILURES = [
    (("make", "没有.json"), b"", "找不到“没有.json”"),
    (("make", "."), b"", "是文件夹"),
    (("make", "-"), b"{", "第 1 行"),
    (("make", "-"), SEED.replace('"term": 12', '"term": "x"').encode(), "“session.term”"),
    (("make", "-"), SEED.replace('"李文清"', "").encode(), "请填写委员姓名"),
    (("make", "-"), SEED.replace("李文清", r"李\ud842文清", 1).encode(), "“proposers.people[0]”有误"),
    (("make", "-"), SEED.replace("社区工作者人员配备", r"社区\u000b", 1).encode(), "“answer[0].heading”有误"),
    (("make", "-", "-o", "a?.docx"), SEED.encode(), "请改为“a？.docx”"),
    (("make", "-", "-o", "没有/信.docx"), SEED.encode(), "找不到文件夹"),
    (("profiles", "--import", "没有.json"), b"", "请检查文件名"),
    (("sheet", "-", "-o", "没有/试样.docx"), SEED.encode(), "找不到文件夹"),
    (("make", "\udcff信.json"), b"", "“?信.json”有认不出的字符"),
    (("make", "-", "-o", "\udcff.docx"), SEED.encode(), "“?.docx”有认不出的字符"),
    (("register", "next", "--code", "朝\udcff函", "--year", "2026"), b"", "“朝?函”有认不出的字符"),
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


def test_make_imports_no_qt_no_register_and_no_reading(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.argv = ['main.py', 'make', {str(SAMPLES['seed_letter'])!r}, '-o', 'x.docx']\n"
        "import main; main.main()\n"
        # The seed letter ends well: no font has to be read to know that.
        "print([m for m in ('PySide6', 'docgen.docx.reader', 'sqlalchemy', 'services.paging') if m in sys.modules])"
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


def test_make_says_where_another_number_is_cited(tmp_path: Path) -> None:
    letter = write_letter(plain_letter(title="关于市政协十二届二次会议第175号提案的答复"))
    done = fuhan("make", "-", "-o", "信.docx", cwd=tmp_path, data=letter)
    assert (done.returncode, done.stdout.decode()) == (0, "信.docx\n")
    assert done.stderr.decode() == "标题写的是第175号，案号是第176号，请核对。\n"
