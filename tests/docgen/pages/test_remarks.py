"""What is wrong with the pages is said before they are printed, and nothing is said of pages that are good."""

import datetime

import msgspec
import pytest
from msgspec.structs import replace

from docgen.fonts.installed import FontFile, InstalledFonts
from docgen.pages.remarks import remarks
from letter.derived import agency_defaults, effective_text
from letter.model import Agency, Attachment, Block, JointIssuer, ReplyLetter
from letter.outline import read_answer
from services.making import new_letter
from services.paging import PageSetter
from services.settings import Settings
from tests.docgen.machines import FANG, LATIN, NOTO, Machine, only, system_font
from tests.docgen.pages.setting import flowing, pages_of
from tests.docgen.pages.test_pagination import plain
from tests.docgen.wide_tables import wide_table
from tests.fonts import fandol_folder
from tests.letters import HAN, SAMPLES, paragraphs, sample

NO_TEXT = "首页没有正文，请缩短标题或称呼。"
SHAPE = "标题没有排成梯形或菱形，请调整断行的地方。"


def said(letter: ReplyLetter) -> list[tuple[str, int, str]]:
    """Return the remarks on a letter's pages with all fonts there."""
    return [(str(row.sentence), row.page, row.field) for row in remarks(letter, pages_of(letter), {})]


@pytest.mark.parametrize("name", SAMPLES)
def test_of_good_pages_nothing_is_said(name: str, official_fonts: InstalledFonts) -> None:
    setter, letter = PageSetter(official_fonts), sample(name)
    assert setter.remarks(letter, setter.pages(letter)) == ()


def test_a_first_page_without_text_is_remarked() -> None:
    long_title = "\n".join(f"关于{'国' * (12 + row % 2)}的" for row in range(14))
    assert (NO_TEXT, 1, "/title") in said(plain(title=long_title))
    assert said(plain()) == []


def test_a_signature_without_text_above_it_is_remarked() -> None:
    issuers = tuple(JointIssuer(f"朝阳市第{place}局", f"朝阳市第{place}局局长") for place in range(8))
    joint = plain(joint_issuers=issuers, title="关于联合办理情况的答复", seal="signature_stamp", signer_title="局长")
    [(sentence, page, field)] = said(joint)
    assert (sentence, field) == (f"第 {page} 页的署名、日期上面没有正文，请增减几个字。", "/closing")
    signed = pages_of(joint).pages[page - 1]
    assert {line.style for line in flowing(signed)} <= {"signature", "date", "note"}


NO_LINE = "末页没有正文，前面删去 {count} 行可以少印一页。"
FEW_LINES = "末页只有 {count} 行，删去几个字可以少印一页。"
SHORT_PAGE = "第 {page} 页只有 {count} 行，删去几个字可以少印一页。"
# With this many lines less a page is saved by a few words.
FEW = 2


def last_page(letter: ReplyLetter) -> tuple[int, int, str]:
    """Return number, lines and first field of the last page that is none of the imprint alone."""
    page = [page for page in pages_of(letter).pages if {line.style for line in page.lines} - {"imprint"}][-1]
    lines = flowing(page)
    count = len({round(line.baseline, 1) for line in lines})
    return page.number, count, lines[0].spans[0].field if lines else ""


def count_pages(letter: ReplyLetter) -> int:
    """Return how many pages a letter has."""
    return len(pages_of(letter).pages)


@pytest.mark.parametrize("own_page", [False, True])
@pytest.mark.parametrize("imprint", ["letter", "full"])
def test_a_page_that_a_few_words_less_would_save_is_remarked_and_no_other(imprint: str, own_page: bool) -> None:
    def attached(count: int) -> ReplyLetter:
        attachment = Attachment("甲表", paragraphs(count))
        return plain(attachments=(attachment,), imprint=imprint, imprint_even_page=own_page)

    seen = set[int]()
    for count in range(10, 60):
        letter = attached(count)
        number, lines, field = last_page(letter)
        fewer = (less for less in range(1, count) if count_pages(attached(count - less)) < count_pages(letter))
        saved = next(fewer, count)
        # Where the imprint wants an even page two lines less may save two pages, and none behind an odd one.
        if lines == 0:
            assert said(letter) == [(NO_LINE.format(count=saved), number, "")]
        else:
            assert said(letter) == ([(FEW_LINES.format(count=lines), number, field)] if saved <= FEW else [])
        seen.add(lines)
    assert {1, 2, 3} < seen
    # Without a page of its own the imprint may be all that is left for the last one.
    assert (0 in seen) == (not own_page)


