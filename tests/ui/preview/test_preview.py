"""The preview beside the form: the pages as they print, marked and clicked; page count, print and PDF."""

import re
from pathlib import Path
from types import SimpleNamespace

import pymupdf
import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from docgen.fonts.installed import InstalledFonts
from docgen.pages.remarks import Remark
from docgen.pages.values import Page, Pages
from letter.messages import message
from letter.model import Block, Proposal, Proposers
from services.data_folder import DataFolder
from services.draft import Draft
from services.paging import PageSetter
from services.settings import PreviewView, load_settings
from tests.docgen.wide_tables import on_their_side
from tests.letters import sample
from tests.ui.conftest import Open, office, page
from tests.ui.keyboard import Keyboard
from tests.ui.looking import answers, shown_in
from ui.answer.count import CountLabel
from ui.answer.positions import line_of
from ui.preview.controller import PREVIEW, WRITE
from ui.preview.page_geometry import Zoom
from ui.preview.page_view import PageView, field_at
from ui.preview.painting import PagePainter
from ui.preview.pane import PreviewPane
from ui.preview.printing import chosen_pages, make_printer, paint_on
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.label import PlainLabel

SCALE = 4.0
MARK = "#ffe9a8"
PLACE = re.compile(r"第 \d+ 页，共 \d+ 页 · ")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def setter(test_fonts: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> PageSetter:
    """The fonts of the tests, taken by every letter of the test."""
    monkeypatch.setenv("FONTCONFIG_FILE", test_fonts["FONTCONFIG_FILE"])
    installed = InstalledFonts()
    assert installed.files
    found = PageSetter(installed)
    monkeypatch.setattr("services.paging.this_machine", lambda: found)
    return found


@pytest.fixture
def seen(open_window: Open, tmp_path: Path, setter: PageSetter, qtbot: QtBot) -> SimpleNamespace:
    """The window with the seed letter and its preview open."""
    letter = sample("seed_letter")
    window = open_window(office(letter, tmp_path, everything=True))
    opened = page(window)
    # On the sheet: while the clerk is in the cards they keep their room.
    opened.form.focus_path("title")
    opened.form.load(letter)
    opened.preview.toggle()
    QApplication.processEvents()
    pane = opened.preview.follower().pane

    def settle() -> None:
        opened.preview.follower().follow()
        QApplication.processEvents()

    return SimpleNamespace(window=window, page=opened, form=opened.form, pane=pane, paper=pane.page_view, settle=settle)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


def lines_of(pages: Pages) -> list[str]:
    return [line.text for each in pages.pages for line in each.lines]


def said(pane: PreviewPane) -> str:
    """Return what is said above the pages."""
    labels = shown_in(pane, PlainLabel)
    words = [label.whole() if isinstance(label, ElidedLabel) else label.text() for label in labels]
    return "\n".join(filter(lambda line: line and not PLACE.match(line), words))


def place(pane: PreviewPane) -> str:
    """Return what is said of the page in view."""
    (found,) = [label.whole() for label in shown_in(pane, ElidedLabel) if PLACE.match(label.whole())]
    return found


def marked(paper: PageView) -> set[str]:
    """Return the fields in view that have the ground of what is in work."""
    image, found = paper.viewport().grab().toImage(), set[str]()
    assert paper.pages is not None
    for number, each in enumerate(paper.pages.pages):
        area = paper.on_screen(number)
        scale = area.width() / paper.pages.width
        for line in each.lines:
            for span in line.spans:
                corner = area.topLeft() + QPoint(round(span.xs[0] * scale) + 2, round(line.top * scale) + 2)
                if image.rect().contains(corner) and image.pixelColor(corner).name() == MARK:
                    found.add(span.field)
    return found


def click(paper: PageView, text: str) -> None:
    """Click on the first line with some words, which is scrolled to before."""
    pages = paper.pages
    assert pages is not None
    number, line = next(
        (number, line) for number, each in enumerate(pages.pages) for line in each.lines if text in line.text
    )
    paper.go_to(number)
    QApplication.processEvents()
    places = [x for span in line.spans for x in span.xs]
    area = paper.on_screen(number)
    scale = area.width() / pages.width
    there = QPoint(round((places[line.text.index(text)] + 1) * scale), round((line.top + line.bottom) / 2 * scale))
    bar = paper.verticalScrollBar()
    bar.setValue(bar.value() + area.y() + there.y() - paper.viewport().height() // 2)
    QApplication.processEvents()
    there += paper.on_screen(number).topLeft()
    QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=there)
    QApplication.processEvents()


def test_it_shows_the_pages_of_the_letter_and_counts_them(seen: SimpleNamespace, setter: PageSetter) -> None:
    assert seen.paper.pages == setter.pages(seen.form.letter())
    assert place(seen.pane).startswith("第 1 页，共 5 页")
    count = seen.form.answer.answer.findChild(CountLabel)
    assert isinstance(count, QLabel)
    assert count.text().endswith("全文 5 页")
    assert said(seen.pane) == ""


def test_what_is_typed_is_on_the_paper(seen: SimpleNamespace, qtbot: QtBot) -> None:
    seen.form.focus_path("closing")
    Keyboard().type("此致。")
    qtbot.waitUntil(lambda: any("此致。" in line for line in lines_of(seen.paper.pages)))


def test_only_pages_that_have_changed_are_painted_again(seen: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    seen.paper.use_zoom(Zoom("page"), 2)
    QApplication.processEvents()
    painted: list[int] = []
    paint = PagePainter.paint

    def noted(self: PagePainter, painter: QPainter, pages: Pages, shown: Page, scale: float) -> None:
        painted.append(shown.number)
        paint(self, painter, pages, shown, scale)

    monkeypatch.setattr(PagePainter, "paint", noted)
    letter = seen.form.letter()
    seen.form.amend(replace(letter, proposers=Proposers(("李文清", "王强"))))
    seen.settle()
    assert painted.count(1) == 1
    assert 2 not in painted


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("第176号提案的答复", "标题"),
        ("李文清委员", "主送"),
        ("收悉", "首段"),
        ("感谢您", "结尾"),
        ("〔2023〕32号", "序号"),
        ("3月21日", "成文日期"),
        ("联系人", "联系人"),
        ("此件主动公开", "附注"),
        ("抄送", "抄送"),
        ("朝阳市民政局办公室", "印发机关"),
        ("共印", "份数"),
        ("办理结果", "办理结果 A"),
    ],
)
def test_a_click_on_the_paper_goes_to_the_field(seen: SimpleNamespace, words: str, name: str) -> None:
    click(seen.paper, words)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == name or (name == "序号" and focus.accessibleName() == "机关代字")


