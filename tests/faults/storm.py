"""The storm: processes that use one register at once, are killed, restore, back up and shift their clocks.

python -m tests.faults.storm NAME JSON runs it; the processes write down what they do, and tests/faults/testimony.py
judges it at each pause.
"""

import contextlib
import datetime
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from letter.model import DocumentNumber, Proposal
from letter.numbers import number_text
from register import numbers, restoring
from register.backups import back_up, list_backups
from register.cases import add_case, amend_case, list_cases
from register.errors import RegisterError, StoreDamaged, StoreTooNew, StoreUnwritable
from register.ledger import history, read_ledger
from register.letters import issue
from register.number_rows import need_number
from register.opening import open_store
from register.search import search
from register.store import Store, now
from register.values import Case, Query
from services.registering import issue_letter
from tests.faults.children import work_and_end
from tests.faults.testimony import Witness, deeds_in, wrong_with
from tests.letters import plain_letter

CODE, YEAR = "朝民函", 2026
TODAY = datetime.date(2026, 11, 29)
# One register is used for so many seconds, then a new one: its size stays that of an office's year.
LIFE_S, PAUSE_S = 60.0, 6.0
# Between two kills there is at most so much time.
LONGEST_S = 0.5
_GIVING_WAY = 15
SHIFTS = (0, 0, 0, -1, 1, -40, 40, -400, 400, -3650, 3650)


class Worker:
    """One process at work: what it holds, its clock, and what it writes down."""

    def __init__(self, folder: Path, name: str, seed: int, broken: str) -> None:
        """Open the register as a program does that has just been started."""
        self.dice = random.Random(f"{seed} {name}")
        self.name, self.path, self.out, self.broken = name, folder / "register.db", folder / "out", broken
        self.witness = Witness(folder / f"{name}.log")
        self.shift = datetime.timedelta(0)
        self.turn = 0
        self.held: dict[str, str] = {}
        self.cases: list[Case] = []
        self.store = open_store(self.path, clock=self.clock)

    def clock(self) -> datetime.datetime:
        """Return the time as this process has it."""
        return now() + self.shift

    def work(self) -> None:
        """Do one thing after the other until somebody kills the process."""
        deeds, weights = zip(*_DEEDS.items(), strict=True)
        while True:
            self.turn += 1
            (deed,) = self.dice.choices(deeds, weights)
            deed(self)

    def token(self) -> str:
        """Return a word that nobody else uses."""
        return f"{self.name}-{self.turn}"

    def doing(self, what: str, about: str, token: str, act: Callable[[], DocumentNumber | None]) -> str:
        """Write down an operation, do it, and write down its answer; return the number that it was about."""
        self.witness.write(line="try", what=what, about=about, token=token, at=time.monotonic())
        if self.broken == "early":
            self.witness.write(line="end", answer="done", at=time.monotonic())
        number = ""
        try:
            given = act()
            number = number_text(given) if given else about
            answer = "done"
        except (StoreDamaged, StoreTooNew) as error:
            answer = f"fault {error}"
        except StoreUnwritable as error:
            answer = f"refused {error}" if what in ("restore", "preview") else f"fault {error}"
        except RegisterError as error:
            answer = f"refused {error}"
        except Exception as error:  # noqa: BLE001  whatever it is, no clerk may see it
            answer = f"fault {type(error).__name__} {error}"
        if self.broken != "early":
            self.witness.write(line="end", answer=answer, number=number, at=time.monotonic())
        return number if answer == "done" else ""

    def any_held(self) -> tuple[str, str]:
        """Return a key and the number that this process got with it; nothing without one."""
        return self.dice.choice(list(self.held.items())) if self.held else ("", "")


def _reserve(worker: Worker) -> None:
    key = worker.token()
    if number := worker.doing("reserve", "", key, lambda: _drawn(worker, key)):
        worker.held[key] = number


def _drawn(worker: Worker, key: str) -> DocumentNumber:
    if worker.broken != "naive":
        return numbers.reserve(worker.store, CODE, YEAR, key=key).number
    number = numbers.propose(worker.store, CODE, YEAR).number
    with contextlib.suppress(RegisterError):  # somebody was faster; who reads the highest number does not come to know
        numbers.reserve(worker.store, CODE, YEAR, key=key, serial=number.serial)
    return number


