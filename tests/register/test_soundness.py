"""What is remembered of a register that was read whole: used only as long as nobody else may have written to it."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from register import soundness
from register.backups import back_up, back_up_if_due
from register.errors import StoreDamaged
from register.letters import issue
from register.numbers import reserve
from register.soundness import A_DAY, Mark, memory_file
from register.store import Store
from tests.bench.large_register import large_register
from tests.letters import plain_letter
from tests.register.registers import CODE, YEAR, Clock, number, register

Place = Path


class Reads:
    """Counts how often a register is read whole, and how much is read of it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Begin to count, as in a process of its own each time."""
        from register import integrity

        check = integrity.check
        self.whole, self._patch = 0, monkeypatch

        def counted(connection: object) -> None:
            self.whole += 1
            check(connection)  # pyright: ignore[reportArgumentType]

        monkeypatch.setattr(integrity, "check", counted)

    def open(self, folder: Path) -> Store:
        """Open the register as another process does."""
        soundness._sound.clear()  # noqa: SLF001  what a process has in its memory
        return register(folder)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    """Return the count."""
    return Reads(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """Return a register with a letter that was issued and some numbers."""
    made = register(tmp_path)
    for key in "abc":
        reserve(made, CODE, YEAR, key=key)
    issue(made, number(1), "a.docx", "aa", letter=plain_letter())
    return made


def test_each_command_reads_only_what_it_needs(store: Store, tmp_path: Path, reads: Reads) -> None:
    for turn in range(5):
        again = reads.open(tmp_path)
        assert reserve(again, CODE, YEAR, key=f"command {turn}").number == number(4 + turn)
        back_up_if_due(again)
    assert reads.whole == 0


def read_bytes() -> int:
    """Return how many bytes this process has read so far."""
    words = Path("/proc/self/io").read_text(encoding="ascii").split()
    return int(words[words.index("rchar:") + 1])


@pytest.mark.full
@pytest.mark.skipif(not os.path.exists("/proc/self/io"), reason="only Linux tells how much a process has read")
def test_what_is_read_to_open_it_again_does_not_grow_with_the_register(tmp_path: Path, reads: Reads) -> None:
    read: list[int] = []
    for count in (50, 800):
        folder = tmp_path / f"{count}"
        path = large_register(folder / "register" / "register.db", count).path
        reads.open(folder)
        before = read_bytes()
        reads.open(folder)
        read.append(read_bytes() - before)
        assert read[-1] < path.stat().st_size
    assert read[1] < 1.05 * read[0]


def flip(path: Path) -> None:
    """Change a byte of a row and set the times of the file back."""
    times = path.stat()
    data = bytearray(path.read_bytes())
    data[data.rfind(b"a.docx")] ^= 1
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def test_a_byte_that_is_changed_behind_the_back_of_the_clock_is_found(
    store: Store, tmp_path: Path, reads: Reads
) -> None:
    reads.open(tmp_path)
    flip(store.path)
    with pytest.raises(StoreDamaged):
        reads.open(tmp_path)


def test_damage_that_leaves_no_trace_at_all_is_found_within_a_day(
    store: Store, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads.open(tmp_path)
    monkeypatch.setattr(soundness, "_mark", lambda _path: Mark(1, 1, 1, 1, 1))
    now = soundness.time.time()
    store.check_unless_known()
    monkeypatch.setattr(soundness.time, "time", lambda: now)
    reads.open(tmp_path)
    reads.whole = 0
    flip(store.path)  # as a disk that forgets
    reads.open(tmp_path)
    assert reads.whole == 0
    monkeypatch.setattr(soundness.time, "time", lambda: now + A_DAY + 60)
    for work in (lambda: reads.open(tmp_path), lambda: back_up_if_due(store)):
        with pytest.raises(StoreDamaged):
            work()


@pytest.mark.parametrize("later", [-1, A_DAY + 60], ids=["a clock that falls back", "a day later"])
def test_it_is_read_whole_once_a_day(
    store: Store, tmp_path: Path, reads: Reads, later: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads.open(tmp_path)
    now = soundness.time.time()
    monkeypatch.setattr(soundness.time, "time", lambda: now + later * 100)
    reads.open(tmp_path)
    reads.open(tmp_path)
    assert reads.whole == 1
    assert store.path.exists()


def older(place: Path) -> None:
    """Put an older copy of the register in its place, with its times."""
    shutil.copy2(place.with_name("older.db"), place)


def another(place: Path) -> None:
    """Put the same bytes in its place."""
    content = place.read_bytes()
    place.unlink()
    place.write_bytes(content)


def copied(place: Path) -> None:
    """Copy the whole folder, times and memory with it, and put the copy in its place."""
    shutil.copytree(place.parent, place.parent.with_name("elsewhere"))
    shutil.rmtree(place.parent)
    place.parent.with_name("elsewhere").rename(place.parent)


def every_byte(place: Path) -> None:
    """Change a byte of what is remembered."""
    memory = memory_file(place)
    data = bytearray(memory.read_bytes())
    data[len(data) // 2] ^= 1
    memory.write_bytes(data)


def as_pipe(place: Path) -> None:
    """Put a pipe where it is remembered."""
    memory_file(place).unlink()
    os.mkfifo(memory_file(place))


FORGOTTEN: dict[str, Callable[[Place], object]] = {
    "an older copy": older,
    "the same bytes in another file": another,
    "a copy of the whole folder": copied,
    "no memory": lambda place: memory_file(place).unlink(),
    "an empty memory": lambda place: memory_file(place).write_bytes(b""),
    "half a memory": lambda place: memory_file(place).write_bytes(memory_file(place).read_bytes()[:-40]),
    "a changed byte in the memory": every_byte,
    "a folder": lambda place: (memory_file(place).unlink(), memory_file(place).mkdir()),
    "touched": lambda place: os.utime(place),
}
if os.name == "posix":
    FORGOTTEN["a pipe"] = as_pipe


@pytest.mark.parametrize("change", FORGOTTEN.values(), ids=list(FORGOTTEN))
def test_what_others_may_have_changed_is_read_whole(
    store: Store, tmp_path: Path, reads: Reads, change: Callable[[Place], object]
) -> None:
    shutil.copy2(store.path, store.path.with_name("older.db"))
    reserve(store, CODE, YEAR, key="later")
    reads.open(tmp_path)
    assert reads.whole == 0
    change(store.path)
    reads.open(tmp_path)
    assert reads.whole == 1


def test_the_memory_of_another_register_says_nothing_of_this_one(store: Store, tmp_path: Path, reads: Reads) -> None:
    other = register(tmp_path / "other")
    reserve(other, CODE, YEAR, key="a")
    shutil.copy2(memory_file(other.path), memory_file(store.path))
    reads.whole = 0
    reads.open(tmp_path)
    assert reads.whole == 1


def test_a_program_that_was_killed_before_it_remembered_leaves_nothing_unread(
    store: Store, tmp_path: Path, reads: Reads
) -> None:
    before = memory_file(store.path).read_bytes()
    reserve(store, CODE, YEAR, key="killed")
    memory_file(store.path).write_bytes(before)
    reads.open(tmp_path)
    assert reads.whole == 1


def test_the_end_of_the_chain_is_compared_even_where_the_file_looks_the_same(
    store: Store, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A register that an older one has taken the place of, on a system that tells nothing of it."""
    monkeypatch.setattr(soundness, "_mark", lambda _path: Mark(1, 1, 1, 1, 1))
    store.check_unless_known()
    before = store.path.read_bytes()
    reserve(store, CODE, YEAR, key="later")
    reads.open(tmp_path)
    reads.whole = 0
    store.path.write_bytes(before)
    reads.open(tmp_path)
    assert reads.whole == 1


def test_where_nothing_can_be_remembered_a_process_remembers_for_itself(store: Store, reads: Reads) -> None:
    memory_file(store.path).unlink()
    memory_file(store.path).mkdir()
    for _ in range(3):
        register(store.path.parent.parent, Clock())
    assert reads.whole == 0
    assert back_up(store, "use").path.exists()
