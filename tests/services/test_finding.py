"""Words found and replaced literally, character by character."""

import pytest

from services.finding import Sought, find, replace_all


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("社区与社区", Sought("社区"), [0, 3]),
        ("社区", Sought(""), []),
        ("哈哈哈哈哈", Sought("哈哈"), [0, 2]),
        ("GDP、gdp、ＧＤＰ", Sought("gdp"), [0, 4, 8]),
        ("GDP、gdp、ＧＤＰ", Sought("gdp", case=True), [4]),
        ("GDP、gdp、ＧＤＰ", Sought("gdp", width=True), [0, 4]),
        ("１８人、18人", Sought("18人"), [0, 4]),
        ("18人", Sought("１８人"), [0]),
        ("（一）(一)", Sought("(一)"), [0, 3]),
        ("甲，乙,丙", Sought(","), [1, 3]),
        ("甲　乙 丙", Sought(" "), [1, 3]),
        ("18.6%与1846%", Sought("18.6%"), [0]),
        ("a.*b [x] \\1", Sought(".*"), [1]),
        ("𠮷林𠮷", Sought("𠮷"), [0, 2]),
        ("Straße İstanbul", Sought("stanbul"), [8]),
    ],
)
def test_where_words_are(text: str, sought: Sought, found: list[int]) -> None:
    assert find(text, sought) == found


def test_what_is_not_sought_stays_as_it_is() -> None:
    assert replace_all("ＧＤＰ增长１８％，gdp", Sought("GDP"), "生产总值") == ("生产总值增长１８％，生产总值", 2)
    assert replace_all("甲乙", Sought("丙"), "丁") == ("甲乙", 0)
    assert replace_all("1.1.1", Sought("1.1"), r"\0") == (r"\0.1", 1)
    assert replace_all("𠮷县𠮷市", Sought("𠮷"), "吉") == ("吉县吉市", 2)
