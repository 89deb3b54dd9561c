"""Chinese numerals and dates."""

import datetime

import pytest
from babel.dates import get_date_format
from hypothesis import given
from hypothesis import strategies as st

from letter.chinese import HIGHEST, LONG_DATE, chinese_date, chinese_numeral, open_date, read_date, read_numeral

NUMERALS = [
    (1, "一"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (105, "一百零五"),
    (110, "一百一十"),
    (1004, "一千零四"),
    (1010, "一千零一十"),
]


@pytest.mark.parametrize(("number", "words"), NUMERALS)
def test_numeral(number: int, words: str) -> None:
    assert chinese_numeral(number) == words


@given(st.integers(1, HIGHEST))
def test_numerals_read_back(number: int) -> None:
    assert read_numeral(chinese_numeral(number)) == number
    assert read_numeral(str(number)) == number


@pytest.mark.parametrize("number", [0, -1, HIGHEST + 1])
def test_no_numeral(number: int) -> None:
    with pytest.raises(ValueError, match="between"):
        chinese_numeral(number)


TYPED = [("１２", 12), ("第十二", 12), (" 12 ", 12), ("〇", None), ("十二届", None), ("", None), ("一二", None)]


@pytest.mark.parametrize(("typed", "number"), TYPED)
def test_read_numeral(typed: str, number: int | None) -> None:
    assert read_numeral(typed) == number


def test_every_day_is_written_with_its_full_year_and_without_padding() -> None:
    assert chinese_date(datetime.date(2023, 3, 21)) == "2023年3月21日"
    assert chinese_date(datetime.date(2024, 12, 5)) == "2024年12月5日"
    for number in range(datetime.date(1978, 1, 1).toordinal(), datetime.date(2042, 1, 1).toordinal()):
        day = datetime.date.fromordinal(number)
        assert chinese_date(day) == f"{day.year}年{day.month}月{day.day}日"


def test_the_form_of_a_date_is_that_of_the_locale() -> None:
    for locale in ("zh_Hans_CN", "zh_CN", "zh"):
        assert get_date_format("long", locale=locale).pattern == LONG_DATE


def test_of_an_open_date_month_and_day_are_left_blank() -> None:
    assert open_date(2023, "　　") == "2023年　　月　　日"
    assert open_date("　　", "　　") == "　　年　　月　　日"


@pytest.mark.parametrize(
    "typed", ["2023年3月21日", "2023-03-21", "2023.3.21", "２０２３／３／２１", "20230321", "2023 年 3 月 21 日"]
)
def test_read_date(typed: str) -> None:
    assert read_date(typed) == datetime.date(2023, 3, 21)


@pytest.mark.parametrize("typed", ["", "2023", "2023-13-01", "2023年2月29日", "明天", "20230229"])
def test_no_date(typed: str) -> None:
    assert read_date(typed) is None


TODAY = datetime.date(2023, 3, 21)


@pytest.mark.parametrize(
    "typed",
    ["3月21日", "3-21", "3.21", "3/21", "03-21", "三月二十一", "三月二十一日", "３月２１号",
     "二〇二三年三月二十一日", "二零二三年三月二十一日", "今天", "今日"],
)  # fmt: skip
def test_a_day_of_this_year_and_days_in_chinese(typed: str) -> None:
    assert read_date(typed, year=2023, today=TODAY) == TODAY


def test_yesterday_may_lie_in_the_year_before() -> None:
    assert read_date("昨天", today=datetime.date(2024, 1, 1)) == datetime.date(2023, 12, 31)
    assert read_date("前天", today=datetime.date(2024, 3, 1)) == datetime.date(2024, 2, 28)


@pytest.mark.parametrize("typed", ["3-21", "三月二十一", "今天", "3月"])
def test_without_year_or_today_there_is_no_such_day(typed: str) -> None:
    assert read_date(typed) is None


@pytest.mark.parametrize(
    "typed", ["13-1", "2-29", "三月三十二", "2023-3.21", "二月三十日", "一一月一日", "0-5", "3.21.5"]
)
def test_no_day_of_a_year(typed: str) -> None:
    assert read_date(typed, year=2023, today=TODAY) is None


@given(st.dates(datetime.date(1949, 1, 1), datetime.date(2999, 12, 31)))
def test_every_day_in_chinese_is_read(day: datetime.date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    month, number = chinese_numeral(day.month), chinese_numeral(day.day)
    assert read_date(f"{year}年{month}月{number}日") == day
    assert read_date(f"{month}月{number}", year=day.year) == day
