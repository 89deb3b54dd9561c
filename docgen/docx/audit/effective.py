"""Effective properties: what a paragraph or a run looks like after defaults, style chain, numbering, direct format."""

import re
from typing import NamedTuple

from docgen.docx.wml import Element, Properties, flatten, w
from docgen.lengths import TWIPS_PER_MM, TWIPS_PER_POINT

_OFF = ("0", "false", "off", "none")
_MEASURE = re.compile(r"(-?\d{1,9}(?:\.\d{1,9})?)(mm|cm|in|pt|pc|pi)?")
_TWIPS = {
    "": 1.0,
    "mm": TWIPS_PER_MM,
    "cm": 14400 / 25.4,
    "in": 1440.0,
    "pt": TWIPS_PER_POINT,
    "pc": 240.0,
    "pi": 240.0,
}
# Properties that set the first of a pair take the second away from those below them.
_RIVALS = (
    ("ind@firstLine", "ind@hanging"),
    ("ind@firstLineChars", "ind@hangingChars"),
    ("ind@hanging", "ind@firstLine"),
    ("ind@hangingChars", "ind@firstLineChars"),
    ("rFonts@eastAsia", "rFonts@eastAsiaTheme"),
    ("rFonts@ascii", "rFonts@asciiTheme"),
    ("rFonts@eastAsiaTheme", "rFonts@eastAsia"),
    ("rFonts@asciiTheme", "rFonts@ascii"),
)
_DEFAULT_SIZE = 10.0
_DEEPEST_CHAIN = 50


def read_twips(text: str | None) -> float | None:
    """Return a length of WordprocessingML in twips, None for what is no length."""
    found = _MEASURE.fullmatch((text or "").strip())
    return float(found[1]) * _TWIPS[found[2] or ""] if found else None


def read_points(text: str | None) -> float:
    """Return a measure in points, nothing for what is none."""
    return (read_twips(text) or 0) / TWIPS_PER_POINT


def is_on(text: str | None) -> bool:
    """Return whether the value of a switch means on; a switch without a value does."""
    return (text or "1").lower() not in _OFF


def lay(lower: Properties, upper: Properties) -> Properties:
    """Return the lower properties with the upper ones over them."""
    gone = {loser for winner, loser in _RIVALS if winner in upper and loser not in upper}
    return {key: value for key, value in lower.items() if key not in gone} | upper


class RunLook(NamedTuple):
    """How the characters of a run look; size and spacing in points, colour in hexadecimal."""

    east_asian: str
    latin: str
    size: float
    bold: bool
    color: str
    spacing: float


class Styles:
    """The styles of a document, each with all that it inherits, and the fonts of its theme."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        """Read styles.xml and the theme; either may be missing."""
        self._rows: dict[str, Element] = {}
        self._names: dict[str, str] = {}
        self._default = ""
        self._base: tuple[Properties, Properties] = {}, {}
        self._resolved: dict[str, tuple[Properties, Properties]] = {}
        self._theme = _theme_fonts(theme)
        if styles is None:
            return
        for row in styles.iter(w("style")):
            name, identifier = row.find(w("name")), row.get(w("styleId"), "")
            self._rows[identifier] = row
            self._names[identifier] = "" if name is None else name.get(w("val"), "")
            if row.get(w("type")) == "paragraph" and row.get(w("default")) and is_on(row.get(w("default"))):
                self._default = identifier
        self._base = (
            flatten(styles.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")),
            flatten(styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")),
        )

    def name(self, identifier: str) -> str:
        """Return the name of a style that people see."""
        return self._names.get(identifier or self._default, "")

    def chain(self, identifier: str) -> tuple[Properties, Properties]:
        """Return the paragraph and run properties of a style, with what it inherits from the styles it is based on."""
        if identifier not in self._resolved:
            rows: list[Element] = []
            name = identifier
            while name in self._rows and self._rows[name] not in rows and len(rows) < _DEEPEST_CHAIN:
                rows.append(self._rows[name])
                based = self._rows[name].find(w("basedOn"))
                name = "" if based is None else based.get(w("val"), "")
            paragraph: Properties = {}
            run: Properties = {}
            for row in reversed(rows):
                paragraph = lay(paragraph, flatten(row.find(w("pPr"))))
                run = lay(run, flatten(row.find(w("rPr"))))
            self._resolved[identifier] = paragraph, run
        return self._resolved[identifier]

    def paragraph(self, style: str) -> tuple[Properties, Properties]:
        """Return the properties of a paragraph style, the default one for "", over the document's defaults."""
        paragraph, run = self.chain(style if style in self._rows else self._default)
        return lay(self._base[0], paragraph), lay(self._base[1], run)

    def run(self, under: Properties, direct: Properties) -> RunLook:
        """Return the look of a run: its direct format over its character style over the paragraph's own properties."""
        character = self.chain(direct.get("rStyle@val", ""))[1]
        properties = lay(lay(under, character), direct)
        bold = properties.get("b@val")
        if "b@val" not in direct and "b@val" in character and is_on(character["b@val"]):
            # Bold is a switch: a bold character style in a bold paragraph style is upright again.
            bold = "0" if "b@val" in under and is_on(under["b@val"]) else "1"
        half_points = read_twips(properties.get("sz@val"))
        return RunLook(
            self._font(properties, "eastAsia"),
            self._font(properties, "ascii"),
            _DEFAULT_SIZE if half_points is None else half_points / 2,
            bold is not None and is_on(bold),
            properties.get("color@val", "auto").upper(),
            read_points(properties.get("spacing@val")),
        )

    def _font(self, properties: Properties, script: str) -> str:
        theme = properties.get(f"rFonts@{script}Theme")
        if theme and (font := self._theme.get(theme)):
            return font
        return properties.get(f"rFonts@{script}", "")


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts of a theme by the names that runs use for them; Chinese ones as Word picks them for zh-CN."""
    fonts: dict[str, str] = {}
    for place in ("major", "minor"):
        for group in () if theme is None else theme.iter(f"{{*}}{place}Font"):
            latin, chinese, script = group.find("{*}latin"), group.find("{*}ea"), group.find("{*}font[@script='Hans']")
            fonts[f"{place}Ascii"] = fonts[f"{place}HAnsi"] = "" if latin is None else latin.get("typeface", "")
            named = "" if chinese is None else chinese.get("typeface", "")
            fonts[f"{place}EastAsia"] = named or ("" if script is None else script.get("typeface", ""))
    return fonts
