"""The program started on a second display of the same user: a window there says where the letters are."""

from pathlib import Path

import pytest

from services.commands import FAILED
from tests.day.clerk import sitting


@pytest.mark.parametrize("key", ["Escape", pytest.param("Return", marks=pytest.mark.full)])
def test_a_second_display_shows_where_the_window_is_until_a_key_is_pressed(tmp_path: Path, key: str) -> None:
    with sitting("", tmp_path) as first, sitting("", tmp_path) as second:
        first.start()
        second.start()
        assert second.leave(key) == FAILED
        first.press("Escape")
        assert first.leave() == 0
