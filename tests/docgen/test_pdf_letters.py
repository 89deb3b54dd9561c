"""Whole letters as PDF: its text is the letter's, line by line and word for word, its bookmarks are the headings."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pymupdf
import pytest

from docgen.fonts.installed import InstalledFonts
from docgen.pages.values import Pages
from letter.derived import contact_lines, copies_to, document_date_text, document_number_text, effective_text, issuers
from letter.model import Answer, ReplyLetter
from letter.outline import number_marks
from services.paging import PageSetter
from tests.docgen.test_pdf import RAW, characters
from tests.generated import generated
from tests.letters import SAMPLES, sample

# Letters made up: so many every day, all of them in the long run.
EVERY_DAY, ALL = 5, 20
MADE_UP = [f"generated-{seed}" for seed in range(ALL)]
NAMES = [*SAMPLES, *MADE_UP[:EVERY_DAY], *(pytest.param(name, marks=pytest.mark.full) for name in MADE_UP[EVERY_DAY:])]
# Where characters that look like Chinese ones lie: Kangxi radicals and their supplement, forms for compatibility.
LOOKALIKES = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def letter_of(name: str) -> ReplyLetter:
    """Return a sample, or a letter made up."""
    return sample(name) if name in SAMPLES else generated(int(name.partition("-")[2]))


@pytest.fixture(scope="module")
def made(official_fonts: InstalledFonts) -> "Made":
    """Return what makes each letter's pages and PDF, once."""
    return Made(official_fonts)


class Made:
    """The pages and the PDF of each letter."""

    def __init__(self, fonts: InstalledFonts) -> None:
        """Take the fonts."""
        self.fonts = fonts
        self.setter = PageSetter(fonts)
        self.pages = cache(lambda name: self.setter.pages(letter_of(name)))
        self.data = cache(lambda name: self.setter.pdf(letter_of(name)))

    def document(self, name: str) -> Any:
        """Return the PDF as a reader opens it, without a word of complaint."""
        pymupdf.TOOLS.reset_mupdf_warnings()
        document: Any = pymupdf.open(stream=self.data(name), filetype="pdf")
        for page in document:
            page.get_pixmap(dpi=36)
        assert not document.is_repaired
        assert pymupdf.TOOLS.mupdf_warnings() == ""
        return document


def words(answer: Answer) -> Iterator[str]:
    """Yield all words of an answer."""
    for mark, block in number_marks(answer):
        yield mark + block.heading
        yield block.text
        yield from (cell for row in block.table for cell in row)


def all_words(letter: ReplyLetter) -> Iterator[str]:
    """Yield everything that must stand on the paper of a letter."""
    yield from (effective_text(letter, field) for field in ("title", "salutation", "opening", "closing", "note"))
    yield from words(letter.answer)
    for attachment in letter.attachments:
        yield attachment.title
        yield from words(attachment.answer)
    yield from (*copies_to(letter), *letter.report_to, *contact_lines(letter), *issuers(letter))
    yield document_date_text(letter)
    yield document_number_text(letter)


def plain(text: str) -> str:
    """Return text without blanks, the hyphen that holds a number together as a plain one."""
    return re.sub(r"\s", "", text).replace("\u2011", "-")


@pytest.mark.parametrize("name", NAMES)
def test_the_text_is_that_of_the_pages_line_by_line(name: str, made: Made) -> None:
    pages: Pages = made.pages(name)
    for printed, page in zip(made.document(name), pages.pages, strict=True):
        found = characters(printed)
        for line in page.lines:
            read = [next(found) for _ in line.text]
            assert "".join(row[0] for row in read) == line.text
            assert {round(row[2], 1) for row in read} == {round(line.baseline, 1)}
        assert next(found, None) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_letter_is_found(name: str, made: Made) -> None:
    printed = "".join(page.get_text(flags=RAW) for page in made.document(name))
    # The number of a page stands between what begins on it and goes on on the next one.
    text = re.sub("—[0-9]+—", "", plain(printed))
    wanted = [one for part in all_words(letter_of(name)) for one in part.split("\n")]
    assert [one for one in wanted if plain(one) not in text] == []
    assert sum(map(len, wanted)) > 200


@pytest.mark.parametrize("name", NAMES)
def test_no_character_was_turned_into_one_that_looks_like_it(name: str, made: Made) -> None:
    text = "".join(page.get_text(flags=RAW) for page in made.document(name))
    written = "".join(all_words(letter_of(name)))
    assert len(text) > 200
    assert set(LOOKALIKES.findall(text)) <= set(written)


@pytest.mark.parametrize("name", NAMES)
def test_the_bookmarks_are_the_headings_with_the_places_where_they_stand(name: str, made: Made) -> None:
    letter = letter_of(name)
    wanted = [(block.level, mark + block.heading) for mark, block in number_marks(letter.answer) if block.heading]
    for number, attachment in enumerate(letter.attachments, 1):
        label = f"附件{number if len(letter.attachments) > 1 else ''}"
        wanted.append((1, f"{label} {attachment.title}"))
        wanted += [
            (1 + (block.level or 0), mark + block.heading)
            for mark, block in number_marks(attachment.answer)
            if block.heading
        ]
    document = made.document(name)
    found = document.get_toc(simple=False)
    assert [row[1] for row in found] == [text for _, text in wanted]
    above: list[int] = []
    for row, (level, _) in zip(found, wanted, strict=True):
        while above and above[-1] >= (level or 0):
            above.pop()
        # As in the letter; one that ranks too low for what is above it stands one step below that.
        assert row[0] == len(above) + 1
        above.append(level or 0)
    for _, text, number, place in found:
        words_there = plain(document[number - 1].get_text(flags=RAW, clip=pymupdf.Rect(0, place["to"].y, 600, 850)))
        assert words_there.startswith(plain(text)[:10]) or plain(text.partition(" ")[2])[:10] in words_there


@pytest.mark.parametrize("name", NAMES)
def test_the_same_letter_gives_the_same_bytes(name: str, made: Made) -> None:
    assert PageSetter(made.fonts).pdf(letter_of(name)) == made.data(name)


@pytest.mark.parametrize("name", NAMES)
def test_title_and_language_are_told(name: str, made: Made) -> None:
    document = made.document(name)
    assert document.metadata["title"] == effective_text(letter_of(name), "title").replace("\n", "")
    assert document.xref_get_key(document.pdf_catalog(), "Lang") == ("string", "zh-CN")
