"""The manual for clerks (docs/manual), which ships beside the program in each language: its pages in their order."""

from pathlib import Path
from typing import NamedTuple

from services.languages import SOURCE

_FOLDER = Path(__file__).parents[1] / "docs" / "manual"


class ManualPage(NamedTuple):
    """One page: its name, as links and F1 call it, its title and its file."""

    name: str
    title: str
    file: Path


def manual_folder(language: str = SOURCE) -> Path:
    """Return where the manual of a language lies with its pictures; for want of one, of the Chinese one."""
    own = _FOLDER / language
    return own if language != SOURCE and own.is_dir() else _FOLDER


def manual_pages(language: str = SOURCE) -> list[ManualPage]:
    """Return the pages in their order, none where the manual is missing."""
    return [
        ManualPage(file.stem.partition("_")[2], _title(file), file)
        for file in sorted(manual_folder(language).glob("*.md"))
    ]  # fmt: skip


def _title(file: Path) -> str:
    with open(file, encoding="utf-8") as text:
        return text.readline().strip("# \n")
