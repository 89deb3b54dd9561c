"""Whatever has become of a file in the data folder, the window starts, and says what it has put aside."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType

import msgspec
import pytest
from PySide6.QtWidgets import QApplication

from services.data_folder import DataFolder
from services.draft import Draft, load_drafts
from services.memory import Memory, load_memory
from services.phrases import Phrase, Phrases, load_phrases
from services.recent import keep_recent, recent_letters
from services.settings import Settings, load_settings, save_settings
from tests.letters import plain_letter, sample
from tests.ui.conftest import begin_letter
from ui.core.i18n import SOURCE, use_language
from ui.shell.application import Program, application
from ui.shell.recent_menu import RecentMenu
from ui.shell.single_instance import LOCK, SingleInstance

MOST_S = 30
SECOND_START_S = 3.0
DIGITS, BRACKETS = 5_000, 900
SPARSE = 60_000_000
FILES = {
    "settings": "settings.json", "memory": "memory.json", "phrases": "phrases.json",
    "draft": "drafts/00000000000000000001.json", "recent": "recent/000001.json", "lock": LOCK,
    "register": "register/register.db", "log": "fuhan.log",
}  # fmt: skip
TOLD = {
    "settings": "broken_settings", "draft": "broken_draft", "memory": "broken_files", "phrases": "broken_files",
    "recent": "broken_files",
}  # fmt: skip


def _link(target: str) -> Callable[[Path], object]:
    return lambda file: file.symlink_to(target)


def _bytes(data: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(data)


def _sparse(file: Path) -> None:
    with file.open("wb") as made:
        made.truncate(SPARSE)


def _folder(file: Path) -> None:
    file.mkdir()
    (file / "inside").write_text("x", encoding="utf-8")


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": _bytes(b""),
    "truncated": _bytes(b'{"letter": {"kind": "cppcc_pro'),
    "of another type": _bytes(b"[1, 2]"),
    "of wrong types": _bytes(
        b'{"letter": 5, "agency": 5, "size": "x", "people": 5, "own": 5, "typed": [], "window": []}'
    ),
    "not UTF-8": _bytes(b'{"letter": "\xff\xfe", "agency": "\xff", "people": ["\xff"], "own": [{"text": "\xff"}]}'),
    "of a huge number": _bytes(b'{"letter": %s, "agency": %s, "people": %s, "own": %s}' % ((b"9" * DIGITS,) * 4)),
    "deep": _bytes(
        b'{"letter": %s, "agency": %s, "people": %s, "own": %s}' % ((b"[" * BRACKETS + b"]" * BRACKETS,) * 4)
    ),
    "very deep": _bytes(b"[" * 1_000_000),
    "too large": _sparse,
    "a folder": _folder,
    "a pipe": lambda file: os.mkfifo(file),
    "endless": _link("/dev/zero"),
    "a device without end": _link("/dev/full"),
    "a link to nothing": _link("missing"),
    "a link to itself": lambda file: file.symlink_to(file),
}
# A link may lead to a disk that is not there now, so it stays.
STAYS = ("a link to nothing", "a link to itself")


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Return what starts the program on a data folder as a clerk does, within bounds of time."""
    use_language(SOURCE)
    application(dark=False)
    data = DataFolder(tmp_path / "data")
    started: list[Program] = []

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    def start_program() -> Program:
        only = SingleInstance(data)
        assert only.is_first()
        program = Program(data)
        started.append(program)
        window = program.open()
        window.finish_building()
        QApplication.processEvents()
        for menu in window.findChildren(RecentMenu):
            menu.load()
        only.release()
        return program

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(MOST_S)
    yield start_program
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    for program in started:
        program.close()
    QApplication.processEvents()


