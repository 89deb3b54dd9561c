"""发文 that was cut off and is taken up again: one number, one file, one true sentence."""

import contextlib
import datetime
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection

from letter.model import Proposal, ReplyLetter
from register.backups import back_up
from register.errors import RegisterError, StoreBusy, StoreDamaged, StoreUnwritable
from register.ledger import read_ledger
from register.letters import versions_of
from register.numbers import reserve
from register.restoring import restore
from register.store import Store
from services import registering
from services.data_folder import DataFolder
from services.issuing import ready_to_issue, send_out
from services.naming import OwnFiles
from services.registering import correct_letter, issue_letter, open_register
from services.saving import SaveError
from tests.faults.oracle import faults_in
from tests.letters import plain_letter
from tests.register.registers import number

# Where a try can end: each step of 发文, before it and after it.
STEPS = ("make_file", "issue", "_sha256")
CUTS = [(step, after) for step in STEPS for after in (False, True)]
LETTER = plain_letter(document_number=replace(plain_letter().document_number, serial=None))
CHANGES = {
    "the same": {}, "other words": {"signatory": "别人"},
    "another title": {"proposals": (Proposal("176", "另一个标题"),)},
}  # fmt: skip
TRUE = r"已留给这封信.*已写好.*还没有登记为已发.*仍用这个号和这个文件"


class PowerCut(BaseException):
    """The program is gone; nothing of it runs any more."""


def cut(monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, *, after: bool = False) -> None:
    """Let a step of 发文 fail, before it has done anything or after it has done all."""
    done: Callable[..., Any] = getattr(registering, step)

    def failing(*given: Any, **named: Any) -> None:
        if after:
            done(*given, **named)
        raise error

    monkeypatch.setattr(registering, step, failing)


