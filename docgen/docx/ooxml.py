"""The only raw XML: each problem of WordprocessingML solved once, with the schema's order of elements kept.

Lengths are twips unless a name says otherwise. Text is escaped here and nowhere else.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from docgen.docx.marks import Mark, Marks
from docgen.paper import Block, Content, Frame, Indent, PageNumber, Paragraph, PinnedLine, SideBySide, Tab, Table, Text
from docgen.rare import pieces
from docgen.standard import EMU_PER_POINT
from docgen.styles import Look

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

_SPACES = f'xmlns:w="{W}"'
_RELATION_SPACE = f' xmlns:r="{OFFICE}"'
_DRAWING_SPACES = (
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

# Quotes, dashes, dots and the like stand in both scripts' fonts; Word takes the Chinese one only when told. The hint
# changes nothing for the other characters.
_HINT = '<w:rFonts w:hint="eastAsia"/>'
_RARE = '<w:rFonts w:hint="eastAsia" w:ascii="{other}" w:eastAsia="{other}" w:hAnsi="{other}"/>'


def text_of(text: str) -> str:
    """Return text escaped for an XML text node."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def blocks(written: Iterable[Block], marks: Marks | None = None) -> str:
    """Return blocks in their order, with marks of their fields when there is somebody to give them out."""
    if marks is None:
        return "".join(map(block, written))
    return "".join(block(row.block, _Around(_start(row.begin), _stop(row.end), marks)) for row in marks.around(written))


class _Around(NamedTuple):
    """What stands before and behind the content of a block, and who gives out the marks within."""

    begin: str = ""
    end: str = ""
    marks: Marks | None = None


_BARE = _Around()


def block(written: Block, around: _Around = _BARE) -> str:
    """Return a paragraph, a table, or paragraphs side by side."""
    if isinstance(written, Paragraph):
        return paragraph(written, around=around)
    return _table(written, around) if isinstance(written, Table) else _side_by_side(written, around.marks)


def _start(mark: Mark | None) -> str:
    return f'<w:bookmarkStart w:id="{mark.number}" w:name="{mark.name}"/>' if mark else ""


def _stop(mark: Mark | None) -> str:
    return f'<w:bookmarkEnd w:id="{mark.number}"/>' if mark else ""


def _content(content: Content, marks: Marks | None) -> str:
    """Return the pieces, a mark around neighbours of the same field."""
    if marks is None or not any(isinstance(piece, Text) and piece.field for piece in content):
        return "".join(_piece(piece) for piece in content)
    written = ""
    for field, group in groupby(content, key=lambda piece: piece.field if isinstance(piece, Text) else ""):
        mark = marks.of(field) if field else None
        written += _start(mark) + "".join(map(_piece, group)) + _stop(mark)
    return written


def _piece(piece: Text | PageNumber | PinnedLine) -> str:
    if isinstance(piece, Text):
        return _runs(piece)
    return _page_line(piece) if isinstance(piece, PinnedLine) else _page_field()


def _runs(words: Text) -> str:
    """Return the runs of a text; a line feed becomes a line break, a tab a tab."""
    if words.text.isascii():
        return _run(words.text, words, "")
    return "".join(
        _run(part, words, _RARE.format(other=other) if other else _HINT)
        for other, part in pieces(words.text, words.font)
    )


def _run(text: str, look: Text, other: str) -> str:
    properties = f'<w:rStyle w:val="{look.style}"/>' if look.style else ""
    properties += other
    if look.spacing:
        properties += f'<w:spacing w:val="{look.spacing}"/>'
    if look.width != 100:
        properties += f'<w:w w:val="{look.width}"/>'
    if look.size:
        properties += f'<w:sz w:val="{round(look.size * 2)}"/>'
    head = f"<w:r><w:rPr>{properties}</w:rPr>" if properties else "<w:r>"
    if not _BREAKS.search(text):
        return f"{head}{_text(text)}</w:r>"
    parts = (_PIECES.get(piece) or _text(piece) for piece in _BREAKS.split(text) if piece)
    return f"{head}{''.join(parts)}</w:r>"


_PIECES = {"\n": "<w:br/>", "\t": "<w:tab/>", "-": "<w:noBreakHyphen/>"}
# A telephone number is never broken at its hyphen; the character that is read back is a plain one.
_BREAKS = re.compile(r"([\n\t]|(?<=[0-9]{3})-(?=[0-9]{4}))")


def _text(text: str) -> str:
    keep = ' xml:space="preserve"' if text[:1] == " " or text[-1:] == " " else ""
    return f"<w:t{keep}>{text_of(text)}</w:t>"


