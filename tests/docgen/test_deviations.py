"""What a profile asks for beside the standard is listed with clause and strength."""

from operator import attrgetter
from typing import Any

import msgspec
import pytest

import resources
from docgen.deviations import deviations
from letter.derived import agency_defaults
from letter.model import Agency, Preprinted

STRICT = msgspec.structs.replace(agency_defaults("朝阳市民政局"), outcome_mark="none")
ROWS: list[dict[str, Any]] = msgspec.json.decode(resources.read("standard/deviations.json"))


def test_a_strict_profile_has_none() -> None:
    assert deviations(STRICT) == []


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['field']}-{row['clause']}" for row in ROWS])
def test_each_row_is_reached_and_left(row: dict[str, Any]) -> None:
    value = row["values"][0] if row.get("values") else row["beyond"] + 1
    letterhead = row.get("letterheads", ["letter_format"])[0]
    outer, _, inner = row["field"].partition(".")
    changes = {outer: msgspec.structs.replace(Preprinted(), **{inner: value}) if inner else value}
    agency: Agency = msgspec.structs.replace(STRICT, **({"letterhead": letterhead} | changes))
    assert attrgetter(row["field"])(agency) == value
    found = [entry for entry in deviations(agency) if (entry.field, entry.clause) == (row["field"], row["clause"])]
    assert [entry.sentence for entry in found] == [row["sentence"]]
    assert row["sentence"].endswith("。")


def test_a_letterhead_has_its_own_rules() -> None:
    full = msgspec.structs.replace(STRICT, imprint="full")
    assert [row.clause for row in deviations(full)] == ["10.1"]
    assert "imprint" not in [
        row.field for row in deviations(msgspec.structs.replace(full, letterhead="document_format"))
    ]


def test_a_small_offset_is_within_the_tolerance() -> None:
    for offset, count in ((10, 0), (-10, 0), (11, 1), (-11, 1)):
        paper = Preprinted(offset_right=offset)
        assert len(deviations(msgspec.structs.replace(STRICT, letterhead="preprinted", paper=paper))) == count
