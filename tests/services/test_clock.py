"""A clock in another year is doubted before a number is offered or taken, in the window and by the commands."""

import datetime
import os
from pathlib import Path

import pytest

from register.numbers import propose
from register.opening import open_store
from register.store import Store
from services import registering
from services.clock import RELEASED, clock_doubts
from services.commands import run
from services.data_folder import DataFolder
from services.issuing import ready_to_issue
from tests.letters import plain_letter

RIGHT = datetime.datetime.combine(RELEASED, datetime.time(12), datetime.UTC) + datetime.timedelta(days=20)
WRONG = {
    "the battery is dead": datetime.datetime(2020, 1, 1, 8, tzinfo=datetime.UTC),
    "last month": RIGHT - datetime.timedelta(days=30),
    "years ahead": RIGHT + datetime.timedelta(days=800),
}


def with_clock(monkeypatch: pytest.MonkeyPatch, at: datetime.datetime) -> None:
    """Let the register be opened by a clock that stands still."""

    def opened(address: Path | str) -> Store:
        return open_store(address, clock=lambda: at)

    monkeypatch.setattr(registering, "open_store", opened)


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_a_clock_in_another_year_is_doubted_before_a_number_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wrong: datetime.datetime
) -> None:
    data, year = DataFolder(tmp_path), str(wrong.year)
    with_clock(monkeypatch, RIGHT)
    command = ["--data", str(tmp_path), "register"]
    others = ["--code", "别函", "--year", str(RIGHT.year)]
    assert run([*command, "reserve", *others], lambda _: 0, lambda *_, **__: []) == 0
    assert "时钟" not in capsys.readouterr().err
    with_clock(monkeypatch, wrong)
    for action in ("next", "reserve"):
        assert run([*command, action, "--code", "朝民函", "--year", year], lambda _: 0, lambda *_, **__: []) == 0
        shown = capsys.readouterr()
        assert shown.out == f"朝民函〔{year}〕1号\n"
        assert "时钟" in shown.err
    ready = ready_to_issue(data, plain_letter(), "letter", wrong.date())
    assert any("时钟" in doubt for doubt in ready.doubts)
    assert propose(registering.open_register(data), "朝民函", wrong.year).number.serial == 2


def test_a_clock_is_held_against_the_program_and_the_draft(tmp_path: Path) -> None:
    assert clock_doubts(RELEASED) == ()
    assert "这一版程序" in clock_doubts(RELEASED - datetime.timedelta(days=1))[0]
    begun = tmp_path / f"{int(RIGHT.timestamp() * 1e9):020d}.json"
    assert "这封信" in clock_doubts(RIGHT.date() - datetime.timedelta(days=2), begun)[0]
    kept = tmp_path / "kept.json"
    kept.touch()
    assert clock_doubts(datetime.date.max - datetime.timedelta(days=1), kept) == ()
    os.utime(kept, (RIGHT.timestamp(), RIGHT.timestamp()))
    assert "这封信" in clock_doubts(RELEASED, kept)[0]
    assert clock_doubts(RELEASED, tmp_path / "9".join([""] * 40)) == (), "a name that is no time"


def test_another_number_in_the_title_is_doubted_before_the_letter_goes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_clock(monkeypatch, RIGHT)
    letter = plain_letter(title="关于市政协十二届二次会议第175号提案的答复", document_date=RIGHT.date())
    doubts = ready_to_issue(DataFolder(tmp_path), letter, "letter", RIGHT.date()).doubts
    assert "标题写的是第175号，案号是第176号，请核对。" in doubts