@pytest.mark.parametrize("content", [(), paragraphs(1), paragraphs(8)])
def test_the_letter_s_own_pages_are_told_of_by_themselves(content: tuple[Block, ...]) -> None:
    seen = set[int]()
    for count in range(10, 45):
        attachments = (Attachment("甲表", content), Attachment("乙表", paragraphs(2)))
        bare = plain(answer=paragraphs(count), seal="signature_stamp", signer_title="局长")
        own = count_pages(bare)
        letter = msgspec.structs.replace(bare, attachments=attachments)
        assert [row for row in said(letter) if row[1] != own and "没有内容" not in row[0]] == []
        seen.add(own)
    assert len(seen) > 1


def test_an_attachment_that_spills_onto_another_page_is_told_of_by_that_page() -> None:
    spilling = next(
        count for count in range(10, 40) if count_pages(attached_first(count)) > count_pages(attached_first(count - 1))
    )
    letter = attached_first(spilling)
    field = f"/attachments/0/answer/{spilling - 1}"
    number = count_pages(letter) - 1
    assert said(letter) == [(SHORT_PAGE.format(page=number, count=1), number, field)]
    assert said(attached_first(spilling + FEW)) == []


def attached_first(count: int) -> ReplyLetter:
    """Return a letter whose first attachment has so many lines, and whose second one begins another page."""
    return plain(attachments=(Attachment("甲表", paragraphs(count)), Attachment("乙表", paragraphs(3))))


def test_a_page_before_a_table_on_its_side_is_told_of() -> None:
    def before_table(count: int) -> ReplyLetter:
        return plain(answer=(*read_answer("各项工作均已开展。\n" * count), wide_table(2), *paragraphs(2)))

    found = {count: said(before_table(count)) for count in range(8, 24)}
    told = {count: rows for count, rows in found.items() if rows}
    first = min(told)
    assert sorted(told) == [first, first + 1]
    assert told[first] == [(SHORT_PAGE.format(page=2, count=1), 2, f"/answer/{first - 1}")]
    assert count_pages(before_table(first)) == count_pages(before_table(first - 1)) + 1


def test_the_cells_of_a_row_are_one_line() -> None:
    seen = set[int]()
    for count in range(10, 50):
        rows = "项目\t内容\t备注\n" + "\n".join(f"{HAN}{row}\t二\t三" for row in range(count))
        letter = plain(attachments=(Attachment("甲表", read_answer(rows)),))
        _, lines, _ = last_page(letter)
        seen.add(lines)
        # The head of the table stands above its last two rows.
        assert [sentence for sentence, _, _ in said(letter) if sentence.startswith("末页只有")] == []
    assert min(seen - {0}) == 3


EMPTY = "附件“{title}”没有内容：填上内容，或者随信另附。"


def test_an_attachment_without_content_is_told_of_once() -> None:
    letter = plain(attachments=(Attachment("征询意见表"),))
    last = count_pages(letter)
    assert said(letter) == [(EMPTY.format(title="征询意见表"), last, "/attachments/0/answer/0")]
    filled = plain(attachments=(Attachment("征询意见表", paragraphs(1)),))
    assert said(filled) == []


def test_several_attachments_without_content_are_told_of_in_one_sentence() -> None:
    empty, filled = Attachment("征询意见表"), Attachment("名单", paragraphs(1))
    sentence = "附件 1、3 没有内容：填上内容，或者随信另附。"
    letter = plain(attachments=(empty, filled, empty))
    assert said(letter) == [(sentence, count_pages(letter) - 2, "/attachments/0/answer/0")]
    # One that is still without a title has only just been begun.
    assert said(plain(attachments=(Attachment(""), filled))) == []