def test_a_click_on_the_answer_puts_the_caret_into_its_paragraph(seen: SimpleNamespace) -> None:
    editor = seen.form.answer.answer.editor
    click(seen.paper, "不断提升社区工作者薪酬待遇")
    assert QApplication.focusWidget() is editor
    assert "薪酬待遇" in editor.toPlainText().split("\n")[line_of(editor)]


def test_a_click_on_the_mark_goes_to_the_profile(seen: SimpleNamespace) -> None:
    wanted: list[str] = []
    seen.page.preview.follower().profile_wanted.connect(wanted.append)
    seen.page.profile_wanted.disconnect()
    click(seen.paper, "朝阳市民政局")
    assert wanted == ["mark"]


def test_the_field_in_work_is_marked_and_shown(seen: SimpleNamespace) -> None:
    seen.form.focus_path("closing")
    QApplication.processEvents()
    assert marked(seen.paper) == {"/closing"}
    assert seen.paper.current >= 3
    seen.form.answer.answer.editor.setFocus()
    QApplication.processEvents()
    fields = marked(seen.paper)
    assert fields
    assert all(field.startswith("/answer/") for field in fields)
    seen.form.focus_path("proposers.people")
    QApplication.processEvents()
    assert marked(seen.paper) == {"/salutation"}


def test_keys_zoom_and_turn_pages(seen: SimpleNamespace) -> None:
    seen.paper.setFocus()
    before = seen.paper.percent()
    QTest.keyClick(seen.paper, Qt.Key.Key_Plus)
    assert seen.paper.percent() > before
    assert seen.paper.zoom.fit == "percent"
    for _ in range(20):
        QTest.keyClick(seen.paper, Qt.Key.Key_Minus)
    assert seen.paper.percent() == 25
    seen.pane.buttons["width"].click()
    QTest.keyClick(seen.paper, Qt.Key.Key_PageDown)
    assert seen.paper.current == 1
    QTest.keyClick(seen.paper, Qt.Key.Key_End)
    assert seen.paper.current == 4
    assert "第 5 页" in place(seen.pane)
    QTest.keyClick(seen.paper, Qt.Key.Key_Home)
    assert seen.paper.current == 0


