"""What the message bar says of missing fonts is what the preview says of them: both ask the same fonts."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from docgen.fonts.installed import FontFile
from docgen.pages.remarks import font_sentence
from letter.outline import read_answer
from services.paging import PageSetter
from tests.docgen.machines import FANG, LATIN, NOTO, Machine, only, system_font
from tests.docgen.pages.test_pagination import plain
from tests.docgen.pages.test_remarks import fandol
from tests.ui.conftest import Open, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import settle
from ui.shell.font_notice import TOPIC, tell_fonts

# What each machine has beside a Latin font and one for the title.
MACHINES: dict[str, tuple[tuple[str, str], ...]] = {
    "only a font for other uses": (("Song", "宋体"),),
    "a font of the same look": (("Fang", "仿宋"), ("Hei", "黑体"), ("Song", "宋体")),
    "an odd font": (("Kai", "谁也不认得的楷体"),),
}


def machine(name: str) -> Machine:
    files: list[FontFile] = [fandol(file, family) for file, family in MACHINES[name]]
    return Machine(*files, only(system_font(LATIN), "Times New Roman"), only(system_font(NOTO), "某宋", place=2))


@pytest.mark.usefixtures("test_fonts")
@pytest.mark.parametrize("name", MACHINES)
def test_the_bar_and_the_preview_say_the_same_of_each_font(
    name: str, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    setter = PageSetter(machine(name))
    missing = setter.missing_fonts()
    letter = plain(answer=read_answer("一、甲\n（一）乙\n丙1。"), imprint="full")
    remarked = {str(row.sentence) for row in setter.remarks(letter, setter.pages(letter)) if "字体" in row.sentence}
    assert remarked
    tell_fonts(window, missing)
    assert window.messages.sentence(TOPIC).startswith(f"缺 {len(missing)} 种字体")
    keyboard.tab_to("查看")
    keyboard.press(Qt.Key.Key_Space)
    settle()
    said = window.messages.sentence(TOPIC)
    assert {sentence for sentence in remarked if sentence not in said} == set()
    assert all(font_sentence(*font) in said for font in missing.items())


def test_nothing_is_missing_where_the_system_does_not_tell() -> None:
    assert PageSetter(Machine()).missing_fonts() == {}
    assert PageSetter(machine("a font of the same look")).missing_fonts()[FANG] == "仿宋"
