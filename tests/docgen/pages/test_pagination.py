"""Pages are filled as Word fills them: 22 lines, what must keep together, tables, attachments, imprint, even pages."""

from functools import cache

import pytest
from msgspec.structs import replace

from docgen import paragraphs as values
from docgen.composition import compose
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.pages.layout import lay_out
from docgen.pages.lines import set_lines
from docgen.pages.values import Page
from docgen.paragraphs import Paragraph, Table, Text
from docgen.standard import standard
from letter.model import Attachment, Block, Contact, ReplyLetter
from letter.outline import read_answer
from tests.docgen.pages.setting import FOOT, LEFT, PITCH, RIGHT, flowing, page_with, pages_of, with_words
from tests.generated import generated
from tests.letters import HAN, SAMPLES, paragraphs, plain_letter, sample

LINES = int(standard().grid.lines.value)
TOP = standard().page.top.value
# A line of our pages ends as far outside as its last character is set closer (Word does the same), in mm.
LAST_SPACING = 0.1
EXACT = 0.01
SWEEP = range(48)
GENERATED = range(40)
SEALS = ("sealed", "unsealed", "signature_stamp")


def plain(**changes: object) -> ReplyLetter:
    """Return a plain letter; what the letter itself has not is a change of the profile."""
    letter = plain_letter(contact=Contact("周岚", "0421-2810000"))
    own = {name: change for name, change in changes.items() if name in ReplyLetter.__struct_fields__}
    habits = {name: change for name, change in changes.items() if name not in own}
    return replace(letter, agency=replace(letter.agency, **habits), **own)


def text_of(page: Page) -> list[str]:
    """Return the lines of a page's text that hold answer, opening or closing."""
    fields = ("/opening", "/answer/", "/closing")
    return [line.text for line in page.lines if line.spans and line.spans[0].field.startswith(fields)]


@cache
def letters() -> dict[str, ReplyLetter]:
    """Return all samples, and letters made up."""
    return {name: sample(name) for name in SAMPLES} | {f"generated-{seed}": generated(seed) for seed in GENERATED}


def test_a_full_page_has_22_lines_from_the_top_to_the_foot_of_the_type_area() -> None:
    page = pages_of(plain(answer=(Block(text=HAN * 28 * 60),))).pages[1]
    lines = flowing(page)
    assert len(lines) == LINES
    assert lines[0].top == pytest.approx(TOP, abs=EXACT)
    assert lines[-1].bottom == pytest.approx(TOP + LINES * PITCH, abs=EXACT)
    assert FOOT - PITCH < lines[-1].bottom < FOOT
    assert {round(line.bottom - line.top, 2) for line in lines} == {round(PITCH, 2)}


@pytest.mark.parametrize("name", letters())
def test_nothing_leaves_the_type_area(name: str) -> None:
    letter = letters()[name]
    paper, moved = letter.agency.paper, letter.agency.letterhead == "preprinted"
    right, down = (paper.offset_right / 10, paper.offset_down / 10) if moved else (0, 0)
    for page in pages_of(letter).pages:
        for line in flowing(page):
            if line.spans:
                assert line.spans[0].xs[0] > LEFT + right - EXACT, line.text
                assert line.spans[-1].right < RIGHT + right + LAST_SPACING, line.text
                assert line.bottom < FOOT + down + EXACT, line.text


@pytest.mark.parametrize("name", letters())
def test_every_word_of_each_field_is_on_the_pages_once(name: str) -> None:
    made, pages = compose(letters()[name]), pages_of(letters()[name])
    written, shown = dict[str, str](), dict[str, str]()
    for paragraph in (cell for block in (*made.text, *made.ending) for cell in _paragraphs(block)):
        for piece in paragraph.content:
            if isinstance(piece, Text):
                field = piece.field or paragraph.field
                written[field] = written.get(field, "") + "".join(piece.text.split())
    for page in pages.pages:
        for line in page.lines:
            for span in line.spans if line.style not in ("mark", "page_number") else ():
                shown[span.field] = shown.get(span.field, "") + "".join(span.text.split())
    written = {field: words for field, words in written.items() if words}
    assert shown.keys() == written.keys()
    for field, words in written.items():
        # The head of a table is shown again on each page that the table reaches.
        times = len(shown[field]) // len(words) if "/table/0/" in field else 1
        assert shown[field] == words * times, field