def _ask_again(worker: Worker) -> None:
    key, _number = worker.any_held()
    if key and (number := worker.doing("reserve", "", key, lambda: _drawn(worker, key))):
        worker.held[key] = number


def _issue(worker: Worker) -> None:
    key, number = worker.any_held()
    if key:
        worker.doing("issue", number, key, lambda: issue(worker.store, need_number(number), "a.docx", key, key=key))
        worker.held.pop(key)


def _send(worker: Worker) -> None:
    """发文 of a letter: reserve, write the file, register it."""
    key = worker.token()
    subject = (Proposal(str(worker.turn), f"关于{worker.name}的建议"),)
    letter = plain_letter(document_number=DocumentNumber(CODE, YEAR), document_date=TODAY, proposals=subject)

    def send() -> DocumentNumber:
        return need_number(issue_letter(worker.store, letter, worker.out, key).name.split(" ")[0])

    worker.doing("send", "", key, send)


def _give_up(worker: Worker, what: str, act: Callable[[Store, DocumentNumber, str], None]) -> None:
    key, number = worker.any_held()
    if key:
        token = worker.token()
        worker.doing(what, number, token, lambda: act(worker.store, need_number(number), token))
        worker.held.pop(key)


def _release(worker: Worker) -> None:
    _give_up(worker, "release", numbers.release)


def _void(worker: Worker) -> None:
    _give_up(worker, "void", numbers.void)


def _take(worker: Worker) -> None:
    serial = (numbers.propose(worker.store, CODE, YEAR).number.serial or 0) + worker.dice.randrange(3)
    number, token = DocumentNumber(CODE, YEAR, serial), worker.token()
    worker.doing("take", number_text(number), token, lambda: numbers.take(worker.store, number, token))


def _explain(worker: Worker) -> None:
    gaps = [gap.number for gap in read_ledger(worker.store, CODE, YEAR).gaps if not gap.reason]
    if gaps:
        number, token = worker.dice.choice(gaps), worker.token()
        worker.doing("explain", number_text(number), token, lambda: numbers.explain_gap(worker.store, number, token))


def _add_case(worker: Worker) -> None:
    case = Case(kind="cppcc_proposal", session="朝阳市政协十二届二次会议", proposal=worker.token(), subject="建议")
    worker.doing("case", case.proposal, "", lambda: worker.cases.append(add_case(worker.store, case)))


def _amend_case(worker: Worker) -> None:
    if worker.cases:
        case, token = worker.dice.choice(worker.cases), worker.token()
        changed = Case(**{**_fields(case), "subject": f"改过 {token}"})
        worker.doing("amend", case.proposal, token, lambda: _none(amend_case(worker.store, changed, token)))


def _fields(case: Case) -> dict[str, Any]:
    return {name: getattr(case, name) for name in Case.__struct_fields__}


def _none(_value: object) -> None:
    return None


def _list(worker: Worker) -> None:
    read = worker.dice.choice(
        (
            lambda: read_ledger(worker.store), lambda: history(worker.store),
            lambda: search(worker.store, Query(text="建议")), lambda: list_cases(worker.store, TODAY),
            lambda: list_backups(worker.path),
        )
    )  # fmt: skip
    worker.doing("list", "", "", lambda: _none(read()))


def _back_up(worker: Worker) -> None:
    worker.doing("backup", "", "", lambda: _none(back_up(worker.store, "storm")))


def _restore(worker: Worker) -> None:
    backups = list_backups(worker.path)
    if backups:
        backup = worker.dice.choice(backups)

        def act() -> None:
            worker.store = restoring.restore(worker.path, backup, clock=worker.clock)

        worker.doing("restore", backup.path.name, "", act)


def _preview(worker: Worker) -> None:
    backups = list_backups(worker.path)
    if backups:
        backup = worker.dice.choice(backups)
        worker.doing(
            "preview", backup.path.name, "",
            lambda: _none(restoring.preview_restore(worker.path, backup, clock=worker.clock)),
        )  # fmt: skip


def _shift_clock(worker: Worker) -> None:
    days = worker.dice.choice(SHIFTS)

    def act() -> None:
        worker.shift = datetime.timedelta(days=days)

    worker.doing("clock", f"{days} days", "", act)


