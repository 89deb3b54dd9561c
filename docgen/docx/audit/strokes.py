"""Horizontal lines wherever a docx keeps them: DrawingML shapes, VML shapes, paragraph borders and table borders.

All become strokes in millimetres from the paper's top left, so that everybody's documents are judged alike. What only
follows from where the text falls stays None.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from docgen.docx.audit.document import Document, Paragraph, Section
from docgen.docx.audit.effective import read_twips
from docgen.docx.wml import Element, flatten, local, w
from docgen.lengths import EMU_PER_POINT, MM_PER_POINT, POINTS_PER_MM, TWIPS_PER_MM

EMU_PER_MM = 36_000
SHORTEST = 100.0
_FLAT_MM = 2.0
_USUAL_POINTS = 0.75
_IMPRINT_WORDS = re.compile(r"[抄主报]\s*送\s*[：:]|印发\s*$")
_NAMED_COLORS = {"red": "FF0000", "black": "000000", "blue": "0000FF"}
_COMPOUND = {
    "thickThin": "thick_thin",
    "thickBetweenThin": "double",
    "thinThick": "thin_thick",
    "dbl": "double",
    "thinThin": "double",
    "tri": "double",
}


class Stroke(NamedTuple):
    """One horizontal line: left end and middle height in mm or None, length in mm, thickness in points.

    compound tells a double line drawn as one: thick_thin, thin_thick (from the top), double, or pair where the order
    depends on who draws it. anchor counts the paragraphs with text before it; story is the header or footer it is in.
    """

    x: float | None
    y: float | None
    length: float
    points: float
    color: str
    compound: str = ""
    story: str = ""
    anchor: int = 0
    source: str = "drawing"

    @property
    def red(self) -> bool:
        """Whether people would call it red."""
        if not re.fullmatch(r"[0-9A-F]{6}", self.color):
            return False
        red, green, blue = (int(self.color[place : place + 2], 16) for place in (0, 2, 4))
        return red >= 0xB0 and green <= 0x60 and blue <= 0x60


def strokes(document: Document) -> list[Stroke]:
    """Return the horizontal lines of a document that are long enough to part a page."""
    found = list(_in_story(document, document.body, document.all_paragraphs, ""))
    for key, story in document.stories.items():
        found += _in_story(document, story.root, story.paragraphs, key)
    return [stroke for stroke in found if stroke.length >= SHORTEST]


def _in_story(document: Document, root: Element, paragraphs: list[Paragraph], story: str) -> Iterator[Stroke]:
    page, colors = document.page, _theme_colors(document.theme)
    numbers = {paragraph.element: paragraph.number for paragraph in paragraphs}

    def anchor(element: Element) -> int:
        return max((numbers.get(row, 0) for row in element.iterancestors(w("p"))), default=0)

    for element in root.iter(w("drawing")):
        for stroke in _drawing(element, page, colors):
            yield stroke._replace(story=story, anchor=anchor(element))
    for element in root.iter(w("pict"), w("object")):
        for stroke in _vml(element, page):
            yield stroke._replace(story=story, anchor=anchor(element))
    for paragraph in paragraphs:
        for stroke in _borders(paragraph, page):
            yield stroke._replace(story=story, anchor=paragraph.number)
    for table in root.iter(w("tbl")):
        last = max((numbers.get(row, 0) for row in table.iter(w("p"))), default=0)
        # Other tables have rules of their own, which part nothing of the letter.
        if story or _IMPRINT_WORDS.search("".join(str(words) for words in table.itertext())):
            for stroke in _table(table, page):
                yield stroke._replace(story=story, anchor=last)


def _drawing(drawing: Element, page: Section, colors: dict[str, str]) -> Iterator[Stroke]:
    holder = next(iter(drawing), None)
    if holder is None:
        return
    left = _drawn_place(holder, "positionH", page.left, page.width, page.right)
    top = _drawn_place(holder, "positionV", page.top, page.height, page.bottom)
    for shape in holder.iter("{*}wsp"):
        area = shape.find("{*}spPr/{*}xfrm/{*}ext")
        width, height = (_emu(area, "cx"), _emu(area, "cy")) if area is not None else (0.0, 0.0)
        x, y, scale_x, scale_y = _group_offset(shape)
        width, height = width * scale_x, height * scale_y
        if height > _FLAT_MM or shape.find(".//{*}txbxContent") is not None:
            continue
        points, color, compound = _outline(shape, colors)
        if height > 0.1 and local_geometry(shape) == "rect":
            # A flat box filled with colour is a line to whoever looks at it.
            points, compound = height * POINTS_PER_MM, ""
            color = _color_of(shape.find("{*}spPr"), colors) or color
        yield Stroke(
            None if left is None else left + x,
            None if top is None else top + y + height / 2,
            width, points, color, compound,
        )  # fmt: skip


def local_geometry(shape: Element) -> str:
    """Return the name of a shape's preset geometry."""
    geometry = shape.find("{*}spPr/{*}prstGeom")
    return "" if geometry is None else geometry.get("prst", "")


