"""The catalogues of the interface for the tools: what is extracted for them, read and compiled as pybabel does it."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import resources

# In Chinese one form serves all numbers, so what is counted stands for the singular and the plural.
KEYWORDS = {**DEFAULT_KEYWORDS, "message": None, "counted": (1, 1)}

Extracted = Iterator[tuple[int, None, str, list[str]]]


def extract_kind_names(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Extracted:
    """Yield the names of a kind of case, what one is called and its people, or of a profile."""
    row = json.load(file)
    for name in ("name", "noun", "person_title"):
        if name in row:
            yield 1, None, row[name], []


def extract_deviation_sentences(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Extracted:
    """Yield the sentences on where a profile departs from the standard."""
    for row in json.load(file):
        yield 1, None, row["sentence"], []


def extract_font_labels(file: BinaryIO, keywords: Any, comment_tags: Any, options: Any) -> Extracted:
    """Yield what each font is used for."""
    for row in json.load(file).values():
        yield 1, None, row["label"], []


def catalogue(language: str) -> Catalog:
    """Return the catalogue of a language as translators write it."""
    return read_po(io.BytesIO(resources.read(f"locale/{language}/LC_MESSAGES/fuhan.po")), locale=language)


def compiled(messages: Catalog) -> bytes:
    """Return a catalogue as the window reads it."""
    file = io.BytesIO()
    write_mo(file, messages)
    return file.getvalue()


def forms(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """Return the forms of a message or of its translation: one, or one for each kind of number."""
    return (words,) if isinstance(words, str) else tuple(words or ())
