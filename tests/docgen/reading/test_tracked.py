"""Tracked changes and comments are shown with their author, and each change is taken or refused at reading."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from docgen.docx.reader import Returned, read_docx
from docgen.docx.writer import write_docx
from letter.model import Block, ReplyLetter
from tests.docgen.reading.edits import answer, block, drop, insert, move, words
from tests.docgen.reading.word import AUTHOR, DAY, Word, w, xml
from tests.letters import sample

LONG = "按照《中共朝阳市委办公室"
Change = Callable[[ReplyLetter], ReplyLetter]


def returned(do: Callable[[Word], object], refused: tuple[int, ...] = (), name: str = "seed_letter") -> Returned:
    word = Word(write_docx(sample(name)))
    do(word)
    return read_docx(word.saved(), refused=refused)


# What is done, the kind of it, the words before and after, and the letter when it is taken.
TRACKED: dict[str, tuple[Callable[[Word], object], str, str, str, Change]] = {
    "words inserted": (
        lambda d: d.track_insert("配备专职委员会成员", "至少"),
        "inserted", "", "至少", answer(words(2, "委员会成员5", "委员会成员至少5")),
    ),
    "words deleted": (
        lambda d: d.track_delete("实际配置人员"), "deleted", "实际配置人员", "", answer(words(2, "实际配置人员", "")),
    ),
    "words replaced": (
        lambda d: d.track_replace("5～9人", "6～9人"), "replaced", "5～9人", "6～9人",
        answer(words(2, "5～9人", "6～9人")),
    ),
    "number replaced": (
        lambda d: d.track_replace("32号", "35号"), "replaced", "32号", "35号",
        lambda letter: replace(letter, document_number=replace(letter.document_number, serial=35)),
    ),
    "paragraph inserted": (
        lambda d: d.track_paragraph(LONG, "领导加的一段。"), "inserted", "", "领导加的一段。",
        answer(insert(3, Block(text="领导加的一段。"))),
    ),
    "paragraph deleted": (
        lambda d: d.track_delete_paragraph(LONG), "deleted", sample("seed_letter").answer[2].text, "", answer(drop(2)),
    ),
    "paragraph moved": (
        lambda d: d.track_move(LONG, "（三）选优配强"), "moved", sample("seed_letter").answer[2].text,
        sample("seed_letter").answer[2].text, answer(move(2, 4)),
    ),
    "style changed": (
        lambda d: d.track_style("（一）现阶段", "heading_1"), "formatted", "（一）现阶段我市城市社区工作者人数配置情况",
        "（一）现阶段我市城市社区工作者人数配置情况", answer(block(1, level=1)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TRACKED)
def test_a_tracked_change_is_shown_with_its_author(name: str) -> None:
    do, kind, old, new, _ = TRACKED[name]
    (revision,) = returned(do).revisions
    assert (revision.kind, revision.author, revision.date) == (kind, AUTHOR, DAY)
    assert (revision.old, revision.new) == (old, new)


@pytest.mark.parametrize("name", TRACKED)
def test_a_tracked_change_that_is_taken_is_in_the_letter(name: str) -> None:
    do, *_, change = TRACKED[name]
    assert returned(do).reading.letter == change(sample("seed_letter"))


@pytest.mark.parametrize("name", TRACKED)
def test_a_tracked_change_that_is_refused_leaves_the_letter_as_it_was(name: str) -> None:
    reading = returned(TRACKED[name][0], refused=(0,)).reading
    assert reading.changes == ()
    assert reading.letter == sample("seed_letter")


def test_of_two_tracked_changes_one_may_be_refused() -> None:
    def do(word: Word) -> None:
        word.track_replace("5～9人", "6～9人")
        word.track_delete_paragraph("我市社区换届选举工作")

    seed = sample("seed_letter")
    both = returned(do)
    assert [revision.kind for revision in both.revisions] == ["replaced", "deleted"]
    assert both.reading.letter == answer(words(2, "5～9人", "6～9人"), drop(6))(seed)
    assert returned(do, (0,)).reading.letter == answer(drop(6))(seed)
    assert returned(do, (1,)).reading.letter == answer(words(2, "5～9人", "6～9人"))(seed)
    assert returned(do, (0, 1)).reading.letter == seed


def test_a_deleted_end_of_a_paragraph_joins_two() -> None:
    def do(word: Word) -> None:
        properties = word.find("全区12个社区卫生服务中心").find(w("pPr"))
        properties.append(xml(f'<w:rPr><w:del w:id="9" w:author="{AUTHOR}" w:date="{DAY}"/></w:rPr>'))

    taken = returned(do, name="three_levels")
    assert [revision.kind for revision in taken.revisions] == ["joined"]
    assert [change.kind for change in taken.reading.changes] == ["merged"]
    assert returned(do, (0,), "three_levels").reading.changes == ()


def test_a_tracked_row_of_a_table_is_taken_or_refused() -> None:
    def do(word: Word) -> None:
        row = next(word.find("喀左县").iterancestors(w("tr")))
        row.find(w("trPr")).append(xml(f'<w:del w:id="9" w:author="{AUTHOR}" w:date="{DAY}"/>'))

    taken = returned(do, name="with_table")
    assert [revision.kind for revision in taken.revisions] == ["deleted"]
    assert len(taken.reading.letter.answer[2].table) == len(sample("with_table").answer[2].table) - 1
    assert returned(do, (0,), "with_table").reading.letter == sample("with_table")


def test_comments_are_shown_with_author_and_words() -> None:
    (comment,) = returned(lambda word: word.comment("5～9人", "核实一下人数")).comments
    assert (comment.author, comment.date, comment.text, comment.about) == (AUTHOR, DAY, "核实一下人数", "5～9人")


def test_a_comment_changes_nothing() -> None:
    reading = returned(lambda word: word.comment("5～9人", "核实一下人数")).reading
    assert reading.changes == ()
    assert reading.letter == sample("seed_letter")
