"""Where a profile departs from the standard, listed for the clerk with clause and strength (resources/standard)."""

from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec

import resources
from docgen.standard import Strength
from letter.fitting import closer
from letter.messages import message
from letter.model import UNFITTED, Agency, Fitting


class Deviation(NamedTuple):
    """One departure: the profile's field, the clause it departs from, how sure that is, and a Chinese sentence."""

    field: str
    clause: str
    strength: Strength
    sentence: str


class _Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of the table: the values of a field that depart, or how far from 0 it may be, under some letterheads."""

    field: str
    clause: str
    strength: Strength
    sentence: str
    values: tuple[str | bool, ...] = ()
    beyond: int | None = None
    letterheads: tuple[str, ...] = ()

    def holds(self, agency: Agency) -> bool:
        """Return whether a profile departs in this way."""
        if self.letterheads and agency.letterhead not in self.letterheads:
            return False
        value: Any = attrgetter(self.field)(agency)
        return abs(value) > self.beyond if self.beyond is not None else value in self.values


@cache
def _rows() -> tuple[_Row, ...]:
    return msgspec.json.decode(resources.read("standard/deviations.json"), type=tuple[_Row, ...])


def deviations(agency: Agency, fitting: Fitting = UNFITTED) -> list[Deviation]:
    """Return where letters with this profile, fitted so, depart from GB/T 9704-2012, in the order of its clauses."""
    found = [Deviation(row.field, row.clause, row.strength, row.sentence) for row in _rows() if row.holds(agency)]
    if fitting.pitch or fitting.spacing:
        found.append(Deviation("fitting", "5.2.3", "V2", message("{closer}，末页因此排得下。", closer=closer(fitting))))
    return sorted(found, key=lambda row: [int(number) for number in row.clause.split(".")])