def _paragraphs(block: values.Block) -> list[Paragraph]:
    if isinstance(block, Paragraph):
        return [block]
    if isinstance(block, Table):
        return [cell for row in block.rows for cell in row]
    return [paragraph for cell in block.cells for paragraph in cell]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_first_page_has_text(name: str) -> None:
    assert text_of(pages_of(sample(name)).pages[0])


@pytest.mark.parametrize("seal", SEALS)
@pytest.mark.parametrize("imprint", ["letter", "full"])
def test_signature_and_imprint_hold_together(seal: str, imprint: str) -> None:
    """However long the text: one imprint at the foot of the last page, nothing under it, text with the signature."""
    counts = set[int]()
    for count in SWEEP:
        letter = plain(answer=paragraphs(count + 1), seal=seal, imprint=imprint, show_copies=True)
        pages = pages_of(letter)
        last = pages.pages[-1]
        for words in ("感谢您", "2023年3月21日", "公开发布", "联系人", "抄送"):
            assert {page.number for page, line in with_words(pages, words) if line.style != "body"} <= {last.number}
        assert page_with(pages, "感谢您") == last.number
        lowest = max(line.bottom for line in flowing(last))
        assert lowest < min(line.top for line in last.lines if line.style == "imprint") + EXACT
        assert sum(line.text.count(HAN) for page in pages.pages for line in page.lines) == 10 * (count + 1)
        counts.add(last.number)
    assert counts >= {2, 3, 4}


def test_of_a_long_last_paragraph_two_lines_go_along_with_the_signature() -> None:
    parted = 0
    for count in SWEEP:
        pages = pages_of(plain(answer=paragraphs(count + 1), closing=HAN * 28 * 5))
        own = [line for line in flowing(pages.pages[-1]) if line.spans[0].field == "/closing"]
        before = [
            line
            for page in pages.pages[:-1]
            for line in page.lines
            if line.spans[:1] and line.spans[0].field == "/closing"
        ]
        assert len(own) >= 2
        assert len(before) != 1
        parted += bool(before)
    assert parted


@pytest.mark.parametrize("level", [1, 2])
def test_a_heading_never_ends_a_page(level: int) -> None:
    heading = Block(level=level, heading="关于进一步加强和改进全市社区工作者队伍建设工作的若干具体措施和办法")
    pushed = 0
    for count in SWEEP:
        pages = pages_of(plain(answer=(*paragraphs(count + 1), heading, *paragraphs(30))))
        lines = [
            (page.number, line) for page in pages.pages for line in flowing(page) if line.style == f"heading_{level}"
        ]
        assert len(lines) == 2
        [number] = {number for number, _ in lines}
        after = flowing(pages.pages[number - 1])
        place = after.index(lines[-1][1])
        assert place + 1 < len(after)
        pushed += place == 1 and number > 1
    assert pushed


def test_a_page_that_is_full_to_its_last_line_is_followed_by_no_empty_one() -> None:
    for count in SWEEP:
        pages = pages_of(plain(answer=paragraphs(count + 1)))
        assert all(flowing(page) for page in pages.pages)


@pytest.mark.parametrize("own_page", [False, True])
def test_what_ends_a_letter_takes_no_page_when_the_last_one_is_full(own_page: bool) -> None:
    changes: dict[str, object] = {"imprint": "full", "imprint_even_page": True} if own_page else {"copy_to": ()}
    full = 0
    for count in range(14, 60):
        pages = pages_of(plain(attachments=(Attachment("甲表", paragraphs(count)),), **changes)).pages
        text = [page for page in pages if flowing(page)]
        assert [page.number for page in text] == list(range(1, len(text) + 1))
        assert len(pages) - len(text) == ((2 if len(text) % 2 == 0 else 1) if own_page else 0)
        full += len(flowing(text[-1])) == LINES
    assert full


