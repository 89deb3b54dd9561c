"""The fonts in which letter text is shown: chains of names, the first that this machine has is used."""

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

HEADING_FONTS = {1: "black", 2: "kai", 3: "fang_song", 4: "fang_song"}
CHAINS: dict[str, tuple[str, ...]] = {
    "fang_song": (
        "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "FandolFang R", "FandolFang", "STFangsong",
        "Noto Serif CJK SC",
    ),
    "kai": (
        "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "FandolKai", "STKaiti", "AR PL UKai CN",
        "Noto Serif CJK SC",
    ),
    "black": ("黑体", "SimHei", "FandolHei", "Source Han Sans SC", "Noto Sans CJK SC"),
    "title": ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "宋体", "SimSun", "Noto Serif CJK SC"),
    "interface": ("Microsoft YaHei UI", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei"),
}  # fmt: skip
TEXT_POINTS = 11.5
TITLE_POINTS = 14.0


@cache
def _families() -> frozenset[str]:
    return frozenset(QFontDatabase.families())


@cache
def chain(name: str) -> list[str]:
    """Return the families of a chain that are installed, those of the interface last; never an empty list."""
    present = [family for family in CHAINS[name] if family in _families()]
    return present or list(CHAINS[name][-1:])


def text_font(name: str = "fang_song", points: float = TEXT_POINTS) -> QFont:
    """Return a font for letter text."""
    font = QFont()
    font.setFamilies(chain(name))
    font.setPointSizeF(points)
    return font


def interface_font(font: QFont) -> QFont:
    """Return the interface's font with simplified Chinese before any other fallback."""
    font = QFont(font)
    font.setFamilies([font.family(), *chain("interface")])
    return font
