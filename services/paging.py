"""The pages of a letter as this machine prints them: laid out with its fonts, looked over, written as PDF or JSON."""

import json
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path

from msgspec.structs import replace

from docgen.errors import NoChineseFont, NotOffered
from docgen.fonts.book import FontBook
from docgen.fonts.installed import InstalledFonts
from docgen.missing_fonts import usual_fonts
from docgen.pages.bookmarks import bookmarks
from docgen.pages.fitting import Fit, advice, find_fit
from docgen.pages.layout import lay_out
from docgen.pages.remarks import Remark, remarks
from docgen.pages.values import Line, Page, Pages, Rule
from letter.completeness import Gap, gaps
from letter.messages import message
from letter.model import UNFITTED, ReplyLetter
from services.cancellation import Stop
from services.making import PDF, CannotMake, Paper, docx_bytes, save_papers
from services.saving import SaveError

# Characters that show which face a font is as a whole: Chinese fonts have the first, others the second.
_SAMPLES = "中0"


@cache
def this_machine() -> "PageSetter":
    """Return the one setter that all letters of a program share: fonts are looked for once."""
    return PageSetter()


class PageSetter:
    """Lays letters out with the fonts of this machine, which are asked for once."""

    def __init__(self, installed: InstalledFonts | None = None) -> None:
        """Take the machine's fonts; they are waited for when the first letter is laid out."""
        self._installed = installed or InstalledFonts()
        self._families: dict[tuple[str, str], str] = {}
        self._fonts: dict[int, tuple[Page, frozenset[str]]] = {}

    @cached_property
    def book(self) -> FontBook:
        """The fonts."""
        return FontBook(self._installed)

    def apart(self) -> "PageSetter":
        """Return another setter with the same fonts, for work that is done beside the window."""
        return PageSetter(self._installed)

    def pages(self, letter: ReplyLetter) -> Pages:
        """Return the pages of a letter, complete or not; raises CannotMake for what the paper cannot take."""
        try:
            return lay_out(letter, self.book)
        except NotOffered as error:
            raise CannotMake([Gap(error.field, error.args[0])]) from error

    def remarks(self, letter: ReplyLetter, pages: Pages) -> tuple[Remark, ...]:
        """Return what is wrong with the pages of a letter."""
        wanted = frozenset[str]().union(*map(self._fonts_on, pages.pages))
        return remarks(letter, pages, self.book.replaced(wanted=wanted))

    def fit(self, letter: ReplyLetter) -> Fit | None:
        """Return what would fit a letter to its last page; None where nothing is needed or helps; raises CannotMake."""
        try:
            return find_fit(letter, self.book)
        except NotOffered as error:
            raise CannotMake([Gap(error.field, error.args[0])]) from error

    def advice(self, letter: ReplyLetter) -> list[str]:
        """Return what would fit a letter to its last page, in a sentence, unless it is fitted; raises CannotMake."""
        # What a profile has fitted unasked has been sought already.
        asked = letter.fitting == UNFITTED and not letter.agency.fit_last_page
        fit = self.fit(letter) if asked else None
        return [advice(fit)] if fit else []

    def fitted(self, letter: ReplyLetter) -> ReplyLetter:
        """Return a letter as its profile has it fitted to its last page; raises CannotMake."""
        if not letter.agency.fit_last_page:
            return letter
        fit = self.fit(letter)
        return replace(letter, fitting=fit.fitting if fit else UNFITTED)

    def missing_fonts(self) -> dict[str, str]:
        """Return the fonts that any letter wants and that are not here, with what takes their place in its pages.

        What takes a place is empty where nothing can; all is empty where the system does not tell which fonts it has.
        """
        return self.book.replaced(wanted=usual_fonts()) if self._installed.files else {}

    def _fonts_on(self, page: Page) -> frozenset[str]:
        """Return the fonts that a page wants; those of a page that typing has not changed are known."""
        before, fonts = self._fonts.get(page.number, (None, frozenset[str]()))
        if before is None or before.every_line != page.every_line:
            fonts = frozenset(span.font for line in page.every_line for span in line.spans)
            self._fonts[page.number] = page, fonts
        return fonts

    def family(self, font: str, character: str) -> str:
        """Return the family that draws a character where a font is wanted, empty when no font has it."""
        found = self._families.get((font, character))
        if found is None:
            found = self._families[font, character] = self._family(font, character)
        return found

    def _family(self, font: str, character: str) -> str:
        face = self.book.face(font, character)
        if face is None:
            return ""
        wanted_is_here = font not in self.book.replaced(wanted=(font,))
        own = wanted_is_here and face in (self.book.face(font, sample) for sample in _SAMPLES)
        return font if own else face.name(1)

    def pdf(self, letter: ReplyLetter) -> bytes:
        """Return the PDF of a letter, the same letter giving the same bytes; raises CannotMake, as for the docx."""
        from docgen.pdf.writer import write_pdf  # late: a preview needs none

        missing = gaps(letter)
        if missing:
            raise CannotMake(missing)
        pages = self.pages(letter)
        try:
            return write_pdf(pages, self.book, bookmarks(letter, pages))
        except NoChineseFont as error:
            raise CannotMake([Gap("", error.args[0])]) from error


