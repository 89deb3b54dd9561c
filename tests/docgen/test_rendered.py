"""The printed page measured: what LibreOffice draws of our docx, in millimetres, beside GB/T 9704-2012."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from docgen.docx.writer import write_docx
from letter.model import Agency, Block, Contact, Header, ReplyLetter
from tests.letters import HAN, SAMPLES, paragraphs, plain_letter, sample
from tests.paper import Line, Page, convert, read_pages, soffice

FOOT, LEFT, RIGHT = 262.0, 28.0, 184.0
PITCH = 28.95 * 25.4 / 72
CHARACTER = 15.75 * 25.4 / 72
SWEEP = range(24)


def full_imprint(agency: Agency) -> Agency:
    return msgspec.structs.replace(agency, imprint="full", show_copies=True)


def letters() -> dict[str, ReplyLetter]:
    plain = plain_letter(contact=Contact("周岚", "0421-2810000"))
    made = {name: sample(name) for name in SAMPLES}
    made["long"] = msgspec.structs.replace(
        plain, agency=full_imprint(plain.agency), answer=(Block(text=HAN * 28 * 60), *paragraphs(22))
    )
    made["classified"] = msgspec.structs.replace(plain, header=Header("12", "机密★1年", "特急"), answer=paragraphs(3))
    made["page_centred"] = msgspec.structs.replace(
        plain, agency=msgspec.structs.replace(plain.agency, rules_centred_on="page", name="朝阳市人力资源和社会保障局")
    )
    made["long_name"] = msgspec.structs.replace(
        plain, agency=msgspec.structs.replace(plain.agency, name="内蒙古自治区呼伦贝尔市海拉尔区住房和城乡建设局")
    )
    for style in ("letter", "full"):
        agency = full_imprint(plain.agency) if style == "full" else plain.agency
        for count in SWEEP:
            answer = paragraphs(count + 1)
            made[f"sweep-{style}-{count}"] = msgspec.structs.replace(plain, agency=agency, answer=answer)
    return made


@pytest.fixture(scope="session")
def pages(test_fonts: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Page]]:
    """Render every letter of this module in one run of LibreOffice."""
    soffice()
    folder = tmp_path_factory.mktemp("rendered")
    files: dict[str, Path] = {}
    for name, letter in letters().items():
        files[name] = folder / f"{name}.docx"
        files[name].write_bytes(write_docx(letter))
    pdfs = convert(list(files.values()), folder, test_fonts)
    return {name: read_pages(pdf) for name, pdf in zip(files, pdfs, strict=True)}


Pages = dict[str, list[Page]]


def red(page: Page) -> list[tuple[float, float, float]]:
    return [(rule.top, rule.bottom, rule.length) for rule in page.rules if rule.color == (1.0, 0.0, 0.0)]


def right_edge(line: Line) -> float:
    """Return where a line ends; LibreOffice hangs a last punctuation mark outside although overflowPunct is off."""
    return max(character.right for character in line if character.text.strip() and character.text not in "，。、；")


@pytest.mark.parametrize("name", SAMPLES)
def test_paper_and_margins(pages: Pages, name: str) -> None:
    for page in pages[name]:
        assert (page.width, page.height) == (pytest.approx(210, abs=0.3), pytest.approx(297, abs=0.3))
        body = [line for line in page.lines if 37 < line.baseline < FOOT and line[0].size < 30]
        assert min(line.left for line in body) == pytest.approx(LEFT, abs=0.3)
        assert max(right_edge(line) for line in body) < RIGHT + 0.3


def test_top_margin_and_type_area(pages: Pages) -> None:
    page = pages["long"][1]
    first, last = page.lines[0], [line for line in page.lines if HAN in line.text][-1]
    # The base line of an exact line lies at four fifths of its height, so the line box is what is measured.
    assert first.baseline - 0.8 * PITCH == pytest.approx(37, abs=0.3)
    assert last.baseline + 0.2 * PITCH == pytest.approx(FOOT, abs=0.5)
    assert first.left == pytest.approx(LEFT, abs=0.3)
    assert first.right == pytest.approx(RIGHT, abs=0.6)


@pytest.mark.parametrize("name", [*SAMPLES, "page_centred", "long_name"])
def test_mark_and_upper_rules(pages: Pages, name: str) -> None:
    page = pages[name][0]
    upper = red(page)[:2]
    _, top, _, bottom = page.ink(26, upper[0][0] - 1)
    assert top == pytest.approx(30, abs=0.5)
    (thick_top, thick_bottom, length), (thin_top, thin_bottom, thin_length) = upper
    assert thick_top - bottom == pytest.approx(4, abs=0.5)
    assert (length, thin_length) == (pytest.approx(170, abs=0.3), pytest.approx(170, abs=0.3))
    assert thick_bottom - thick_top > 1.5 * (thin_bottom - thin_top) > 0
    assert thin_top > thick_bottom


@pytest.mark.parametrize("name", SAMPLES)
def test_lower_rules_and_no_rules_on_later_pages(pages: Pages, name: str) -> None:
    first, *others = pages[name]
    (thin_top, thin_bottom, length), (thick_top, thick_bottom, _) = red(first)[2:]
    assert 297 - thick_bottom == pytest.approx(20, abs=0.5)
    assert length == pytest.approx(170, abs=0.3)
    assert thick_bottom - thick_top > 1.5 * (thin_bottom - thin_top) > 0
    assert thin_bottom < thick_top
    assert not any(red(page) for page in others)


def test_rules_may_be_centred_on_the_page(pages: Pages) -> None:
    assert pages["page_centred"][0].rules[0].left == pytest.approx(20, abs=0.3)
    assert pages["seed_letter"][0].rules[0].left == pytest.approx(21, abs=0.3)


def test_mark_is_centred_on_the_type_area(pages: Pages) -> None:
    for name in ("seed_letter", "joint_proposal", "long_name"):
        left, _, right, _ = pages[name][0].ink(28, 44)
        assert left > LEFT - 0.5
        assert (left + right) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=0.7)


@pytest.mark.parametrize("name", [*SAMPLES, "long_name"])
def test_document_number(pages: Pages, name: str) -> None:
    page = pages[name][0]
    number = next(line for line in page.lines if "〔20" in line.text)
    assert number.right == pytest.approx(RIGHT, abs=0.5)
    _, top, _, _ = page.ink(red(page)[1][1] + 1, number.baseline + 1, number.left - 1, number.right + 1)
    assert top - red(page)[1][1] == pytest.approx(4.94, abs=0.6)


def test_full_page_has_22_lines_of_28(pages: Pages) -> None:
    page = pages["long"][1]
    lines = [line for line in page.lines if HAN in line.text]
    assert len(lines) == 22
    assert all(line.text.count(HAN) == 28 for line in lines)
    assert (lines[-1].baseline - lines[0].baseline) / 21 == pytest.approx(10.21, abs=0.05)


def test_page_numbers(pages: Pages) -> None:
    first, second, third, *_ = pages["long"]
    assert not any("—" in line.text for line in first.lines)
    for page, text, x in ((second, "—2—", LEFT + 4.94), (third, "—3—", RIGHT - 4.94)):
        number = page.lines[-1]
        assert number.text.replace(" ", "") == text
        assert (number.left if page is second else number.right) == pytest.approx(x, abs=0.7)
        _, top, _, bottom = page.ink(FOOT + 1, 285, number.left, number.left + 4)
        assert (top + bottom) / 2 - FOOT == pytest.approx(7, abs=0.7)


@pytest.mark.parametrize("name", SAMPLES)
def test_first_page_has_text_and_no_number(pages: Pages, name: str) -> None:
    first = pages[name][0]
    assert first.find("收悉")
    assert max(line.baseline for line in first.lines) < FOOT


def test_imprint_rules(pages: Pages) -> None:
    page = pages["seed_letter"][-1]
    top, middle, bottom = page.rules
    assert bottom.y == pytest.approx(FOOT, abs=0.6)
    for rule, thickness in ((top, 0.35), (middle, 0.25), (bottom, 0.35)):
        assert (rule.left, rule.length) == (pytest.approx(LEFT, abs=0.3), pytest.approx(156, abs=0.3))
        assert rule.thickness == pytest.approx(thickness, abs=0.03)
    for text, above, below in (("抄送", top, middle), ("印发", middle, bottom), ("共印", middle, bottom)):
        line = next(line for line in page.lines if text in line.text and line.baseline > top.y)
        assert above.y + 3 < line.baseline < below.y
    assert page.find("抄送").left == pytest.approx(LEFT + 4.94, abs=0.3)
    assert page.find("共印").right == pytest.approx(RIGHT - 4.94, abs=0.3)


def test_plain_imprint_has_no_rules(pages: Pages) -> None:
    page = pages["npc_suggestion"][-1]
    assert not page.rules
    assert page.find("工作委员会。").baseline == pytest.approx(FOOT - 2.8, abs=0.6)
    assert page.find("工作委员会。").left == pytest.approx(LEFT + 4 * 4.94, abs=0.4)


def test_sealed_signature(pages: Pages) -> None:
    page = pages["seed_letter"][-1]
    organ, date = page.find("朝阳市民政局"), page.find("月21")
    assert (RIGHT - date.right) / CHARACTER == pytest.approx(4, abs=0.3)
    assert (RIGHT - organ.right) / CHARACTER == pytest.approx(4.25, abs=0.3)


def test_unsealed_signature(pages: Pages) -> None:
    page = pages["joint_proposal"][-1]
    organ, date = page.find("住房和城乡建设局"), page.find("月18")
    assert (RIGHT - organ.right) / CHARACTER == pytest.approx(2, abs=0.3)
    assert (date.left - organ.left) / CHARACTER == pytest.approx(2, abs=0.3)


def test_left_elements_share_the_number_line(pages: Pages) -> None:
    page = pages["classified"][0]
    assert page.find("000012").baseline == page.find("〔2023〕").baseline
    assert page.find("000012").left == pytest.approx(LEFT, abs=0.3)
    secrecy, urgency = page.find("机密★1"), page.find("特急")
    assert page.find("000012").baseline < secrecy.baseline < urgency.baseline < page.find("答复").baseline
    assert {character.font for character in secrecy if character.text in "机密"} == {"FandolHei-Regular"}


FONTS: list[tuple[str, Callable[[list[Page]], Line], str, str]] = [
    ("mark", lambda pages: next(x for x in pages[0].lines if x[0].size > 30), "NotoSerifCJK", ""),
    ("title", lambda pages: pages[0].find("第176"), "NotoSerifCJK", "LiberationSerif"),
    ("text", lambda pages: pages[0].find("您提出的"), "FandolFang", "LiberationSerif"),
    ("level 1", lambda pages: pages[0].find("一、加强"), "FandolHei", ""),
    ("level 2", lambda pages: pages[0].find("（一）现"), "FandolKai", ""),
    ("quotes", lambda pages: pages[0].find("“两委”"), "FandolFang", "LiberationSerif"),
    ("page number", lambda pages: pages[1].lines[-1], "FandolSong", "FandolSong"),
]


@pytest.mark.parametrize(("element", "find", "chinese", "latin"), FONTS, ids=[row[0] for row in FONTS])
def test_fonts(pages: Pages, element: str, find: Callable[[list[Page]], Line], chinese: str, latin: str) -> None:
    for character in find(pages["seed_letter"]):
        if character.text.isascii() and character.text.isalnum():
            assert character.font.startswith(latin), character
        elif character.text.strip():
            assert character.font.startswith(chinese), character


def test_run_in_heading_has_two_fonts(pages: Pages) -> None:
    line = pages["npc_suggestion"][0].find("（一）关于")
    heading, text = line.text.split("。", 1)
    fonts = [character.font for character in line if character.text in heading + text and not character.text.isascii()]
    assert fonts[0].startswith("FandolKai")
    assert fonts[-1].startswith("FandolFang")


@pytest.mark.parametrize("style", ["letter", "full"])
@pytest.mark.parametrize("count", SWEEP)
def test_signature_and_imprint_hold_together(pages: Pages, style: str, count: int) -> None:
    """However long the text: one imprint at the foot of the last page, nothing under it, text with the signature."""
    made = pages[f"sweep-{style}-{count}"]
    places = {text: [n for n, page in enumerate(made) if any(text in line.text for line in page.lines)]
              for text in ("感谢您", "月21", "公开发布", "联系人", "抄送")}  # fmt: skip
    assert set(map(tuple, places.values())) == {(len(made) - 1,)}
    last = made[-1]
    first_row = last.find("抄送").baseline
    text = [line.baseline for line in last.lines if "抄送" not in line.text and line.baseline < first_row]
    assert first_row - max(text) > 0.8 * PITCH
    assert last.find("联系人").baseline == max(text)
    assert sum(line.text.count(HAN) for page in made for line in page.lines) == 10 * (count + 1)
