"""One word for one thing: a word that was given up is said nowhere, in the window, the commands or the manual."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

from register.values import STATE_WORDS
from services.languages import SOURCE
from tests.letters import ROOT
from tests.tools.extraction import catalogue, forms
from tests.ui.conftest import Open, seed_office
from tests.ui.keyboard import Keyboard
from ui.core.i18n import use_language
from ui.register.columns import STATES
from ui.shell.application import qt_translator

GIVEN_UP = {
    "取入": "导入", "字的大小": "界面缩放", "送给它": "主送主办单位", "看会变什么": "预览变化", "撤消": "撤销",
    "不做了": "取消", "先不发": "取消", "返回，都不动": "取消",
    "NPC suggestion": "deputies' suggestion", "Look at the changes": "Preview changes", "“Take in”": "Import",
}  # fmt: skip
PACKAGES = ("ui", "services", "register", "letter", "docgen", "intake", "resources", "docs")
# Where Qt's word is turned into ours.
EXCEPT = ROOT / "ui" / "core" / "qt_words.py"
SPOKEN = ("QLineEdit", "QWidgetTextControl", "QUndoStack", "QUndoGroup")


def texts() -> Iterator[tuple[Path, str]]:
    """Yield every file in which something is said to a clerk."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in {".py", ".po", ".json", ".md"} and path != EXCEPT:
                yield path, path.read_text(encoding="utf-8")


def given_up(text: str) -> list[str]:
    """Return the words in a text that were given up."""
    return [word for word in GIVEN_UP if word in text]


def test_no_word_that_was_given_up_is_said() -> None:
    said = {path.relative_to(ROOT): given_up(text) for path, text in texts()}
    assert len(said) > 200
    assert {path: words for path, words in said.items() if words} == {}
    assert given_up("先看再取入") == ["取入"], "the test finds what it is for"


def test_one_is_never_said_in_the_plural() -> None:
    singular = [forms(entry.string)[0] for entry in catalogue("en") if entry.pluralizable]
    assert [words for words in singular if "{count} letters" in words or "{count} rows" in words] == []


def test_leaving_without_a_change_has_one_word() -> None:
    ids = {forms(entry.id)[0] for entry in catalogue("en") if entry.id}
    assert {words for words in ids if words.startswith("取消(")} == {"取消(&Q)"}


@pytest.mark.parametrize("field", ["案由", "首段", "答复内容"])
def test_every_menu_calls_undoing_what_the_menu_of_the_window_calls_it(
    field: str, open_window: Open, out: Path, keyboard: Keyboard
) -> None:
    open_window(seed_office(out))
    keyboard.tab_to(field)
    keyboard.type("甲")
    # What the screen system makes of the menu key; the invisible one makes nothing of it.
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), keyboard.focus.mapToGlobal(QPoint()))
    QApplication.sendEvent(keyboard.focus, asked)
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu) and widget.isVisible()]
    words = [action.text() for menu in shown for action in menu.actions()]
    assert any(text.startswith("撤销") for text in words), words
    assert not any("撤消" in text for text in words)
    for menu in shown:
        menu.close()


def test_qt_itself_says_it_so_everywhere_and_keeps_still_where_it_has_no_words(qapp: QApplication) -> None:
    use_language(SOURCE)
    translator = qt_translator()
    assert translator
    qapp.installTranslator(translator)
    try:
        said = [QCoreApplication.translate(context, words) for context in SPOKEN for words in ("&Undo", "Undo %1")]
        assert [words for words in said if "撤销" in words]
        assert not [words for words in said if "撤消" in words]
        assert QCoreApplication.translate("nobody", "Nothing of Qt's") == "Nothing of Qt's"
    finally:
        qapp.removeTranslator(translator)


def test_every_state_of_the_register_is_explained() -> None:
    assert {state for state in STATES if not STATE_WORDS[state].meaning} == set()
    assert len({STATE_WORDS[state].meaning for state in STATES}) == len(STATES)
