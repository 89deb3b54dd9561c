"""What was remembered of letters is forgotten at once, and can be had back at once."""

from pathlib import Path

import pytest

from letter.model import Proposal
from services.data_folder import DataFolder
from services.draft import Draft
from services.forgetting import forget_all, have_back
from services.memory import Memory, SharedMemory, load_memory, save_memory
from services.phrases import Phrase, Phrases, load_phrases, save_phrases
from services.recent import keep_recent, recent_letters
from tests.letters import plain_letter


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_names_recent_letters_and_the_use_of_phrases_go_and_come_back(data: DataFolder) -> None:
    memory = Memory(people=("李文清",))
    phrases = Phrases(own=(Phrase("自己的"),), used=("自己的",))
    letters = [plain_letter(proposals=(Proposal(number, "案由"),)) for number in ("1", "2")]
    save_memory(data, memory)
    save_phrases(data, phrases)
    for letter in letters:
        keep_recent(data, Draft(letter))
    shared = SharedMemory(data)
    forgotten = forget_all(shared)
    assert not forgotten.nothing
    assert not data.memory.exists()
    assert list(data.recent.iterdir()) == []
    assert load_phrases(data) == Phrases(own=(Phrase("自己的"),)), "the phrases themselves stay"
    have_back(shared, forgotten)
    assert load_memory(data) == memory
    assert [recent.letter for recent in recent_letters(data)] == letters[::-1]
    assert load_phrases(data) == phrases


def test_where_there_is_nothing_nothing_is_forgotten(data: DataFolder) -> None:
    assert forget_all(SharedMemory(data)).nothing
    assert not data.path.exists()
