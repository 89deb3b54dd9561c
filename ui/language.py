"""The language of the interface: Chinese is the source, English a catalogue that babel reads only when asked for."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import resources
from letter.messages import Message

SOURCE = "zh_CN"
LANGUAGES = {SOURCE: "中文", "en": "English"}

_MNEMONIC = re.compile(r"\(&.\)")
_catalogue: dict[str, str] = {}
_current = SOURCE


def use_language(language: str) -> None:
    """Show the interface in zh_CN or en from now on; what is already on the screen stays as it is."""
    global _current
    _current = language if language in LANGUAGES else SOURCE
    _catalogue.clear()
    if _current != SOURCE:
        _catalogue.update(_read_catalogue(_current))


def current_language() -> str:
    """Return the language in use, zh_CN or en."""
    return _current


def _(message: str) -> str:
    """Return a message of the interface in the language in use."""
    return _catalogue.get(message, message)


def told(said: str | Exception) -> str:
    """Return a sentence of another room, or that of an exception, in the language in use."""
    words = said.args[0] if isinstance(said, Exception) and said.args else said
    if not isinstance(words, Message):
        return str(words)
    values = {name: told(value) if isinstance(value, str) else value for name, value in words.values.items()}
    return _(words.template).format(**values) if values else _(words.template)


def N_(message: str) -> str:  # noqa: N802, the name that extraction tools know
    """Mark a message for the catalogue where it stands in a table; _() translates it when it is shown."""
    return message


def without_mnemonic(words: str) -> str:
    """Return the words of a button or menu as they are spoken: 生成 for 生成(&G)."""
    return _MNEMONIC.sub("", words).replace("&", "").strip()


def catalogue_bytes(language: str) -> bytes:
    """Return the catalogue file of a language, as it ships."""
    return resources.read(f"locale/{language}/LC_MESSAGES/fuhan.po")


def extract_kind_names(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the names of a kind of case, its paper and its people, or of a profile, for extraction (see babel.cfg)."""
    import json  # late, like babel: only the extraction needs it

    row = json.load(file)
    for name in ("name", "paper", "person_title"):
        if name in row:
            yield 1, None, row[name], []


def extract_deviation_sentences(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the sentences on where a profile departs from the standard, for babel's extraction."""
    import json

    for row in json.load(file):
        yield 1, None, row["sentence"], []


def extract_font_labels(
    file: BinaryIO, keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield what each font is used for, for babel's extraction."""
    import json

    for row in json.load(file).values():
        yield 1, None, row["label"], []


def _read_catalogue(language: str) -> dict[str, str]:
    import io

    from babel.messages.pofile import read_po  # late: the Chinese window starts without it

    catalogue = read_po(io.BytesIO(catalogue_bytes(language)), locale=language)
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string and not entry.fuzzy}
