"""Experiments with 发文 cut at each call to the disk: python -m tests.faults.sending NAME JSON."""

import contextlib
import datetime
import hashlib
import io
import json
import shutil
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from letter.model import DocumentNumber, Proposal, ReplyLetter
from register.backups import back_up
from register.cases import add_case
from register.errors import RegisterError
from register.numbers import release, reserve
from register.store import turn_at
from register.values import Case
from services import commands
from services.data_folder import DataFolder
from services.issuing import ready_to_issue, send_out
from services.letter_files import CannotRead
from services.making import CannotMake
from services.naming import OwnFiles
from services.registering import open_register
from services.saving import SaveError, save_bytes
from tests.faults.children import Say, child, lines
from tests.faults.oracle import contents, faults_in
from tests.faults.system_calls import Cut, Fault, traced
from tests.letters import paragraphs, plain_letter

TODAY = datetime.date(2026, 11, 29)
CODE, YEAR = "朝民函", 2026
LETTER = plain_letter(document_number=DocumentNumber(CODE, YEAR), document_date=TODAY, answer=paragraphs(4, 200))
# It answers another case: a second answer would want a reason.
EARLIER = plain_letter(
    document_number=DocumentNumber(CODE, YEAR, 2), document_date=TODAY, signatory="别人",
    proposals=(Proposal(number="88", subject="别的建议"),),
)  # fmt: skip
CORRECTED = replace(EARLIER, signatory="再改")
SCRIPTED, BACKUPS = "scripted.txt", "register-backups"
EXPECTED = (RegisterError, SaveError, CannotMake, CannotRead)
# What a sentence may say, and what then has to be true.
NOTHING_REGISTERED = ("没有登记任何东西", "登记簿没有改动")
STAGING = ".staging-"
NOT_ISSUED = ("还没有登记为已发", "没有登记为已发")
FILES_UNTOUCHED = ("原文件没有改动", "再保存")
FILE_WAITS = "也已写好"


class Place(NamedTuple):
    """A folder with a data folder and a folder of letters in it."""

    folder: Path

    @property
    def data(self) -> DataFolder:
        """The data folder."""
        return DataFolder(self.folder / "data")

    @property
    def out(self) -> Path:
        """Where the letters go."""
        return self.folder / "out"

    def papers(self) -> dict[str, str]:
        """Return what lies in the folder of the letters, each with the digest of its bytes."""
        return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in self.out.iterdir()}

    def names(self) -> list[str]:
        """Return the names of all there is but letters and backups; these are swept in their own time."""
        named = (file.relative_to(self.folder) for file in self.data.path.rglob("*"))
        return sorted(str(name) for name in named if BACKUPS not in name.parent.parts)


def prepared(folder: Path) -> Place:
    """Return a register in use: a number of another letter, an earlier letter that went out, a number given up."""
    place = Place(folder)
    place.out.mkdir(parents=True)
    store = open_register(place.data)
    reserve(store, CODE, YEAR, key="another letter")
    add_case(store, Case(kind=LETTER.kind, session="朝阳市政协十二届二次会议", proposal="176", subject="建议"))
    _send(place, EARLIER, "earlier letter")
    back_up(store, "use")  # the commands find that none is due
    release(store, reserve(store, CODE, YEAR, key="given up").number)
    return place


def _send(place: Place, letter: ReplyLetter, key: str, reason: str = "") -> str:
    """Do 发文 as the window does it in a program that has just been started; return the name of the file."""
    ready = ready_to_issue(place.data, letter, key, TODAY)
    return send_out(place.data, ready, place.out, key, OwnFiles().free_name, reason)[1].name


def first(place: Place) -> str:
    """Send a letter out that has no number yet."""
    return _send(place, LETTER, "letter in work")


def corrected(place: Place) -> str:
    """Send a letter out again, corrected."""
    return _send(place, CORRECTED, "letter in work", "错字")


def command(place: Place) -> str:
    """Register a file as issued by the command, under a number that is reserved."""
    _run(place, "issue", f"{CODE}〔{YEAR}〕1号", str(place.out / SCRIPTED))
    return SCRIPTED


def restored(place: Place) -> str:
    """Restore the backup that was made before the last number was given."""
    (backup,) = place.data.register.with_name(BACKUPS).glob("*-use.pack")
    _run(place, "restore", backup.name, "--yes")
    return "restored"


def _run(place: Place, *words: str) -> None:
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        status = commands.run(["--data", str(place.data.path), "register", *words], _no_window, _no_window)
    if status:
        raise RegisterError(said.getvalue().strip())


def naive(place: Place) -> str:
    """Send a letter out without a key: what was begun before is not known."""
    return _send(place, LETTER, uuid.uuid4().hex)


def _no_window(*_given: Any, **_named: Any) -> Any:
    raise AssertionError("no window")