def _emu(element: Element | None, name: str) -> float:
    value = "" if element is None else element.get(name, "")
    return int(value) / EMU_PER_MM if re.fullmatch(r"-?\d{1,12}", value) else 0.0


def _drawn_place(holder: Element, axis: str, before: float, whole: float, after: float) -> float | None:
    """Return where an anchored drawing begins on one axis, None when that follows from the text."""
    position = holder.find(f"{{*}}{axis}")
    if position is None:
        return None
    origin = _origin(position.get("relativeFrom", ""), before, whole - after)
    offset, align = position.find("{*}posOffset"), position.find("{*}align")
    size = _emu(holder.find("{*}extent"), "cx" if axis == "positionH" else "cy")
    if origin is None:
        return None
    if offset is not None and re.fullmatch(r"-?\d{1,12}", (offset.text or "").strip()):
        return origin + int(offset.text or "0") / EMU_PER_MM
    if align is None:
        return None
    within = whole if position.get("relativeFrom") == "page" else whole - before - after
    share = {"center": 0.5, "right": 1.0, "bottom": 1.0}.get(align.text or "", 0.0)
    return origin + (within - size) * share


def _origin(relative: str, before: float, end: float) -> float | None:
    if relative in ("page", "leftMargin", "topMargin"):
        return 0.0
    if relative in ("margin", "column"):
        return before
    return end if relative in ("rightMargin", "bottomMargin") else None


def _group_offset(shape: Element) -> tuple[float, float, float, float]:
    """Return where a shape lies in its drawing in mm, and how much its groups stretch it."""
    x = y = 0.0
    scale_x = scale_y = 1.0
    groups = list(shape.iterancestors("{*}wgp", "{*}grpSp"))
    if not groups:
        return 0.0, 0.0, 1.0, 1.0
    own = shape.find("{*}spPr/{*}xfrm/{*}off")
    x, y = _emu(own, "x"), _emu(own, "y")
    for group in groups:
        frame = group.find("{*}grpSpPr/{*}xfrm")
        if frame is None:
            continue
        inner, outer = frame.find("{*}chExt"), frame.find("{*}ext")
        start, offset = frame.find("{*}chOff"), frame.find("{*}off")
        ratio_x = _emu(outer, "cx") / (_emu(inner, "cx") or 1) if _emu(inner, "cx") else 1.0
        ratio_y = _emu(outer, "cy") / (_emu(inner, "cy") or 1) if _emu(inner, "cy") else 1.0
        # The outermost group lies where its drawing does.
        outermost = local(group) == "wgp"
        x = (x - _emu(start, "x")) * ratio_x + (0.0 if outermost else _emu(offset, "x"))
        y = (y - _emu(start, "y")) * ratio_y + (0.0 if outermost else _emu(offset, "y"))
        scale_x, scale_y = scale_x * ratio_x, scale_y * ratio_y
    return x, y, scale_x, scale_y


def _outline(shape: Element, colors: dict[str, str]) -> tuple[float, str, str]:
    line = shape.find("{*}spPr/{*}ln")
    style = shape.find("{*}style/{*}lnRef")
    color = _color_of(line, colors) or _color_of(style, colors) or "000000"
    if line is None:
        return _USUAL_POINTS, color, ""
    width = line.get("w", "")
    points = int(width) / EMU_PER_POINT if re.fullmatch(r"\d{1,9}", width) else _USUAL_POINTS
    return points, color, _COMPOUND.get(line.get("cmpd", ""), "")


