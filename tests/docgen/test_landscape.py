"""A table wider than the type area lies on its side, on pages of its own, with what stands over it."""

import io
import zipfile

import pymupdf
import pytest

from docgen.composition import Composition, compose
from docgen.docx.audit import audit_docx
from docgen.docx.writer import write_docx
from docgen.fonts.installed import InstalledFonts
from docgen.pages.bookmarks import bookmarks
from docgen.pages.remarks import remarks
from docgen.paragraphs import Paragraph, Table, Text
from docgen.parts.columns import plan
from letter.model import Attachment, Block, JointIssuer
from letter.outline import read_answer
from services.paging import PageSetter
from tests.docgen.pages.setting import pages_of
from tests.docgen.wide_tables import NAME, on_their_side, wide_table, with_wide_table
from tests.letters import paragraphs, plain_letter

LETTERS = on_their_side()
WIDE = {
    "nine columns": wide_table(2).table,
    "long numbers": (("项目", *"甲乙丙丁戊己"), ("一", *["123,456.789"] * 6)),
    "ten years": (("年度", *(f"{year}年" for year in range(2014, 2024))), ("投入", *["12,345"] * 10)),
}
NOT_WIDE = {
    "two columns of much text": (("事项", "进展"), ("甲" * 200, "乙" * 300)),
    "six columns": (("序号", "事项", "责任单位", "责任人", "完成时限", "进展情况"), ("1", "甲" * 40, *["乙" * 20] * 4)),
    "eight narrow ones": (tuple("甲乙丙丁戊己庚辛"), ("1",) * 8),
}


def shown(made: Composition) -> list[tuple[str, str | None]]:
    """Return the blocks of a text, by their words or as a table, and the section that ends with each."""
    return [
        ("".join(piece.text for piece in block.content if isinstance(piece, Text))[:6], block.ends)
        if isinstance(block, Paragraph)
        else ("table", None)
        for block in made.text
    ]


@pytest.mark.parametrize("name", WIDE)
def test_wide_tables_are_known(name: str) -> None:
    assert plan(tuple(zip(*WIDE[name], strict=True))).landscape


@pytest.mark.parametrize("name", NOT_WIDE)
def test_others_stay_in_the_text(name: str) -> None:
    table = NOT_WIDE[name]
    assert not plan(tuple(zip(*table, strict=True))).landscape
    letter = plain_letter(answer=(Block(table=table),))
    assert compose(letter).section == "first"
    assert b"landscape" not in zipfile.ZipFile(io.BytesIO(write_docx(letter))).read("word/document.xml")


def test_what_stands_over_the_table_goes_with_it() -> None:
    found = shown(compose(LETTERS["wide"]))
    at = found.index(("table", None))
    assert [ends for _, ends in found[: at - 2]][-1] == "first"
    assert found[at - 2 : at] == [("一、项目安排", None), (NAME[:6], None)]
    assert found[at + 1] == ("", "landscape")
    assert compose(LETTERS["wide"]).section == "following"


@pytest.mark.parametrize("words", ["上述项目均已开工。", "一是选址，", "甲" * 40, f"{'甲' * 40}："])
def test_sentences_stay_with_the_text(words: str) -> None:
    found = shown(compose(plain_letter(answer=(*read_answer(words), wide_table(2)))))
    assert found[found.index(("table", None)) - 1] == (words[:6], "first")


@pytest.mark.parametrize("words", ["2026年改造项目如下表：", "项目（单位：万元）", f"{'甲' * 37}："])
@pytest.mark.parametrize("over", ["", "一、项目安排\n", "上述项目均已开工。\n"])
def test_a_line_that_leads_to_the_table_goes_with_it(words: str, over: str) -> None:
    found = shown(compose(plain_letter(answer=(*read_answer(over + words), wide_table(2)))))
    at = found.index(("table", None))
    assert found[at - 1] == (words[:6], None)
    assert [ends for _, ends in found[:at]].count("first") == 1


@pytest.mark.parametrize("sentences", range(8, 16))
def test_no_line_that_leads_to_the_table_stands_alone(sentences: int) -> None:
    joint = (JointIssuer("朝阳市卫生健康委员会"), JointIssuer("朝阳市财政局"))
    text = "各项工作均已开展。\n" * sentences + "2026年改造项目如下表："
    pages = pages_of(plain_letter(answer=(*read_answer(text), wide_table(3)), joint_issuers=joint)).pages
    led = next(page for page in pages if any(line.text == "2026年改造项目如下表：" for line in page.lines))
    assert led.landscape
    assert led.lines[0].text == "2026年改造项目如下表："