def papers(folder: Path) -> list[str]:
    """Return the names of all that lies in a folder of letters."""
    return sorted(file.name for file in folder.iterdir())


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return the register of a data folder."""
    return open_register(DataFolder(tmp_path / "data"))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Return the folder of the letters."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


def sent(store: Store, letter: ReplyLetter, out: Path) -> Path:
    """Send a letter out as a program does that has just been started."""
    return issue_letter(store, letter, out, "key", free_name=OwnFiles().free_name)


@pytest.mark.parametrize(
    "changed",
    [{}, {"signatory": "别人"}, {"proposals": (Proposal("176", "另一个标题"),)}],
    ids=["same", "words", "title"],
)
@pytest.mark.parametrize(("step", "after"), CUTS)
def test_a_try_that_was_cut_off_is_taken_up_with_the_same_number_and_file(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, step: str, after: bool, changed: dict[str, Any]
) -> None:
    with monkeypatch.context() as patch:
        cut(patch, step, PowerCut(), after=after)
        with pytest.raises(PowerCut):
            sent(store, LETTER, out)
    registered = (step, after) == ("issue", True)
    letter = LETTER if registered else replace(LETTER, **changed)
    path = sent(store, letter, out)
    assert papers(out) == [path.name]
    assert "（2）" not in path.name
    (entry,) = read_ledger(store).entries
    assert (entry.number, entry.state) == (number(1), "issued")
    assert versions_of(store, number(1))[0].letter == replace(letter, document_number=number(1))
    assert faults_in(store.path) == []


@pytest.mark.parametrize("error", [StoreUnwritable("磁盘已满"), StoreBusy("占用"), StoreDamaged("损坏")])
def test_what_is_said_of_a_letter_that_could_not_be_registered_is_true(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, error: RegisterError
) -> None:
    with monkeypatch.context() as patch:
        cut(patch, "issue", error)
        with pytest.raises(type(error), match=TRUE) as raised:
            sent(store, LETTER, out)
    assert "没有改动" not in str(raised.value)
    assert "没有登记任何东西" not in str(raised.value)
    (lying,) = papers(out)
    assert lying in str(raised.value)
    assert sent(store, LETTER, out).name == lying


def test_a_second_try_that_fails_keeps_the_number_of_the_first(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        cut(patch, "make_file", PowerCut())
        with pytest.raises(PowerCut):
            sent(store, LETTER, out)
    with monkeypatch.context() as patch:
        cut(patch, "make_file", SaveError("磁盘已满"))
        with pytest.raises(SaveError):
            sent(store, LETTER, out)
    assert reserve(store, "朝民函", 2023, key="another letter").number == number(2)
    sent(store, LETTER, out)
    assert [entry.state for entry in read_ledger(store).entries] == ["issued", "reserved"]


def test_a_file_that_the_clerk_has_changed_is_not_touched(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        cut(patch, "issue", PowerCut())
        with pytest.raises(PowerCut):
            sent(store, LETTER, out)
    (lying,) = out.iterdir()
    own = lying.read_bytes() + b"\0"
    lying.write_bytes(own)
    path = sent(store, LETTER, out)
    assert (lying.read_bytes(), path.stem) == (own, f"{lying.stem}（2）")


def test_a_correction_that_could_not_be_registered_leaves_no_file(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sent(store, LETTER, out)
    issued = replace(LETTER, document_number=number(1), signatory="别人")
    target = path.with_name(f"{path.stem}（2）.docx")
    with monkeypatch.context() as patch:
        cut(patch, "correct", StoreUnwritable("磁盘已满"))
        with pytest.raises(StoreUnwritable):
            correct_letter(store, issued, target, "错字")
    assert papers(out) == [path.name]
    with monkeypatch.context() as patch:
        cut(patch, "correct", PowerCut())
        with pytest.raises(PowerCut):
            correct_letter(store, issued, target, "错字")
    target.rename(target.with_name(f"{path.stem}（3）.docx"))
    left = target.with_name(f"{path.stem}（3）.docx")
    for _again in range(2):  # the second time after all was done
        assert correct_letter(store, issued, target, "错字") == left
        assert [version.version for version in versions_of(store, number(1))] == [1, 2]
        assert len(papers(out)) == 2, "what was left is what is registered"


def ends_late(monkeypatch: pytest.MonkeyPatch, store: Store, *, kept: bool) -> None:
    """Let the disk fail at the end of each transaction that writes: after it was kept, or before."""
    true = store.database.transaction

    @contextlib.contextmanager
    def failing(*, writing: bool, checking: bool = False) -> Generator[Connection, None, None]:
        with contextlib.suppress(PowerCut), true(writing=writing, checking=checking) as connection:
            yield connection
            if writing and not kept:
                raise PowerCut
        if writing:
            raise StoreUnwritable("没有登记任何东西")

    monkeypatch.setattr(store.database, "transaction", failing)


@pytest.mark.parametrize("kept", [True, False])
def test_a_disk_that_fails_at_the_very_end_is_never_said_to_have_registered_nothing(
    store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, kept: bool
) -> None:
    with monkeypatch.context() as patch:
        ends_late(patch, store, kept=kept)
        with pytest.raises(StoreUnwritable, match="可能已经登记，也可能没有" if kept else "没有登记任何东西"):
            sent(store, LETTER, out)
    assert len(read_ledger(store).entries) == kept
    reserve(store, "朝民函", 2023, key="key")
    with monkeypatch.context() as patch:
        known = reserve(store, "朝民函", 2023, key="key")
        patch.setattr(registering, "reserve", lambda *_given, **_named: known)
        ends_late(patch, store, kept=kept)
        with pytest.raises(StoreUnwritable, match="没有确认" if kept else "还没有登记为已发"):
            sent(store, LETTER, out)
    assert sent(store, LETTER, out).name in papers(out)
    assert (len(papers(out)), [entry.state for entry in read_ledger(store).entries]) == (1, ["issued"])
    path = out / "更正.docx"
    with monkeypatch.context() as patch:
        ends_late(patch, store, kept=kept)
        with pytest.raises(StoreUnwritable):
            correct_letter(store, replace(LETTER, document_number=number(1)), path, "错字")
    assert path.exists() == kept, "what may be registered has to be there"


def test_a_letter_cut_off_before_a_restore_keeps_its_number_and_its_file(
    store: Store, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, today = DataFolder(tmp_path / "data"), datetime.date(2023, 3, 21)
    backup = back_up(store, "hand")
    ready = ready_to_issue(data, LETTER, "key", today)
    with monkeypatch.context() as patch:
        cut(patch, "issue", PowerCut())
        with pytest.raises(PowerCut):
            send_out(data, ready, out, "key", OwnFiles().free_name)
    restore(store.path, backup)
    again = ready_to_issue(data, LETTER, "key", today)
    assert again.number == ready.number, "what is shown is what it gets"
    letter, path = send_out(data, again, out, "key", OwnFiles().free_name)
    assert (papers(out), letter.document_number) == ([path.name], number(1))
    assert [(entry.number, entry.state) for entry in read_ledger(store).entries] == [(number(1), "issued")]


def test_a_letter_put_aside_and_opened_again_keeps_its_number(
    store: Store, out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, today = DataFolder(tmp_path / "data"), datetime.date(2023, 3, 21)
    ready = ready_to_issue(data, LETTER, "first key", today)
    with monkeypatch.context() as patch:
        cut(patch, "issue", PowerCut())
        with pytest.raises(PowerCut):
            send_out(data, ready, out, "first key", OwnFiles().free_name)
    other = replace(LETTER, answer=LETTER.answer * 2, proposals=(replace(LETTER.proposals[0], number="177"),))
    assert ready_to_issue(data, other, "other key", today).number.endswith("2号"), "it is another letter's"
    data.drafts.mkdir(parents=True)
    (data.drafts / "first key.json").write_bytes(b"open in another window")
    assert ready_to_issue(data, LETTER, "second key", today).number.endswith("2号")
    (data.drafts / "first key.json").unlink()
    again = ready_to_issue(data, LETTER, "second key", today + datetime.timedelta(days=3))
    assert again.number.endswith("1号")
    _letter, path = send_out(data, again, out, "second key", OwnFiles().free_name)
    assert papers(out) == [path.name]
    assert [entry.state for entry in read_ledger(store).entries] == ["issued"]
