"""Planted faults: letters written by a wrong standard, or a docx changed by hand, which a measurement must catch."""

import io
import json
import sys
import zipfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

import resources


@contextmanager
def wrong_standard(changes: Mapping[str, object]) -> Generator[None]:
    """Let letters be written by other values: "layout.page.top.value" or "styles.body.first_line" by their paths."""
    true_read = resources.read

    def read(name: str) -> bytes:
        data = true_read(name)
        file = name.removeprefix("standard/").removesuffix(".json")
        wanted = {path: value for path, value in changes.items() if path.split(".")[0] == file}
        return _changed(data, wanted) if wanted else data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resources, "read", read)
        _forget()
        yield
    _forget()


def wrong_part(docx: bytes, part: str, old: str, new: str) -> bytes:
    """Return a docx with the first place of some text in one part replaced."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as package, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as changed:
        for entry in package.infolist():
            text = package.read(entry)
            if entry.filename == part:
                assert old.encode() in text, f"{old} is not in {part}"
                text = text.replace(old.encode(), new.encode(), 1)
            changed.writestr(entry, text)
    return stream.getvalue()


def _changed(data: bytes, changes: Mapping[str, object]) -> bytes:
    values: dict[str, Any] = json.loads(data)
    for path, value in changes.items():
        *way, last = path.split(".")[1:]
        place = values
        for step in way:
            place = place[step]
        assert last in place or way[0] in values, path
        assert place.get(last) != value, f"{path} is {value} anyway"
        place[last] = value
    return json.dumps(values, ensure_ascii=False).encode()


def _forget() -> None:
    """Clear what the writer keeps from letter to letter."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in ("docgen", "letter"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()
