"""The page a letter is set on: that of the standard, moved for a printer that is out of line (套印)."""

from functools import lru_cache
from typing import NamedTuple

from docgen.lengths import POINTS_PER_MM
from docgen.standard import Page, standard
from letter.model import Agency


class PageSetup(NamedTuple):
    """The page as it is set, and in points how far below or above the paper's edges header and footer begin.

    right and down are how far everything is moved, in points.
    """

    page: Page
    header_distance: float
    footer_distance: float
    right: float = 0
    down: float = 0

    def rules_middle(self, agency: Agency) -> float:
        """Return the middle of red rules in points from the paper's left: that of the type area, or of the paper."""
        if agency.rules_centred_on == "type_area":
            return self.page.middle
        return self.page.width.points / 2 + self.right


@lru_cache(maxsize=8)
def page_setup_of(agency: Agency) -> PageSetup:
    """Return the page set-up of an agency's letters; only pre-printed paper is moved."""
    page = standard().page
    header, footer = standard().letterhead.header_distance.points, standard().page_number.footer_distance.points
    paper = agency.paper
    if not agency.head.preprinted or not (paper.offset_right or paper.offset_down):
        return PageSetup(page, header, footer)
    right, down = paper.offset_right / 10, paper.offset_down / 10
    return PageSetup(
        page.moved(right, down),
        header + down * POINTS_PER_MM,
        footer - down * POINTS_PER_MM,
        right * POINTS_PER_MM,
        down * POINTS_PER_MM,
    )
