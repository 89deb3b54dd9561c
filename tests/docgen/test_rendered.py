"""Whole letters printed: every sample on its pages, fonts within a line, and signature and imprint at any length.

Single elements are measured in test_measures.py.
"""

from pathlib import Path

import msgspec
import pytest

from docgen.docx.writer import write_docx
from letter.model import Agency, Contact, ReplyLetter
from tests.docgen.measures import FOOT, HAN, LEFT, MIDDLE, PITCH, RED, RIGHT, Pages, rules
from tests.letters import SAMPLES, paragraphs, plain_letter, sample
from tests.paper import Line, Page, convert, read_pages, soffice

SWEEP = range(24)
LETTER_FORMAT = [name for name in SAMPLES if sample(name).agency.letterhead == "letter_format"]
LONG_NAME = "内蒙古自治区呼伦贝尔市海拉尔区住房和城乡建设局"


def full_imprint(agency: Agency) -> Agency:
    return msgspec.structs.replace(agency, imprint="full", show_copies=True)


def letters() -> dict[str, ReplyLetter]:
    plain = plain_letter(contact=Contact("周岚", "0421-2810000"))
    made = {name: sample(name) for name in SAMPLES}
    made["long_name"] = msgspec.structs.replace(plain, agency=msgspec.structs.replace(plain.agency, name=LONG_NAME))
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


AllPages = dict[str, Pages]


def right_edge(line: Line) -> float:
    """Return where a line ends; LibreOffice hangs a last punctuation mark outside although overflowPunct is off."""
    return max(character.right for character in line if character.text.strip() and character.text not in "，。、；")


@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_leaves_the_type_area(pages: AllPages, name: str) -> None:
    right, down = 0.0, 0.0
    if sample(name).agency.letterhead == "preprinted":
        paper = sample(name).agency.paper
        right, down = paper.offset_right / 10, paper.offset_down / 10
    for page in pages[name]:
        assert (page.width, page.height) == (pytest.approx(210, abs=0.3), pytest.approx(297, abs=0.3))
        body = [line for line in page.lines if 37 < line.baseline < FOOT + down and line[0].size < 30]
        assert min(line.left for line in body) > LEFT + right - 0.3
        # LibreOffice also hangs a mark that ends a centred or a justified line; nothing else may stand outside.
        assert max(map(right_edge, body)) < RIGHT + right + 0.3
        assert max(line.baseline for line in body) < FOOT + down


@pytest.mark.parametrize("name", SAMPLES)
def test_first_page_has_text(pages: AllPages, name: str) -> None:
    assert any("收悉" in line.text or "主办的" in line.text for line in pages[name][0].lines)


@pytest.mark.parametrize("name", SAMPLES)
def test_last_page_has_the_imprint_and_signature_has_text(pages: AllPages, name: str) -> None:
    made = pages[name]
    assert any("抄送" in line.text for line in made[-1].lines)
    signed = next(
        page for page in reversed(made) if any("20" in line.text and "日" in line.text for line in page.lines)
    )
    assert signed.lines[0].text.strip()


@pytest.mark.full
@pytest.mark.parametrize("name", [*LETTER_FORMAT, "long_name"])
def test_head_of_each_letter(pages: AllPages, name: str) -> None:
    page = pages[name][0]
    red = rules(pages[name], RED)
    left, top, right, bottom = page.ink(28.5, red[0].top - 0.5)
    assert left > LEFT - 0.5
    assert (left + right) / 2 == pytest.approx(MIDDLE, abs=0.7)
    assert top == pytest.approx(30, abs=0.5)
    assert red[0].top - bottom == pytest.approx(4, abs=0.5)
    assert page.height - red[-1].bottom == pytest.approx(20, abs=0.5)
    assert [len(rules(pages[name], RED, number)) for number in range(len(pages[name]))] == [4] + [0] * (
        len(pages[name]) - 1
    )


def test_twenty_pages(pages: AllPages) -> None:
    made = pages["twenty_pages"]
    assert len(made) >= 20
    numbers = [line.text.replace(" ", "") for page in made for line in page.lines if line.baseline > FOOT]
    assert numbers == [f"—{number}—" for number in range(2, len(made) + 1)]


def test_fonts_within_a_line(pages: AllPages) -> None:
    for text in ("您提出的", "“两委”"):
        for character in pages["seed_letter"][0].find(text):
            if character.text.isascii() and character.text.isalnum():
                assert character.font.startswith("LiberationSerif"), character
            elif character.text.strip():
                assert character.font.startswith("FandolFang"), character


def test_run_in_heading_has_two_fonts(pages: AllPages) -> None:
    line = pages["npc_suggestion"][0].find("（一）关于")
    heading, text = line.text.split("。", 1)
    fonts = [character.font for character in line if character.text in heading + text and not character.text.isascii()]
    assert fonts[0].startswith("FandolKai")
    assert fonts[-1].startswith("FandolFang")


@pytest.mark.parametrize("style", ["letter", "full"])
@pytest.mark.parametrize("count", SWEEP)
def test_signature_and_imprint_hold_together(pages: AllPages, style: str, count: int) -> None:
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
