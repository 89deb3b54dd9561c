"""The phrases of an office: ready-made and its own, found by what they contain or by code, bounded and private."""

import stat
from pathlib import Path

import pytest

from letter.model import JointIssuer, Proposers
from services.data_folder import DataFolder
from services.phrases import (
    LONGEST,
    MOST,
    CannotKeep,
    Phrase,
    Phrases,
    drop,
    hidden_count,
    keep,
    load_phrases,
    matching,
    ready_made,
    save_phrases,
    show_all,
    use,
    words_of,
)
from tests.letters import plain_letter, sample


@pytest.fixture
def data(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


def test_the_ready_made_ones_are_sentences_with_codes_of_their_own() -> None:
    phrases = ready_made()
    assert len(phrases) >= 15
    assert len({phrase.code for phrase in phrases}) == len({phrase.text for phrase in phrases}) == len(phrases)
    assert all(phrase.text.endswith(("。", "：")) for phrase in phrases)
    assert next(phrase.text for phrase in phrases if phrase.code == "xyb").startswith("下一步，")


@pytest.mark.parametrize("letter", [plain_letter(), sample("npc_suggestion"), sample("co_opinion")])
def test_ready_made_ones_speak_of_the_letter(letter: object) -> None:
    for phrase in ready_made():
        assert "{" not in words_of(phrase, letter)  # pyright: ignore[reportArgumentType]


def test_the_words_follow_the_letter() -> None:
    thanks = next(phrase for phrase in ready_made() if phrase.code == "sxgx")
    plan = next(phrase for phrase in ready_made() if phrase.code == "lrjh")
    letter = plain_letter()
    assert words_of(thanks, letter) == "首先，感谢您对我市民政工作的关心和支持。"
    assert words_of(plan, letter) == "提案中提出的有关事项，已列入年度工作计划，我局将抓紧组织实施。"
    joint = plain_letter(proposers=Proposers(("甲", "乙")), joint_issuers=(JointIssuer("朝阳市财政局"),))
    assert "你们" in words_of(thanks, joint)
    assert "我们将抓紧" in words_of(plan, joint)


def test_the_offices_own_say_what_they_say() -> None:
    assert words_of(Phrase("{pronoun}、{0}、{"), plain_letter()) == "{pronoun}、{0}、{"


def test_they_are_found_by_characters_and_by_code() -> None:
    phrases = Phrases(own=(Phrase("养老服务中心已投入使用。", "ylfw"),))
    assert [phrase.text for phrase in matching(phrases, "养老")] == ["养老服务中心已投入使用。"]
    assert matching(phrases, "YLF") == [phrases.own[0]]
    assert matching(phrases, "xyb")[0].text.startswith("下一步")
    assert matching(phrases, "没有这句") == []
    assert len(matching(phrases, "")) == len(ready_made()) + 1


def test_the_one_used_last_comes_first() -> None:
    first, second = ready_made()[3], ready_made()[7]
    phrases = use(use(Phrases(), first.text), second.text)
    assert matching(phrases, "")[:2] == [second, first]
    assert matching(use(phrases, first.text), "")[:2] == [first, second]


def test_one_is_kept_with_a_code_and_only_once() -> None:
    phrases = keep(Phrases(), "\n下一步工作\n打算\n")
    assert phrases.own == (Phrase("下一步工作\n打算", "xybg"),)
    assert matching(phrases, "")[0] == phrases.own[0]
    phrases = keep(keep(phrases, "别的"), "下一步工作\n打算")
    assert [phrase.text for phrase in phrases.own] == ["下一步工作\n打算", "别的"]


def test_nothing_too_much_and_too_many_are_refused_with_a_sentence() -> None:
    for text, words in (("  \n", "请先"), ("国" * (LONGEST + 1), "最多")):
        with pytest.raises(CannotKeep, match=words):
            keep(Phrases(), text)
    full = Phrases(own=tuple(Phrase(str(number)) for number in range(MOST)))
    with pytest.raises(CannotKeep, match="删去几条"):
        keep(full, "再一条")
    assert keep(full, "7").own[0].text == "7"


def test_own_ones_are_deleted_and_ready_made_ones_hidden() -> None:
    phrases = keep(Phrases(), "自己的")
    phrases = drop(drop(phrases, phrases.own[0]), ready_made()[0])
    assert phrases.own == ()
    assert ready_made()[0] not in matching(phrases, "")
    assert hidden_count(phrases) == 1
    assert hidden_count(Phrases(hidden=("早先版本里的一条",))) == 0
    assert len(matching(show_all(phrases), "")) == len(ready_made())


def test_they_are_kept_for_their_owner_only(data: DataFolder) -> None:
    assert load_phrases(data) == Phrases()
    phrases = keep(Phrases(), "自己的")
    save_phrases(data, phrases)
    assert load_phrases(data) == phrases
    assert stat.S_IMODE(data.phrases.stat().st_mode) == 0o600
    save_phrases(data, Phrases())
    assert not data.phrases.exists()


def test_a_broken_file_is_put_aside(data: DataFolder) -> None:
    data.path.mkdir()
    data.phrases.write_text('{"own": [{"text": ""}]}', encoding="utf-8")
    assert load_phrases(data) == Phrases()
    assert (data.path / "phrases-1.json.bak").exists()