def _open_again(worker: Worker) -> None:
    def act() -> None:
        worker.store = open_store(worker.path, clock=worker.clock)

    worker.doing("open", "", "", act)


_DEEDS: dict[Callable[[Worker], None], int] = {
    _reserve: 300, _ask_again: 60, _issue: 100, _send: 40, _release: 60, _void: 25, _take: 50, _explain: 20,
    _add_case: 40, _amend_case: 60, _list: 40, _back_up: 25, _restore: 40, _preview: 5, _shift_clock: 30,
    _open_again: 10,
}  # fmt: skip


def storm(folder: str, seconds: float, seed: int, processes: int = 16, broken: str = "") -> dict[str, Any]:
    """Let processes rage for so many seconds and return what is wrong at any pause; broken names what is switched off.

    "carrying": a restore brings back the backup and nothing else; "naive": numbers by the highest one that is read;
    "early": an operation is acknowledged before it is done.
    """
    if broken == "carrying":
        restoring.carry_over = lambda *_given: ()
    dice, end, life = random.Random(seed), time.monotonic() + seconds, 0
    found: dict[str, Any] = {"wrong": [], "kills": 0, "pauses": 0, "done": {}, "refused": [], "registers": 0}
    while time.monotonic() < end:
        life += 1
        found["registers"] += 1
        _one_register(Path(folder) / str(life), min(end, time.monotonic() + LIFE_S), dice, processes, broken, found)
        if found["wrong"] and broken:
            break
    return found


def _one_register(
    folder: Path, end: float, dice: random.Random, processes: int, broken: str, found: dict[str, Any]
) -> None:
    (folder / "out").mkdir(parents=True)
    started, seed = 0, dice.randrange(2**32)
    _counted(lambda: open_store(folder / "register.db"))
    while time.monotonic() < end:
        running: dict[int, str] = {}
        pause = min(end, time.monotonic() + PAUSE_S)
        while time.monotonic() < pause:
            while len(running) < processes:
                started += 1
                running[_started(folder, f"p{started}", seed, broken)] = f"p{started}"
            time.sleep(dice.random() * LONGEST_S)
            process = dice.choice([*running])
            _kill(process, folder, running.pop(process))
            found["kills"] += 1
        for process, name in running.items():
            _kill(process, folder, name)
        found["pauses"] += 1
        deeds = deeds_in(folder)
        found["wrong"] += wrong_with(folder / "register.db", deeds)
        if found["wrong"] and broken:
            break
    for deed in deeds_in(folder):
        if deed.acknowledged:
            found["done"][deed.what] = found["done"].get(deed.what, 0) + 1
        elif deed.answer and deed.answer not in found["refused"] and len(found["refused"]) < 40:
            found["refused"].append(deed.answer)


def _counted(act: Callable[[], object]) -> None:
    """Do something in a process of its own, so that this one knows nothing of the register."""
    process = os.fork()
    if process == 0:
        work_and_end(lambda _say: act(), print)
    os.waitpid(process, 0)


def _started(folder: Path, name: str, seed: int, broken: str) -> int:
    process = os.fork()
    if process == 0:
        os.nice(_GIVING_WAY)  # to the tests that are run beside it
        work_and_end(lambda _say: Worker(folder, name, seed, broken).work(), lambda line: _fault(folder, name, line))
    return process


def _fault(folder: Path, name: str, line: str) -> None:
    """Write down that a process has ended by itself, which none may."""
    witness = Witness(folder / f"{name}-fault.log")
    witness.write(line="try", what="start", about=name, token="", at=time.monotonic())
    witness.write(line="end", answer=line, at=time.monotonic())


def _kill(process: int, folder: Path, name: str) -> None:
    """Kill a process and write down, at the end of what it has written itself, that it is gone."""
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with contextlib.closing(Witness(folder / f"{name}.log")) as witness:
        witness.write(line="end", answer="", at=time.monotonic())


EXPERIMENTS = (storm,)

if __name__ == "__main__":
    named = {experiment.__name__: experiment for experiment in EXPERIMENTS}
    print(json.dumps(named[sys.argv[1]](**json.loads(sys.argv[2])), ensure_ascii=False))
