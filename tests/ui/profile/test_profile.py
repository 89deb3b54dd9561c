"""The page of the profiles: every habit, several profiles, what departs from the standard, and what leads here."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from docgen.missing_fonts import missing_fonts
from letter.derived import agency_defaults
from letter.model import Agency, Preprinted
from services.clock import today
from services.data_folder import DataFolder
from services.making import TEST_SHEET
from services.profiles import profile_names, ready_profiles
from services.settings import Profile, Settings, load_settings
from tests.letters import sample
from tests.ui.conftest import Open, page, ready, seed_office
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, beneath, choose, entry, has_button, opened_menu, page_shown
from tests.ui.shell.test_main_window import inputs_of
from ui.core.i18n import LANGUAGES, current_language
from ui.fields.line import LineField
from ui.profile.fields import GROUPS
from ui.profile.page import ProfilePage
from ui.shell.application import Program
from ui.shell.font_notice import tell_fonts
from ui.shell.main_window import MainWindow
from ui.widgets.page import WIDEST

CTRL = Qt.KeyboardModifier.ControlModifier
NAME = "朝阳市民政局"
PROFILE_ENTRY = {"zh_CN": "单位档案…", "en": "Agency profile…"}
SECOND = "信函以外"


def opened(window: MainWindow, qtbot: QtBot) -> ProfilePage:
    """Open the profile as the menu does and return its page."""
    choose(window, PROFILE_ENTRY[current_language()])
    ready(window, qtbot)
    return page_shown(window, ProfilePage)


def told(page: ProfilePage, path: str) -> str:
    """Return what is said beneath the row of a field."""
    return beneath(next(row for group in page.groups for row in group.rows if path in row.fields))[0]


def two_profiles(folder: Path) -> Settings:
    """Return the settings of an office with a profile for letters and one for documents."""
    office = seed_office(folder)
    assert office.agency is not None
    formal = replace(office.agency, letterhead="document_format", code="朝民发")
    return replace(office, profiles=(Profile(SECOND, formal),))


def test_every_field_of_a_profile_has_its_place_on_the_page() -> None:
    shown = [field.path for _title, rows in GROUPS for row in rows for field in row.fields]
    own = {name for name in Agency.__struct_fields__ if name != "paper"}
    assert len(set(shown)) == len(shown)
    assert set(shown) == own | {f"paper.{name}" for name in Preprinted.__struct_fields__}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letterhead", ["letter_format", "document_format", "preprinted"])
def test_tab_visits_every_input_of_the_page_once(
    language: str, letterhead: str, qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    settings = two_profiles(out)
    assert settings.agency is not None
    agency = replace(settings.agency, letterhead=letterhead, seal="signature_stamp", show_signatory=True)
    window = open_window(replace(settings, agency=agency, language=language))
    shown = opened(window, qtbot)
    first, visited = keyboard.focus, [keyboard.focus]
    keyboard.tab()
    while keyboard.focus is not first:
        assert keyboard.focus not in visited, f"{keyboard.field} is visited twice"
        visited.append(keyboard.focus)
        keyboard.tab()
    assert set(visited) == set(inputs_of(shown))
    names = [widget.accessibleName() for widget in visited]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.full
def test_the_document_format_is_chosen_and_what_departs_is_listed(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    before = shown.deviations.text.toPlainText()
    assert "10.1 条 · 行业习惯" not in before
    keyboard.tab_to("版头")
    keyboard.choose("文件格式")
    assert "10.1 条 · 行业习惯　答复函一般用信函格式，本单位用文件格式。" in shown.deviations.text.toPlainText()
    keyboard.tab_to("标志后加“文件”")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.tab_to("与标准（GB/T 9704—2012）不同之处")
    keyboard.press(Qt.Key.Key_A, CTRL)
    assert "答复函一般用信函格式" in shown.deviations.text.textCursor().selectedText()
    keyboard.press(Qt.Key.Key_Return)
    agency = load_settings(data).agency
    assert agency is not None
    assert (agency.letterhead, agency.mark_with_document) == ("document_format", False)
    assert page(window).form.letter().agency == agency


def test_a_profile_by_the_standard_has_no_departures(qtbot: QtBot, open_window: Open, out: Path) -> None:
    agency = replace(agency_defaults(NAME), outcome_mark="none", contact_position="in_note")
    window = open_window(Settings(agency=agency, folder=str(out)))
    assert opened(window, qtbot).deviations.text.toPlainText() == "没有，与标准一致。"


def test_lengths_in_millimetres(qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path) -> None:
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    assert shown.groups[2].row_of("paper.head_end").isHidden()
    keyboard.tab_to("版头")
    keyboard.choose("套印（用印好版头的纸）")
    for name, text in (
        ("印好的版头到", "５４．５毫米"), ("发文字号上边", "60"), ("右移", "+0.5"), ("下移", "－0。8"),
    ):  # fmt: skip
        keyboard.tab_to(name)
        keyboard.replace(text)
    paper = shown.agency().paper
    assert paper == Preprinted(head_end=54.5, number_top=60, offset_right=5, offset_down=-8)
    for _ in range(4):
        keyboard.back()
        keyboard.press(Qt.Key.Key_Z, CTRL)
    assert shown.agency().paper == Preprinted()


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("印好的版头到", "paper.head_end", ""),
        ("印好的版头到", "paper.head_end", "5.3厘米"),
        ("发文字号上边", "paper.number_top", "54.55"),
        ("右移", "paper.offset_right", "10"),
        ("下移", "paper.offset_down", "半毫米"),
    ],
)
def test_a_length_that_cannot_be_read_is_told_and_not_lost(
    name: str, path: str, text: str, qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    keyboard.tab_to("版头")
    keyboard.choose("套印（用印好版头的纸）")
    keyboard.tab_to(name)
    keyboard.replace(text)
    assert told(shown, path) == "", "nothing is said while one types"
    keyboard.tab()
    assert "毫米数，最多一位小数" in told(shown, path)
    keyboard.tab_to("完成")
    for _ in range(60):
        if keyboard.field == "版头":
            break
        keyboard.back()
    keyboard.choose("信函格式")
    field = next(group.field(path, LineField) for group in shown.groups if path in group.fields)
    assert field.isVisible()
    assert field.text() == text
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.focus is field, "the page is not left"
    assert load_settings(data).agency == seed_office(out).agency


def test_a_second_profile_is_added_named_switched_and_kept(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(seed_office(out))
    opened(window, qtbot)
    keyboard.tab_to("新增")
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.field == "档案名称"
    keyboard.replace(SECOND)
    keyboard.tab_to("机关代字")
    keyboard.replace("朝民发")
    keyboard.tab_to("选用的档案")
    keyboard.choose(NAME)
    keyboard.tab_to("机关代字")
    assert keyboard.focus.property("plainText") == "朝民函"
    keyboard.tab_to("选用的档案")
    keyboard.choose(SECOND)
    keyboard.tab_to("完成")
    keyboard.press(Qt.Key.Key_Space)
    settings = load_settings(data)
    assert profile_names(settings) == [SECOND, NAME]
    assert settings.agency is not None
    assert settings.agency.code == "朝民发"
    assert page(window).form.letter().document_number.code == "朝民发"
    assert window.windowTitle().endswith(f"复函 — {SECOND}")


def test_leaving_the_page_by_escape_changes_nothing(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(two_profiles(out))
    opened(window, qtbot)
    keyboard.tab_to("删除")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Escape)
    assert load_settings(data) == two_profiles(out)
    assert keyboard.field == "案号"


def test_a_removed_profile_comes_back_by_undo(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(two_profiles(out))
    shown = opened(window, qtbot)
    keyboard.tab_to("删除")
    keyboard.press(Qt.Key.Key_Space)
    assert keyboard.field == "单位全称"
    assert "Ctrl+Z" in shown.bar.said()
    assert profile_names(shown.settings()) == [SECOND]
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert shown.settings() == two_profiles(out)
    keyboard.press(Qt.Key.Key_Y, CTRL)
    keyboard.press(Qt.Key.Key_Return)
    assert profile_names(load_settings(data)) == [SECOND]


def test_a_name_that_is_taken_gets_a_number(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(two_profiles(out))
    opened(window, qtbot)
    keyboard.tab_to("档案名称")
    keyboard.replace(SECOND)
    keyboard.press(Qt.Key.Key_Return)
    assert profile_names(load_settings(data)) == [f"{SECOND}（2）", SECOND]


def test_longest_names_can_be_loaded_again(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(Settings(agency=agency_defaults("长" * 60), folder=str(out)))
    opened(window, qtbot)
    keyboard.tab_to("新增")
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_Return)
    assert len(profile_names(load_settings(data))) == 2


def test_profiles_go_to_a_file_and_come_from_it(
    qtbot: QtBot,
    open_window: Open,
    keyboard: Keyboard,
    data: DataFolder,
    out: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = out / "单位档案.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words: (str(file.with_suffix("")), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(file), ""))
    window = open_window(two_profiles(out))
    shown = opened(window, qtbot)
    keyboard.tab_to("导出…")
    keyboard.press(Qt.Key.Key_Space)
    assert file.name in shown.bar.said()
    keyboard.tab_to("导入…")
    keyboard.press(Qt.Key.Key_Space)
    assert shown.bar.said() == "文件里的档案这里都有了，没有改动。"
    window.close()
    data.settings.unlink()
    again = open_window()
    assert keyboard.field == "单位全称"
    assert not has_button(page_shown(again, ProfilePage), "导入…"), "at the first start all but the name is folded"
    keyboard.tab_to("导入别处的单位档案…")
    keyboard.press(Qt.Key.Key_Space)
    assert has_button(page_shown(again, ProfilePage), "导入…")
    assert page_shown(again, ProfilePage).bar.said() == f"已导入：{NAME}、{SECOND}。"
    keyboard.tab_to("完成")
    keyboard.press(Qt.Key.Key_Space)
    assert profile_names(load_settings(data)) == [NAME, SECOND]
    assert load_settings(data).agency == two_profiles(out).agency


def test_a_file_that_holds_no_profiles_is_a_sentence(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = out / "信.json"
    file.write_text("{}", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(file), ""))
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    keyboard.tab_to("导入…")
    keyboard.press(Qt.Key.Key_Space)
    assert "不是单位档案文件" in shown.bar.said()
    assert shown.settings() == seed_office(out)


def test_undo_and_redo_are_offered_when_there_is_something_to_undo(open_window: Open, keyboard: Keyboard) -> None:
    window = open_window()

    def offered() -> list[bool]:
        return [entry(window, words).isEnabled() for words in ("撤销", "重做")]

    assert offered() == [False, False], "at the first start nothing was typed yet"
    keyboard.type("朝阳市民政局")
    assert offered() == [True, False]
    keyboard.shortcut(Qt.Key.Key_Z)
    assert offered() == [False, True]


def test_a_usual_style_keeps_what_is_the_offices_own_and_can_be_undone(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    before = shown.agency()
    county = next(ready.agency for ready in ready_profiles() if ready.name == "县级常用")
    keyboard.tab_to("县级常用")
    keyboard.press(Qt.Key.Key_Space)
    styled = shown.agency()
    assert (styled.name, styled.code, styled.place) == (before.name, before.code, before.place)
    assert (styled.show_signatory, styled.imprint) == (county.show_signatory, county.imprint)
    keyboard.press(Qt.Key.Key_Z, CTRL)
    assert shown.agency() == before


def test_the_menu_puts_the_letter_in_work_under_another_profile(
    open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path
) -> None:
    window = open_window(two_profiles(out))
    keyboard.type("176")
    assert entry(window, "换用档案").isVisible()
    profiles = opened_menu(window, "换用档案")
    assert [(action.data(), action.isChecked()) for action in profiles] == [(SECOND, False), (NAME, True)]
    profiles[0].trigger()
    letter = page(window).form.letter()
    assert letter.agency.letterhead == "document_format"
    assert letter.document_number.code == "朝民发"
    assert letter.proposals[0].number == "176"
    assert profile_names(load_settings(data)) == [SECOND, NAME]
    assert window.windowTitle().endswith(f"复函 — {SECOND}")
    keyboard.shortcut(Qt.Key.Key_N)
    assert page(window).form.letter().agency.code == "朝民发"


def test_with_one_profile_there_is_nothing_to_switch(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    assert not entry(window, "换用档案").isVisible()
    assert window.windowTitle() == "新信 — 复函"


def test_the_test_sheet_is_written_where_paper_is_preprinted(
    open_window: Open, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files: list[Path] = []
    monkeypatch.setattr("services.opening.open_file", files.append)
    plain = open_window(seed_office(out))
    assert not entry(plain, "套印试样").isVisible()
    plain.close()
    window = open_window(Settings(agency=sample("preprinted").agency, folder=str(out)))
    for _ in range(2):
        choose(window, "套印试样")
    assert [path.name for path in out.iterdir()] == [TEST_SHEET]
    assert TEST_SHEET in window.messages.sentence("test_sheet")
    button = next(button for button in window.messages.findChildren(QPushButton) if button.text() == "打开")
    button.click()
    assert files == [out / TEST_SHEET]


def test_a_test_sheet_that_cannot_be_written_is_a_sentence(open_window: Open, tmp_path: Path) -> None:
    window = open_window(Settings(agency=sample("preprinted").agency, folder=str(tmp_path / "没有")))
    choose(window, "套印试样")
    assert "找不到文件夹" in window.messages.sentence("test_sheet")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_signers_office_leads_to_the_profile_and_back(
    language: str, qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    letter = sample("seed_letter")
    agency = replace(letter.agency, seal="signature_stamp")
    window = open_window(replace(seed_office(out), agency=agency, language=language))
    page(window).form.load(replace(letter, agency=agency))
    assert not page(window).make()
    sentence = page(window).messages.sentence("profile")
    assert ("签发人职务" if language == "zh_CN" else "Signer's office") in sentence
    (button,) = [button for button in page(window).messages.findChildren(QPushButton) if button.text()]
    keyboard.tab_to(button.accessibleName())
    keyboard.press(Qt.Key.Key_Space)
    ready(window, qtbot)
    assert keyboard.field == ("签发人职务" if language == "zh_CN" else "Signer's office")
    keyboard.type("局长")
    keyboard.press(Qt.Key.Key_Return)
    assert not page(window).messages.sentence("profile")
    assert page(window).make()


def lacking(*installed: str) -> dict[str, str]:
    """Return what a machine with these fonts lacks."""
    return {font.wanted: font.instead for font in missing_fonts(None, installed)}


@pytest.mark.full
def test_missing_fonts_are_told_once(open_window: Open, keyboard: Keyboard, data: DataFolder, out: Path) -> None:
    window = open_window(seed_office(out))
    assert not window.messages.isVisible(), "tests and photographs are not disturbed"
    tell_fonts(window, lacking("SimSun", "SimHei", "Times New Roman"))
    assert window.messages.sentence("fonts") == "缺 3 种字体，印出来的样子会变。"
    answers(window.messages, "fonts")["查看"].click()
    assert "仿宋_GB2312" in window.messages.sentence("fonts")
    assert "黑体" not in window.messages.sentence("fonts")
    keyboard.tab_to("答复内容")
    keyboard.press(Qt.Key.Key_Escape)
    assert not window.messages.isVisible()
    window.close()
    again = open_window()
    page(again).form.load(sample("seed_letter"))
    assert page(again).make(), "what a letter remembers keeps what has been told"
    tell_fonts(again, lacking("SimSun", "SimHei", "Times New Roman"))
    assert not again.messages.sentence("fonts"), "the same fonts"
    tell_fonts(again, lacking("SimSun", "Times New Roman"))
    answers(again.messages, "fonts")["查看"].click()
    assert "黑体" in again.messages.sentence("fonts")
    assert load_settings(data).agency == seed_office(out).agency


def test_nothing_is_told_when_no_font_is_missing_or_none_is_known(open_window: Open, out: Path) -> None:
    window = open_window(seed_office(out))
    everything = ["Times New Roman", "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体"]
    for families in ([], everything):
        tell_fonts(window, lacking(*families) if families else {})
        assert not window.messages.isVisible()


def test_the_name_missing_is_told_before_another_profile_is_added(
    qtbot: QtBot, open_window: Open, keyboard: Keyboard, out: Path
) -> None:
    shown = opened(open_window(seed_office(out)), qtbot)
    keyboard.replace("")
    keyboard.tab_to("新增")
    keyboard.press(Qt.Key.Key_Space)
    assert keyboard.field == "单位全称"
    assert told(shown, "name") == "！请填写单位全称，例如“朝阳市民政局”。"
    assert profile_names(shown.settings()) == [""]


@pytest.mark.parametrize("first", [True, False])
def test_edits_of_the_profile_survive_a_change_of_language(
    first: bool, qtbot: QtBot, open_window: Open, programs: list[Program], keyboard: Keyboard, out: Path
) -> None:
    window = open_window(None if first else seed_office(out))
    if not first:
        page(window).form.amend(sample("joint_organs"))
        window.show_profile()
        ready(window, qtbot)
    keyboard.replace("建平县民政局")
    if first:
        keyboard.tab_to("更多设置")
        keyboard.press(Qt.Key.Key_Space)
        assert keyboard.field == "收起"
    keyboard.tab_to("留存份数")
    keyboard.replace("很多")
    window.setting.choose("language", "en")
    other = programs[0].window
    assert other is not None
    ready(other, qtbot)
    shown = page_shown(other, ProfilePage)
    assert shown.agency().name == "建平县民政局"
    assert "Copies for the files" in [widget.accessibleName() for widget in shown.findChildren(QWidget)]
    assert [raw for group in shown.groups for raw in group.typed().values()] == ["很多"]
    if not first:
        assert page(other).form.letter().joint_issuers == sample("joint_organs").joint_issuers
        keyboard.press(Qt.Key.Key_Escape)
        assert page(other).form.letter().agency == sample("joint_organs").agency


def test_the_letterhead_follows_what_is_typed_at_the_first_start(
    open_window: Open, keyboard: Keyboard, data: DataFolder
) -> None:
    window = open_window()
    shown = page_shown(window, ProfilePage)
    assert shown.letterhead.words() == ("", "")
    keyboard.type("朝阳市")
    assert shown.letterhead.words()[0] == "朝阳市"
    keyboard.type("民政局")
    assert shown.letterhead.words() == (NAME, f"朝民函〔{today().year}〕　　号")
    keyboard.tab_to("机关代字")
    keyboard.replace("朝民办函")
    assert shown.letterhead.words()[1].startswith("朝民办函〔")
    keyboard.press(Qt.Key.Key_Return)
    assert load_settings(data).agency == replace(agency_defaults(NAME), code="朝民办函")


def test_the_first_start_asks_for_two_fields_in_a_window_as_large_as_the_screen(
    open_window: Open, programs: list[Program], tmp_path: Path
) -> None:
    window = open_window()
    shown = page_shown(window, ProfilePage)
    asked = [path for group in shown.groups for path, field in group.fields.items() if field.widget.isVisible()]
    assert asked == ["name", "code"]
    programs.append(Program(DataFolder(tmp_path / "another")))
    assert programs[-1].open().windowState() & Qt.WindowState.WindowMaximized


@pytest.mark.parametrize("width", [1366, 1920])
def test_fields_stand_in_the_middle_and_no_wider_than_is_good_to_read(
    width: int, qtbot: QtBot, open_window: Open, out: Path
) -> None:
    window = open_window(seed_office(out))
    shown = opened(window, qtbot)
    window.resize(width, 728)
    qtbot.waitUntil(lambda: shown.width() == width)
    cards = [frame for frame in shown.findChildren(QFrame) if frame.property("surface") == "card"]
    assert len(cards) > 3
    for card in cards:
        left = card.mapTo(shown, QPoint(0, 0)).x()
        assert card.width() <= WIDEST
        assert abs(left - (width - left - card.width())) < 20