def test_two_pages_lie_side_by_side_and_thumbnails_turn_to_theirs(seen: SimpleNamespace) -> None:
    seen.pane.buttons["two"].click()
    assert seen.paper.on_screen(0).y() == seen.paper.on_screen(1).y()
    seen.pane.buttons["width"].click()
    seen.pane.buttons["thumbnails"].click()
    QApplication.processEvents()
    thumbnails = seen.pane.thumbnails
    assert thumbnails.isVisible()
    QTest.mouseClick(thumbnails.viewport(), Qt.MouseButton.LeftButton, pos=thumbnails.on_screen(2).center())
    assert seen.paper.current == 2


def test_the_view_is_remembered(seen: SimpleNamespace, data: DataFolder, open_window: Open) -> None:
    seen.pane.buttons["two"].click()
    assert load_settings(data).preview == PreviewView(shown=True, fit="page", columns=2)
    again = page(open_window())
    assert again.preview.is_open
    assert again.preview.follower().pane.page_view.columns == 2
    again.preview.toggle()
    assert again.preview.mode == PREVIEW
    assert load_settings(data).preview.shown, "the preview is beside the letter at the next start"
    again.preview.toggle()
    assert again.preview.mode == WRITE
    assert load_settings(data).preview.shown is False


def test_what_is_wrong_is_said_above_the_pages(seen: SimpleNamespace) -> None:
    title = "朝阳市民政局关于某某某某某某某\n朝阳市民政局关于某某某某某某某"
    seen.form.amend(replace(seen.form.letter(), title=title), "title")
    seen.settle()
    assert "标题没有排成梯形或菱形" in said(seen.pane)


def test_what_the_paper_cannot_take_is_said_and_the_pages_stay(seen: SimpleNamespace) -> None:
    before = seen.paper.pages
    many = tuple(f"市某某局第{number}个长长的名称办公室" for number in range(80))
    seen.form.amend(replace(seen.form.letter(), copy_to=many), "copy_to")
    seen.settle()
    assert "抄送太多" in said(seen.pane)
    assert seen.paper.pages is before


def test_an_empty_letter_has_a_page(open_window: Open, tmp_path: Path, setter: PageSetter) -> None:
    opened = page(open_window(office(sample("seed_letter"), tmp_path)))
    opened.preview.toggle()
    assert opened.preview.follower().pane.page_view.pages is not None


def test_pages_are_painted_where_they_were_laid_out(setter: PageSetter, qtbot: QtBot) -> None:
    """The ink of each line begins and ends where its characters do, and nothing is painted anywhere else."""
    pages = setter.pages(sample("seed_letter"))
    image = QImage(round(210 * SCALE), round(297 * SCALE), QImage.Format.Format_Grayscale8)
    for shown in pages.pages[:2]:
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        PagePainter(setter.family).paint(painter, pages, shown, SCALE)
        painter.end()
        for line in shown.lines:
            if line.style in ("mark", "page_number"):
                continue
            middle = round((line.baseline - 2) * SCALE)
            dark = [
                x
                for x in range(image.width())
                for y in range(middle - 8, middle + 6)
                if image.pixelColor(x, y).value() < 128
            ]
            assert min(dark) / SCALE == pytest.approx(line.spans[0].xs[0] + 1.5, abs=3)
            assert max(dark) / SCALE == pytest.approx(line.spans[-1].right - 1.5, abs=4.5)


def test_the_printer_paints_the_same_pages(setter: PageSetter, tmp_path: Path, qtbot: QtBot) -> None:
    pages = setter.pages(sample("seed_letter"))
    printer = make_printer(pages, double_sided=True)
    target = tmp_path / "印.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert paint_on(printer, pages, PagePainter(setter.family))
    printed = pymupdf.open(target)
    assert len(printed) == 5
    first = printed[0]
    assert (first.rect.width, first.rect.height) == (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))
    red = sorted(
        drawing["rect"].y0 * 25.4 / 72
        for drawing in first.get_drawings()
        if drawing["rect"].width > 400 and (drawing.get("color") or (0,))[0] == 1
    )
    asked = sorted(rule.y for rule in pages.pages[0].rules)
    assert red == [pytest.approx(y, abs=0.5) for y in asked]


