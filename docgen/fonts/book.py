"""The fonts that letters are set in on this machine: by the wanted font's name the face that has a character."""

from collections.abc import Container, Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple
from unicodedata import category

from docgen.fonts.characters import has_ink, usual_advance
from docgen.fonts.face import Face, find_in_file, open_face
from docgen.fonts.installed import FontFile, InstalledFonts
from docgen.standard import Font, fonts, substitutes

# A font that takes over for one of these roles must have such a character; elsewhere a Chinese one.
_LATIN, _LETTER = "latin", "0"
_SAMPLES = {_LATIN: _LETTER, "astral": "𠮷"}
_CHINESE = "中"
_PRIVATE = "Co"
# What is drawn for a character that no font has, the first that a font has, and for one without ink.
_BOXES, _SPACES = "□■?", " \u3000"


class Named(NamedTuple):
    """A face and the name under which it was found."""

    name: str
    face: Face


class Drawing(NamedTuple):
    """A face and the character of it that is drawn: the wanted one, or what stands for it."""

    face: Face
    drawn: str


class FontBook:
    """The faces for the fonts that letters ask for by name; what has been looked up once costs nothing again."""

    def __init__(self, installed: InstalledFonts) -> None:
        """Take the machine's fonts; they are waited for when the first width is asked for."""
        self._installed = installed
        self._advances: dict[str, Advances] = {}
        self._shelves: dict[str, _Shelf] = {}
        self._faces: dict[tuple[str, str, bool], Face | None] = {}
        self._spoilt: set[Face] = set()
        self._lost: set[str] = set()
        self._by_family: dict[str, list[FontFile]] = {}

    def advance(self, font: str, character: str) -> float:
        """Return the width of a character where that font is wanted, in em of the size it is set in."""
        return self.advances(font)[character]

    def advances(self, font: str) -> "Advances":
        """Return all widths of a font as a mapping from the character, for loops that ask for many."""
        found = self._advances.get(font)
        if found is None:
            found = self._advances[font] = Advances(self, font)
        return found

    def face(self, font: str, character: str, embedded: bool = False) -> Face | None:
        """Return the face that draws a character where that font is wanted, None when no font has it.

        embedded asks for one whose makers allow it to be kept in a document.
        """
        key = (font, character, embedded)
        if key not in self._faces:
            self._faces[key] = self._look(font, character, embedded)
        return self._faces[key]

    def drawing(self, font: str, character: str, embedded: bool = False) -> Drawing | None:
        """Return what is drawn for a character: a box when no font has it, a space when there is nothing to be seen.

        None when there is not even a font for that.
        """
        for drawn in (character, *(_BOXES if has_ink(character) else _SPACES)):
            face = self.face(font, drawn, embedded)
            if face:
                return Drawing(face, drawn)
            if has_ink(character):
                self._lost.add(character)
        return None

    def replaced(self, embedded: bool = False, wanted: Iterable[str] | None = None) -> dict[str, str]:
        """Return the fonts that are not here, with what takes their place, empty for nothing.

        Of those wanted, or of all asked for so far.
        """
        found: dict[str, str] = {}
        asked = (*self._advances, *(key[0] for key in self._faces)) if wanted is None else wanted
        for font in dict.fromkeys(asked):
            taken = self._taken(font, embedded)
            if taken is None or taken.name.casefold() not in _same(font):
                found[font] = taken.name if taken else ""
        return found

    def lost(self) -> str:
        """Return the characters asked for so far that no font of this machine has, in their order."""
        return "".join(sorted(self._lost))

    def set_aside(self, face: Face) -> None:
        """Use a face no more, which turned out to be broken; others take its place."""
        self._spoilt.add(face)
        self._faces.clear()
        self._advances.clear()

    def _look(self, font: str, character: str, embedded: bool) -> Face | None:
        # Only ink needs another font; and what a private character means only the wanted one can tell.
        ink, private = has_ink(character), category(character) == _PRIVATE
        for row in self._shelf(font):
            if private and row.name.casefold() not in _same(font):
                return None
            if self._fits(row.face, character, embedded):
                return row.face
            if not ink and character not in _SPACES:
                return None
        return self._search(character, embedded) if ink and not private else None

    def _taken(self, font: str, embedded: bool) -> Named | None:
        """Return the face that stands for a font as a whole."""
        role = _role(font)[0]
        sample = _SAMPLES.get(role, _CHINESE)
        for row in self._shelf(font):
            own = not role and row.name.casefold() in _same(font)
            if self._fits(row.face, _LETTER if own else sample, embedded):
                return row
        face = self._search(sample, embedded)
        return Named(face.name(1), face) if face else None

    def _fits(self, face: Face, character: str, embedded: bool) -> bool:
        return face.has(character) and face not in self._spoilt and (face.embeddable or not embedded)

    def _search(self, character: str, embedded: bool) -> Face | None:
        """Return the first face of all that has a character."""
        code = ord(character)
        files = (file for file, codes in self._coverage if code in codes)
        opened = (open_face(file.path, file.place or 0) for file in files)
        return next((face for face in opened if face and self._fits(face, character, embedded)), None)

    @cached_property
    def _coverage(self) -> list[tuple[FontFile, Container[int]]]:
        """The characters of each face of the machine: to open them again for each lost character would take seconds."""
        opened = ((file, open_face(file.path, file.place or 0)) for file in self._installed.files)
        return [(file, face.harfbuzz.unicodes) for file, face in opened if face]

    def _shelf(self, font: str) -> "_Shelf":
        shelf = self._shelves.get(font)
        if shelf is None:
            shelf = self._shelves[font] = _Shelf(self._open(font))
        return shelf

    def _open(self, font: str) -> Iterator[Named]:
        """Yield the faces for a font, the best first: under its names, its chain's, and those of what else will do."""
        if not self._by_family:
            for file in self._installed.files:
                for family in file.families:
                    self._by_family.setdefault(family.casefold(), []).append(file)
        for name in _names(font):
            for file in self._by_family.get(name.casefold(), ()):
                if file.place is None:
                    face = find_in_file(file.path, name, file.families.index(name) if name in file.families else 0)
                else:
                    face = open_face(file.path, file.place)
                if face:
                    yield Named(name, face)
                    break


