"""Rendered pages measured: docx to PDF by LibreOffice, then text, rules and ink in mm from the page's top left."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pymupdf
import pytest

POINT = 25.4 / 72
_DPI = 600
# A translation of the values of a picture, each colour by itself: dark or not.
_DARK = b"\x01"
_INKED = _DARK * 128 + bytes(128)


@dataclass(frozen=True)
class Character:
    """One character on the page: x of its left edge, baseline, width and size (mm, points), and its font."""

    text: str
    x: float
    right: float
    baseline: float
    size: float
    font: str


@dataclass(frozen=True)
class Rule:
    """One horizontal rule: its ends, middle height and thickness in mm, its colour as RGB from 0 to 1."""

    left: float
    right: float
    y: float
    thickness: float
    color: tuple[float, float, float]

    @property
    def length(self) -> float:
        """The rule's length in mm."""
        return self.right - self.left

    @property
    def top(self) -> float:
        """The rule's upper edge."""
        return self.y - self.thickness / 2

    @property
    def bottom(self) -> float:
        """The rule's lower edge."""
        return self.y + self.thickness / 2


class Line(list[Character]):
    """The characters of one line from left to right."""

    @property
    def text(self) -> str:
        """The line's text."""
        return "".join(character.text for character in self)

    @property
    def left(self) -> float:
        """The left edge of its first visible character."""
        return next(character.x for character in self if character.text.strip())

    @property
    def right(self) -> float:
        """The right edge of its last visible character."""
        return next(character.right for character in reversed(self) if character.text.strip())

    @property
    def baseline(self) -> float:
        """The line's base line."""
        return self[0].baseline


class Page:
    """One rendered page as it is read; upright are the lines that run down it, by their places once it is turned."""

    def __init__(self, page: pymupdf.Page) -> None:
        """Read text and rules of a page."""
        self._page = page
        self.width, self.height = page.rect.width * POINT, page.rect.height * POINT
        self.lines, self.upright = self._read_lines()
        self.rules = self._read_rules()

    def _read_lines(self) -> tuple[list[Line], list[Line]]:
        rows: dict[float, list[Character]] = {}
        upright: dict[float, list[Character]] = {}
        text: dict[str, Any] = self._page.get_text("rawdict")  # pyright: ignore[reportAssignmentType]
        for block in text["blocks"]:
            for line in block.get("lines", []):
                if line["dir"] == (0.0, 1.0):
                    self._read_upright(line, upright)
                    continue
                for span in line["spans"]:
                    for glyph in span["chars"]:
                        x0, _, x1, _ = glyph["bbox"]
                        base = glyph["origin"][1] * POINT
                        row = next((y for y in rows if abs(y - base) < 0.6), base)
                        rows.setdefault(row, []).append(
                            Character(glyph["c"], x0 * POINT, x1 * POINT, base, span["size"], span["font"])
                        )
        return _ordered(rows), _ordered(upright)

    def _read_upright(self, line: dict[str, Any], rows: dict[float, list[Character]]) -> None:
        for span in line["spans"]:
            for glyph in span["chars"]:
                _, y0, _, y1 = glyph["bbox"]
                base = self.width - glyph["origin"][0] * POINT
                row = next((y for y in rows if abs(y - base) < 0.6), base)
                rows.setdefault(row, []).append(
                    Character(glyph["c"], y0 * POINT, y1 * POINT, base, span["size"], span["font"])
                )

    def _read_rules(self) -> list[Rule]:
        rules: list[Rule] = []
        for drawing in self._page.get_drawings():
            box, color = drawing["rect"], drawing.get("color") or drawing.get("fill") or (0, 0, 0)
            if drawing["type"] == "s" and box.height < 1 and box.width > 50:
                middle, thick = (box.y0 + box.y1) / 2 * POINT, (drawing["width"] or 0) * POINT
            elif box.width > 50 and box.height < 4:
                middle, thick = (box.y0 + box.y1) / 2 * POINT, box.height * POINT
            else:
                continue
            rules.append(Rule(box.x0 * POINT, box.x1 * POINT, middle, thick, (color[0], color[1], color[2])))
        return sorted(rules, key=lambda rule: rule.y)

    def find(self, text: str) -> Line:
        """Return the first line that contains text; raises StopIteration when there is none."""
        return next(line for line in self.lines if text in line.text)

    def ink(self, top: float, bottom: float, left: float = 0, right: float = 210) -> tuple[float, float, float, float]:
        """Return left, top, right, bottom of what is printed within a strip of the page."""
        clip = pymupdf.Rect(left / POINT, top / POINT, right / POINT, bottom / POINT)
        picture = self._page.get_pixmap(dpi=_DPI, clip=clip)
        length = picture.width * picture.n
        inked = bytes(picture.samples).translate(_INKED)
        rows = [inked[y * picture.stride :][:length] for y in range(picture.height)]
        dark = [y for y, row in enumerate(rows) if _DARK in row]
        scale = 25.4 / _DPI
        return (
            (picture.x + min(rows[y].find(_DARK) for y in dark) // picture.n) * scale,
            (picture.y + dark[0]) * scale,
            (picture.x + max(rows[y].rfind(_DARK) for y in dark) // picture.n + 1) * scale,
            (picture.y + dark[-1] + 1) * scale,
        )


def _ordered(rows: dict[float, list[Character]]) -> list[Line]:
    lines = [Line(sorted(row, key=lambda character: character.x)) for _, row in sorted(rows.items())]
    return [line for line in lines if line.text.strip()]


def soffice() -> str:
    """Return LibreOffice's command; the test is skipped where there is none."""
    found = shutil.which("soffice")
    if not found:
        pytest.skip("LibreOffice is not installed")
    return found


# Of more than some 250 files LibreOffice leaves the others aside without a word.
_MOST_FILES = 200


def convert(files: list[Path], folder: Path, environment: dict[str, str]) -> list[Path]:
    """Convert docx files to PDF in as few runs of LibreOffice as it needs and return the PDFs."""
    return save_as("pdf", files, folder, environment)


def save_as(form: str, files: list[Path], folder: Path, environment: dict[str, str]) -> list[Path]:
    """Save files in another form, by the ending of its name, in as few runs of LibreOffice as it needs."""
    profile = folder / "profile"
    command = [soffice(), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", form]
    for start in range(0, len(files), _MOST_FILES):
        subprocess.run(
            [*command, "--outdir", str(folder), *map(str, files[start : start + _MOST_FILES])],
            env=environment,
            check=True,
            capture_output=True,
            timeout=600,
        )
    return [folder / f"{file.stem}.{form}" for file in files]


def read_pages(pdf: Path | bytes) -> list[Page]:
    """Return the pages of a PDF, a file or its bytes."""
    document = pymupdf.open(stream=pdf, filetype="pdf") if isinstance(pdf, bytes) else pymupdf.open(pdf)
    pages = [document[number] for number in range(len(document))]
    for page in pages:
        # One that is shown turned, as one that is not: its places are those that a reader sees.
        page.remove_rotation()
    return [Page(page) for page in pages]
