"""The fonts in which letter text is shown: chains of names, the first that this machine has is used.

The names come from resources/standard/fonts.json, as on paper; behind them stand free fonts that only the screen uses.
"""

from functools import cache
from typing import Any

import msgspec
from PySide6.QtGui import QFont, QFontDatabase

import resources

HEADING_FONTS = {1: "hei", 2: "kai", 3: "body", 4: "body"}
ON_SCREEN: dict[str, tuple[str, ...]] = {
    "body": ("FandolFang R", "FandolFang", "Noto Serif CJK SC"),
    "kai": ("FandolKai", "AR PL UKai CN", "Noto Serif CJK SC"),
    "hei": ("FandolHei", "Source Han Sans SC", "Noto Sans CJK SC"),
    "title": ("Noto Serif CJK SC",),
    "interface": ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}
TEXT_POINTS = 11.5
USUAL = 100
# On the sheet: 18 and 22 pixels.
SHEET_POINTS = 13.5
SHEET_TITLE_POINTS = 16.5

_percent = USUAL


def use_size(percent: int) -> None:
    """Make the letters of the interface so large from now on, in percent; what is on the screen already stays."""
    global _percent
    _percent = percent


def size() -> int:
    """Return how large the letters of the interface are, in percent."""
    return _percent


def sized(points: float) -> float:
    """Return a size of letters in points as the clerk wants it."""
    return points * _percent / USUAL


@cache
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


@cache
def _standard() -> dict[str, Any]:
    return msgspec.json.decode(resources.read("standard/fonts.json"))


def _names(name: str) -> list[str]:
    """Return a chain of names, each of the standard's followed by its name in English."""
    font = _standard().get(name, {})
    aliases = font.get("aliases", {})
    on_paper = [known for wanted in font.get("chain", ()) for known in (wanted, aliases.get(wanted, wanted))]
    return [*dict.fromkeys(on_paper), *ON_SCREEN[name]]


@cache
def chain(name: str) -> list[str]:
    """Return the families of a chain that are installed; never an empty list."""
    names = _names(name)
    return [family for family in names if family in _families()] or names[-1:]


def text_font(name: str = "body", points: float = TEXT_POINTS) -> QFont:
    """Return a font for letter text."""
    font = QFont()
    font.setFamilies(chain(name))
    font.setPointSizeF(sized(points))
    return font


def interface_font(font: QFont) -> QFont:
    """Return the interface's font with simplified Chinese before any other fallback."""
    font = QFont(font)
    font.setFamilies([font.family(), *chain("interface")])
    return font
