"""Lengths in the units of documents: points, twips (twentieths of a point), English Metric Units and millimetres."""

from typing import TypeAlias

Points: TypeAlias = float
Millimetres: TypeAlias = float
Twips: TypeAlias = int
Emu: TypeAlias = int

POINTS_PER_MM = 72 / 25.4
MM_PER_POINT = 25.4 / 72
TWIPS_PER_MM = 1440 / 25.4
EMU_PER_POINT = 12_700
TWIPS_PER_POINT = 20
TWIPS_PER_HALF_POINT = 10


def twips(length: Points) -> Twips:
    """Return points as whole twips."""
    return round(length * TWIPS_PER_POINT)


def emu(length: Points) -> Emu:
    """Return points as whole English Metric Units, DrawingML's."""
    return round(length * EMU_PER_POINT)


def points(length: float) -> Points:
    """Return twips as points."""
    return length / TWIPS_PER_POINT