def test_a_landscape_page_is_printed_with_its_upper_edge_at_the_left(setter: PageSetter, tmp_path: Path) -> None:
    pages = setter.pages(on_their_side()["wide"])
    printer = make_printer(pages, double_sided=True)
    target = tmp_path / "横排.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert paint_on(printer, pages, PagePainter(setter.family))
    printed = pymupdf.open(target)[1]
    assert printed.rect.width < printed.rect.height
    # The table's upper edge runs up the paper, 28 mm and what stands over it from the left.
    edges = [drawing["rect"] for drawing in printed.get_drawings() if drawing["rect"].height > 600]
    upper = min(rule.y for rule in pages.pages[1].rules)
    assert min(edge.x0 for edge in edges) * 25.4 / 72 == pytest.approx(upper, abs=0.5)


def test_a_landscape_page_is_as_wide_as_the_others(seen: SimpleNamespace) -> None:
    seen.form.amend(on_their_side()["wide"])
    seen.settle()
    before, lying, after = (seen.paper.on_screen(number) for number in range(3))
    assert lying.width() == pytest.approx(before.width(), abs=1)
    assert lying.height() == pytest.approx(lying.width() * 210 / 297, abs=2)
    gap = lying.top() - before.bottom()
    assert after.top() - lying.bottom() == pytest.approx(gap, abs=2)
    assert after.bottom() <= seen.paper.verticalScrollBar().maximum() + seen.paper.viewport().height()


