"""What is painted on one page, as PDF's operators: rules, then lines of text in the order of reading."""

from collections.abc import Iterable, Iterator, Sequence

from docgen.pages.values import Line, Page, Pages, Rule, Span
from docgen.pdf.objects import number, points, utf16
from docgen.pdf.signs import Signs

_EM = 1000
# Up to this size in points a thousandth of an em is fine enough for places, beyond it a tenth of one.
_LARGE = 20
# Readers take more room than about a tenth of an em for a space, in thousandths.
_SPREAD = 80


def page_content(page: Page, pages: Pages, signs: Signs) -> bytes:
    """Return the operators for a page; a landscape one is painted with its upper edge at the left of the paper."""
    painted = _painted(page.lines, page.rules, pages.size(page)[1], signs)
    if page.landscape:
        turned = f"q 0 1 -1 0 {number(points(pages.width))} 0 cm"
        painted = [turned, *painted, "Q", *_painted(page.upright, (), pages.height, signs)]
    return "\n".join(painted).encode("ascii")


def _painted(lines: Iterable[Line], rules: Iterable[Rule], height: float, signs: Signs) -> list[str]:
    """Return the operators for rules and lines whose places are from the top of so many millimetres."""
    text = _Text(height, signs)
    for line in lines:
        text.show(line)
    return [*(_rule(rule, height) for rule in rules), *text.operators]


def _rule(rule: Rule, height: float) -> str:
    x, y, length = points(rule.x), points(height - rule.y), points(rule.length)
    end = (x, y - length) if rule.upright else (x + length, y)
    places = " ".join(number(place) for place in (x, y)) + " m " + " ".join(number(place) for place in end) + " l S"
    return f"{_color(rule.color)} RG {number(rule.thickness)} w {places}"


def _color(color: str) -> str:
    return " ".join(number(int(color[place : place + 2], 16) / 255) for place in (0, 2, 4))


class _Text:
    """The text of a page, line by line, each character at its place; what has not changed is not said again."""

    def __init__(self, height: float, signs: Signs) -> None:
        self._height, self._signs = height, signs
        self._said: dict[str, str] = {"rg": "0 0 0", "Tz": "100"}
        self._shown: list[str] = []
        self._spread = False

    @property
    def operators(self) -> list[str]:
        return ["BT", *self._shown, "ET"] if self._shown else []

    def show(self, line: Line) -> None:
        """Show a line; words that are set wide say what they are, or readers would find spaces between the letters."""
        for spans in _together(line.spans):
            first, self._spread = len(self._shown), False
            for span in spans:
                self._show(span, line.baseline)
            if self._spread:
                text = utf16("".join(span.text for span in spans))
                self._shown.insert(first, f"/Span <</ActualText <FEFF{text}>>> BDC")
                self._shown.append("EMC")

    def _show(self, span: Span, baseline: float) -> None:
        """Show a span; characters of one font follow each other in one operator, moved from where they would stand."""
        self._say("rg", _color(span.color))
        self._say("Tz", str(span.width))
        size, y = number(span.size), number(points(self._height - baseline))
        em = span.size * span.width / 100
        decimals = None if em <= _LARGE else 1
        unit = points(_EM) / em
        signs = self._signs[span.font]
        font, pen, origin = "", 0.0, 0.0
        parts: list[str] = []
        for character, x in zip(span.text, span.xs, strict=True):
            sign = signs[character]
            if sign.font != font:
                self._end(parts)
                font, parts, pen, origin = sign.font, [], 0.0, x
                self._say("Tf", f"/{font} {size}")
                self._shown.append(f"1 0 0 1 {number(points(x))} {y} Tm")
            back = round(pen - (x - origin) * unit, decimals)
            if back:
                parts.append(f">{back}<")
                pen -= back
                self._spread = self._spread or back < -_SPREAD
            parts.append(sign.code)
            pen += sign.width
        self._end(parts)

    def _end(self, parts: list[str]) -> None:
        if parts:
            self._shown.append(f"[<{''.join(parts)}>] TJ")

    def _say(self, operator: str, value: str) -> None:
        if self._said.get(operator) != value:
            self._said[operator] = value
            self._shown.append(f"{value} {operator}")


def _together(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the spans of a line, parted where there is so much room that they belong to different columns."""
    group: list[Span] = []
    for span in spans:
        if group and span.xs and points(span.xs[0] - group[-1].right) > span.size:
            yield group
            group = []
        if span.text:
            group.append(span)
    if group:
        yield group