def _page_field() -> str:
    """Return the field that shows the page's number."""
    return '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def paragraph(written: Paragraph, ends_section: str = "", around: _Around = _BARE) -> str:
    """Return a paragraph, its properties in the order that the schema wants.

    ends_section holds the properties of a section that ends here.
    """
    own = written
    extra = "".join((
        _KEEP_NEXT[own.keep_next],
        "<w:keepLines/>" if own.keep_lines else "",
        "<w:pageBreakBefore/>" if own.new_page else "",
        _frame(own.frame) if own.frame else "",
        "<w:widowControl/>" if own.widows else "",
        f"<w:tabs>{''.join(map(_tab, own.tabs))}</w:tabs>" if own.tabs else "",
        _spacing(own.before, own.pitch),
        _indent(own.indent),
        f'<w:jc w:val="{own.align}"/>' if own.align else "",
        ends_section,
    ))  # fmt: skip
    content = around.begin + _content(own.content, around.marks) + around.end
    return f'<w:p><w:pPr><w:pStyle w:val="{own.style}"/>{extra}</w:pPr>{content}{_PARAGRAPH_END}'


_PARAGRAPH_END = "</w:p>"
_KEEP_NEXT = {None: "", True: "<w:keepNext/>", False: '<w:keepNext w:val="0"/>'}


def _tab(tab: Tab) -> str:
    return f'<w:tab w:val="{tab.kind}" w:pos="{tab.place}"/>'


def _spacing(before: int, pitch: int) -> str:
    above = f' w:before="{before}"' if before else ""
    line = f' w:line="{pitch}" w:lineRule="exact"' if pitch else ""
    return f"<w:spacing{above}{line}/>" if before or pitch else ""


def _indent(indent: Indent) -> str:
    rows = (("left", indent.left), ("right", indent.right), ("hanging", indent.hanging))
    sides = " ".join(f'w:{side}="{width}"' for side, width in rows if width)
    return f"<w:ind {sides}/>" if sides else ""


def _frame(frame: Frame) -> str:
    """Return frame properties; the height may grow: text that somebody adds in Word must never be cut off."""
    return (
        f'<w:framePr w:w="{frame.width}" w:h="{frame.height}" w:hRule="atLeast" w:hSpace="0" w:vSpace="0"'
        f' w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" w:x="{frame.x}" w:y="{frame.y}"/>'
    )


def _page_line(line: PinnedLine) -> str:
    """Return a run that draws a line: a DrawingML line for Word from 2010 on and WPS, a VML line for older readers.

    Compound border styles are drawn differently by each of them.
    """
    wide, high = (0, line.length) if line.upright else (line.length, 0)
    extent = f'cx="{wide}" cy="{high}"'
    name = f'id="{line.number}" name="线{line.number}"'
    shape = (
        f'<wps:wsp><wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="{round(line.points * EMU_PER_POINT)}" cap="flat"><a:solidFill><a:srgbClr val="{line.color}"/>'
        "</a:solidFill></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>"
    )
    drawing = (
        f'<w:drawing><wp:anchor simplePos="0" relativeHeight="{line.number}"'
        ' behindDoc="0" locked="1" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{line.x}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{round(line.y * EMU_PER_POINT)}</wp:posOffset></wp:positionV>'
        f"<wp:extent {extent}/><wp:wrapNone/>"
        f"<wp:docPr {name}/><wp:cNvGraphicFramePr/>"
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"{shape}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    left, top = line.x / EMU_PER_POINT, line.y
    ends = (
        f'from="{left:.2f}pt,{top:.2f}pt" to="{left + wide / EMU_PER_POINT:.2f}pt,{top + high / EMU_PER_POINT:.2f}pt"'
    )
    older = (
        '<w:pict><v:line style="position:absolute;mso-position-horizontal-relative:page;'
        f'mso-position-vertical-relative:page" {ends} strokecolor="#{line.color}"'
        f' strokeweight="{line.points:g}pt"/></w:pict>'
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def _table(written: Table, around: _Around) -> str:
    """Return a table; its mark begins in its first cell and ends in its last."""
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{round(written.line * 8)}" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    widths = written.widths
    sides = "".join(f'<w:{side} w:w="{written.margin}" w:type="dxa"/>' for side in ("left", "right"))
    heads = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>' for width in widths
    ]
    cells = [[paragraph(cell) for cell in row] for row in written.rows]
    cells[0][0] = paragraph(written.rows[0][0], around=_Around(around.begin))
    cells[-1][-1] = cells[-1][-1].removesuffix(_PARAGRAPH_END) + around.end + _PARAGRAPH_END
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/>{'' if number else '<w:tblHeader/>'}</w:trPr>"
        + "".join(f"{head}{cell}</w:tc>" for head, cell in zip(heads, row, strict=True))
        + "</w:tr>"
        for number, row in enumerate(cells)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar>'
        f"</w:tblPr>{_columns(widths)}{body}</w:tbl>"
    )


def _columns(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _side_by_side(written: SideBySide, marks: Marks | None) -> str:
    widths = written.widths
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{blocks(cell, marks)}</w:tc>"
        for cell, width in zip(written.cells, widths, strict=True)
    )
    sides = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{sides}</w:tblCellMar></w:tblPr>{_columns(widths)}'
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{written.height}" w:hRule="exact"/></w:trPr>{row}</w:tr>'
        "</w:tbl>"
    )


