"""A folder of earlier replies: each file is named with what became of it, letters enter the register whole or not."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgen.docx.writer import write_docx
from letter.model import Agency, DocumentNumber
from register.answers import answers_to_same
from register.cases import add_case, find_case
from register.errors import NumberRefused, SheetRefused
from register.ledger import history, read_ledger
from register.letters import count_letters, letter_history, newest_version, versions_of, void_letter
from register.numbers import reserve, take, void
from register.opening import open_store
from register.past_answers import past_answers
from register.report import year_report
from register.search import search
from register.series import is_new
from register.store import Store
from register.values import Case, Query
from services.cancellation import Stop, Stopped
from services.past_letters import PastFile, checked, enter_files, left_out, looked_through, read_past_letters
from tests.letters import ROOT, sample
from tests.register.registers import number, register

OWN = Agency(name="朝阳市民政局", code="朝民函")
# A letter as most offices have it on their pages.
TEXT = """首页 > 政务公开
朝阳市民政局关于市政协十二届二次会议第{serial}号提案的答复
{number}
发布时间：2024-01-05　来源：市民政局
李文清委员：
您提出的关于加强第{serial}社区治理的提案收悉，现答复如下：
一、已经做的
第{serial}社区建成了议事厅，居民每月议事一次，办成实事{serial}件。
二、下一步
继续听取居民意见。
感谢您对民政工作的关心和支持！
朝阳市民政局
2023年{month}月{day}日
"""
NEWS = "本报讯（记者王文）昨日，市政协召开提案办理推进会，会议强调要把提案办好。各承办单位汇报了情况。\n"
FILES = 500


class Counted(Stop):
    """Gives the work up at one of the moments at which it says how far it is."""

    def __init__(self, at: int = -1) -> None:
        super().__init__()
        self.said: list[str] = []
        self._at = at

    def tell(self, words: str) -> None:
        if len(self.said) == self._at:
            assert self.ask()
        super().tell(words)
        self.said.append(words)


def text(serial: int, *, numbered: bool = True) -> str:
    own = f"朝民函〔2023〕{serial}号" if numbered else ""
    return TEXT.format(serial=serial, number=own, month=1 + serial % 12, day=1 + serial % 28)


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    for name, held in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(held.encode() if isinstance(held, str) else held)
    return folder


def by_name(files: tuple[PastFile, ...]) -> dict[str, PastFile]:
    return {file.name.replace("\\", "/"): file for file in files}


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return register(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "旧复函"


@pytest.fixture(scope="session")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """500 files in three folders: letters, a tenth of them no letters, some no texts at all."""
    files: dict[str, str | bytes] = {}
    for serial in range(1, FILES + 1):
        kind = serial % 20
        held, ending = text(serial), ("txt", "html", "htm")[serial % 3]
        if ending != "txt":
            held = f"<html><body>{held.replace(chr(10), '<br>')}</body></html>"
        files[f"{2020 + serial % 3}年/{serial:03}.{'jpg' if kind == 7 else ending}"] = NEWS if kind == 3 else held
    return fill(tmp_path_factory.mktemp("many"), files)


def test_each_file_is_named_with_what_became_of_it(store: Store, folder: Path) -> None:
    letter = replace(
        sample("seed_letter"), document_number=DocumentNumber("朝民函", 2023, 9), document_date=date(2023, 3, 21)
    )
    fill(folder, {
        "a.txt": text(1), "b/网页.html": f"<html><body><p>{text(2).replace(chr(10), '</p><p>')}</p></body></html>",
        "b/我们写的.docx": write_docx(letter), "新闻.txt": NEWS, "表.xlsx": b"PK\3\4", "~$a.docx": b"x", "空.doc": b"",
        "扫描.pdf": b"%PDF-1.4", "Thumbs.db": b"x", "坏.docx": b"PK\3\4" + bytes(99),
        "再一份.txt": text(1, numbered=False), "同号.txt": text(5).replace("〔2023〕5号", "〔2023〕1号"),
        "别家.txt": text(6).replace("朝阳市民政局\n", "双塔区教育局\n"),
    })  # fmt: skip
    stop = Counted()
    found = by_name(read_past_letters(store, folder, [OWN], stop))
    letters = {name for name, file in found.items() if file.is_entered}
    assert letters == {"a.txt", "b/网页.html", "b/我们写的.docx"}
    assert {name: str(file.reason) for name, file in found.items() if name not in letters} == {
        "新闻.txt": str(found["新闻.txt"].reason),
        "表.xlsx": "不是 txt、网页、docx、doc、wps 文件，没有读",
        "~$a.docx": "是 Word 或 WPS 打开文件时留下的临时文件，没有读",
        "空.doc": "文件是空的，没有文字可以读，请换一个文件。",
        "扫描.pdf": "PDF 没有读：有文字的，请复制到文本文件（txt）里再导入",
        "坏.docx": "文件不完整，请重新拷贝一份再试。",
        "再一份.txt": "与“a.txt”是同一封信",
        "同号.txt": "字号与“a.txt”相同（朝民函〔2023〕1号），请核对",
        "别家.txt": "署名是“双塔区教育局”，不是本单位的信；是以前的名称，请在单位档案里加一份再导入",
    }
    assert "不像" in found["新闻.txt"].reason
    assert len(stop.said) == len(found), "progress names each file"
    assert count_letters(store) == 0, "nothing is entered before the clerk has seen it"


def test_letters_enter_the_register_as_past_letters(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(7), "b.txt": text(8, numbered=False)})
    done = enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    assert [file.name for file in done if file.is_entered] == ["a.txt", "b.txt"]
    assert count_letters(store) == 2
    (version,) = versions_of(store, number(7))
    assert version.letter
    assert (version.letter.proposals[0].number, version.path) == ("7", str(folder / "a.txt"))
    (row,) = search(store, Query(text="第8社区")).rows
    assert (row.number, row.state, row.proposal, row.date) == (None, "issued", "8", date(2023, 9, 9))
    assert past_answers(store, "关于加强第7社区治理的提案")[0].text.startswith("第7社区建成了议事厅")
    total = year_report(store, 2023, date(2024, 1, 1)).total
    assert (total.letters, total.disclosure.whole) == (2, 0), "whether they are public is not known"
    assert {row.what for row in history(store)} == {"past_letter"}
    assert "议事" not in "".join(row.after for row in history(store)), "no words of letters in the history"
    store.check()


def test_a_number_of_an_earlier_letter_makes_no_gaps_and_no_beginning(store: Store, folder: Path) -> None:
    """The office has given the numbers between to other letters, and perhaps some after them."""
    fill(folder, {"a.txt": text(7), "b.txt": text(31)})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    ledger = read_ledger(store)
    assert [entry.number for entry in ledger.entries] == [number(7), number(31)]
    assert ledger.gaps == ()
    assert is_new(store, "朝民函")
    assert reserve(store, "朝民函", 2023, key="a").number == number(32)


def test_what_the_register_has_is_not_entered_again(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(1), "b.txt": text(2, numbered=False)})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    fill(
        folder, {"网页.html": f"<p>{text(2, numbered=False).replace(chr(10), '</p><p>')}</p>", "c.txt": text(1) + "\n"}
    )
    again = by_name(read_past_letters(store, folder, [OWN], Stop()))
    assert {name: str(file.reason) for name, file in again.items()} == {
        "a.txt": "登记簿里已经有这份文件", "b.txt": "登记簿里已经有这份文件", "网页.html": "登记簿里已经有这封信",
        "c.txt": "登记簿里朝民函〔2023〕1号已经有信了",
    }  # fmt: skip
    assert enter_files(store, tuple(again.values()), Stop()) == tuple(again.values())
    assert count_letters(store) == 2


def _void(store: Store) -> None:
    take(store, number(1), "错")
    void(store, number(1), "错")


@pytest.mark.parametrize(
    ("before", "sentence"),
    [
        (lambda store: take(store, number(1), "纸质登记簿"), ""),
        (lambda store: reserve(store, "朝民函", 2023, key="a"), "登记簿里朝民函〔2023〕1号留给了别的信，请核对字号"),
        (_void, "登记簿里朝民函〔2023〕1号已作废，请核对字号"),
    ],
    ids=["taken", "reserved", "void"],
)  # fmt: skip
def test_a_number_takes_its_letter_where_none_is_meant_for_it(
    store: Store, folder: Path, before: object, sentence: str
) -> None:
    before(store)  # pyright: ignore[reportCallIssue]
    fill(folder, {"a.txt": text(1)})
    (file,) = read_past_letters(store, folder, [OWN], Stop())
    assert str(file.reason) == sentence
    (done,) = enter_files(store, (file,), Stop())
    assert done.is_entered == (not sentence)
    if done.is_entered:
        (entry,) = read_ledger(store).entries
        assert (entry.state, entry.reason) == ("issued", "纸质登记簿"), "what was said of the number stays"
        assert entry.details.title.endswith("第1号提案的答复")


def test_the_cases_that_it_answers_are_replied_and_asked_about(store: Store, folder: Path) -> None:
    session = "朝阳市政协十二届二次会议"
    case = add_case(store, Case(kind="cppcc_proposal", proposal="8", session=session, subject="关于社区治理的提案"))
    fill(folder, {"b.txt": text(8, numbered=False)})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    assert find_case(store, case.key).state == "replied"
    later = add_case(store, Case(kind="cppcc_proposal", proposal="9", session=session))
    assert find_case(store, later.key).state == "open"
    sent = newest_version(store, find_case(store, case.key).letter_key)
    assert sent
    assert sent.letter
    (answer,) = answers_to_same(store, replace(sent.letter, document_date=date(2024, 5, 1)))
    assert (answer.number, answer.name) == (None, "没有字号的信")


def test_one_without_a_number_is_void_by_its_own_and_may_come_again(store: Store, folder: Path) -> None:
    fill(folder, {"b.txt": text(8, numbered=False)})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    (row,) = search(store, Query()).rows
    with pytest.raises(NumberRefused, match="理由"):
        void_letter(store, row.letter_key, " ")
    void_letter(store, row.letter_key, "导错了")
    (row,) = search(store, Query()).rows
    assert row.state == "void"
    assert [one.what for one in letter_history(store, row.letter_key)] == ["past_letter", "void"]
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    (row,) = search(store, Query()).rows
    assert (row.state, row.version) == ("issued", 2)
    store.check()


def test_doubts_are_told_beside_the_file(store: Store, folder: Path) -> None:
    held = text(3).replace("您提出的关于", "您提出的第4号关于").replace("2023年4月4日", "2022年4月4日")
    fill(folder, {"a.txt": held})
    (file,) = read_past_letters(store, folder, [OWN], Stop())
    assert [str(remark) for remark in file.remarks] == [
        "案号和案由请核对：标题和正文里的案号不一致", "字号的年份与成文日期不同，请核对",
    ]  # fmt: skip


def test_two_letters_of_one_number_are_both_told_and_the_clerk_chooses(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(5).replace("〔2023〕5号", "〔2023〕1号"), "b.txt": text(1)})
    found = read_past_letters(store, folder, [OWN], Stop())
    assert {file.name: (file.is_entered, [*map(str, file.remarks), str(file.reason)]) for file in found} == {
        "a.txt": (True, ["字号与“b.txt”相同（朝民函〔2023〕1号），请核对", ""]),
        "b.txt": (False, ["字号与“a.txt”相同（朝民函〔2023〕1号），请核对"]),
    }
    again = checked(store, left_out(found, "a.txt", out=True), [OWN])
    assert {file.name: (file.is_entered, str(file.reason)) for file in again} == {
        "a.txt": (False, "经办人选了不导入"), "b.txt": (True, ""),
    }  # fmt: skip
    assert all(file.remarks == () for file in again)
    enter_files(store, again, Stop())
    (version,) = versions_of(store, number(1))
    assert version.path.endswith("b.txt")
    assert checked(store, left_out(found, "a.txt", out=False), [OWN])[0].reason == "登记簿里朝民函〔2023〕1号已经有信了"


OTHER_TEXT = ("办成实事1件", "办成实事120件")


def test_another_version_of_a_letter_is_no_copy(store: Store, folder: Path) -> None:
    changed = text(1).replace(*OTHER_TEXT)
    fill(folder, {
        "a.txt": text(1), "b.txt": changed, "c.html": f"<p>{text(1).replace(chr(10), '</p><p>')}</p>",
        "d.txt": changed.replace("朝民函〔2023〕1号", ""),
        "e.txt": text(1).replace("感谢您对民政工作的关心和支持！\n", ""),
    })  # fmt: skip
    found = by_name(read_past_letters(store, folder, [OWN], Stop()))
    other = "与“a.txt”是同一封信，但答复内容不同；只导入“a.txt”，请打开两份核对"
    assert {name: str(file.reason) for name, file in found.items()} == {
        "a.txt": "", "b.txt": other, "c.html": "与“a.txt”是同一封信", "d.txt": other, "e.txt": "与“a.txt”是同一封信",
    }  # fmt: skip
    assert [str(remark) for remark in found["a.txt"].remarks] == [
        f"“{name}”是同一封信，但答复内容不同，没有导入，请打开两份核对" for name in ("b.txt", "d.txt")
    ]
    again = by_name(checked(store, left_out(list(found.values()), "a.txt", out=True), [OWN]))
    assert again["b.txt"].is_entered
    assert "a.txt" not in str(again["b.txt"].remarks), "the clerk has looked at the two and chosen"


def test_another_version_of_a_letter_in_the_register_is_no_copy(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(1, numbered=False)})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    fill(folder, {"a.txt": text(1, numbered=False).replace(*OTHER_TEXT), "b.txt": text(1, numbered=False) + "\n"})
    assert [str(file.reason) for file in read_past_letters(store, folder, [OWN], Stop())] == [
        "登记簿里已经有这封信，但答复内容不同，没有导入，请打开两份核对", "登记簿里已经有这封信",
    ]  # fmt: skip


def test_a_letter_that_was_looked_through_is_held_against_the_others_anew(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(1), "b.txt": text(2)})
    found = read_past_letters(store, folder, [OWN], Stop())
    recognised = found[1].found
    assert recognised
    letter = replace(recognised.letter, document_number=DocumentNumber("", 2023, 1))
    a, b = checked(store, looked_through(found, "b.txt", recognised._replace(letter=letter)), [OWN])
    assert (a.is_entered, b.is_entered) == (True, False)
    assert str(a.remarks[0]) == "字号与“b.txt”相同（朝民函〔2023〕1号），请核对"
    other = replace(recognised.letter, agency=replace(recognised.letter.agency, name="双塔区教育局"))
    _a, b = checked(store, looked_through(found, "b.txt", recognised._replace(letter=other)), [OWN])
    assert str(b.reason).startswith("署名是“双塔区教育局”")


def test_a_number_that_was_entered_by_mistake_takes_the_letter_to_which_it_belongs(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(5).replace("〔2023〕5号", "〔2023〕1号")})
    enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    void(store, number(1), "字号写错的信")
    fill(folder, {"b.txt": text(1)})
    (folder / "a.txt").unlink()
    (done,) = enter_files(store, read_past_letters(store, folder, [OWN], Stop()), Stop())
    assert done.is_entered
    (row,) = search(store, Query()).rows
    assert (row.state, row.proposal, row.number) == ("issued", "1", number(1))
    sent = newest_version(store, row.letter_key)
    assert sent
    assert sent.path.endswith("b.txt")
    assert [entry.state for entry in read_ledger(store).entries] == ["void", "issued"]
    (folder / "c.txt").write_text(text(1).replace("议事厅", "书屋"), encoding="utf-8")
    assert by_name(read_past_letters(store, folder, [OWN], Stop()))["c.txt"].reason == (
        "登记簿里朝民函〔2023〕1号已经有信了"
    )
    store.check()


@pytest.mark.parametrize(
    ("held", "remark"),
    [
        (text(3).replace("2023年4月4日", ""), "没有成文日期"),
        (text(3).replace("〔2023〕3号", "〔2023〕　号"), "字号不完整"),
        (text(3).replace("朝民函", "朝政办函"), "字号的代字“朝政办函”不是本单位的，请核对"),
        (text(3).replace("2023年4月4日", "2022年4月4日"), "字号的年份与成文日期不同，请核对"),
    ],
    ids=["no date", "part of a number", "another code", "another year"],
)
def test_what_a_clerk_would_look_at_is_told(store: Store, folder: Path, held: str, remark: str) -> None:
    fill(folder, {"a.txt": held})
    (file,) = read_past_letters(store, folder, [OWN], Stop())
    assert [str(one) for one in file.remarks] == [remark]


def test_two_answers_to_one_paper_are_told(store: Store, folder: Path) -> None:
    second = (
        text(7).replace("〔2023〕7号", "〔2023〕9号").replace("2023年8月8日", "2023年9月8日").replace("议事厅", "书屋")
    )
    fill(folder, {"a.txt": text(7), "b.txt": second})
    found = read_past_letters(store, folder, [OWN], Stop())
    assert [[str(one) for one in file.remarks] for file in found] == [
        ["与“b.txt”答复的是同一件，请核对"], ["与“a.txt”答复的是同一件，请核对"],
    ]  # fmt: skip


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="Windows keeps access otherwise")
def test_what_cannot_be_looked_into_is_named(store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(folder, {"a.txt": text(1), "锁住的/b.txt": text(2)})
    os.mkfifo(folder / "管道.txt")
    real = os.scandir

    def scan(path: str) -> object:
        if str(path).endswith("锁住的"):
            raise PermissionError(13, "no", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scan)
    found = by_name(read_past_letters(store, folder, [OWN], Stop()))
    assert {name: str(file.reason) for name, file in found.items()} == {
        "a.txt": "", "锁住的": "这个文件夹打不开，里面的文件没有读", "管道.txt": "不是普通的文件，没有读",
    }  # fmt: skip


def test_an_office_without_a_profile_takes_every_letter(store: Store, folder: Path) -> None:
    fill(folder, {"a.txt": text(1).replace("朝阳市民政局\n", "双塔区教育局\n"), "b.txt": text(2)})
    assert all(file.is_entered for file in read_past_letters(store, folder, [], Stop()))


def test_a_folder_without_files_and_one_that_is_none_are_refused(store: Store, folder: Path) -> None:
    with pytest.raises(SheetRefused, match="不是文件夹"):
        read_past_letters(store, folder, [OWN], Stop())
    folder.mkdir()
    with pytest.raises(SheetRefused, match="没有文件"):
        read_past_letters(store, folder, [OWN], Stop())


@pytest.mark.full
def test_500_files_are_read_and_entered_with_progress(store: Store, many: Path) -> None:
    reading, entering = Counted(), Counted()
    found = read_past_letters(store, many, [OWN], reading)
    assert len(found) == len(reading.said) == FILES
    assert {file.name for file in found} == {str(path.relative_to(many)) for path in many.rglob("*.*")}
    letters = [file for file in found if file.is_entered]
    assert len(letters) == FILES * 9 // 10
    assert all(file.reason for file in found if not file.is_entered)
    assert reading.said[-1].startswith("正在读第 500 个，共 500 个：")
    done = enter_files(store, found, entering)
    assert entering.said[-1] == "正在导入第 450 封，共 450 封"
    assert [file.name for file in done if file.is_entered] == [file.name for file in letters]
    assert count_letters(store) == len(letters)
    store.check()


@pytest.mark.parametrize("moment", [0, 1, 250, FILES - 1])
def test_reading_can_be_given_up_at_any_file(store: Store, many: Path, moment: int) -> None:
    stop = Counted(moment)
    with pytest.raises(Stopped):
        read_past_letters(store, many, [OWN], stop)
    assert len(stop.said) == moment


@pytest.mark.parametrize("moment", [0, 1, 20, 39, 40])
def test_entering_can_be_given_up_at_any_letter_and_leaves_nothing(store: Store, folder: Path, moment: int) -> None:
    """The last moment is the one before all are kept."""
    take(store, number(3), "纸质登记簿")
    before = read_ledger(store), history(store)
    found = read_past_letters(store, fill(folder, {f"{n}.txt": text(n) for n in range(1, 41)}), [OWN], Stop())
    stop = Counted(moment)
    if moment == 40:
        stop.settle = lambda: (stop.ask(), Stop.settle(stop))[1]
    with pytest.raises(Stopped):
        enter_files(store, found, stop)
    assert len(stop.said) == moment
    assert (read_ledger(store), history(store)) == before
    assert count_letters(store) == 0
    assert search(store, Query(text="社区")).rows == ()
    store.check()
    assert all(file.is_entered for file in enter_files(store, found, Stop())), "and it can be done again"


@pytest.mark.full
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends a process otherwise")
def test_a_program_that_dies_while_entering_leaves_nothing(tmp_path: Path, many: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from services.cancellation import Stop\n"
        "from services.past_letters import enter_files, read_past_letters\n"
        "from tests.register.registers import register\n"
        "class Dies(Stop):\n"
        "    def tell(self, words):\n"
        "        if words.startswith('正在导入第 300 封'): os.kill(os.getpid(), signal.SIGKILL)\n"
        "store = register(Path(sys.argv[1])); files = read_past_letters(store, Path(sys.argv[2]), [], Stop())\n"
        "enter_files(store, files, Dies())\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), str(many)], cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == -signal.SIGKILL
    store = register(tmp_path)
    assert count_letters(store) == 0
    assert history(store) == ()
    store.check()


@pytest.mark.full
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows interrupts otherwise")
def test_the_command_names_each_file_and_says_when_it_was_interrupted(tmp_path: Path, many: Path) -> None:
    command = [
        sys.executable,
        str(ROOT / "main.py"),
        "--data",
        str(tmp_path / "data"),
        "register",
        "letters",
        str(many),
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    shown = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert shown.returncode == 0
    assert len(shown.stdout.splitlines()) == FILES * 9 // 10
    assert "还没有登记" in shown.stderr
    assert "正在读" not in shown.stderr, "a script is not told how far it is"
    running = subprocess.Popen(
        [*command, "--yes"], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    store_path = tmp_path / "data" / "register" / "register.db"
    while not store_path.exists():
        assert running.poll() is None
    running.send_signal(signal.SIGINT)
    said, told = running.communicate(timeout=60)
    entered = count_letters(open_store(store_path))
    if running.returncode:
        assert running.returncode in (130, -signal.SIGINT)
        assert (said, entered) == ("", 0)
        assert "Traceback" not in told
    else:
        assert entered == FILES * 9 // 10, "it was done before"
