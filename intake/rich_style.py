"""What the markup of one element says about how its words look: hidden, struck, raised, or with their own line ends."""

import re
from typing import TYPE_CHECKING, NamedTuple

from letter.symbol_fonts import is_symbol_font

if TYPE_CHECKING:
    from lxml.etree import _Element as Element  # pyright: ignore[reportPrivateUsage]  its only name

_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|mso-element\s*:\s*(?:comment|foot|end)"
    r"|mso-special-character\s*:\s*(?:comment|footnote)|mso-(?:foot|end)note-id"
)
_SIZE = re.compile(r"font-size\s*:\s*([^;]*)|(?<![\w-])font\s*:\s*[^;]*?\b(\d[\d.]*(?:px|pt|em|rem))")
_NO_SIZE = re.compile(r"[+-]?0*(?:\.0*)?(?:px|pt|em|rem|ex|%|in|cm|mm|pc)?")
_SPACE = re.compile(r"white-space(?:-collapse)?\s*:\s*([a-z-]+)")
_LINE_THROUGH = re.compile(r"(?<![\w-])text-decoration(?:-line)?\s*:\s*([^;]*)")
_WORDS_OWN = re.compile(r"text-line-through\s*:\s*(?!no)")
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']*)")
_ALIGN = re.compile(r"vertical-align\s*:\s*([a-z-]+)")
_KEEPING = frozenset(["pre", "pre-wrap", "pre-line", "break-spaces", "preserve", "preserve-breaks", "preserve-spaces"])
_ALIGNED = {"super": "raised", "sub": "lowered"}
_RAISED_TAGS = {"sup": "raised", "sub": "lowered"}
_STRUCK_TAGS = frozenset(["s", "strike"])
_COMMENT_CLASSES = ("msocom", "msocomment")
# Of a style sheet what a whole page is dressed in: rules of one name, none that holds under some condition only.
_COMMENTS = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_NAME = re.compile(r"(?:[a-z][a-z0-9]*)?(?:[.#][\w-]+)?")
_TELLING = re.compile(r"text-decoration|vertical-align|white-space")
_MOST_RULES, _LONGEST_STYLE = 2_000, 4_000


class Dress(NamedTuple):
    """How words are shown, as far as it changes what they say; each element hands it on to those within it."""

    keeps_lines: bool = False
    sizeless: bool = False
    struck: bool = False
    script: str = ""
    symbols: str = ""


class StyleSheet:
    """The rules of a page's own style sheets by the tag, class or identifier that they are for."""

    def __init__(self, root: "Element") -> None:
        """Read the style elements of a page."""
        self._rules: dict[str, str] = {}
        for sheet in root.iter("style"):
            self._read(_COMMENTS.sub("", sheet.text or ""))

    def _read(self, text: str) -> None:
        depth, names = 0, ""
        for piece in re.split(r"([{}])", text):
            if piece == "{":
                depth += 1
            elif piece == "}":
                depth, names = max(0, depth - 1), ""
            elif depth == 0:
                names = piece.rpartition(";")[2].strip().lower()
            elif depth == 1 and names and not names.startswith("@") and _TELLING.search(piece.lower()):
                for name in names.split(","):
                    if len(self._rules) < _MOST_RULES and _NAME.fullmatch(name.strip()):
                        self._rules[name.strip()] = (
                            self._rules.get(name.strip(), "") + ";" + piece[:_LONGEST_STYLE].lower()
                        )

    def style_of(self, element: "Element") -> str:
        """Return the declarations for an element, its own last."""
        own = (element.get("style") or "")[:_LONGEST_STYLE].lower()
        if not self._rules:
            return own
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        names = [tag, *(f".{name}" for name in (element.get("class") or "").lower().split())]
        if element.get("id"):
            names.append(f"#{(element.get('id') or '').lower()}")
        found = [self._rules[key] for name in names for key in (name, tag + name) if key in self._rules]
        return ";".join([*found, own])


def is_hidden(element: "Element") -> bool:
    """Return whether an element is not seen by whoever reads the text."""
    return (
        element.get("hidden") is not None
        or (element.get("class") or "").lower().startswith(_COMMENT_CLASSES)
        or bool(_HIDDEN.search((element.get("style") or "").lower()))
    )


def dress_of(tag: str, style: str, around: Dress) -> Dress:
    """Return how the words of an element are shown that stands within another one."""
    spaces = _SPACE.findall(style)
    keeps = spaces[-1] in _KEEPING if spaces else tag in ("pre", "listing", "xmp") or around.keeps_lines
    sizes = [size or other for size, other in _SIZE.findall(style)]
    sizeless = bool(_NO_SIZE.fullmatch(sizes[-1].replace("!important", "").strip())) if sizes else around.sizeless
    lines = _LINE_THROUGH.findall(style)
    crossed = "line-through" in lines[-1] if lines else tag in _STRUCK_TAGS
    struck = around.struck or crossed or tag == "del" or bool(_WORDS_OWN.search(style))
    aligned = _ALIGN.findall(style)
    script = _RAISED_TAGS.get(tag) or (_ALIGNED.get(aligned[-1], "") if aligned else "")
    families = _FAMILY.findall(style)
    font = families[-1] if families else around.symbols
    return Dress(keeps, sizeless, struck, script, font if is_symbol_font(font) else "")
