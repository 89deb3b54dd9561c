"""The manual for clerks (docs/manual), which ships beside the program in each language: its pages in their order."""

from pathlib import Path
from typing import NamedTuple

from services.settings import Language

_FOLDER = Path(__file__).parents[1] / "docs" / "manual"
_SOURCE: Language = "zh_CN"


class ManualPage(NamedTuple):
    """One page: its name, as links and F1 call it, its title and its file."""

    name: str
    title: str
    file: Path


def manual_folder(language: str = _SOURCE) -> Path:
    """Return where the manual of a language lies with its pictures; the Chinese one lies at the top."""
    return _FOLDER if language == _SOURCE else _FOLDER / language


def manual_pages(language: str = _SOURCE) -> list[ManualPage]:
    """Return the pages in their order, none where the manual is missing."""
    return [
        ManualPage(file.stem.partition("_")[2], _title(file), file)
        for file in sorted(manual_folder(language).glob("*.md"))
    ]  # fmt: skip


def _title(file: Path) -> str:
    with open(file, encoding="utf-8") as text:
        return text.readline().strip("# \n")
