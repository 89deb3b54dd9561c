"""The product's source as a graph: its modules, what each imports anywhere in it, and the names it defines and uses."""

import ast
from collections.abc import Mapping, Set
from functools import cache
from pathlib import Path

from tests.letters import ROOT

STARTS = ("main", "run")
PACKAGES = ("bootstrap", "docgen", "intake", "letter", "register", "resources", "services", "ui")
Graph = Mapping[str, frozenset[str]]


def files() -> list[Path]:
    """Return the product's files."""
    return [ROOT / f"{name}.py" for name in STARTS] + [
        path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))
    ]


def place(path: Path) -> str:
    """Return where a file stands in the tree, with slashes on every system."""
    return path.relative_to(ROOT).as_posix()


def name_of(path: Path) -> str:
    """Return the name by which a file is imported."""
    return place(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the full names that a file imports, late imports and those for type checkers included."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {node.module or ""} | {f"{node.module}.{alias.name}" for alias in node.names}
    return frozenset(names)


@cache
def graph() -> Graph:
    """Return for each module of the product the other modules that it imports; a package is not its members."""
    modules = {name_of(path): path for path in files()}
    return {name: frozenset(_taken_from(path, modules.keys()) - {name}) for name, path in modules.items()}


def _taken_from(path: Path, modules: Set[str]) -> set[str]:
    """Return the modules that a file takes names from, or that it imports whole."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            # To import a module from its package uses nothing of the package itself.
            found |= members if members <= modules else {*members, node.module}
    return found & modules


def circles(edges: Graph) -> list[tuple[str, ...]]:
    """Return the modules that reach themselves, those of one circle together."""
    reach = {name: _reachable(edges, name) for name in edges}
    inside = {
        frozenset(other for other in reach[name] if name in reach[other]) for name in edges if name in reach[name]
    }
    return sorted(tuple(sorted(circle)) for circle in inside)


def _reachable(edges: Graph, start: str) -> set[str]:
    found: set[str] = set()
    todo = list(edges.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += edges.get(name, ())
    return found


def unreached(edges: Graph, starts: tuple[str, ...] = STARTS) -> set[str]:
    """Return the modules that nothing leads to from these; a package is reached with any of its members."""
    found = {name for start in starts for name in (start, *_reachable(edges, start))}
    parts = {".".join(name.split(".")[:length]) for name in found for length in range(1, name.count(".") + 2)}
    return set(edges) - parts


def definitions(module: ast.Module) -> set[str]:
    """Return the names of the functions, methods, classes and constants that a file defines."""
    found = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    assigned = [node for node in module.body if isinstance(node, ast.Assign | ast.AnnAssign)]
    for node in assigned:
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    return {name for name in found if not name.startswith("__")}


def uses(module: ast.Module) -> set[str]:
    """Return the names that a file uses, as names, attributes, keywords, imports or texts that are names."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.keyword) and node.arg:
            found.add(node.arg)
        elif isinstance(node, ast.ImportFrom | ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found