def _color_of(element: Element | None, colors: dict[str, str]) -> str:
    """Return the colour of a fill, directly below the element or below its solidFill."""
    if element is None:
        return ""
    for holder in (element.find("{*}solidFill"), element):
        for row in () if holder is None else holder:
            if local(row) == "srgbClr":
                return row.get("val", "").upper()
            if local(row) == "schemeClr":
                return colors.get(row.get("val", ""), "")
    return ""


def _theme_colors(theme: Element | None) -> dict[str, str]:
    scheme = None if theme is None else theme.find(".//{*}clrScheme")
    colors: dict[str, str] = {}
    for row in () if scheme is None else scheme:
        for value in row:
            colors[local(row)] = (value.get("lastClr") or value.get("val", "")).upper()
    return colors | {"tx1": colors.get("dk1", "000000"), "bg1": colors.get("lt1", "FFFFFF")}


_STYLE_ROW = re.compile(r"\s*([a-z-]+)\s*:\s*([^;]+?)\s*(?:;|$)")
_LENGTH = re.compile(r"(-?[\d.]{1,12})(pt|in|mm|cm|px|)")
_MM = {"pt": MM_PER_POINT, "in": 25.4, "mm": 1.0, "cm": 10.0, "px": 25.4 / 96, "": 25.4 / 96}


def _vml_length(text: str) -> float:
    found = _LENGTH.fullmatch(text.strip())
    if not found or not re.fullmatch(r"-?\d*\.?\d+|-?\d+\.", found[1]):
        return 0.0
    return float(found[1]) * _MM[found[2]]


def _vml(picture: Element, page: Section) -> Iterator[Stroke]:
    """Yield the lines of old Word's drawings; those within a group have coordinates of their own and are scaled."""
    for shape in picture.iter("{urn:schemas-microsoft-com:vml}*"):
        name = local(shape)
        if name not in ("line", "rect", "shape") or shape.find(".//{*}txbxContent") is not None:
            continue
        look = dict(_STYLE_ROW.findall(shape.get("style", "").lower()))
        group = next(shape.iterancestors("{urn:schemas-microsoft-com:vml}group"), None)
        scale, top = 1.0, 0.0
        if group is not None:
            outer = dict(_STYLE_ROW.findall(group.get("style", "").lower()))
            inner = shape_pair(group.get("coordsize", ""))[0] or 1.0
            scale = _vml_length(outer.get("width", "")) / inner
            look = outer | {key: value for key, value in look.items() if key in ("width", "height")}
        if name == "line":
            start, end = shape.get("from", "0,0"), shape.get("to", "0,0")
            (x1, y1), (x2, y2) = (shape_pair(place, group is not None) for place in (start, end))
            x, width, top, height = min(x1, x2) * scale, abs(x2 - x1) * scale, (y1 + y2) / 2 * scale, abs(y2 - y1)
            height *= scale
        else:
            x = 0.0
            width, height = (_vml_length(look.get(side, "")) for side in ("width", "height"))
            if group is not None:
                width, height = (_plain(look.get(side, "")) * scale for side in ("width", "height"))
        if height > _FLAT_MM or width < SHORTEST:
            continue
        left = _vml_place(look, "horizontal", "margin-left", page.left)
        above = _vml_place(look, "vertical", "margin-top", page.top)
        filled = name == "rect" and height > 0.1
        color = _vml_color(shape, "fillcolor" if filled else "strokecolor")
        weight = height * POINTS_PER_MM if filled else _vml_weight(shape)
        drawn = shape.find("{*}stroke")
        compound = "" if drawn is None else _COMPOUND.get(drawn.get("linestyle", ""), "")
        yield Stroke(
            None if left is None else left + x,
            None if above is None else above + top + (0 if name == "line" else height / 2),
            width, weight, color, compound, source="vml",
        )  # fmt: skip


def shape_pair(text: str, plain: bool = False) -> tuple[float, float]:
    """Return a pair of VML coordinates, in mm unless they are a group's own."""
    first, _, second = text.partition(",")
    if plain or re.fullmatch(r"\d+,\d+", text):
        return _plain(first), _plain(second)
    return _vml_length(first), _vml_length(second)


def _plain(text: str) -> float:
    return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,9})?", text.strip()) else 0.0


