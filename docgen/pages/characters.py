"""The characters of a paragraph with their widths and fonts, before they are broken into lines."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from docgen.lengths import points
from docgen.pages.typesetting import Typesetting
from docgen.paragraphs import Content, PageNumber, Text
from docgen.rare_characters import font_for
from docgen.styles import WORD_STYLES, Look, font_name

HAN, LATIN, SPACE, TAB, BREAK = range(5)
# What Word sets in the Chinese font although it stands among the Latin letters, where it is told so (w:hint).
_FULL_MARKS = frozenset("¡¤§¨ª­¯°±²³´¶·¸¹º¼½¾¿×÷")
_FIRST_HAN = "\u0250"
_KINDS = {"\t": TAB, "\n": BREAK, " ": SPACE}


class Metrics(Protocol):
    """Widths of characters by the name of the wanted font."""

    def advance(self, font: str, character: str) -> float:
        """Return the width of a character in em."""
        ...


class Face(NamedTuple):
    """The look of some characters: font, size in points, width in percent, colour, and the field they come from."""

    font: str
    size: float
    width: int
    color: str
    field: str


class Characters(NamedTuple):
    """A paragraph's characters: kind, width in points with what is added to each, and face, place by place.

    spaces holds what stands before each one besides, when it is not the first of its line; nothing where that is none.
    ends is what the last character of a line is wider than it would be within the line.
    """

    text: str
    kinds: list[int]
    widths: list[float]
    faces: list[Face]
    spaces: list[float]
    ends: float


def characters_of(
    content: Content, look: Look, field: str, page: int, metrics: Metrics, typesetting: Typesetting
) -> Characters:
    """Return the characters of a paragraph's content; page is the number that a page field shows."""
    made = Characters("", [], [], [], [], 0.0 if typesetting.spacing_everywhere else -look.spacing)
    words: list[str] = []
    for run in content:
        if isinstance(run, PageNumber):
            run = Text(str(page))
        if isinstance(run, Text):
            words.append(run.text)
            _add(made, run, look, field, metrics, typesetting)
    made = made._replace(text="".join(words))
    if typesetting.gap or not typesetting.spacing_everywhere:
        made.spaces.extend(_spaces(made, typesetting.gap))
    return made


def _spaces(made: Characters, gap: float) -> Iterator[float]:
    """Yield what stands before each character where one script meets the other."""
    text, kinds = made.text, made.kinds
    script = -1
    for place, kind in enumerate(kinds):
        before, script = script, script if kind == SPACE else kind
        if kind > LATIN or before not in (HAN, LATIN) or kind == before:
            yield 0.0
            continue
        meets = text[place].isalnum() and text[place - 1].isalnum()
        yield made.ends + (gap * made.faces[place - 1].size if meets else 0.0)


def _add(made: Characters, run: Text, look: Look, field: str, metrics: Metrics, typesetting: Typesetting) -> None:
    role = WORD_STYLES[run.style].font if run.style else look.font
    # A character style names the usual Latin font along with its own.
    latin = "latin" if run.style else look.latin
    size = run.size or look.size
    spacing = look.spacing if not run.spacing else points(run.spacing)
    scale = size * run.width / 100
    own = Face(font_name(role), size, run.width, look.color or "000000", run.field or field)
    faces = {False: own, True: own._replace(font=font_name(latin))}
    before_latin = False
    for character in run.text:
        kind = _KINDS.get(character)
        if kind is None:
            kind = LATIN if is_latin(character) else HAN
            if (
                kind == HAN
                and not typesetting.full_marks
                and (character < _FIRST_HAN or (before_latin and _is_weak(character)))
            ):
                kind = LATIN
            before_latin = kind == LATIN
        face = faces[kind != HAN]
        if kind == HAN and character > "\u33ff" and (rare := font_for(character, run.font)):
            face = own._replace(font=rare)
        made.kinds.append(kind)
        made.faces.append(face)
        made.widths.append(metrics.advance(face.font, character) * scale + spacing if kind <= SPACE else 0.0)


def _is_weak(character: str) -> bool:
    """Return whether a character is of the general punctuation, which both scripts share."""
    return "\u2000" <= character <= "\u206f"


def is_latin(character: str) -> bool:
    """Return whether a character is set in the font of digits and letters."""
    return character < _FIRST_HAN and character not in _FULL_MARKS
