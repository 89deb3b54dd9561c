"""Everything forgotten at once that was remembered of letters, until then to be had back."""

from typing import NamedTuple

from msgspec.structs import replace

from services.draft import Draft
from services.memory import Memory, SharedMemory
from services.phrases import load_phrases, save_phrases
from services.recent import forget_recent, keep_recent


class Forgotten(NamedTuple):
    """What was forgotten: what was entered before, the letters made lately (last one last), phrases by last use."""

    memory: Memory
    recent: tuple[Draft, ...]
    used: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to forget."""
        return self.memory == Memory() and not self.recent and not self.used


def forget_all(memory: SharedMemory) -> Forgotten:
    """Forget this memory, the letters made lately and the order in which phrases were used. Raises SaveError."""
    memory.read_again()
    entered, folder = memory.value(), memory.folder
    phrases = load_phrases(folder)
    memory.keep(Memory())
    save_phrases(folder, replace(phrases, used=()))
    return Forgotten(entered, forget_recent(folder), phrases.used)


def have_back(memory: SharedMemory, forgotten: Forgotten) -> None:
    """Keep again what was forgotten. Raises SaveError."""
    folder = memory.folder
    memory.keep(forgotten.memory)
    save_phrases(folder, replace(load_phrases(folder), used=forgotten.used))
    for draft in forgotten.recent:
        keep_recent(folder, draft)
