"""Everything forgotten at once that was remembered of letters, until then to be had back."""

from typing import NamedTuple

from msgspec.structs import replace

from desk.data_folder import DataFolder
from desk.memory import Memory, save_memory
from desk.phrases import load_phrases, save_phrases
from desk.recent import drop_recent, keep_recent
from letter.model import ReplyLetter


class Forgotten(NamedTuple):
    """What was forgotten: what was entered before, the letters made lately (last one last), phrases by last use."""

    memory: Memory
    recent: tuple[ReplyLetter, ...]
    used: tuple[str, ...]

    @property
    def nothing(self) -> bool:
        """Whether there was nothing to forget."""
        return self.memory == Memory() and not self.recent and not self.used


def forget_all(folder: DataFolder, memory: Memory) -> Forgotten:
    """Forget this memory, the letters made lately and the order in which phrases were used. Raises SaveError."""
    phrases = load_phrases(folder)
    save_memory(folder, Memory())
    save_phrases(folder, replace(phrases, used=()))
    return Forgotten(memory, tuple(drop_recent(folder)), phrases.used)


def have_back(folder: DataFolder, forgotten: Forgotten) -> None:
    """Keep again what was forgotten. Raises SaveError."""
    save_memory(folder, forgotten.memory)
    save_phrases(folder, replace(load_phrases(folder), used=forgotten.used))
    for letter in forgotten.recent:
        keep_recent(folder, letter)