def _vml_weight(shape: Element) -> float:
    drawn = shape.find("{*}stroke")
    weight = shape.get("strokeweight") or (drawn.get("weight", "") if drawn is not None else "")
    return _vml_length(weight) * POINTS_PER_MM if weight else _USUAL_POINTS


def _vml_color(shape: Element, name: str) -> str:
    color = shape.get(name, "black").split(" ")[0].lower()
    if re.fullmatch(r"#[0-9a-f]{3}", color):
        color = "#" + "".join(digit * 2 for digit in color[1:])
    return _NAMED_COLORS.get(color, color.lstrip("#").upper())


def _vml_place(look: dict[str, str], axis: str, margin: str, before: float) -> float | None:
    relative = look.get(f"mso-position-{axis}-relative", "text")
    if look.get("position") != "absolute" or relative not in ("page", "margin"):
        return None
    aligned = look.get(f"mso-position-{axis}", "absolute")
    if aligned != "absolute":
        return None
    return _vml_length(look.get(margin, "0pt")) + (before if relative == "margin" else 0.0)


def _borders(paragraph: Paragraph, page: Section) -> Iterator[Stroke]:
    """Yield the lines above and below a paragraph; only a framed one has its height fixed on the page."""
    properties = paragraph.properties
    frame_x, frame_y, frame_width = (read_twips(properties.get(f"framePr@{key}")) for key in ("x", "y", "w"))
    pinned = properties.get("framePr@vAnchor") == "page" and frame_y is not None
    left = (read_twips(properties.get("ind@left")) or 0) / TWIPS_PER_MM
    right = (read_twips(properties.get("ind@right")) or 0) / TWIPS_PER_MM
    width, x = page.width - page.left - page.right - left - right, page.left + left
    if frame_width:
        width, x = frame_width / TWIPS_PER_MM, (frame_x or 0) / TWIPS_PER_MM
    for side in ("top", "bottom"):
        kind, size = properties.get(f"pBdr/{side}@val", "nil"), read_twips(properties.get(f"pBdr/{side}@sz"))
        if kind in ("nil", "none") or (paragraph.where != "body" and not paragraph.story):
            continue
        y = None
        if pinned and frame_y is not None:
            height = (read_twips(properties.get("framePr@h")) or 0) if side == "bottom" else 0
            y = (frame_y + height) / TWIPS_PER_MM
        color = properties.get(f"pBdr/{side}@color", "auto").upper()
        yield Stroke(
            x, y, width, (size or 4) / 8, "000000" if color == "AUTO" else color,
            "pair" if re.match(r"thick|thin|double|triple", kind) else "", source="border",
        )  # fmt: skip


def _table(table: Element, page: Section) -> Iterator[Stroke]:
    """Yield the lines above, between and below the rows of a table, as its own borders or its cells' give them."""
    properties = flatten(table.find(w("tblPr")))
    columns = sum(read_twips(column.get(w("w"))) or 0 for column in table.iterfind(f"{w('tblGrid')}/{w('gridCol')}"))
    width = columns / TWIPS_PER_MM or page.width - page.left - page.right
    rows = table.findall(w("tr"))
    for place in range(len(rows) + 1):
        above = _cell_border(rows[place - 1], "bottom") if place else None
        below = _cell_border(rows[place], "top") if place < len(rows) else None
        name = "insideH" if 0 < place < len(rows) else ("bottom" if place else "top")
        whole = _border_of(properties, f"tblBorders/{name}")
        if found := below or above or whole:
            kind, points, color = found
            yield Stroke(None, None, width, points, color, "pair" if "thi" in kind else "", source="table")


def _cell_border(row: Element, side: str) -> tuple[str, float, str] | None:
    cell = row.find(w("tc"))
    return None if cell is None else _border_of(flatten(cell.find(w("tcPr"))), f"tcBorders/{side}")


def _border_of(properties: dict[str, str], key: str) -> tuple[str, float, str] | None:
    kind = properties.get(f"{key}@val", "nil")
    if kind in ("nil", "none"):
        return None
    color = properties.get(f"{key}@color", "auto").upper()
    return kind, (read_twips(properties.get(f"{key}@sz")) or 4) / 8, "000000" if color == "AUTO" else color
