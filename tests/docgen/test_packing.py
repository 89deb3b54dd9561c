"""The zip of a docx put together by ourselves is what zipfile and others read."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from docgen.docx.packing import Packed

names = st.lists(st.text("abcdexyz/_.", min_size=1, max_size=40), max_size=6, unique=True)


@given(names, st.lists(st.text(max_size=2_000), min_size=6, max_size=6), st.integers(0, 6))
def test_what_is_packed_is_read_again(labels: list[str], texts: list[str], first: int) -> None:
    parts = list(zip(labels, texts, strict=False))
    packed = Packed().added(parts[:first]).added(parts[first:]).whole()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name).decode()) for name in archive.namelist()] == parts
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}


def test_adding_leaves_what_was_packed_before_as_it_was() -> None:
    base = Packed().added([("a", "x")])
    before = base.whole()
    assert base.added([("b", "y")]).whole() != before
    assert base.whole() == before
