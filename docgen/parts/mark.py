"""The issuer's mark (发文机关标志, GB/T 9704-2012 7.2.4, 10.1): its words, size and spread."""

from docgen.lengths import TWIPS_PER_POINT
from docgen.paragraphs import Text
from docgen.standard import standard
from letter.model import Agency

_FIELD = "/agency/mark"


def mark_of(agency: Agency) -> str:
    """Return the words of the mark: the organ's full or usual name."""
    return agency.mark or agency.name


def mark_size(length: float, largest: float, smallest: float, width: float) -> tuple[float, int]:
    """Return the size in points and the width in percent that let so many characters fit a width in points.

    Below the smallest size the characters are made narrower instead, as printed letterheads do.
    """
    fitting = int(width / length * 2) / 2
    size = max(smallest, min(largest, fitting))
    return size, min(100, int(fitting / size * 100))


def spread(mark: str, size: float) -> float:
    """Return the space in points that opens up the letters of a short name."""
    head = standard().letterhead
    available = head.mark_spread.points - len(mark) * size
    return max(0.0, min(available / max(len(mark) - 1, 1), head.mark_gap_limit.value * size))


def words(mark: str, size: float, *, width: int = 100, gap: float = 0) -> tuple[Text, ...]:
    """Return the words of a mark; no gap stands behind its last letter, which would pull it off centre."""
    twips = int(gap * TWIPS_PER_POINT)
    if not twips or len(mark) < 2:
        return (Text(mark, size=size, width=width, font="title", field=_FIELD),)
    opened = Text(mark[:-1], spacing=twips, size=size, font="title", field=_FIELD)
    return opened, Text(mark[-1], size=size, font="title", field=_FIELD)
