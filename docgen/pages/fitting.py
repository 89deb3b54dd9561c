"""A letter fitted to its last page (GB/T 9704-2012 7.3.5.4): lines and characters set a little closer, never wider.

Wider lines would be 21 on a page, wider characters 27 on a line.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from docgen.lengths import POINTS_PER_MM, points
from docgen.page_setup import page_setup_of
from docgen.pages.characters import Metrics
from docgen.pages.layout import lay_out
from docgen.pages.remarks import APART, is_text
from docgen.pages.typesetting import Typesetting
from docgen.pages.values import Page, Pages
from docgen.standard import standard
from letter.fitting import closer
from letter.messages import counted, joined, message
from letter.model import UNFITTED, Fitting, ReplyLetter


class Ending(NamedTuple):
    """How a letter ends: the number of the page with the date, the rows of text on it, and those free before it."""

    page: int
    rows: int
    free: float

    @property
    def poor(self) -> bool:
        """Whether the page holds little text, or the one before it stands half empty."""
        wanted = standard().fitting
        return self.page > 1 and (self.rows < wanted.least_rows.value or self.free > wanted.most_free.value)


class Fit(NamedTuple):
    """A fitting that helps, and how the letter ends without it and with it."""

    fitting: Fitting
    before: Ending
    ending: Ending


def ending_of(letter: ReplyLetter, pages: Pages) -> Ending:
    """Return how the letter ends on its pages; attachments, which begin pages of their own, come after that."""
    dated = next((page for page in pages.pages if any(line.style == "date" for line in page.lines)), pages.pages[-1])
    text = filter(is_text, dated.lines)
    # The cells of a row stand on one line.
    rows = len({round(line.baseline, 1) for line in text})
    if dated.number == 1:
        return Ending(1, rows, 0.0)
    return Ending(dated.number, rows, _free(letter, pages.pages[dated.number - 2]))


def _free(letter: ReplyLetter, page: Page) -> float:
    """Return how many rows more a page could hold; a landscape one ends with its table."""
    if page.landscape:
        return 0.0
    foot = points(page_setup_of(letter.agency).page.foot) / POINTS_PER_MM
    filled = max((line.bottom for line in page.lines if line.style not in APART), default=foot)
    pitch = (standard().grid.pitch.points + letter.fitting.pitch) / POINTS_PER_MM
    return max(0.0, (foot - filled) / pitch)


@cache
def fittings() -> tuple[Fitting, ...]:
    """Return all fittings within the bounds of the standard, the least change first."""
    wanted = standard().fitting
    step = wanted.step.value

    def values(most: float) -> Iterator[float]:
        return (round(-step * number, 2) + 0.0 for number in range(round(most / step) + 1))

    def change(fitting: Fitting) -> tuple[float, float]:
        shares = -fitting.pitch / wanted.pitch.value, -fitting.spacing / wanted.spacing.value
        return sum(shares), shares[1]

    every = (
        Fitting(pitch, spacing) for pitch in values(wanted.pitch.value) for spacing in values(wanted.spacing.value)
    )
    return tuple(sorted((fitting for fitting in every if fitting != UNFITTED), key=change))


def find_fit(letter: ReplyLetter, metrics: Metrics, typesetting: Typesetting | None = None) -> Fit | None:
    """Return the least change that saves the last page or fills it well; None where none is needed or none does."""
    plain = replace(letter, fitting=UNFITTED)
    before = ending_of(plain, lay_out(plain, metrics, typesetting))
    if not before.poor:
        return None
    for fitting in fittings():
        fitted = replace(letter, fitting=fitting)
        pages = lay_out(fitted, metrics, typesetting)
        ending = ending_of(fitted, pages)
        if ending.page < before.page or not ending.poor:
            return Fit(fitting, before, ending)
    return _moved(letter, before, metrics, typesetting)


def _moved(letter: ReplyLetter, before: Ending, metrics: Metrics, typesetting: Typesetting | None) -> Fit | None:
    """Return the text before the signature moved to its page by whole lines, where only a line or two stand there."""
    least = int(standard().fitting.least_rows.value)
    if before.rows >= least:
        return None
    moved = replace(letter, fitting=Fitting(rows=least))
    ending = ending_of(moved, lay_out(moved, metrics, typesetting))
    return Fit(moved.fitting, before, ending) if before.page == ending.page and ending.rows >= least else None


def advice(fit: Fit) -> str:
    """Return a sentence on how a letter ends and what would help."""
    before, fitting = fit.before, fit.fitting
    how = counted("署名那一页只有 {count} 行正文。", count=before.rows)
    if before.rows >= standard().fitting.least_rows.value:
        how = counted("署名前面一页空着 {count} 行。", count=int(before.free))
    if fitting.rows:
        return joined((how, counted("可把前面的正文移过来，凑足 {count} 行。", count=fit.ending.rows)))
    return joined((how, message("{closer}，署名就在第 {page} 页。", closer=closer(fitting), page=fit.ending.page)))