WAYS: dict[str, Callable[[Place], str]] = {way.__name__: way for way in (first, corrected, command, restored, naive)}


def cut_at_each(folder: str, way: str, fault: Fault, step: int, start: int = 1) -> dict[str, Any]:
    """Cut one way of 发文 at every step-th call to the disk, look at what is left, do it again, and look again."""
    root, send = Path(folder), WAYS[way]
    template = prepared(root / "template")
    save_bytes(template.out / SCRIPTED, b"a file of the clerk's")
    undisturbed = _copy(template, root / "undisturbed")
    whole = traced(_saying(send, undisturbed))
    assert "".join(whole.said).startswith("done"), whole.said
    found: dict[str, Any] = {"calls": whole.calls, "cut": 0, "sentences": [], "wrong": []}
    for at in range(start, whole.calls + 1, step):
        place = _copy(template, root / "cut")
        cut = traced(_saying(send, place), fault, at)
        wrong = _wrong_after_the_cut(template, undisturbed, place, cut)
        again = _again(send, place)
        wrong += [] if again == whole.said else [f"again: {again}"]
        wrong += _wrong_after_all(undisturbed, place)
        found["wrong"] += [f"{at} {cut.at} {cut.said}: {one}" for one in wrong]
        found["cut"] += 1
        found["sentences"] += [line for line in cut.said if line not in found["sentences"]]
        shutil.rmtree(place.folder)
    return found


def _copy(template: Place, folder: Path) -> Place:
    shutil.copytree(template.folder, folder)
    return Place(folder)


def _saying(send: Callable[[Place], str], place: Place) -> Callable[[Say], None]:
    def work(say: Say) -> None:
        try:
            say(f"done {send(place)}")
        except EXPECTED as error:
            say(f"refused {error}".replace(str(place.folder), ""))

    return work


def _again(send: Callable[[Place], str], place: Place) -> list[str]:
    """Do it again without a fault; what a killed process left in the queue goes with the next one who writes."""

    def work(say: Say) -> None:
        _saying(send, place)(say)
        with turn_at(place.data.register):
            pass

    return lines(child(work)[1])


def _wrong_after_the_cut(before: Place, undisturbed: Place, place: Place, cut: Cut) -> list[str]:
    """Return what is wrong with a register, its letters and the sentence that was said of them."""
    wrong = faults_in(place.data.register)
    words = cut.said[0] if cut.said else ""
    then, now = contents(before.data.register), contents(place.data.register)
    same, papers = then == now, set(place.papers()) - set(before.papers())
    issued = len(now["letters"]) > len(then["letters"])
    if len(cut.said) > 1 or words.startswith("fault"):
        wrong.append("no single sentence")
    if words.startswith("refused") and not words.endswith("。"):
        wrong.append("no sentence")
    if STAGING in words:
        wrong.append("it speaks of what no clerk knows")
    if any(claim in words for claim in NOTHING_REGISTERED) and not same:
        wrong.append("it says that nothing was registered, but something is")
    if any(claim in words for claim in NOT_ISSUED) and issued:
        wrong.append("it says that the letter is not registered as issued, but it is")
    if words.startswith("done") and _numbers(place) != _numbers(undisturbed):
        wrong.append("it says that all is done, but it is not")
    if any(claim in words for claim in FILES_UNTOUCHED) and papers:
        wrong.append("it says that no file was written, but one is")
    if FILE_WAITS in words and not papers:
        wrong.append("it says that the file is there, but it is not")
    return wrong


def _wrong_after_all(undisturbed: Place, place: Place) -> list[str]:
    """Return what differs from 发文 that was never disturbed: its files, its numbers, what lies about."""
    wrong = list[str]()
    if place.papers() != undisturbed.papers():
        wrong.append(f"papers {sorted(place.papers())}")
    if place.names() != undisturbed.names():
        wrong.append(f"stray {sorted({*place.names()} ^ {*undisturbed.names()})}")
    if _numbers(place) != _numbers(undisturbed):
        wrong.append(f"numbers {_numbers(place)}")
    return [*wrong, *faults_in(place.data.register)]


def _numbers(place: Place) -> list[tuple[object, ...]]:
    """Return the numbers, and the letters with the names of their files."""
    found = contents(place.data.register)
    numbers = [(row["text"], row["state"], row["request_key"]) for row in found["numbers"]]
    letters = [(row["key"], row["version"], row["state"], Path(row["file_path"]).name) for row in found["letters"]]
    cases = [(row["proposal"], row["state"], row["letter_key"]) for row in found["cases"]]
    return [*numbers, *letters, *cases]


EXPERIMENTS = (cut_at_each,)

if __name__ == "__main__":
    named = {experiment.__name__: experiment for experiment in EXPERIMENTS}
    print(json.dumps(named[sys.argv[1]](**json.loads(sys.argv[2]))))
