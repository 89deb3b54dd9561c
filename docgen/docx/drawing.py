"""A line pinned to the page: DrawingML for Word from 2010 on and WPS, VML for older readers.

Compound border styles would be one element less, but each reader draws them differently.
"""

from copy import copy
from functools import lru_cache

from docx.oxml.xmlchemy import BaseOxmlElement

from docgen.docx.elements import element
from docgen.lengths import EMU_PER_POINT, emu
from docgen.paragraphs import PinnedLine

_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
# What stands in a part with such a line must be declared at its root: Requires names a prefix.
PREFIXES = ("wp", "a", "wps", "mc", "v")


def pinned_line(line: PinnedLine) -> BaseOxmlElement:
    """Return the run that draws a line."""
    return copy(_pinned_line(line))


@lru_cache(maxsize=64)
def _pinned_line(line: PinnedLine) -> BaseOxmlElement:
    choice = element("mc:Choice", {"Requires": "wps"}, element("w:drawing", {}, _anchor(line)))
    fallback = element("mc:Fallback", {}, element("w:pict", {}, _older(line)))
    return element("w:r", {}, element("mc:AlternateContent", {}, choice, fallback))


def _anchor(line: PinnedLine) -> BaseOxmlElement:
    places = (("wp:positionH", line.x), ("wp:positionV", emu(line.y)))
    anchored = {
        "simplePos": 0, "relativeHeight": line.number, "behindDoc": 0, "locked": 1, "layoutInCell": 1,
        "allowOverlap": 1,
    }  # fmt: skip
    graphic = element("a:graphic", {}, element("a:graphicData", {"uri": _SHAPE}, _shape(line)))
    return element(
        "wp:anchor",
        anchored,
        element("wp:simplePos", {"x": 0, "y": 0}),
        *(element(tag, {"relativeFrom": "page"}, _text("wp:posOffset", place)) for tag, place in places),
        element("wp:extent", _extent(line)),
        element("wp:wrapNone"),
        element("wp:docPr", {"id": line.number, "name": f"线{line.number}"}),
        element("wp:cNvGraphicFramePr"),
        graphic,
    )


def _shape(line: PinnedLine) -> BaseOxmlElement:
    place = element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", _extent(line)))
    straight = element("a:prstGeom", {"prst": "line"}, element("a:avLst"))
    color = element("a:solidFill", {}, element("a:srgbClr", {"val": line.color}))
    stroke = element("a:ln", {"w": emu(line.points), "cap": "flat"}, color)
    look = element("wps:spPr", {}, place, straight, stroke)
    return element("wps:wsp", {}, element("wps:cNvCnPr"), look, element("wps:bodyPr"))


def _older(line: PinnedLine) -> BaseOxmlElement:
    left, top = line.x / EMU_PER_POINT, line.y
    right, bottom = left + _wide(line) / EMU_PER_POINT, top + _high(line) / EMU_PER_POINT
    page = "position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    return element(
        "v:line",
        {
            "style": page, "from": f"{left:.2f}pt,{top:.2f}pt", "to": f"{right:.2f}pt,{bottom:.2f}pt",
            "strokecolor": f"#{line.color}", "strokeweight": f"{line.points:g}pt",
        },
    )  # fmt: skip


def _extent(line: PinnedLine) -> dict[str, object]:
    return {"cx": _wide(line), "cy": _high(line)}


def _wide(line: PinnedLine) -> int:
    return 0 if line.upright else line.length


def _high(line: PinnedLine) -> int:
    return line.length if line.upright else 0


def _text(tag: str, value: int) -> BaseOxmlElement:
    made = element(tag)
    made.text = str(value)
    return made