def whole_folder(data: DataFolder) -> None:
    """Fill a data folder as it is after some work."""
    letter = sample("seed_letter")
    save_settings(data, Settings(agency=letter.agency))
    for name, value in (("memory", Memory(people=("赵文涛",))), ("phrases", Phrases(own=(Phrase("特此函复。"),)))):
        (data.path / FILES[name]).write_bytes(msgspec.json.encode(value))
    data.drafts.mkdir()
    (data.path / FILES["draft"]).write_bytes(msgspec.json.encode(Draft(letter)))
    keep_recent(data, Draft(plain_letter()))
    (data.path / "register").mkdir()


@pytest.mark.full
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", FILES)
def test_the_window_starts_whatever_a_file_has_become(
    name: str, damage: str, tmp_path: Path, start: Callable[[], Program]
) -> None:
    data = DataFolder(tmp_path / "data")
    whole_folder(data)
    file = data.path / FILES[name]
    file.unlink(missing_ok=True)
    DAMAGES[damage](file)
    window = start().window
    assert window is not None
    assert window.isVisible()
    if name in TOLD:
        sentence = window.messages.sentence(TOLD[name])
        assert file.name in sentence, sentence
        assert sentence.endswith("。")
        asides = [path.name for path in file.parent.iterdir() if path.name.endswith(".bak")]
        assert asides == [] if damage in STAYS else all(aside in sentence for aside in asides) and len(asides) == 1


def test_every_way_to_damage_a_folder_is_told_together(tmp_path: Path, start: Callable[[], Program]) -> None:
    data = DataFolder(tmp_path / "data")
    whole_folder(data)
    for name in TOLD:
        (data.path / FILES[name]).write_bytes(b"{")
    window = start().window
    assert window is not None
    told = "".join(window.messages.sentence(topic) for topic in {*TOLD.values()})
    assert all(f"“{Path(FILES[name]).name}”" in told for name in TOLD)
    assert load_settings(data) == Settings()
    assert (load_memory(data), load_phrases(data)) == (Memory(), Phrases())
    assert (load_drafts(data), recent_letters(data)) == (([], []), [])


@pytest.mark.parametrize("name", ["draft", "recent"])
def test_a_letter_of_an_unknown_kind_is_put_aside(name: str, tmp_path: Path, start: Callable[[], Program]) -> None:
    data = DataFolder(tmp_path / "data")
    whole_folder(data)
    file = data.path / FILES[name]
    known: dict[str, dict[str, object]] = msgspec.json.decode(file.read_bytes())
    known["letter"]["kind"] = "of_another_program"
    file.write_bytes(msgspec.json.encode(known))
    window = start().window
    assert window is not None
    assert file.name in window.messages.sentence(TOLD[name])
    assert not file.exists()
    assert len(list(file.parent.glob("*.bak"))) == 1


@pytest.mark.parametrize(
    "change", [{"kind": "of_another_program"}, {"splitter": (10**12, 5)}, {"splitter": (-1,)}, {"window": "ff" * 900}]
)
def test_settings_that_no_window_can_use_give_way_to_the_usual_ones(
    change: dict[str, object], tmp_path: Path, start: Callable[[], Program]
) -> None:
    data = DataFolder(tmp_path / "data")
    whole_folder(data)
    agency = load_settings(data).agency
    save_settings(data, msgspec.structs.replace(load_settings(data), **change))
    (data.path / FILES["draft"]).unlink()
    window = start().window
    assert window is not None
    window.finish_building()
    assert begin_letter(window).form.letter().agency == agency
    assert window.settings.value.agency == agency, "nothing else is lost"


@pytest.mark.full
@pytest.mark.parametrize("words", [b"", b"\n", b"abc\nfuhan\n", b"-5\n", b"0\n", b"9" * 400, b"\xff\xfe"])
def test_a_lock_that_names_nobody_is_free_at_once(words: bytes, tmp_path: Path) -> None:
    data = DataFolder(tmp_path / "data")
    data.path.mkdir()
    (data.path / LOCK).write_bytes(words)
    begun = time.monotonic()
    first = SingleInstance(data)
    assert first.is_first()
    assert time.monotonic() - begun < SECOND_START_S
    assert not SingleInstance(data).is_first(), "it holds the folder"
    first.release()
    assert SingleInstance(data).is_first()