TABLE = "项目\t内容\n" + "\n".join(f"{HAN}{row}\t{HAN * 8}" for row in range(60))


def test_the_head_of_a_table_is_on_each_page_and_no_row_is_divided() -> None:
    wordy = TABLE.replace(HAN * 8, HAN * 60)
    pages = pages_of(plain(answer=read_answer(wordy)))
    with_rows = [page for page in pages.pages if any(line.style == "table" for line in page.lines)]
    assert len(with_rows) > 3
    for page in with_rows:
        assert sum("项目" in line.text for line in page.lines) == 1
        assert flowing(page)[-1].style != "table" or flowing(page)[-1].text != "内容"
    where = dict[str, set[int]]()
    for page in pages.pages:
        for line in page.lines:
            if line.style == "table" and "/table/0/" not in line.spans[0].field:
                where.setdefault(line.spans[0].field.rpartition("/")[0], set()).add(page.number)
    assert len(where) == 60
    assert all(len(numbers) == 1 for numbers in where.values())


@pytest.mark.full
def test_the_head_of_a_table_stays_with_its_first_row() -> None:
    for count in SWEEP:
        pages = pages_of(plain(answer=(*paragraphs(count + 1), *read_answer(TABLE))))
        first, second = page_with(pages, "项目"), page_with(pages, f"{HAN}0")
        assert first == second


def test_a_table_has_a_rule_above_and_below_each_row_and_at_each_edge() -> None:
    pages = pages_of(plain(answer=read_answer("甲\t乙\n一\t二\n三\t四")))
    rules = [rule for rule in pages.pages[0].rules if rule.color == "000000"]
    flat, upright = (
        {round(rule.y, 2) for rule in rules if not rule.upright},
        {round(rule.x, 2) for rule in rules if rule.upright},
    )
    assert (len(flat), len(upright)) == (4, 3)
    assert min(upright) == pytest.approx(LEFT, abs=EXACT)
    assert max(upright) == pytest.approx(RIGHT, abs=EXACT)


def test_each_attachment_begins_a_page() -> None:
    attachments = (Attachment("甲表", paragraphs(2)), Attachment("乙表", paragraphs(40)))
    pages = pages_of(plain(attachments=attachments))
    begins = [
        (page.number, place)
        for page in pages.pages
        for place, line in enumerate(flowing(page))
        if line.style == "attachment_label"
    ]
    assert begins == [(3, 0), (4, 0)]
    assert page_with(pages, "抄送") == len(pages.pages) > 5


@pytest.mark.parametrize("count", [1, 14, 30, 60])
def test_an_imprint_on_an_even_page_of_its_own_has_a_page_before_it_left_empty_where_that_is_needed(count: int) -> None:
    pages = pages_of(plain(answer=paragraphs(count), imprint="full", imprint_even_page=True)).pages
    assert len(pages) % 2 == 0
    assert [line.style for line in pages[-1].lines] == ["imprint"] * len(pages[-1].lines) != []
    text = [page for page in pages if text_of(page)]
    assert [page.number for page in pages if not page.lines] == ([len(text) + 1] if len(text) % 2 == 0 else [])


def test_odd_pages_have_their_number_on_the_right_and_even_ones_on_the_left() -> None:
    pages = pages_of(sample("twenty_pages"))
    found = [(page.number, line) for page in pages.pages for line in page.lines if line.style == "page_number"]
    assert [line.text for _, line in found] == [f"— {number} —" for number in range(2, len(pages.pages) + 1)]
    assert all((line.spans[0].xs[0] > (LEFT + RIGHT) / 2) == bool(number % 2) for number, line in found)


