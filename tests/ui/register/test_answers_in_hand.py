"""写答复 leads to the letter that there is already, in work, closed or made, and says of a case that it was made."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from letter.model import Block, Proposal, Proposers
from register.cases import add_case, find_case
from register.numbers import void
from register.store import Store
from register.values import Case
from services.clock import today
from services.data_folder import DataFolder
from services.draft import Draft
from services.recent import keep_recent, made_before, recent_letters
from services.registering import issue_letter
from services.registry import Registry
from services.settings import Settings
from tests.letters import plain_letter, sample
from tests.ui.register.test_register import CONTROL, column, opened, push, settle, store

__all__ = ["opened", "store"]
ANSWER = "我们将新建社区养老服务站。"
SESSION = "市政协十二届二次会议"


def case(store: Store, **more: Any) -> Case:
    """Enter a case and return it."""
    given: dict[str, Any] = {
        "proposal": "176",
        "session": SESSION,
        "subject": "关于社区治理的提案",
        "proposers": "李文清",
    }
    return add_case(store, Case(kind="cppcc_proposal", assigned=today(), **{**given, **more}))


def answer(at: SimpleNamespace, text: str) -> None:
    """Press 写答复 and type an answer where the focus is then."""
    push(at, Qt.Key.Key_A)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    at.keyboard.type(text)


def back(at: SimpleNamespace) -> None:
    """Open the register again."""
    at.keyboard.shortcut(Qt.Key.Key_L)
    at.page = at.window.register.page
    settle(at.page, at.qtbot)


def test_writing_an_answer_begins_in_the_answer_with_the_year_filled(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    case(store)
    at = opened()
    answer(at, ANSWER)
    assert at.keyboard.field == "答复内容"
    letter = at.window.letter_page.form.letter()
    assert letter.document_number.year == today().year
    assert letter.document_number.code == sample("seed_letter").agency.code
    assert letter.answer == (Block(text=ANSWER),)


def test_it_begins_where_the_case_says_too_little(store: Store, opened: Callable[[], SimpleNamespace]) -> None:
    case(store, proposers="")
    at = opened()
    answer(at, "李文清")
    assert at.keyboard.field == "姓名"


@pytest.mark.full
def test_a_letter_that_was_made_is_said_of_its_case_and_opened_again(
    store: Store, opened: Callable[[], SimpleNamespace]
) -> None:
    entered = case(store)
    at = opened()
    answer(at, ANSWER)
    at.keyboard.shortcut(Qt.Key.Key_Return)
    at.qtbot.waitUntil(lambda: at.window.letter_page.is_made())
    at.keyboard.shortcut(Qt.Key.Key_N)
    assert at.window.letter_page.form.letter().proposals == ()
    back(at)
    assert column(at.page, "state") == ["已生成"]
    assert find_case(store, entered.key).state == "in_work"
    push(at, Qt.Key.Key_A)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    assert at.window.letter_page.form.letter().answer == (Block(text=ANSWER),)


@pytest.mark.full
@pytest.mark.parametrize("key", [Qt.Key.Key_W, Qt.Key.Key_N], ids=["closed", "another begun"])
def test_a_letter_that_is_no_docx_yet_is_opened_again(
    store: Store, opened: Callable[[], SimpleNamespace], data: DataFolder, key: Qt.Key
) -> None:
    entered = case(store, session="朝阳市第十二届政协第2次会议")
    at = opened()
    answer(at, ANSWER)
    at.keyboard.press(key, CONTROL)
    back(at)
    assert column(at.page, "state") == ["办理中"]
    push(at, Qt.Key.Key_A)
    at.qtbot.waitUntil(lambda: at.window.register.page is None)
    assert at.window.letter_page.form.letter().answer == (Block(text=ANSWER),)
    assert find_case(store, entered.key).state == "in_work"
    assert recent_letters(data) == [], "it is in work, and kept once"


def test_what_became_void_is_not_gone_on_with(store: Store, data: DataFolder, tmp_path: Path) -> None:
    entered, registry = case(store), Registry(data)
    letter = replace(plain_letter(), proposers=Proposers(("李文清",)))
    keep_recent(data, Draft(letter))
    registry.begin_cases([])
    assert registry.reply_to(entered.key, Settings()).letter == letter, "the number is not in the register"
    issue_letter(store, letter, tmp_path, "key", serial=letter.document_number.serial)
    void(registry.store(), letter.document_number, "印错")
    registry.begin_cases([])
    assert registry.reply_to(entered.key, Settings()).letter.answer == ()


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"answer": (Block(text="后来又改。"),)}, True),
        ({"proposals": (Proposal("176", "改过的案由"),)}, True),
        (
            {
                "proposals": (Proposal("176", "另一件"),),
                "proposers": Proposers(("王芳",)),
                "answer": (Block(text="另一封。"),),
            },
            False,
        ),
    ],
)
def test_a_letter_that_merely_shares_the_number_is_another(
    data: DataFolder, changes: dict[str, object], told: bool
) -> None:
    made = plain_letter()
    keep_recent(data, Draft(made))
    other = replace(made, **changes)
    assert (made_before(data, other) is not None) is told
    keep_recent(data, Draft(other))
    assert (made in [known.letter for known in recent_letters(data)]) is not told, "nor does it take its place"