def story(tag: str, content: str) -> str:
    """Return a whole part: hdr, ftr, or any root that holds paragraphs.

    It says no more than it needs, for each part is packed by itself: the spaces that it uses alone, and no declaration,
    since UTF-8 is what XML means without one.
    """
    spaces = _SPACES + (_RELATION_SPACE if " r:id=" in content else "")
    spaces += _DRAWING_SPACES if "<w:drawing>" in content else ""
    return f"<w:{tag} {spaces}>{content}</w:{tag}>"


def fonts(east_asian: str, latin: str) -> str:
    """Return the fonts of a style: no theme fonts, digits and Latin in their own."""
    return f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}"/>'


def style(identifier: str, look: Look, font: str, latin: str, usual_size: float) -> str:
    """Return a named paragraph style; the size is written where it is not the usual one of all text."""
    keeps = ("<w:keepNext/>" if look.keep_next else "") + ("<w:keepLines/>" if look.keep_lines else "")
    line = f'<w:spacing w:line="{round(look.pitch * 20)}" w:lineRule="exact"/>'
    first, half_points = look.first_line, round(look.size * 2)
    first_line = f'<w:ind w:firstLineChars="{first // look.unit * 100}" w:firstLine="{first}"/>' if first else ""
    outline = "" if look.outline is None else f'<w:outlineLvl w:val="{look.outline}"/>'
    color = f'<w:color w:val="{look.color}"/>' if look.color else ""
    size = "" if look.size == usual_size else f'<w:sz w:val="{half_points}"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{keeps}{line}{first_line}<w:jc w:val="{look.align}"/>{outline}'
        f'</w:pPr><w:rPr>{fonts(font, latin)}{color}<w:spacing w:val="{round(look.spacing * 20)}"/>'
        f"{size}</w:rPr></w:style>"
    )


def character_style(identifier: str, name: str, font: str, latin: str) -> str:
    """Return a named character style that changes the font only."""
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{fonts(font, latin)}</w:rPr></w:style>"
    )


def styles_part(
    rows: Iterable[str], font: str, latin: str, half_points: int, pitch: int, *, hanging: bool = False
) -> str:
    """Return styles.xml: defaults and Normal with the exact line and Chinese line breaking, then the named styles.

    hanging lets a mark at the end of a line stand outside the type area.
    """
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts(font, latin)}<w:sz w:val="{half_points}"/>'
        f'<w:szCs w:val="{half_points}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>'
        "</w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:kinsoku/><w:wordWrap/>'
        f'<w:overflowPunct w:val="{int(hanging)}"/><w:topLinePunct w:val="0"/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
        "</w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    )
    return story("styles", defaults + normal + "".join(rows))


def font_table_part(chains: Iterable[tuple[str, ...]]) -> str:
    """Return fontTable.xml: each wanted font with the name of the one to take where it is not installed."""
    rows = {
        name: f'<w:font w:name="{name}">' + f'<w:altName w:val="{following}"/><w:charset w:val="86"/></w:font>'
        for chain in chains
        for name, following in pairwise(chain)
    }
    return story("fonts", "".join(rows.values()))


def settings_part(no_end: str, no_start: str) -> str:
    """Return settings.xml: odd and even footers, no squeezed punctuation, today's Word without legacy switches.

    The characters that may not end or begin a line are named, or each Word would take those of its own level.
    """
    return story(
        "settings",
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:noLineBreaksAfter w:lang="zh-CN" w:val="{text_of(no_end)}"/>'
        f'<w:noLineBreaksBefore w:lang="zh-CN" w:val="{text_of(no_start)}"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        ' w:val="15"/></w:compat>',
    )


class PageSetup(NamedTuple):
    """Paper, margins, distances of header and footer, and the pitch of the lines."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int
    pitch: int


def section(
    page: PageSetup, *, first_page: bool = True, footers: Sequence[tuple[str, str]], even_page: bool = False
) -> str:
    """Return a section's properties: header of its first page, footers by their kind, page, line grid.

    even_page begins it on the next even page.
    """
    header = '<w:headerReference w:type="first" r:id="rHeader"/>' if first_page else ""
    rows = "".join(f'<w:footerReference w:type="{kind}" r:id="{name}"/>' for kind, name in footers)
    return (
        f"<w:sectPr>{header}{rows}"
        + ('<w:type w:val="evenPage"/>' if even_page else "")
        + f'<w:pgSz w:w="{page.width}" w:h="{page.height}"/><w:pgMar w:top="{page.top}" w:right="{page.right}"'
        f' w:bottom="{page.bottom}" w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}"'
        ' w:gutter="0"/>'
        + ("<w:titlePg/>" if first_page else "")
        + f'<w:docGrid w:type="lines" w:linePitch="{page.pitch}"/></w:sectPr>'
    )


def document_part(content: str, section_properties: str) -> str:
    """Return document.xml."""
    return story("document", f"<w:body>{content}{section_properties}</w:body>")
