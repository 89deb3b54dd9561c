"""A letter is put together from words that are worked out once."""

from collections import Counter

import pytest

from docgen.composition import compose
from letter import derived
from tests.letters import plain_letter


def test_each_text_is_derived_once_for_a_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    counted = ("title", "salutation", "pronoun", "opening", "closing", "note")
    for name in counted:
        _count(name, calls, monkeypatch)
    compose(plain_letter())
    assert calls == dict.fromkeys(counted, 1)


def _count(name: str, calls: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    function = getattr(derived, name)

    def counting(*arguments: object) -> object:
        calls[name] += 1
        return function(*arguments)

    monkeypatch.setattr(derived, name, counting)
    monkeypatch.setitem(derived.DERIVED, name, counting)
