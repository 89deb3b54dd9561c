"""A docx as an auditor sees it: sections, paragraphs with their effective look, tables, headers and footers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from docgen.docx.audit.effective import RunLook, Styles, is_on, lay, read_points, read_twips
from docgen.docx.numbering import Numbering
from docgen.docx.package import NotADocx, Package
from docgen.docx.wml import OFFICE, Element, Properties, flatten, local, w
from docgen.lengths import TWIPS_PER_MM

Where = Literal["body", "table", "box", "story"]

MOST_PARAGRAPHS = 50_000
EXCERPT = 10
_DROPPED = ("del", "moveFrom", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")
_PAGE_FIELD = re.compile(r"\bPAGE\b", re.IGNORECASE)


class Piece(NamedTuple):
    """Text of one look."""

    text: str
    look: RunLook


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: text with line feeds and tabs, its pieces, its properties, and where it stands.

    number counts the paragraphs with text from 1; heading numbers that Word makes are part of the text.
    """

    element: Element
    text: str
    pieces: tuple[Piece, ...]
    properties: Properties
    style: str
    style_name: str
    where: Where
    number: int
    story: str = ""
    numbered_page: bool = False

    @property
    def words(self) -> str:
        """The text without blanks around it."""
        return self.text.strip(" \u3000\t\n\xa0")

    @property
    def look(self) -> RunLook:
        """The look of its first visible piece, or of its mark."""
        return next((piece.look for piece in self.pieces if piece.text.strip()), self.pieces[0].look)

    @property
    def align(self) -> str:
        """The alignment: left, right, center or both."""
        value = self.properties.get("jc@val", "left")
        return {"start": "left", "end": "right", "distribute": "both"}.get(value, value)

    @property
    def place(self) -> str:
        """Where it is, for people."""
        words = self.words.replace("\n", "")
        excerpt = f"“{words[:EXCERPT]}{'…' if len(words) > EXCERPT else ''}”" if words else ""
        return {"body": f"第{self.number}段", "table": "表格", "box": "文本框", "story": self.story}[
            self.where
        ] + excerpt

    def indent(self, side: str, unit: float) -> float:
        """Return an indent in 字 of so many twips; side is left, right or first (a hanging one is negative)."""
        if side == "first":
            return self._length("firstLine", unit) or -self._length("hanging", unit)
        return self._length(side, unit)

    def _length(self, name: str, unit: float) -> float:
        characters = read_twips(self.properties.get(f"ind@{name}Chars"))
        if characters:
            return characters / 100
        return (read_twips(self.properties.get(f"ind@{name}")) or 0) / unit