def test_a_table_that_no_page_is_wide_enough_for_is_told_of() -> None:
    heads = tuple(f"第{number}列" for number in range(1, 21))
    numbers = ("123,456,789.12",) * 20
    [(sentence, page, field)] = said(plain(answer=(Block(table=(heads, numbers)),)))
    assert sentence == "表格第 1 列“第1列”太窄，里面的数字或字母断开了：请减少几列，或者把表格分成两个。"
    assert (page, field) == (2, "/answer/0")
    crowded = ("12,345",) * 17
    words = ("城镇老旧小区改造",) * 4
    table = ((*heads[:17], *("备注",) * 4), (*crowded, *words))
    letter = plain(attachments=(Attachment("甲表", (Block(table=table),)),))
    sentence = "表格有 21 列，太挤：请减少几列，或者把表格分成两个。"
    assert said(letter) == [(sentence, count_pages(letter) - 1, "/attachments/0/answer/0")]


def test_a_letter_of_one_page_is_never_remarked_as_short() -> None:
    assert said(plain(answer=(Block(text="好。"),), closing="", opening="来信收悉。")) == []


@pytest.mark.parametrize("letterhead", ["letter_format", "document_format", "preprinted"])
def test_nothing_is_said_of_a_letter_that_has_only_just_been_begun(letterhead: str) -> None:
    agency = msgspec.structs.replace(agency_defaults("朝阳市民政局"), letterhead=letterhead, imprint_even_page=True)
    for letter in (new_letter(Settings(agency=agency), datetime.date(2023, 3, 21)), empty_letter(agency)):
        assert said(letter) == []


def empty_letter(agency: Agency) -> ReplyLetter:
    """Return a letter of which nothing is written, not even what is derived."""
    words = dict.fromkeys(("title", "salutation", "opening", "closing", "note"), "")
    return ReplyLetter(format=1, kind="cppcc_proposal", agency=agency, copy_to=(), **words)


@pytest.mark.parametrize(
    ("title", "bad"),
    [
        ("关于甲\n关于乙乙乙乙\n关于丙", False),
        ("关于甲甲甲甲甲\n关于乙乙乙\n关于丙", False),
        ("关于甲甲甲甲甲\n关于乙\n关于丙丙丙丙丙", True),
        ("关于甲甲\n关于乙乙\n关于丙丙", True),
        ("关于甲的答复", False),
    ],
)
def test_a_title_that_is_neither_trapezium_nor_rhombus_is_remarked(title: str, bad: bool) -> None:
    assert said(plain(title=title)) == ([(SHAPE, 1, "/title")] if bad else [])


def fandol(file: str, *names: str) -> FontFile:
    """Return one of the fonts of the tests under some names."""
    return only(fandol_folder() / f"Fandol{file}-Regular.otf", *names)


@pytest.mark.usefixtures("test_fonts")
def test_each_missing_font_is_named_with_what_takes_its_place() -> None:
    title = only(system_font(NOTO), "方正小标宋_GBK", place=2)
    latin = only(system_font(LATIN), "Times New Roman")
    fonts = (fandol("Fang", FANG), fandol("Hei", "黑体"), fandol("Song", "宋体"), title, latin)
    setter = PageSetter(Machine(*fonts))
    letter = plain(answer=read_answer("一、甲\n（一）乙\n丙。"), imprint="full")
    found = setter.remarks(letter, setter.pages(letter))
    assert {(row.page, row.field) for row in found} == {(1, "")}
    assert {str(row.sentence) for row in found} == {
        "缺少字体“方正小标宋简体”，预览和 PDF 用“方正小标宋_GBK”代替。",
        "缺少字体“楷体_GB2312”，预览和 PDF 用“宋体”代替。",
    }


def test_fonts_that_nothing_can_take_the_place_of_are_named() -> None:
    setter = PageSetter(Machine())
    found = setter.remarks(plain(), setter.pages(plain()))
    assert "缺少字体“仿宋_GB2312”，也没有可以代替的。" in {str(row.sentence) for row in found}


def test_a_title_and_an_opening_that_cite_another_number_are_remarked() -> None:
    letter = replace(sample("seed_letter"), title=effective_text(sample("seed_letter"), "title"))
    (own,) = letter.proposals
    assert said(letter) == []
    other = replace(letter, proposals=(replace(own, number="300"),))
    assert said(other) == [(f"标题写的是第{own.number}号，案号是第300号，请核对。", 1, "/title")]
    opening = effective_text(sample("seed_letter"), "opening")
    assert [row[2] for row in said(replace(other, opening=opening))] == ["/title", "/opening"]