def test_a_click_on_a_landscape_page_tells_the_table(seen: SimpleNamespace, qtbot: QtBot) -> None:
    seen.form.amend(on_their_side()["wide"])
    seen.settle()
    seen.paper.go_to(1)
    lying, page = seen.paper.on_screen(1), seen.paper.pages.pages[1]
    line = next(line for line in page.lines if "项目名称" in line.text)
    scale = lying.width() / 297
    x, y = line.spans[0].xs[0] + 3, (line.top + line.bottom) / 2
    with qtbot.waitSignal(seen.paper.clicked) as clicked:
        place = lying.topLeft() + QPoint(round(x * scale), round(y * scale))
        qtbot.mouseClick(seen.paper.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [line.spans[0].field, 1]


@pytest.mark.parametrize("name", ["wide", "wide-of-some-pages"])
def test_a_landscape_page_is_painted_as_it_is_read_with_its_number_on_its_side(name: str, setter: PageSetter) -> None:
    pages = setter.pages(on_their_side()[name])
    shown = pages.pages[1]
    image = QImage(round(297 * SCALE), round(210 * SCALE), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    PagePainter(setter.family).paint(painter, pages, shown, SCALE)
    painter.end()
    number = shown.upright[0]
    # Read from top to bottom: the place from the paper's left is that from the upper edge.
    dark = [
        (x / SCALE, y / SCALE)
        for x in range(round(33 * SCALE))
        for y in range(image.height())
        if image.pixelColor(x, y).value() < 128
    ]
    assert min(y for _, y in dark) == pytest.approx(number.spans[0].xs[0], abs=1.5)
    assert max(y for _, y in dark) == pytest.approx(number.spans[-1].right, abs=1.5)
    assert min(x for x, _ in dark) == pytest.approx(297 - number.baseline, abs=1.5)


def test_chosen_pages_alone_are_printed(setter: PageSetter, tmp_path: Path, qtbot: QtBot) -> None:
    pages = setter.pages(sample("seed_letter"))
    printer = make_printer(pages, double_sided=False)
    assert printer.duplex() == QPrinter.DuplexMode.DuplexNone
    assert chosen_pages(printer, 5) == [1, 2, 3, 4, 5]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    assert chosen_pages(printer, 5) == [2, 3]
    target = tmp_path / "印.pdf"
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(target))
    assert paint_on(printer, pages, PagePainter(setter.family))
    assert len(pymupdf.open(target)) == 2


def test_printing_asks_and_remembers_both_sides(
    seen: SimpleNamespace, data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "印.pdf"

    def agree(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", agree)
    monkeypatch.setattr("ui.preview.printing.can_print_both_sides", lambda _printer: able[0])
    able = [False]
    press(Qt.Key.Key_P, CTRL)
    assert load_settings(data).preview.double_sided is True
    target.unlink()
    able[0] = True
    press(Qt.Key.Key_P, CTRL)
    assert len(pymupdf.open(target)) == 5
    assert load_settings(data).preview.double_sided is False


def test_missing_fonts_take_one_line_below_what_is_wrong_with_the_letter(
    seen: SimpleNamespace, setter: PageSetter
) -> None:
    fonts = [Remark(message("缺少字体“甲{number}”。", number=number), 1, "", of_machine=True) for number in range(4)]
    own = Remark(message("首页没有正文，请缩短标题或称呼。"), 1, "/title")
    seen.pane.show_pages(setter.pages(sample("seed_letter")), [*fonts, own])
    lines = said(seen.pane).split("\n")
    assert len(lines) == 2
    assert "首页没有正文" in lines[0]
    assert "缺 4 种字体" in lines[1]
    assert "甲3" in lines[1]


def test_without_a_printer_windows_is_said_so_and_a_pdf_is_offered(
    seen: SimpleNamespace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The dialog of Windows comes back at once where there is none, and says nothing."""
    monkeypatch.setattr("ui.widgets.printers.sys.platform", "win32")
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    target = tmp_path / "印.pdf"
    monkeypatch.setattr("ui.preview.follower.ask_to_save", lambda *_asked: target)
    press(Qt.Key.Key_P, CTRL)
    messages = page(seen.window).messages
    assert "没有装打印机" in messages.sentence("print")
    answers(messages, "print")["存为 PDF"].click()
    qtbot.waitUntil(target.exists)


def test_preprinted_paper_is_printed_without_a_head(setter: PageSetter) -> None:
    pages = setter.pages(sample("preprinted"))
    agency = sample("preprinted").agency
    first = pages.pages[0]
    assert not [line for line in first.lines if line.style == "mark" and line.text.strip()]
    assert not [rule for rule in first.rules if rule.y < agency.paper.head_end + 5]
    number = next(line for line in first.lines if "〔" in line.text)
    assert number.baseline > agency.paper.head_end


def test_the_pdf_is_the_one_of_the_command(
    seen: SimpleNamespace, setter: PageSetter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "复函"
    asked: list[str] = []

    def choose(_window: object, _title: str, wanted: str, _kinds: str) -> tuple[str, str]:
        asked.append(wanted)
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    press(Qt.Key.Key_P, CTRL | SHIFT)
    assert asked[0].endswith("的答复.pdf")
    made = target.with_name("复函.pdf")
    assert made.read_bytes() == setter.pdf(seen.form.letter())
    assert "已存为 PDF" in seen.page.messages.sentence("pdf")


def test_a_pdf_that_cannot_be_written_is_a_sentence(seen: SimpleNamespace, tmp_path: Path) -> None:
    seen.page.preview.follower().write_pdf(tmp_path / "没有" / "复函.pdf")
    assert seen.page.messages.sentence("pdf")
    assert "Traceback" not in seen.page.messages.sentence("pdf")


def test_nothing_stands_between_lines_for_a_click(setter: PageSetter) -> None:
    first = setter.pages(sample("seed_letter")).pages[0]
    assert field_at(first, 100, 5) == ""
    title = next(line for line in first.lines if line.style == "title")
    assert field_at(first, 30, (title.top + title.bottom) / 2) == "/title"


def test_another_letter_has_its_own_preview(seen: SimpleNamespace, setter: PageSetter) -> None:
    papers = (Proposal("5", "关于公厕的建议"),)
    letter = replace(sample("npc_suggestion"), proposals=papers, answer=(Block(text="好。"),))
    seen.window.show_letter(Draft(letter=letter))
    other = page(seen.window)
    QApplication.processEvents()
    assert other.preview.is_open
    other.preview.follower().follow()
    pages = other.preview.follower().pane.page_view.pages
    assert pages is not None
    assert "公厕" in "".join(lines_of(pages))