def make_pdf(letter: ReplyLetter, target: Path, setter: PageSetter, stop: Stop | None = None) -> Path:
    """Write the PDF of a letter to target, as a whole or not at all; raises CannotMake, SaveError and Stopped."""
    return save_papers([Paper(target, setter.pdf(letter), PDF)], stop)[0]


def make_both(letter: ReplyLetter, target: Path, pdf: Path, setter: PageSetter) -> list[Path]:
    """Write docx and PDF of a letter, both or none, and return their paths; raises CannotMake and SaveError."""
    if target.absolute() == pdf.absolute():
        raise SaveError(message("公文和 PDF 不能写进同一个文件“{name}”，请换一个文件名。", name=pdf.name))
    return save_papers([Paper(target, docx_bytes(letter)), Paper(pdf, setter.pdf(letter), PDF)])


def as_json(pages: Pages) -> str:
    """Return pages as JSON: places in mm from the upper left corner of the paper, sizes and thicknesses in pt.

    Of a landscape page lines and rules are as it is read; upright lines are so once its upper edge lies on the left.
    """
    return json.dumps(
        {"width": pages.width, "height": pages.height, "pages": [_page(page) for page in pages.pages]},
        ensure_ascii=False,
    )


def as_text(pages: Pages) -> str:
    """Return the lines of pages as plain text, each page under its number."""
    return "\n".join(
        line for page in pages.pages for line in (f"—— {page.number} ——", *(line.text for line in page.every_line))
    )


def _page(page: Page) -> dict[str, object]:
    return {
        "number": page.number,
        "landscape": page.landscape,
        "lines": _lines(page.lines),
        "upright": _lines(page.upright),
        "rules": [_rule(rule) for rule in page.rules],
    }


def _lines(lines: Iterable[Line]) -> list[dict[str, object]]:
    return [
        {
            "text": line.text,
            "x": _mm(line.spans[0].xs[0]),
            "baseline": _mm(line.baseline),
            "font": line.spans[0].font,
            "size": line.spans[0].size,
            "spans": [
                {
                    "text": span.text,
                    "x": [_mm(x) for x in span.xs],
                    "right": _mm(span.right),
                    "font": span.font,
                    "size": span.size,
                    "width": span.width,
                    "color": span.color,
                    "field": span.field,
                }
                for span in line.spans
            ],
        }
        for line in lines
        if line.spans
    ]


def _rule(rule: Rule) -> dict[str, object]:
    return {
        "x": _mm(rule.x),
        "y": _mm(rule.y),
        "length": _mm(rule.length),
        "thickness": rule.thickness,
        "color": rule.color,
        "upright": rule.upright,
    }


def _mm(value: float) -> float:
    return round(value, 3)
