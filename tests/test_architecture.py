"""The dependencies between the packages and within them, as docs/architecture.md draws them, and what no file holds."""

import ast
import re
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from tests import source_tree
from tests.letters import ROOT
from tests.source_tree import files, imported, name_of, place, tree

MAY_IMPORT = {
    "main": {"ui", "services", "letter"},
    "run": {"bootstrap"},
    "bootstrap": set[str](),
    "ui": {"services", "register", "docgen", "letter", "resources"},
    "services": {"docgen", "intake", "letter", "register", "resources"},
    "register": {"letter", "resources"},
    "intake": {"letter", "resources"},
    "docgen": {"letter", "resources"},
    "letter": {"resources"},
    "resources": set[str](),
}
# Of some packages a package may use a part only.
PARTS = {
    ("main", "services"): {"services.commands", "services.data_folder"},
    # The columns of a table on the sheet are those of the paper.
    ("ui", "docgen"): {"docgen.pages", "docgen.parts.columns"},
    ("ui", "register"): {"register.values"},
}
# Who alone may use a library, by the folders that may.
LIBRARIES = {
    "docx": ("docgen/docx/",),
    "lxml": ("docgen/docx/", "intake/"),
    "PySide6": ("ui/",),
    "openpyxl": ("register/",),
    "pydyf": ("docgen/pdf/",),
    "python_calamine": ("register/",),
    "sqlalchemy": ("register/",),
    "uharfbuzz": ("docgen/fonts/", "docgen/pdf/"),
}
# From the lowest up: what stands together imports nothing of each other, and all only what stands before. Those of
# register/ are in tests/register/test_layers.py, beside what alone knows its database.
LAYERS = {
    "docgen": (
        ("errors", "lengths"), ("paragraphs", "standard"),
        ("deviations", "fonts", "page_setup", "rare_characters", "styles", "widths"), ("missing_fonts", "title_breaks"),
        ("title_lines",), ("parts",), ("composition",), ("docx", "pages"), ("pdf",),
    ),
    "ui": (
        ("core",), ("widgets",), ("fields",), ("returned", "review"), ("answer",), ("profile",), ("settings",),
        ("form",), ("preview",), ("letter",), ("help",), ("register",), ("start",), ("shell",), ("screenshots",),
    ),
}  # fmt: skip
# What reading and auditing a docx need is shared; neither needs the other, nor the writer.
DOCX = {
    "reading": ("opening", "reader", "reading"),
    "audit": ("audit",),
    "shared": ("marks", "numbering", "package", "wml"),
    "writing": ("base", "data_part", "drawing", "elements", "looks", "saving", "story", "styles", "writer"),
}
FUNCTION_LINES = 60


def package_of(name: str) -> str:
    return name.partition(".")[0]


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_only_what_they_may(package: str) -> None:
    for name, others in source_tree.graph().items():
        if package_of(name) == package:
            assert {package_of(other) for other in others} <= MAY_IMPORT[package] | {package}, name


@pytest.mark.parametrize(("package", "used"), PARTS)
def test_of_some_packages_a_part_alone_is_used(package: str, used: str) -> None:
    parts = PARTS[package, used]
    for name, others in source_tree.graph().items():
        if package_of(name) == package:
            found = {other for other in others if package_of(other) == used}
            assert all(any(f"{other}.".startswith(f"{part}.") for part in parts) for other in found), name


def test_there_are_no_other_packages() -> None:
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert packages | set(source_tree.STARTS) == set(MAY_IMPORT)


def test_no_import_runs_in_a_circle() -> None:
    assert source_tree.circles(source_tree.graph()) == []