def test_preprinted_paper_moves_everything_by_its_offsets() -> None:
    letter = plain(letterhead="preprinted", answer=paragraphs(40))
    moved = replace(
        letter, agency=replace(letter.agency, paper=replace(letter.agency.paper, offset_right=15, offset_down=-8))
    )
    pairs = [
        (line, other)
        for page, other_page in zip(pages_of(letter).pages, pages_of(moved).pages, strict=True)
        for line, other in zip(page.lines, other_page.lines, strict=True)
    ]
    for line, other in pairs:
        assert other.text == line.text
        assert other.spans[0].xs[0] - line.spans[0].xs[0] == pytest.approx(1.5, abs=EXACT)
        # The paper's head ends where it ends; what stands below it is given by its own measure on the first page.
        assert other.baseline - line.baseline == pytest.approx(-0.8, abs=0.05)


def test_one_key_lays_out_one_paragraph() -> None:
    letter = sample("twenty_pages")
    pages_of(letter)
    place = next(n for n, block in enumerate(letter.answer) if n > 20 and block.level is None and block.text)
    typed = replace(letter.answer[place], text=letter.answer[place].text + "字")
    before = set_lines.cache_info().misses
    changed = pages_of(replace(letter, answer=(*letter.answer[:place], typed, *letter.answer[place + 1 :])))
    assert set_lines.cache_info().misses - before == 1
    set_lines.cache_clear()
    assert pages_of(replace(letter, answer=(*letter.answer[:place], typed, *letter.answer[place + 1 :]))) == changed


@pytest.mark.parametrize("name", letters())
def test_lines_are_the_same_whatever_chinese_fonts_there_are(name: str, official_fonts: InstalledFonts) -> None:
    theirs = lay_out(letters()[name], FontBook(official_fonts))
    for page, other in zip(pages_of(letters()[name]).pages, theirs.pages, strict=True):
        assert [line.text for line in page.lines] == [line.text for line in other.lines]


@pytest.mark.parametrize(
    "closing", ["感谢关心。\n专此函复。", "专此函复。", "感谢您对我市民政工作的关心和支持。\n特此\n函复。"]
)
@pytest.mark.parametrize("count", range(8, 24))
def test_two_lines_of_text_go_with_the_signature(closing: str, count: int) -> None:
    pages = pages_of(plain(answer=paragraphs(count), closing=closing)).pages
    signed = next(page for page in pages if any(line.style == "signature" for line in page.lines))
    assert len(text_of(signed)) >= 2


@pytest.mark.parametrize(("imprint", "count"), [("letter", 23), ("full", 22)])
def test_the_text_goes_down_to_the_imprint(imprint: str, count: int) -> None:
    full, more = (pages_of(plain(answer=paragraphs(lines), imprint=imprint)).pages for lines in (count, count + 1))
    assert (len(full), len(more)) == (2, 3)
    framed = min(line.top for line in full[-1].lines if line.style == "imprint")
    text = max(line.bottom for line in flowing(full[-1]) if line.style != "imprint")
    assert 0 <= framed - text < PITCH


def test_a_telephone_number_in_the_note_stands_behind_its_label() -> None:
    """However long department and name are."""
    for length in range(1, 20):
        contact = Contact("周岚", "0199-2810000", "科" * length)
        pages = pages_of(replace(plain(contact_position="in_note"), contact=contact)).pages
        assert any("联系电话：0199-2810000" in line.text for page in pages for line in page.lines), length


@pytest.mark.parametrize("cells", [("甲", "国" * 2000), ("国" * 1500, "国" * 500)])
def test_a_row_higher_than_a_page_goes_on_on_the_next_one(cells: tuple[str, ...]) -> None:
    table = Block(table=(("事项", "进展"), ("丙", "丁"), cells, ("乙", "已办理")))
    pages = pages_of(plain(answer=(table,))).pages
    lines = [line for page in pages for line in page.lines if line.style == "table"]
    assert max(line.bottom for line in lines) < FOOT + 0.1
    assert "".join(line.text for line in lines).count("国") == 2000
    # Its head is on each of its pages.
    held = [page for page in pages if any(line.style == "table" for line in page.lines)]
    assert len(held) > 2
    assert all(any(line.text == "进展" for line in page.lines) for page in held)