class Advances(dict[str, float]):
    """The widths of a font's characters in em, looked up when they are first asked for."""

    def __init__(self, book: FontBook, font: str) -> None:
        """Begin with none."""
        self._book, self._font = book, font
        self._latin = _role(font)[0] == _LATIN

    def __missing__(self, character: str) -> float:
        """Look a width up."""
        row = self._book.drawing(self._font, character)
        if row and row.drawn == character:
            width = row.face.advance(character)
        else:
            width = usual_advance(character, self._latin)
            if row and has_ink(character):
                width = max(width, row.face.advance(row.drawn))
        self[character] = width
        return width


class _Shelf:
    """Faces opened one after the other, only as many as were looked at."""

    def __init__(self, rest: Iterator[Named]) -> None:
        self._opened: list[Named] = []
        self._rest = rest

    def __iter__(self) -> Iterator[Named]:
        place = 0
        while True:
            if place == len(self._opened):
                row = next(self._rest, None)
                if row is None:
                    return
                self._opened.append(row)
            yield self._opened[place]
            place += 1


@cache
def _role(font: str) -> tuple[str, Font | None]:
    """Return the role that wants a font: as its first or rare one, else further down its chain."""
    name = font.casefold()
    rows = fonts().items()
    for role, row in rows:
        if name in _folded(row, (row.chain[0], row.rare)):
            return role, row
    return next(((role, row) for role, row in rows if name in _folded(row, row.chain)), ("", None))


def _folded(row: Font, names: tuple[str, ...]) -> set[str]:
    return {word.casefold() for name in names if name for word in (name, row.aliases.get(name, name))}


@cache
def _same(font: str) -> frozenset[str]:
    """Return the names of one font in both languages."""
    pairs = [{name.casefold(), other.casefold()} for row in fonts().values() for name, other in row.aliases.items()]
    return frozenset({font.casefold()}.union(*(pair for pair in pairs if font.casefold() in pair)))


@cache
def _names(font: str) -> tuple[str, ...]:
    """Return all names to try for a font: its own, the rest of its chain, then whatever else will do."""
    _, row = _role(font)
    aliases = {name: other for each in fonts().values() for name, other in each.aliases.items()}
    chain = row.chain if row else ()
    place = next((at for at, name in enumerate(chain) if name in _both(font, aliases)), -1)
    look = row.substitutes if row else "serif"
    latin = fonts()[_LATIN].chain
    order = (font, *chain[place + 1 :], *chain[: max(place, 0)])
    others = (name for kind in (look, *substitutes()) for name in substitutes()[kind])
    return tuple(dict.fromkeys(word for name in (*order, *others, *latin) for word in _both(name, aliases)))


def _both(name: str, aliases: dict[str, str]) -> tuple[str, ...]:
    """Return a name and what it is called in the other language."""
    reverse = {other: own for own, other in aliases.items()}
    return tuple(word for word in (name, aliases.get(name), reverse.get(name)) if word)
