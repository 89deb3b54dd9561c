"""Fonts, sizes and lengths in the words of a clerk, and whether a piece of text has the look of a named style."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from docgen.docx.audit.document import Paragraph, Piece
from docgen.docx.audit.rows import Severity, Verdict
from docgen.standard import Measure, fonts, standard, styles

# The word that all fonts of a look have in their names.
_FAMILIES = {"title": "小标宋", "body": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
_SIZES = {
    42.0: "初号", 36.0: "小初", 26.0: "一号", 24.0: "小一", 22.0: "二号", 18.0: "小二", 16.0: "三号", 15.0: "小三",
    14.0: "四号", 12.0: "小四", 10.5: "五号", 9.0: "小五",
}  # fmt: skip
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_UNKNOWN_FONT = "未指明的字体"


def size_name(points: float) -> str:
    """Return a size as clerks call it: 三号（16 磅）."""
    name = _SIZES.get(points)
    return f"{name}（{points:g} 磅）" if name else f"{points:g} 磅"


def close(found: float, wanted: float, tolerance: float) -> bool:
    """Return whether a figure is within its tolerance, rounding aside."""
    return abs(found - wanted) <= tolerance + 1e-6


def length(value: float, unit: str = "mm") -> str:
    """Return a length with its unit, rounded to what people can measure."""
    return f"{round(value, 1):g} {unit}"


def measured(rule: str, found: float, wanted: Measure | float, tolerance: float, place: str = "") -> Verdict:
    """Return the verdict on a length in mm."""
    value = wanted.value if isinstance(wanted, Measure) else wanted
    return Verdict(
        rule, close(found, value, tolerance), length(found), f"{length(value)}（±{tolerance:g}）", place
    )  # fmt: skip


@cache
def _known_fonts() -> dict[str, str]:
    """Return the Chinese names of fonts by the English ones that some systems write."""
    rows = (pair for font in fonts().values() for pair in font.aliases.items())
    return {english.lower(): chinese for chinese, english in rows}


def font_name(found: str) -> str:
    """Return a font's Chinese name where it has one, without the sign of a vertical font."""
    bare = found.lstrip("@").strip()
    return _known_fonts().get(bare.lower(), bare)


def judge_font(found: str, role: str) -> tuple[bool, Severity | None]:
    """Return whether a font has the look that a role wants; a fallback of the standard's only warns."""
    name = font_name(found)
    if _FAMILIES[role] in name or (name and name == fonts()[role].rare):
        return True, None
    return False, "warning" if name in fonts()[role].chain else None


class Look(NamedTuple):
    """What most of a text looks like: Chinese font, size in points, and whether it is bold."""

    font: str
    size: float
    bold: bool


def main_look(pieces: tuple[Piece, ...], start: int = 0, end: int | None = None) -> Look | None:
    """Return the look that most Chinese characters from start to end have; None where there are none."""
    weights: dict[Look, int] = {}
    place = 0
    for text, look in pieces:
        part = text[max(0, start - place) : None if end is None else max(0, end - place)]
        place += len(text)
        weight = len(_HAN.findall(part))
        if weight:
            key = Look(look.east_asian, look.size, look.bold)
            weights[key] = weights.get(key, 0) + weight
    return max(weights, key=lambda key: weights[key]) if weights else None


def size_of(style: str) -> float:
    """Return the size of one of our styles in points."""
    return styles()[style].size or standard().grid.size.value


def judge_look(
    rules: tuple[str, str], paragraph: Paragraph, style: str, element: str = "", start: int = 0, end: int | None = None
) -> Iterator[Verdict]:
    """Yield the verdicts on font and size of a paragraph, or of a part of it, by one of our styles.

    rules names the two rows; one name for both makes one row of them.
    """
    look = main_look(paragraph.pieces, start, end)
    if look is None:
        return
    role = styles()[style].font
    right_font, severity = judge_font(look.font, role)
    right_size = close(look.size, size_of(style), 0.1)
    font = font_name(look.font) or _UNKNOWN_FONT
    wanted_font, wanted_size = fonts()[role].chain[0], size_name(size_of(style))
    if rules[0] == rules[1]:
        yield Verdict(
            rules[0], right_font and right_size, f"{font}，{size_name(look.size)}", f"{wanted_font}，{wanted_size}",
            paragraph.place, element, None if not right_size else severity,
        )  # fmt: skip
        return
    yield Verdict(rules[0], right_font, font, wanted_font, paragraph.place, element, severity)
    yield Verdict(rules[1], right_size, size_name(look.size), wanted_size, paragraph.place, element)
