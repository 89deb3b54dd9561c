"""Which part an office has in a case of an assignment list, by the columns that name the units (主办单位、会办单位)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from letter.messages import Message, message
from letter.model import Role
from services.assignment_words import ROLE_WORDS, cell_words

UNIT_FIELDS = ("lead_units", "co_units", "separate_units", "units")
_ANSWERING = frozenset({"lead_units", "separate_units", "units"})
_ROLES: dict[str, Role] = {"lead_units": "lead", "co_units": "co", "separate_units": "separate"}
_RANK: tuple[Role, ...] = ("lead", "co", "separate")
NO_OWN_NAME = message(
    "清单里有主办单位、会办单位，要知道本单位是哪一个才能导入，请先在单位档案里写上单位名称（命令行用“--unit”）再试。"
)
_NOT_OURS = message("承办的单位里没有本单位（{own}）")
_TAKEN_FOR = message("“{unit}”当作本单位（{own}），请核对")
_SEVERAL = message("“{head}”写了几个单位，没有写谁主办，本单位先按{role}导入，请核对")
_NONE_NAMED = message("没有写主办、会办单位，先按主办导入，请核对")

_BETWEEN = re.compile(r"[、，,；;/\s]+(?![^（(]*[)）])")
_LABELLED = re.compile(r"(?P<label>[^：:（(]{2,6})[：:](?P<rest>.*)")
_BRACKETED = re.compile(r"(?P<unit>.+?)[（(](?P<label>[^（）()]{2,6})[)）]")
_PLACE_ENDS = "省市县区州盟旗"
_LEVEL = re.compile(f".*[{_PLACE_ENDS}]")
_SHORTEST, _SHORTEST_ABBREVIATION = 3, 4


class NotOurs(Exception):
    """The units of a row are others; str() says so."""


class _Named(NamedTuple):
    unit: str
    role: Role | None


def role_of_units(
    texts: Mapping[str, str], words: Mapping[str, str], own: str, usual: Role | None
) -> tuple[Role, list[Message]]:
    """Return the role of an office, and what is to be looked at; texts and words are a row's cells and the heads.

    usual is the role that the whole list says, for rows that name no unit. Raises NotOurs for a row whose units are all
    others.
    """
    named = [(field, list(_units(texts.get(field, "")))) for field in UNIT_FIELDS if field in words]
    # Where no column is to say who answers, whose list it is does.
    unsaid = [] if usual or words.keys().isdisjoint(_ANSWERING) else [_NONE_NAMED]
    if not any(units for _field, units in named):
        return usual or "lead", unsaid
    for likeness in (_is_same, _is_short_for):
        found = [
            (field, units, place)
            for field, units in named
            for place, one in enumerate(units)
            if likeness(_plain(own), _plain(one.unit))
        ]
        if not found:
            continue
        remarks: list[Message] = []
        if likeness is _is_short_for:
            _field, units, place = found[0]
            remarks.append(_TAKEN_FOR.filled(unit=units[place].unit, own=own))
        roles: list[Role] = [_role(field, units, place, words[field], remarks) for field, units, place in found]
        return min(roles, key=_RANK.index), remarks
    if not any(units for field, units in named if field != "co_units"):
        return usual or "lead", unsaid
    raise NotOurs(_NOT_OURS.filled(own=own))


def _role(field: str, units: list[_Named], place: int, head: str, remarks: list[Message]) -> Role:
    if said := units[place].role or _ROLES.get(field):
        return said
    role: Role = "co" if place else "lead"
    if len(units) > 1:
        remarks.append(_SEVERAL.filled(head=head, role=ROLE_WORDS[role]))
    return role


def _units(cell: str) -> Iterator[_Named]:
    """Yield the units that a cell names, with what it says of their part: 主办：甲局 会办：乙局, or 甲局（主办）."""
    labelled_as: Role | None = None
    for part in _BETWEEN.split(cell):
        if (labelled := _LABELLED.fullmatch(part)) and (said := _role_said(labelled["label"])):
            labelled_as, part = said, labelled["rest"]
        bracketed = _BRACKETED.fullmatch(part)
        said = _role_said(bracketed["label"]) if bracketed else None
        unit = bracketed["unit"] if bracketed and said else part
        if _plain(unit):
            yield _Named(unit, said or labelled_as)


def _role_said(word: str) -> Role | None:
    return next((role for role in _RANK if word in cell_words().role[role]), None)


def _plain(name: str) -> str:
    return re.sub(r"[\s（）()·.。]", "", unicodedata.normalize("NFKC", name))


def _is_same(own: str, unit: str) -> bool:
    """Return whether a name is an office's, with more or less of its place: 朝阳市民政局, 市民政局, 民政局."""
    if own == unit or (unit.endswith(own) and _LEVEL.match(own)):
        return True
    if len(unit) < _SHORTEST or not own.endswith(unit):
        return False
    return bool(_LEVEL.fullmatch(own.removesuffix(unit)) or unit.startswith(tuple(_PLACE_ENDS)))


def _is_short_for(own: str, unit: str) -> bool:
    """Return whether a name may be a short form of an office's, 市发改委 of 朝阳市发展和改革委员会.

    That of a district is none of its city's: 市民政局 is not 双塔区民政局.
    """
    if unit.endswith(own):
        return True
    level, of_unit = _LEVEL.match(own), _LEVEL.match(unit)
    if of_unit and (level is None or level[0][-1] != of_unit[0][-1]):
        return False
    characters = iter(own)
    return len(unit) >= _SHORTEST_ABBREVIATION and all(character in characters for character in unit)
