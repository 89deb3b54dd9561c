"""What was entered before: remembered by a made letter, most recent first, bounded, private, forgettable."""

import stat
from pathlib import Path

import pytest

from letter.model import Contact, JointIssuer, Proposers
from services.data_folder import DataFolder
from services.memory import MOST, Memory, forget, load_memory, remember, save_memory
from tests.letters import plain_letter


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_a_letter_is_remembered_by_the_kind_of_its_fields() -> None:
    letter = plain_letter(
        proposers=Proposers(("李文清", "王树林"), ("民盟朝阳市委",), convener="赵文涛"),
        contact=Contact("周岚", "0421-2810000", "办公室"),
        joint_issuers=(JointIssuer("朝阳市财政局", "局长"),),
        report_to=("省政协提案委",),
        lead_unit="朝阳市教育局",
        signatory="陈立",
    )
    memory = remember(Memory(), letter)
    assert memory == Memory(
        bodies=("朝阳市政协",),
        lead_units=("朝阳市教育局",),
        people=("李文清", "王树林", "赵文涛"),
        organizations=("民盟朝阳市委",),
        signatories=("陈立",),
        organs=("市政府办公室（督查室）", "市政协提案委", "省政协提案委"),
        issuers=("朝阳市财政局",),
        contacts=(Contact("周岚", "0421-2810000", "办公室"),),
    )
    assert remember(memory, letter) == memory


def test_the_most_recent_comes_first_and_there_are_never_too_many() -> None:
    memory = Memory()
    for number in range(MOST + 5):
        memory = remember(memory, plain_letter(proposers=Proposers((f"委员{number}",))))
    assert len(memory.people) == MOST
    assert memory.people[0] == f"委员{MOST + 4}"
    again = remember(memory, plain_letter(proposers=Proposers(("委员100",))))
    assert again.people[:2] == ("委员100", f"委员{MOST + 4}")
    assert len(again.people) == MOST


def test_a_contacts_new_phone_takes_the_place_of_the_old_one() -> None:
    memory = remember(Memory(), plain_letter(contact=Contact("周岚", "1")))
    memory = remember(memory, plain_letter(contact=Contact("孙梅", "2")))
    memory = remember(memory, plain_letter(contact=Contact("周岚", "3")))
    assert memory.contacts == (Contact("周岚", "3"), Contact("孙梅", "2"))
    assert remember(memory, plain_letter(contact=Contact("", "4"))).contacts == memory.contacts


def test_forgetting() -> None:
    memory = Memory(people=("甲", "乙"), contacts=(Contact("甲", "1"), Contact("乙")))
    assert forget(memory, "people", "甲").people == ("乙",)
    assert forget(memory, "contacts", "甲").contacts == (Contact("乙"),)


def test_it_is_kept_for_its_owner_only_and_an_empty_one_leaves_nothing(data: DataFolder) -> None:
    assert load_memory(data) == Memory()
    save_memory(data, Memory(people=("李文清",)))
    assert load_memory(data).people == ("李文清",)
    assert stat.S_IMODE(data.memory.stat().st_mode) == 0o600
    save_memory(data, Memory())
    assert not data.memory.exists()


def test_a_broken_memory_is_put_aside(data: DataFolder) -> None:
    data.path.mkdir()
    data.memory.write_text("[", encoding="utf-8")
    assert load_memory(data) == Memory()
    assert (data.path / "memory-1.json.bak").exists()
