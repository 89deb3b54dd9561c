"""The table of what is measured on the printed page: element, letter, how, the standard's value, tolerance, a fault."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from docgen.standard import Measure, fonts, standard, styles
from tests.paper import POINT, Line, Page, Rule

Pages = list[Page]
Value = float | str
Fault = dict[str, object] | tuple[str, str, str] | str


@dataclass(frozen=True)
class Row:
    """One measurement: unit is what expected and tolerance are in, fault what must make it fail.

    A fault is a change of the standard's values by path, a replacement (part, old, new) in the docx, or the name of
    another letter.
    """

    element: str
    clause: str
    letter: str
    measure: Callable[[Pages], Value]
    expected: Callable[[], Value]
    tolerance: float
    fault: Fault


S, LAYOUT = standard, "layout."
CHARACTER = 15.75 * POINT
PITCH = standard().grid.pitch.points * POINT
LEFT, FOOT = standard().page.left.value, standard().page.foot / 20 * POINT
RIGHT = LEFT + standard().page.type_width.value
MIDDLE = (LEFT + RIGHT) / 2
# A line's base lies at four fifths of an exactly set line; a title has its own line.
BASE = 0.8 * PITCH
TITLE_PITCH = (styles()["title"].pitch or 0) * POINT
SMALL = standard().imprint.size.points * POINT
BLACK, RED = (0.0, 0.0, 0.0), (1.0, 0.0, 0.0)
HAN = "国"


def change(**paths: object) -> Fault:
    """Return a fault of the layout's values, page__top=35 standing for layout.page.top.value."""
    return {f"layout.{path.replace('__', '.')}.value": value for path, value in paths.items()}


def style(**paths: object) -> Fault:
    """Return a fault of the styles, body__first_line=1 standing for styles.body.first_line."""
    return {f"styles.{path.replace('__', '.')}": value for path, value in paths.items()}


def value(pick: Callable[[], Measure]) -> Callable[[], float]:
    """Return what gives a value of the standard in its own unit."""
    return lambda: pick().value


def mm(pick: Callable[[], Measure]) -> Callable[[], float]:
    """Return what gives a length of the standard in millimetres."""
    return lambda: pick().points * POINT


def lines(count: float, extra: float = 0) -> Callable[[], float]:
    """Return what gives the height of so many lines of the grid."""
    return lambda: count * PITCH + extra


def fixed(amount: Value) -> Callable[[], Value]:
    """Return what gives a value that follows from the type area."""
    return lambda: amount


def find(text: str, page: int = 0) -> Callable[[Pages], Line]:
    """Return what finds the first line with a text, from a page on."""
    return lambda pages: next(line for sheet in pages[page:] for line in sheet.lines if text in line.text)


def last(text: str) -> Callable[[Pages], Line]:
    """Return what finds the last line with a text on the last page."""
    return lambda pages: [line for line in pages[-1].lines if text in line.text][-1]