def test_no_first_page_is_left_without_text() -> None:
    letter = plain_letter(opening="", answer=(*read_answer("2026年改造项目如下表："), wide_table(2)))
    first, second, *_ = pages_of(letter).pages
    assert "2026年改造项目如下表：" in [line.text for line in first.lines]
    assert second.landscape


def test_an_attachment_goes_with_its_label_and_title() -> None:
    made = compose(LETTERS["wide-among-attachments"])
    begins = [place for place, (_, ends) in enumerate(shown(made)) if ends]
    assert [shown(made)[place][1] for place in begins] == ["first", "landscape", "following", "landscape"]
    after = [made.text[place + 1] for place in begins[:3]]
    assert all(isinstance(block, Paragraph) and block.style == "attachment_label" for block in after)
    # The section begins a page; the paragraph must not begin another.
    assert not any(isinstance(block, Paragraph) and block.new_page for block in after)


def test_nothing_on_a_landscape_page_is_parted_from_its_table() -> None:
    made = compose(LETTERS["wide"])
    table = next(block for block in made.text if isinstance(block, Table))
    assert all(cell.keep_next for cell in table.rows[-1])
    over = made.text[made.text.index(table) - 2 : made.text.index(table)]
    assert all(isinstance(block, Paragraph) and block.keep_next for block in over)


def test_two_tables_without_text_between_them_share_their_pages() -> None:
    ends = [ends for _, ends in shown(compose(LETTERS["two-wide-together"])) if ends]
    assert ends == ["first", "landscape"]


@pytest.mark.parametrize(("copies", "section"), [(("市政协提案委",), "following"), ((), "landscape")])
def test_an_imprint_stands_upright_behind_a_table_that_ends_the_letter(copies: tuple[str, ...], section: str) -> None:
    letter = plain_letter(attachments=(Attachment(NAME, (wide_table(2),)),), copy_to=copies)
    assert compose(letter).section == section


def test_pages_of_the_pdf_are_turned_as_they_are_bound(official_fonts: InstalledFonts) -> None:
    setter, letter = PageSetter(official_fonts), LETTERS["wide-of-some-pages"]
    document = pymupdf.open(stream=setter.pdf(letter), filetype="pdf")
    pages = [document[number] for number in range(len(document))]
    turned = [page.rotation for page in pages]
    assert turned == [0, *[90] * (len(turned) - 2), 0]
    # Paper of one size and one way: nothing in a pile of sheets lies across.
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {(595, 842)}
    assert "项目名称" in str(pages[1].get_text("text"))


def test_a_bookmark_leads_to_the_heading_on_its_side(official_fonts: InstalledFonts) -> None:
    setter, letter = PageSetter(official_fonts), LETTERS["wide"]
    [mark] = bookmarks(letter, setter.pages(letter))
    assert (mark.page, mark.text) == (2, "一、项目安排")
    document = pymupdf.open(stream=setter.pdf(letter), filetype="pdf")
    [(_, _, page, where)] = document.get_toc(simple=False)
    assert page == 2
    assert where["to"].y == pytest.approx(mark.y * 72 / 25.4, abs=0.1)


def test_nobody_is_told_to_save_the_page_of_an_imprint(official_fonts: InstalledFonts) -> None:
    setter, letter = PageSetter(official_fonts), LETTERS["wide-attached-imprint"]
    pages = setter.pages(letter)
    assert [page.landscape for page in pages.pages] == [False, True, True, False]
    assert not [row for row in remarks(letter, pages, {}) if row.page == len(pages.pages)]


@pytest.mark.parametrize("name", LETTERS)
def test_the_audit_finds_no_fault(name: str) -> None:
    found = [row for row in audit_docx(write_docx(LETTERS[name])) if row.severity in ("error", "warning")]
    # An imprint in a letter is another matter.
    assert [row for row in found if row.rule != "L-11"] == []


def test_a_table_that_just_fits_is_not_turned_by_its_digits() -> None:
    rows = (("序号", "单位", "一季度", "二季度", "三季度", "四季度", "合计"), ("1", "民政局", *["1,234"] * 5))
    assert not plan(tuple(zip(*rows, strict=True))).landscape


def test_text_before_and_after_keeps_its_order() -> None:
    answer = (*with_wide_table(1, before=1, after=1), *paragraphs(1, 5))
    words = [words for words, _ in shown(compose(plain_letter(answer=answer)))]
    assert words.index("table") < len(words) - 3
    assert words.count("国" * 6) == 2
