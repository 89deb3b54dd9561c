"""Lengths carry their unit: no code multiplies or divides by the number of twips in a point."""

import ast
from collections.abc import Iterator
from pathlib import Path

from docgen.lengths import EMU_PER_POINT, TWIPS_PER_POINT, emu, points, twips
from tests.letters import ROOT

FACTORS = (TWIPS_PER_POINT, EMU_PER_POINT)


def test_lengths_are_converted() -> None:
    assert twips(28.95) == 579
    assert emu(0.5) == 6_350
    assert points(579) == 28.95


def test_no_bare_factor_stands_in_the_code() -> None:
    files = [*(ROOT / "docgen").rglob("*.py")]
    assert [f"{path.relative_to(ROOT)}:{line}" for path in files for line in _bare_factors(path)] == []


def _bare_factors(path: Path) -> Iterator[int]:
    """Yield the lines that multiply or divide by a factor of units."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv):
            sides = (node.left, node.right)
            if any(isinstance(side, ast.Constant) and side.value in FACTORS for side in sides):
                yield node.lineno