def base(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure a base line."""
    return lambda pages: line(pages).baseline


def left(line: Callable[[Pages], Line], text: str = "") -> Callable[[Pages], float]:
    """Measure a left edge: of a line, or of some text in it."""

    def measured(pages: Pages) -> float:
        found = line(pages)
        return found[found.text.index(text)].x if text else found.left

    return measured


def right(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure how far from the right of the type area a line ends."""
    return lambda pages: RIGHT - line(pages).right


def middle(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure the middle of a line."""
    return lambda pages: (line(pages).left + line(pages).right) / 2


def size(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure the size of a line's first Han character, in points."""
    return lambda pages: next(c.size for c in line(pages) if c.text > "\u2fff")


def font(line: Callable[[Pages], Line], text: str = "") -> Callable[[Pages], str]:
    """Name the font of a line's first Han character, or of some text in it."""

    def named(pages: Pages) -> str:
        found = line(pages)
        place = found.text.index(text) if text else next(n for n, c in enumerate(found) if c.text > "\u2fff")
        return family(found[place].font)

    return named


def family(name: str) -> str:
    """Return a font's family; the faces of a collection differ in it by their region, of which each program has one."""
    return re.sub(r"(?<=CJK)(jp|sc)$", "", name.split("-")[0])


def between(
    first: Callable[[Pages], float], second: Callable[[Pages], float], unit: float = 1
) -> Callable[[Pages], float]:
    """Measure from one place to another, in a unit of so many millimetres."""
    return lambda pages: (second(pages) - first(pages)) / unit


def rules(pages: Pages, color: tuple[float, float, float], page: int = 0) -> list[Rule]:
    """Return the rules of a colour on a page, from the top."""
    return [rule for rule in pages[page].rules if rule.color == color and rule.length > 100]


def red(place: int, of: Callable[[Rule], float]) -> Callable[[Pages], float]:
    """Measure a red rule of the first page."""
    return lambda pages: of(rules(pages, RED)[place])


def black(place: int, of: Callable[[Rule], float]) -> Callable[[Pages], float]:
    """Measure a rule of the imprint, on the last page."""
    return lambda pages: of(rules(pages, BLACK, -1)[place])


def thickness(rule: Rule) -> float:
    """Return a rule's thickness."""
    return rule.thickness


def length(rule: Rule) -> float:
    """Return a rule's length."""
    return rule.length


def centre(rule: Rule) -> float:
    """Return a rule's middle."""
    return (rule.left + rule.right) / 2


def mark_top(low: float, high: float) -> Callable[[Pages], float]:
    """Measure where the ink of the mark begins within a strip."""
    return lambda pages: pages[0].ink(low, high)[1]


def mark_bottom(low: float) -> Callable[[Pages], float]:
    """Measure where the ink above the first red rule ends."""
    return lambda pages: pages[0].ink(low, rules(pages, RED)[0].top - 0.5)[3]


def ink_top(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure where the ink of a line on the first page begins."""

    def measured(pages: Pages) -> float:
        found = line(pages)
        return pages[0].ink(found.baseline - 6.5, found.baseline + 0.5, found.left - 0.5, found.right + 0.5)[1]

    return measured


def ink_bottom(line: Callable[[Pages], Line]) -> Callable[[Pages], float]:
    """Measure where the ink of a line on the first page ends."""

    def measured(pages: Pages) -> float:
        found = line(pages)
        return pages[0].ink(found.baseline - 4, found.baseline + 2, found.left - 0.5, found.right + 0.5)[3]

    return measured


def page_number(page: int) -> Callable[[Pages], Line]:
    """Return what finds the number below the type area of a page."""
    return lambda pages: next(line for line in pages[page].lines if line.baseline > FOOT)


def dash(page: int) -> Callable[[Pages], float]:
    """Measure how far below the type area the dash beside a page number stands."""

    def measured(pages: Pages) -> float:
        number = page_number(page)(pages)
        _, top, _, bottom = pages[page].ink(FOOT + 1, 285, number.left, number.left + 4)
        return (top + bottom) / 2 - FOOT

    return measured


def text_lines(pages: Pages) -> list[Line]:
    """Return the lines of a full page of text."""
    return [line for line in pages[1].lines if HAN in line.text]


def name_font(role: str) -> Callable[[], str]:
    """Return what gives the test font that stands for a role's font."""
    stand_ins = {"body": "FandolFang", "kai": "FandolKai", "hei": "FandolHei", "song": "FandolSong"}
    assert set(stand_ins) <= set(fonts())
    return fixed(stand_ins.get(role, "NotoSerifCJK"))  # pyright: ignore[reportReturnType]


TITLE = find("号提案的答复")
FIRST_TITLE = find("朝阳市民政局")
NUMBER = find("〔2023〕")
ADDRESSEE = find("李文清委员：")
OPENING = find("您提出的")
CLOSING = find("感谢您")
DATE = last("月21")


def after_mark(pages: Pages) -> Line:
    """Return the first line of the title."""
    return next(line for line in pages[0].lines if line[0].size == styles()["title"].size)


def organ(pages: Pages) -> Line:
    """Return the line above the date."""
    above = [line for line in pages[-1].lines if line.baseline < DATE(pages).baseline - 1]
    return above[-1]


def steps(found: list[Line]) -> list[float]:
    """Return the distances from base line to base line."""
    return [second.baseline - first.baseline for first, second in pairwise(found)]
