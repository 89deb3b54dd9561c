"""A package put together from parts saved before and new ones is what zipfile and others read."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from docgen.docx.saving import with_parts

names = st.lists(st.text("abcdexyz/_.", min_size=1, max_size=40), max_size=6, unique=True)


@given(names, st.lists(st.binary(max_size=2_000), min_size=6, max_size=6), st.integers(0, 6))
def test_what_is_packed_is_read_again(labels: list[str], contents: list[bytes], first: int) -> None:
    parts = list(zip(labels, contents, strict=False))
    packed = with_parts(with_parts(b"", parts[:first]), parts[first:])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == parts
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} <= {0}


def test_adding_leaves_what_was_packed_before_as_it_was() -> None:
    base = with_parts(b"", [("a", b"x")])
    assert with_parts(base, [("b", b"y")]) != base
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        assert archive.namelist() == ["a"]
