"""A line or a turned box pinned to the page: DrawingML for Word from 2010 on and WPS, VML for older readers.

Compound border styles would be one element less, but each reader draws them differently.
"""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import NamedTuple

from docx.oxml.xmlchemy import BaseOxmlElement

from docgen.docx.elements import element
from docgen.lengths import EMU_PER_POINT, emu
from docgen.paragraphs import PinnedLine, TurnedBox

_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PINNED = "position:absolute;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
# What stands in a part with a drawing must be declared at its root: Requires names a prefix.
PREFIXES = ("wp", "a", "wps", "mc", "v")


def pinned_line(line: PinnedLine) -> BaseOxmlElement:
    """Return the run that draws a line."""
    return copy(_pinned_line(line))


@lru_cache(maxsize=64)
def _pinned_line(line: PinnedLine) -> BaseOxmlElement:
    where = _Anchor(line.number, f"线{line.number}", line.x, emu(line.y), _extent(line), element("wp:wrapNone"))
    return _run(_anchored(where, _shape(line)), _older(line))


def turned_box(box: TurnedBox, paragraph: Callable[[], BaseOxmlElement]) -> BaseOxmlElement:
    """Return the run that draws a box whose paragraph, made once for each kind of reader, is turned to the right."""
    extent: dict[str, object] = {"cx": emu(box.width), "cy": emu(box.height)}
    # No text stands beside it; but LibreOffice loses the place of a box that text goes through.
    wrap = element("wp:wrapSquare", {"wrapText": "bothSides"})
    where = _Anchor(box.number, f"页码{box.number}", emu(box.x), emu(box.y), extent, wrap)
    content = element("w:txbxContent", {}, paragraph())
    shape = element(
        "wps:wsp",
        {},
        element("wps:cNvSpPr", {"txBox": 1}),
        element("wps:spPr", {}, _place(extent), _geometry("rect"), element("a:noFill"), _no_stroke()),
        element("wps:txbx", {}, content),
        element("wps:bodyPr", {"vert": "vert", "wrap": "square", "lIns": 0, "tIns": 0, "rIns": 0, "bIns": 0}),
    )
    style = (
        f"{_PINNED};margin-left:{box.x:.2f}pt;margin-top:{box.y:.2f}pt;"
        f"width:{box.width:.2f}pt;height:{box.height:.2f}pt"
    )
    textbox = {"style": "layout-flow:vertical", "inset": "0,0,0,0"}
    words = element("v:textbox", textbox, element("w:txbxContent", {}, paragraph()))
    return _run(_anchored(where, shape), element("v:rect", {"style": style, "filled": "f", "stroked": "f"}, words))


class _Anchor(NamedTuple):
    """Where a drawing is pinned to its page, in EMU, how large it is, and how text would go around it."""

    number: int
    name: str
    x: int
    y: int
    extent: dict[str, object]
    wrap: BaseOxmlElement


def _run(anchored: BaseOxmlElement, older: BaseOxmlElement) -> BaseOxmlElement:
    choice = element("mc:Choice", {"Requires": "wps"}, element("w:drawing", {}, anchored))
    fallback = element("mc:Fallback", {}, element("w:pict", {}, older))
    return element("w:r", {}, element("mc:AlternateContent", {}, choice, fallback))


def _anchored(where: _Anchor, shape: BaseOxmlElement) -> BaseOxmlElement:
    places = (("wp:positionH", where.x), ("wp:positionV", where.y))
    anchored = {
        "simplePos": 0, "relativeHeight": where.number, "behindDoc": 0, "locked": 1, "layoutInCell": 1,
        "allowOverlap": 1,
    }  # fmt: skip
    graphic = element("a:graphic", {}, element("a:graphicData", {"uri": _SHAPE}, shape))
    return element(
        "wp:anchor",
        anchored,
        element("wp:simplePos", {"x": 0, "y": 0}),
        *(element(tag, {"relativeFrom": "page"}, _text("wp:posOffset", place)) for tag, place in places),
        element("wp:extent", where.extent),
        where.wrap,
        element("wp:docPr", {"id": where.number, "name": where.name}),
        element("wp:cNvGraphicFramePr"),
        graphic,
    )


def _place(extent: dict[str, object]) -> BaseOxmlElement:
    return element("a:xfrm", {}, element("a:off", {"x": 0, "y": 0}), element("a:ext", extent))


def _geometry(name: str) -> BaseOxmlElement:
    return element("a:prstGeom", {"prst": name}, element("a:avLst"))


def _no_stroke() -> BaseOxmlElement:
    return element("a:ln", {}, element("a:noFill"))


def _shape(line: PinnedLine) -> BaseOxmlElement:
    place, straight = _place(_extent(line)), _geometry("line")
    color = element("a:solidFill", {}, element("a:srgbClr", {"val": line.color}))
    stroke = element("a:ln", {"w": emu(line.points), "cap": "flat"}, color)
    look = element("wps:spPr", {}, place, straight, stroke)
    return element("wps:wsp", {}, element("wps:cNvCnPr"), look, element("wps:bodyPr"))


def _older(line: PinnedLine) -> BaseOxmlElement:
    left, top = line.x / EMU_PER_POINT, line.y
    right, bottom = left + _wide(line) / EMU_PER_POINT, top + _high(line) / EMU_PER_POINT
    return element(
        "v:line",
        {
            "style": _PINNED, "from": f"{left:.2f}pt,{top:.2f}pt", "to": f"{right:.2f}pt,{bottom:.2f}pt",
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