def test_a_circle_is_found() -> None:
    edges = {"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("b"), "d": frozenset("a")}
    assert source_tree.circles(edges) == [("b", "c")]


def layer_faults(package: str, edges: source_tree.Graph) -> list[tuple[str, str]]:
    """Return the imports within a package that do not lead down, each as who imports what."""
    heights = {f"{package}.{name}": at for at, layer in enumerate(LAYERS[package]) for name in layer}

    def member(name: str) -> str:
        return ".".join(name.split(".")[:2])

    rows = [(name, other) for name, others in edges.items() for other in others if member(name) != member(other)]
    inside = [row for row in rows if {package_of(name) for name in row} == {package} and package not in row]
    return sorted(row for row in inside if not heights[member(row[1])] < heights[member(row[0])])


@pytest.mark.parametrize("package", LAYERS)
def test_within_a_package_imports_lead_down(package: str) -> None:
    assert layer_faults(package, source_tree.graph()) == []
    members = {name.split(".")[1] for name in source_tree.graph() if name.startswith(f"{package}.")}
    assert members == {name for layer in LAYERS[package] for name in layer}


def test_an_import_that_leads_up_is_found() -> None:
    edges = {"ui.core.theme": frozenset({"ui.form.form"}), "ui.form.form": frozenset({"ui.core.theme"})}
    assert layer_faults("ui", edges) == [("ui.core.theme", "ui.form.form")]


@pytest.mark.parametrize("use", ["reading", "audit", "shared"])
def test_reading_auditing_and_writing_a_docx_need_only_what_is_shared(use: str) -> None:
    allowed = {f"docgen.docx.{name}" for name in (*DOCX[use], *DOCX["shared"])}
    known = {f"docgen.docx.{name}" for names in DOCX.values() for name in names}
    for name, others in source_tree.graph().items():
        if any(f"{name}.".startswith(f"docgen.docx.{own}.") for own in DOCX[use]):
            assert {".".join(other.split(".")[:3]) for other in others} & known <= allowed, name


def test_libraries_stay_in_their_packages() -> None:
    for path in files():
        used = {package_of(name) for name in imported(path)}
        for library, folders in LIBRARIES.items():
            assert library not in used or place(path).startswith(folders), (place(path), library)


def test_every_file_is_reached_from_the_start() -> None:
    assert source_tree.unreached(source_tree.graph()) == set()


def test_a_file_that_nothing_leads_to_is_found() -> None:
    leads = {"main": {"ui.shell"}, "run": set[str](), "ui": set[str](), "ui.shell": set[str](), "old": {"ui"}}
    edges = {name: frozenset(others) for name, others in leads.items()}
    assert source_tree.unreached(edges) == {"old"}


def names_that_qt_calls() -> set[str]:
    # PySide puts its classes into a module only when somebody asks for them.
    found = (getattr(module, name) for module in (QtCore, QtGui, QtWidgets) for name in dir(module))
    return {name for kind in found if isinstance(kind, type) for name in dir(kind)}


@pytest.mark.full
def test_no_definition_is_used_by_tests_alone() -> None:
    used = set[str]().union(*(source_tree.uses(tree(path)) for path in files())) | names_that_qt_calls()
    unused = {name_of(path): source_tree.definitions(tree(path)) - used for path in files()}
    assert {name: found for name, found in unused.items() if found} == {}


def test_a_definition_that_nobody_uses_is_found() -> None:
    module = ast.parse(
        "LIMIT = 5\n\n\ndef used():\n    return used()\n\n\nclass Row:\n    def width(self):\n        pass\n"
    )
    assert source_tree.definitions(module) - source_tree.uses(module) == {"LIMIT", "Row", "width"}


@pytest.mark.parametrize("path", files(), ids=place)
def test_functions_fit_a_screen(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno < FUNCTION_LINES, node.name


# A prefixed element, an end tag, an empty element, a namespace.
XML_AS_TEXT = re.compile(r"<\w+:\w|</\w+(:\w+)?>|/>|xmlns[:=]|<\?xml")
# Qt shows changed words side by side as its own rich text.
RICH_TEXT = {"ui/returned/page.py"}


def xml_texts(module: ast.Module) -> list[str]:
    """Return the texts in a source that look like XML, docstrings aside."""
    described = [node for node in ast.walk(module) if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)]
    docstrings = {ast.get_docstring(node, clean=False) for node in described}
    found = (node.value for node in ast.walk(module) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [text for text in found if text not in docstrings and XML_AS_TEXT.search(text)]


def test_xml_is_never_text() -> None:
    """python-docx and lxml write it."""
    for path in files():
        if place(path) not in RICH_TEXT:
            assert xml_texts(tree(path)) == [], place(path)


@pytest.mark.parametrize(
    "planted", ['<w:p w:val="{}">', "</w:p>", "<w:br/>", "</Types>", 'a xmlns="b"', "<?xml ?>", "<wp:posOffset>"]
)
def test_xml_as_text_is_found(planted: str) -> None:
    assert xml_texts(ast.parse(f"made = f{planted!r}".replace("{}", "{one}")))


# A path of the tree as docs/architecture.md writes it, of a file or a folder.
PATH = re.compile(r"`((?:docgen|docs|intake|letter|register|resources|services|tests|ui)/[\w./*-]*)`")


def test_every_path_that_the_architecture_names_exists() -> None:
    named = PATH.findall((ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))
    assert len(named) > 40
    assert [path for path in named if not list(ROOT.glob(path.rstrip("/")))] == []