class Section(NamedTuple):
    """One section: lengths in mm, pitch and character space of the grid in points."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    title_page: bool
    grid: str
    line_pitch: float
    character_space: float
    stories: dict[str, str]

    @property
    def landscape(self) -> bool:
        """Whether the page lies on its side."""
        return self.width > self.height


@dataclass
class Story:
    """A header or footer: its name for people, its root and its paragraphs."""

    name: str
    root: Element
    paragraphs: list[Paragraph]


@dataclass
class Document:
    """All of a docx that its audit looks at; stories are keyed header_first, footer_default and the like."""

    sections: list[Section]
    paragraphs: list[Paragraph]
    body: Element
    stories: dict[str, Story]
    settings: Properties
    theme: Element | None
    pictures_in_header: bool = False
    all_paragraphs: list[Paragraph] = field(default_factory=list[Paragraph])

    @property
    def even_and_odd(self) -> bool:
        """Whether even pages have headers and footers of their own."""
        return is_on(self.settings.get("evenAndOddHeaders@val", "0"))

    @property
    def page(self) -> Section:
        """The section of the first page."""
        return self.sections[0]


def read_document(package: Package) -> Document:
    """Return the document in a package; raises NotADocx."""
    relations = package.relations(package.main)
    named: dict[str, Element] = {}
    for row in relations.values():
        kind = row.kind.removeprefix(f"{OFFICE}/")
        if kind in ("styles", "settings", "theme", "numbering"):
            named[kind] = package.part(row.target)
    root = _accepted(package.story(package.main))
    body = root.find(w("body"))
    if body is None:
        raise NotADocx("文件里没有正文，已经损坏，请用 Word 或 WPS 打开后另存为 docx 再试。")
    theme = named.get("theme")
    reader = _Reader(Styles(named.get("styles"), theme), Numbering(named.get("numbering")))
    sections = [_section(row) for row in body.iter(w("sectPr"))] or [_section(None)]
    stories: dict[str, Story] = {}
    for key, identifier in sections[0].stories.items():
        if identifier not in relations:
            raise NotADocx("文件里缺少页眉或页脚，已经损坏，请用 Word 或 WPS 打开后另存为 docx 再试。")
        part = _accepted(package.story(relations[identifier].target))
        name = _STORY_NAMES.get(key, "页眉页脚")
        stories[key] = Story(name, part, list(reader.paragraphs(part, name)))
    every = list(reader.paragraphs(body))
    pictures = any(
        story.root.find(".//{*}blip") is not None or story.root.find(".//{*}imagedata") is not None
        for story in stories.values()
    )
    return Document(
        sections,
        [row for row in every if row.words],
        body,
        stories,
        flatten(named.get("settings")),
        theme,
        pictures,
        every,
    )


_STORY_NAMES = {
    "header_first": "首页页眉",
    "header_default": "页眉",
    "header_even": "双页页眉",
    "footer_first": "首页页脚",
    "footer_default": "页脚",
    "footer_even": "双页页脚",
}


def _accepted(root: Element) -> Element:
    """Return a story as it is after all changes are accepted."""
    for row in list(root.iter(*map(w, _DROPPED))):
        parent = row.getparent()
        # A w:del in a paragraph mark's properties only joins paragraphs; it holds nothing.
        if parent is not None and local(parent) != "rPr":
            parent.remove(row)
    return root


def _section(element: Element | None) -> Section:
    properties = flatten(element)

    def length(key: str, default: float) -> float:
        value = read_twips(properties.get(key))
        return (default if value is None else value) / TWIPS_PER_MM

    stories: dict[str, str] = {}
    for row in () if element is None else element:
        kind = local(row).removesuffix("Reference")
        if kind in ("header", "footer"):
            stories[f"{kind}_{row.get(w('type'), 'default')}"] = row.get(f"{{{OFFICE}}}id", "")
    gutter = length("pgMar@gutter", 0)
    return Section(
        width=length("pgSz@w", 12240),
        height=length("pgSz@h", 15840),
        top=abs(length("pgMar@top", 1440)),
        bottom=abs(length("pgMar@bottom", 1440)),
        left=length("pgMar@left", 1440) + gutter,
        right=length("pgMar@right", 1440),
        header=length("pgMar@header", 720),
        footer=length("pgMar@footer", 720),
        title_page=is_on(properties.get("titlePg@val", "0")),
        grid=properties.get("docGrid@type", ""),
        line_pitch=read_points(properties.get("docGrid@linePitch")),
        character_space=(read_twips(properties.get("docGrid@charSpace")) or 0) / 4096,
        stories=stories,
    )


class _Reader:
    """Makes paragraphs of a story; counts those that have text."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def paragraphs(self, root: Element, story: str = "") -> Iterator[Paragraph]:
        """Yield the paragraphs below a root in the order of the file; raises NotADocx for more than anybody writes."""
        number = 0
        for count, element in enumerate(root.iter(w("p"))):
            if count >= MOST_PARAGRAPHS:
                raise NotADocx(f"文件有 {MOST_PARAGRAPHS} 多段，不像公文，请换一个文件。")
            paragraph = self._paragraph(element, story, number + 1)
            number += bool(paragraph.words) and paragraph.where == "body"
            yield paragraph

    def _paragraph(self, element: Element, story: str, number: int) -> Paragraph:
        own_properties = element.find(w("pPr"))
        direct = flatten(own_properties)
        style = direct.get("pStyle@val", "")
        properties, under = self._styles.paragraph(style)
        mark = ""
        listed = direct.get("numPr/numId@val", properties.get("numPr/numId@val", ""))
        if listed:
            level = direct.get("numPr/ilvl@val", properties.get("numPr/ilvl@val", "0"))
            mark, own = self._numbering.level(listed, level)
            properties = lay(properties, own) if "numPr/numId@val" in direct else lay(own, properties)
        pieces, numbered_page = self._pieces(element, under)
        if mark and pieces:
            pieces.insert(0, Piece(mark, pieces[0].look))
        if not pieces:
            own_mark = None if own_properties is None else own_properties.find(w("rPr"))
            pieces = [Piece("", self._styles.run(under, flatten(own_mark)))]
        return Paragraph(
            element,
            "".join(piece.text for piece in pieces),
            tuple(pieces),
            lay(properties, direct),
            style,
            self._styles.name(style),
            "story" if story else _where(element),
            number,
            story,
            numbered_page,
        )

    def _pieces(self, element: Element, under: Properties) -> tuple[list[Piece], bool]:
        """Return the visible text of a paragraph; a page number counts as one digit, whatever it was when saved."""
        pieces: list[Piece] = []
        in_page_field = numbered_page = False
        for run in element.iter(w("r")):
            if next(run.iterancestors(w("p")), None) is not element:
                continue
            text = ""
            for row in run:
                name = local(row)
                if name == "instrText" and _PAGE_FIELD.search(row.text or ""):
                    in_page_field = numbered_page = True
                    text += "1"
                elif name == "fldChar" and row.get(w("fldCharType")) == "end":
                    in_page_field = False
                elif name == "t" and not in_page_field:
                    text += row.text or ""
                else:
                    text += _SIGNS.get(name, "") if row.get(w("type")) not in ("page", "column") else ""
            if text:
                properties = run.find(w("rPr"))
                pieces.append(Piece(text, self._styles.run(under, flatten(properties))))
        simple = [row for row in element.iter(w("fldSimple")) if _PAGE_FIELD.search(row.get(w("instr"), ""))]
        return pieces, numbered_page or bool(simple)


_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "pgNum": "1"}


def _where(element: Element) -> Where:
    for row in element.iterancestors(w("tc"), w("txbxContent")):
        return "table" if local(row) == "tc" else "box"
    return "body"
