"""The arrows between the rooms, as docs/architecture.md draws them."""

import ast
import re
from pathlib import Path

import pytest

from tests.letters import ROOT

ROOMS = {
    "main": {"ui", "services", "letter"},
    "ui": {"services", "docgen", "letter", "resources"},
    "services": {"docgen", "intake", "letter", "register", "resources"},
    "register": {"letter", "resources"},
    "intake": {"letter", "resources"},
    "docgen": {"letter", "resources"},
    "letter": {"resources"},
    "resources": set[str](),
}
# Who alone may use a library, by the folders that may.
KEPT = {
    "docx": ("docgen/docx",),
    "lxml": ("docgen/docx", "intake"),
    "PySide6": ("ui",),
    "openpyxl": ("register",),
    "pydyf": ("docgen/pdf",),
    "sqlalchemy": ("register",),
    "uharfbuzz": ("docgen/fonts", "docgen/pdf"),
}
FORBIDDEN = {
    "letter": {"docx", "lxml", "PySide6", "sqlalchemy"},
    "services": {"PySide6"},
    "intake": {"docx", "PySide6"},
    "register": {"docx", "PySide6"},
}


def modules(room: str) -> list[Path]:
    single = ROOT / f"{room}.py"
    return [single] if single.exists() else sorted((ROOT / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the full names of the modules that a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


ALL = [path for room in ROOMS for path in modules(room)]


@pytest.mark.parametrize("room", ROOMS)
def test_arrows(room: str) -> None:
    for path in modules(room):
        used = {name.split(".")[0] for name in imported(path)} & set(ROOMS)
        assert used <= ROOMS[room] | {room}, path


def test_the_window_knows_of_the_paper_only_its_pages() -> None:
    used = {name for path in modules("ui") for name in imported(path) if name.startswith("docgen.")}
    assert {name.split(".")[1] for name in used} == {"pages"}


def test_main_uses_only_the_commands_of_the_services() -> None:
    used = {name for name in imported(ROOT / "main.py") if name.startswith("services.")}
    assert {name.split(".")[1] for name in used} == {"commands", "data_folder"}


DOCX = {
    "reading": ("opening", "reader", "reading"),
    "audit": ("audit",),
    "shared": ("marks", "numbering", "package", "wml"),
    "writing": ("base", "data_part", "drawing", "elements", "looks", "saving", "story", "styles", "writer"),
}


@pytest.mark.parametrize("use", ["reading", "audit", "shared"])
def test_reading_auditing_and_writing_a_docx_need_only_what_is_shared(use: str) -> None:
    allowed = {f"docgen.docx.{name}" for name in (*DOCX[use], *DOCX["shared"])}
    known = {f"docgen.docx.{name}" for names in DOCX.values() for name in names}
    for name in DOCX[use]:
        for path in modules(f"docgen/docx/{name}"):
            used = {".".join(module.split(".")[:3]) for module in imported(path)}
            assert used & known <= allowed, path


@pytest.mark.parametrize("path", ALL, ids=[str(path.relative_to(ROOT)) for path in ALL])
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    used = {name.split(".")[0] for name in imported(path)}
    for library, folders in KEPT.items():
        assert library not in used or any(place.startswith(f"{folder}/") for folder in folders), library
    assert not used & FORBIDDEN.get(place.split("/")[0], set())


# A prefixed element, an end tag, an empty element, a namespace.
XML_AS_TEXT = re.compile(r"<\w+:\w|</\w+(:\w+)?>|/>|xmlns[:=]|<\?xml")
# Qt shows changed words side by side as its own rich text.
RICH_TEXT = {"ui/returned/page.py"}


def xml_texts(source: str) -> list[str]:
    """Return the texts in a source that look like XML, docstrings aside."""
    tree = ast.parse(source)
    described = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {ast.get_docstring(node, clean=False) for node in described}
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [text for text in found if text not in docstrings and XML_AS_TEXT.search(text)]


def test_xml_is_never_text() -> None:
    """python-docx and lxml write it."""
    for path in ALL:
        if path.relative_to(ROOT).as_posix() not in RICH_TEXT:
            assert xml_texts(path.read_text(encoding="utf-8")) == [], path


@pytest.mark.parametrize(
    "planted", ['<w:p w:val="{}">', "</w:p>", "<w:br/>", "</Types>", 'a xmlns="b"', "<?xml ?>", "<wp:posOffset>"]
)
def test_xml_as_text_is_found(planted: str) -> None:
    assert xml_texts(f"made = f{planted!r}".replace("{}", "{one}"))


def test_no_other_rooms() -> None:
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} | {"main"}
    assert rooms - {"tests"} == set(ROOMS)


@pytest.mark.parametrize("path", ALL, ids=[str(path.relative_to(ROOT)) for path in ALL])
def test_files_and_functions_stay_small(path: Path) -> None:
    """A file is one thing and a function fits a screen."""
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 60, node.name
