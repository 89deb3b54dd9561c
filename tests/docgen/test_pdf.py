"""The PDF of pages made by hand: its text, the places of its characters, its fonts, its bookmarks."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from docgen.errors import NoChineseFont
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.lengths import POINTS_PER_MM
from docgen.pages.layout import lay_out
from docgen.pages.values import Line, Page, Pages, Rule, Span
from docgen.pdf.bookmarks import Bookmark
from docgen.pdf.writer import write_pdf
from tests.docgen.machines import FANG, LATIN, NOTO, Machine, only, system_font, with_bytes, with_fs_type
from tests.fonts import fandol_folder
from tests.letters import ROOT, SAMPLES, sample

WIDTH, HEIGHT, LEFT, TOP, PITCH = 210.0, 297.0, 28.0, 37.0, 10.0
EXACT = 0.01
TIMES, SONG, HEI, TITLE, RARE, ASTRAL = "Times New Roman", "宋体", "黑体", "方正小标宋简体", "仿宋", "宋体-ExtB"
BODY = "关于加强社区工作者队伍建设的建议收悉，现答复如下：一、加大投入力度。（一）“十四五”期间，新增岗位——"
# Each shares its glyph with its neighbour in one of the fonts; none may come back as the other.
ALIKE = "一⼀人⼈方⽅立⽴见⻅页⻚·・‧∙°˚—―…⋯“〝-\u2010\u2011\u00a0 "
KEEP = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE
RAW = KEEP | pymupdf.TEXT_INHIBIT_SPACES


@pytest.fixture
def book(official_fonts: InstalledFonts) -> FontBook:
    """Return the fonts of official documents."""
    return FontBook(official_fonts)


@pytest.fixture
def fang(test_fonts: dict[str, str], tmp_path: Path) -> Path:
    """Return a copy of a Chinese font that a test may spoil."""
    return Path(shutil.copy(fandol_folder() / "FandolFang-Regular.otf", tmp_path / "fang.otf"))


def span(
    text: str,
    book: FontBook,
    x: float = LEFT,
    font: str = FANG,
    size: float = 16,
    gap: float = 0,
    width: int = 100,
    color: str = "000000",
) -> Span:
    """Return words set from x on, gap millimetres between their characters."""
    xs: list[float] = []
    for character in text:
        xs.append(x)
        x += book.advance(font, character) * size * width / 100 / POINTS_PER_MM + gap
    return Span(text, tuple(xs), x - gap if xs else x, font, size, width, color)


def line(number: int, *spans: Span) -> Line:
    """Return a line by its number on the page."""
    baseline = TOP + number * PITCH
    return Line(spans, baseline, baseline - PITCH / 2, baseline + PITCH / 2, "body", True)


def lines_of(words: Sequence[str], book: FontBook, font: str = FANG, size: float = 16) -> tuple[Line, ...]:
    return tuple(line(number, span(text, book, font=font, size=size)) for number, text in enumerate(words))


def pages_of(*pages: Sequence[Line], rules: Sequence[Rule] = (), title: str = "关于建议的答复") -> Pages:
    made = tuple(Page(number, tuple(lines), tuple(rules)) for number, lines in enumerate(pages, 1))
    return Pages(WIDTH, HEIGHT, title, made)


def opened(pages: Pages, book: FontBook, bookmarks: Sequence[Bookmark] = ()) -> Any:
    """Return the PDF, read without a word of complaint."""
    pymupdf.TOOLS.reset_mupdf_warnings()
    document: Any = pymupdf.open(stream=write_pdf(pages, book, bookmarks), filetype="pdf")
    assert not document.is_repaired
    for page in document:
        page.get_pixmap(dpi=36)
    assert pymupdf.TOOLS.mupdf_warnings() == ""
    return document


def text_of(page: Any, flags: int = KEEP) -> str:
    return page.get_text(flags=flags).removesuffix("\n")


def characters(page: Any) -> Iterator[tuple[str, float, float, float, int, str]]:
    """Yield each character with its place in mm, the size, the colour and the font."""
    for block in page.get_text("rawdict", flags=RAW)["blocks"]:
        for row in block["lines"]:
            for part in row["spans"]:
                for found in part["chars"]:
                    x, y = (place / POINTS_PER_MM for place in found["origin"])
                    yield found["c"], x, y, part["size"], part["color"], part["font"]


def font_programs(document: Any) -> dict[str, bytes]:
    """Return the font files inside by the names of the fonts; Type 3 has none."""
    found = {row[0]: row[3] for page in document for row in page.get_fonts()}
    extracted = (document.extract_font(number) for number in found)
    return {name.removesuffix("-Identity-H"): content for name, _, kind, content in extracted if kind != "Type3"}


def ink(page: Any, left: float, top: float, right: float, bottom: float) -> float:
    """Return the darkness of a part of a page given in mm, from 0 for white to 1 for black."""
    clip = pymupdf.Rect(*(place * POINTS_PER_MM for place in (left, top, right, bottom)))
    picture = page.get_pixmap(dpi=300, clip=clip, colorspace=pymupdf.csGRAY)
    return 1 - sum(picture.samples) / len(picture.samples) / 255


def test_the_text_is_the_letters_text_in_the_order_of_reading(book: FontBook) -> None:
    words = [BODY[:28], BODY[28:], "朝民函〔2023〕\u3000\u3000号", "联系人：周岚，电话：0421-2810000"]
    document = opened(pages_of(lines_of(words, book), lines_of(["第二页"], book)), book)
    assert text_of(document[0]) == "\n".join(words)
    assert text_of(document[1]) == "第二页"


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_back_character_for_character(name: str, book: FontBook) -> None:
    pages = lay_out(sample(name), book)
    for printed, page in zip(opened(pages, book), pages.pages, strict=True):
        wanted = [
            (character, x, row.baseline)
            for row in page.lines
            for part in row.spans
            for character, x in zip(part.text, part.xs, strict=True)
        ]
        found = list(characters(printed))
        assert "".join(row[0] for row in found) == "".join(row[0] for row in wanted)
        assert text_of(printed).replace("\n", "") == "".join(row.text for row in page.lines)
        assert max(abs(row[1] - place[1]) for row, place in zip(found, wanted, strict=True)) < EXACT
        assert max(abs(row[2] - place[2]) for row, place in zip(found, wanted, strict=True)) < EXACT


@pytest.mark.parametrize("font", [FANG, "楷体_GB2312", HEI, SONG, TITLE, RARE, TIMES])
def test_characters_that_look_alike_come_back_as_what_they_are(font: str, book: FontBook) -> None:
    shared = [book.face(font, character) for character in ALIKE]
    glyphs = [(face, face.glyph(character)) for face, character in zip(shared, ALIKE, strict=True) if face]
    assert font == TIMES or len(set(glyphs)) < len(glyphs), "the font gives each its own glyph: nothing is tested"
    document = opened(pages_of(lines_of([ALIKE], book, font)), book)
    assert "".join(found[0] for found in characters(document[0])) == ALIKE


def test_another_reader_finds_the_same_text(book: FontBook, tmp_path: Path) -> None:
    words = [BODY[:28], BODY[28:], "“一⼀·・”喆镕𠮷12.5%", "没有的字\ue123和\U0010fffd"]
    path = tmp_path / "letter.pdf"
    path.write_bytes(write_pdf(pages_of(lines_of(words, book)), book))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, encoding="utf-8", check=True)
    assert (done.stdout, done.stderr) == ("\n".join(words) + "\n\n\f", "")


@pytest.mark.parametrize(
    ("font", "size", "gap", "width"),
    [
        (FANG, 16, -0.07, 100),
        (FANG, 16, 0.21, 100),
        (TITLE, 22, 0.013, 100),
        (TITLE, 42, 4.444, 73),
        (HEI, 16, 0, 90),
        (TIMES, 10.5, 0.1, 100),
        (ASTRAL, 72, 0.5, 100),
    ],
)
def test_each_character_stands_where_the_page_says(
    font: str, size: float, gap: float, width: int, book: FontBook
) -> None:
    text = BODY if size <= 16 else "朝阳市𠮷民政局A1\ue123"
    row = line(3, span(text, book, 11.1, font, size, gap, width))
    found = list(characters(opened(pages_of([row])._replace(width=600), book)[0]))
    assert "".join(character for character, *_ in found) == text
    for (_, x, y, *_), wanted in zip(found, row.spans[0].xs, strict=True):
        assert x == pytest.approx(wanted, abs=EXACT)
        assert y == pytest.approx(row.baseline, abs=EXACT)


def test_a_long_line_gathers_no_error(book: FontBook) -> None:
    row = line(1, span(BODY * 4, book, -300, gap=0.0317))
    found = list(characters(opened(pages_of([row])._replace(width=2_000), book)[0]))
    seen = [(x, wanted) for (_, x, *_), wanted in zip(found[-150:], row.spans[0].xs[-150:], strict=True)]
    assert max(abs(x - wanted) for x, wanted in seen) < EXACT


def test_size_and_colour_are_the_spans(book: FontBook) -> None:
    red = span("朝阳", book, size=42, color="FF0000")
    black = span("12", book, red.right, TIMES, 10.5)
    found = list(characters(opened(pages_of([line(1, red, black)]), book)[0]))
    assert [(round(size, 3), color) for *_, size, color, _ in found] == [(42, 0xFF0000)] * 2 + [(10.5, 0)] * 2


def test_the_glyphs_are_those_of_the_font(book: FontBook) -> None:
    """The pixels are the same as when the whole font draws the characters, for both kinds of outlines."""
    chinese, latin = "镇人民政府，中国", "Agfi12%&"
    page = opened(pages_of([line(1, span(chinese, book)), line(2, span(latin, book, font=TIMES))]), book)[0]
    reference: Any = pymupdf.open()
    drawn = reference.new_page(width=WIDTH * POINTS_PER_MM, height=HEIGHT * POINTS_PER_MM)
    for number, (text, file) in enumerate(
        ((chinese, fandol_folder() / "FandolFang-Regular.otf"), (latin, system_font(LATIN))), 1
    ):
        writer = pymupdf.TextWriter(drawn.rect)
        place = (LEFT * POINTS_PER_MM, (TOP + number * PITCH) * POINTS_PER_MM)
        writer.append(place, text, font=pymupdf.Font(fontfile=str(file)), fontsize=16)
        writer.write_text(drawn)
    ours, theirs = (shown.get_pixmap(dpi=150, colorspace=pymupdf.csGRAY).samples for shown in (page, drawn))
    dark = sum(value < 128 for value in ours)
    assert dark > 1000
    assert sum(abs(a - b) > 64 for a, b in zip(ours, theirs, strict=True)) < dark / 100


def test_fonts_are_inside_and_only_what_is_used(book: FontBook) -> None:
    row = line(
        1, span("中国", book), span("12", book, 60, TIMES), span("𠮷", book, 90, ASTRAL), span("题", book, 120, TITLE)
    )
    document = opened(pages_of([row]), book)
    programs = font_programs(document)
    assert {name.partition("+")[2] for name in programs} == {
        "FandolFang-Regular",
        "LiberationSerif",
        "NotoSerifCJKsc-Regular",
        "NotoSerifCJKsc-Bold",
    }
    assert all(len(name.partition("+")[0]) == 6 for name in programs)
    assert 0 < max(map(len, programs.values())) < 10_000


def test_all_but_the_fonts_is_small(book: FontBook) -> None:
    page = lines_of([BODY[:28]] * 22, book)
    data = write_pdf(pages_of(*[page] * 6), book)
    document: Any = pymupdf.open(stream=data, filetype="pdf")
    programs = [
        number
        for number in range(1, document.xref_length())
        if document.xref_get_key(number, "Length1")[0] != "null"
        or document.xref_get_key(number, "Subtype")[1] == "/CIDFontType0C"
    ]
    assert programs
    assert len(data) - sum(len(document.xref_stream_raw(number)) for number in programs) < 60_000


def test_a_character_that_no_font_has_is_a_box_with_its_text(book: FontBook) -> None:
    text = "有\ue123无"
    document = opened(pages_of(lines_of([text], book)), book)
    assert text_of(document[0]) == text
    left = LEFT + 16 / POINTS_PER_MM
    middle = TOP - 2
    assert ink(document[0], left, middle - 1, left + 4, middle + 1) > 0.05
    assert ink(document[0], left + 1, middle - 1, left + 2, middle + 1) == 0


def test_many_characters_without_a_font_all_come_back(book: FontBook) -> None:
    lost = "".join(map(chr, range(0xE200, 0xE200 + 600)))
    words = [lost[place : place + 30] for place in range(0, len(lost), 30)]
    assert text_of(opened(pages_of(lines_of(["中", *words], book)), book)[0]) == "\n".join(["中", *words])


def test_what_is_not_to_be_seen_is_not_drawn(book: FontBook) -> None:
    text = "葛\U000e0100\u200b\u2060\u202e城"
    row = line(1, span(text, book))
    document = opened(pages_of([row]), book)
    assert "".join(found[0] for found in characters(document[0])) == text
    assert ink(document[0], row.spans[0].right + 0.5, 0, WIDTH, HEIGHT) == 0
    # Nor is another font brought in for it.
    assert len(font_programs(document)) == 1


def test_a_lone_half_of_a_pair_harms_nothing(book: FontBook) -> None:
    pages = pages_of(lines_of(["前\ud83d后"], book), title="标题\udc00")
    document = opened(pages, book, [Bookmark(1, "一、\ud800", 1, 40)])
    assert text_of(document[0]) == "前\ufffd后"
    assert document.metadata["title"] == "标题\ufffd"
    assert document.get_toc() == [[1, "一、\ufffd", 1]]


@pytest.mark.parametrize("gap", [0.6, 1.5, 4, 9])
def test_words_set_wide_have_no_spaces_between_their_letters(gap: float, book: FontBook, tmp_path: Path) -> None:
    words, number = span("朝阳市民政局", book, size=42, font=TITLE, gap=gap), span("2023年", book, gap=gap)
    pages = pages_of([line(1, words), line(3, number)])
    path = tmp_path / "wide.pdf"
    path.write_bytes(write_pdf(pages, book))
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["朝阳市民政局", "2023年"]
    found = [x for _, x, *_ in characters(opened(pages, book)[0])]
    assert found == pytest.approx([*words.xs, *number.xs], abs=EXACT)


def test_names_in_columns_stay_apart(book: FontBook, tmp_path: Path) -> None:
    row = line(1, span("朝阳市财政局", book, gap=0.9), span("朝阳市教育局", book, 120, gap=0.9))
    path = tmp_path / "columns.pdf"
    path.write_bytes(write_pdf(pages_of([row]), book))
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["朝阳市财政局", "朝阳市教育局"]


def test_rules_are_strokes_of_their_colour_and_thickness(book: FontBook) -> None:
    rules = (Rule(20, 40, 170, 2, "FF0000"), Rule(28.5, 250.25, 156, 0.5, "000000", upright=True))
    drawings = opened(pages_of([], rules=rules), book)[0].get_drawings()
    found = [
        (
            [pytest.approx(place / POINTS_PER_MM, abs=EXACT) for place in drawing["rect"]],
            drawing["width"],
            drawing["color"],
        )
        for drawing in drawings
    ]
    assert found == [([20, 40, 190, 40], 2, (1, 0, 0)), ([28.5, 250.25, 28.5, 406.25], 0.5, (0, 0, 0))]


def test_paper_has_its_size_and_an_empty_page_is_a_page(book: FontBook) -> None:
    document = opened(pages_of([], lines_of(["后"], book), []), book)
    assert document.page_count == 3
    assert [side / POINTS_PER_MM for side in document[0].rect] == pytest.approx([0, 0, WIDTH, HEIGHT], abs=EXACT)
    assert [text_of(page) for page in document] == ["", "后", ""]
    assert ink(document[0], 0, 0, WIDTH, HEIGHT) == 0


def test_an_empty_span_is_nothing(book: FontBook) -> None:
    empty = Span("", (), LEFT, FANG, 16)
    assert text_of(opened(pages_of([line(1, empty), line(2, empty, span("文", book))]), book)[0]) == "文"


def test_headings_are_bookmarks_below_each_other(book: FontBook) -> None:
    rows = [
        (1, "一、加强（投入）", 1, 50.0),
        (2, "（一）人员", 1, 60.0),
        (4, "（1）薪酬", 2, 45.0),
        (3, "1.考核", 2, 55.0),
        (1, "II. (ascii\\)", 2, 70.0),
        (2, "（一）𠮷", 2, 80.0),
    ]
    document = opened(pages_of(lines_of(["一"], book), []), book, [Bookmark(*row) for row in rows])
    # Whoever ranks too low for what is above stands one step below it.
    assert document.get_toc() == [[level, text, page] for level, text, page in zip(
        (1, 2, 3, 3, 1, 2), (row[1] for row in rows), (row[2] for row in rows), strict=True
    )]  # fmt: skip
    places = [entry[3]["to"].y / POINTS_PER_MM for entry in document.get_toc(simple=False)]
    assert places == pytest.approx([row[3] for row in rows], abs=EXACT)


def test_without_headings_there_are_no_bookmarks(book: FontBook) -> None:
    assert opened(pages_of([]), book).get_toc() == []


def test_title_and_language_are_told_and_no_day(book: FontBook) -> None:
    document = opened(pages_of([], title="关于“增效”\n的答复"), book)
    catalog = document.pdf_catalog()
    assert document.metadata["format"] == "PDF 1.7"
    assert document.metadata["title"] == "关于“增效” 的答复"
    assert document.metadata["creationDate"] == document.metadata["modDate"] == ""
    assert document.xref_get_key(catalog, "Lang") == ("string", "zh-CN")
    assert document.xref_get_key(catalog, "ViewerPreferences/DisplayDocTitle") == ("bool", "true")


SCRIPT = """
import hashlib, sys
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.pdf.bookmarks import Bookmark
from docgen.pdf.writer import write_pdf
from tests.docgen.test_pdf import ALIKE, ASTRAL, BODY, TITLE, line, pages_of, span
book = FontBook(InstalledFonts())
rows = [line(1, span(BODY[:28], book)), line(2, span(ALIKE, book, font=TITLE)), line(3, span("𠮷", book, font=ASTRAL))]
print(hashlib.sha256(write_pdf(pages_of(rows, []), book, [Bookmark(1, "一", 1, 40)])).hexdigest())
"""


@pytest.mark.full
def test_the_same_pages_give_the_same_bytes(test_fonts: dict[str, str]) -> None:
    hashes = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**test_fonts, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": zone},
            capture_output=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai"), ("3", "UTC"))
    }  # fmt: skip
    assert len(hashes) == 1
    assert len(hashes.pop()) == 65


@pytest.mark.full
def test_a_very_long_letter_is_whole(book: FontBook) -> None:
    common = [chr(code) for code in range(0x4E00, 0x4E00 + 3_000)]
    text = "".join(common[place % len(common)] for place in range(66_000))
    words = [text[place : place + 28] for place in range(0, len(text), 28)]
    sheets = [lines_of(words[place : place + 22], book) for place in range(0, len(words), 22)]
    document = opened(pages_of(*sheets), book)
    assert "".join(text_of(page).replace("\n", "") for page in document) == text


def test_a_font_that_may_not_be_kept_gives_way_to_the_next(fang: Path) -> None:
    kai = only(fandol_folder() / "FandolKai-Regular.otf", "仿宋")
    book = FontBook(Machine(only(with_fs_type(fang, 0x2), FANG), kai))
    document = opened(pages_of(lines_of(["中国"], book)), book)
    assert [name.partition("+")[2] for name in font_programs(document)] == ["FandolKai-Regular"]
    assert book.replaced() == {}
    assert book.replaced(embedded=True) == {FANG: "仿宋"}


def test_a_font_that_turns_out_to_be_broken_gives_way_to_the_next(fang: Path) -> None:
    """Its characters can be measured but not taken out of it."""
    kai = only(fandol_folder() / "FandolKai-Regular.otf", "仿宋")
    book = FontBook(Machine(only(with_bytes(fang, b"head", 0, bytes(54)), FANG), kai))
    pages = pages_of(lines_of(["中国"], book))
    assert book.replaced() == {}
    document = opened(pages, book)
    assert text_of(document[0]) == "中国"
    assert [name.partition("+")[2] for name in font_programs(document)] == ["FandolKai-Regular"]
    assert book.replaced() == {FANG: "仿宋"}


def test_faces_of_a_collection_and_of_the_same_name_are_kept_apart(test_fonts: object) -> None:
    files = [only(system_font(name), name[:-4], place=2) for name in (NOTO, "NotoSerifCJK-Bold.ttc")]
    book = FontBook(Machine(*files))
    row = line(1, span("中国", book, font=files[0].families[0]), span("中国", book, 60, files[1].families[0]))
    document = opened(pages_of([row]), book)
    assert text_of(document[0]).split() == ["中国", "中国"]
    assert {name.partition("+")[2] for name in font_programs(document)} == {
        "NotoSerifCJKsc-Regular",
        "NotoSerifCJKsc-Bold",
    }


@pytest.mark.parametrize("files", [(), (LATIN,)], ids=["none", "latin"])
def test_without_any_chinese_font_it_is_refused(files: Sequence[str], test_fonts: object) -> None:
    book = FontBook(Machine(*(only(system_font(name), TIMES) for name in files)))
    with pytest.raises(NoChineseFont, match=r"请先装上.+字体，再生成 PDF。"):
        write_pdf(pages_of([line(1, span("中国2023", book))]), book)
    latin = pages_of([line(1, span("2023", book, font=TIMES))])
    if files:
        assert text_of(opened(latin, book)[0]) == "2023"
    else:
        with pytest.raises(NoChineseFont):
            write_pdf(latin, book)
