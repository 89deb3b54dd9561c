"""Chinese dates and numerals as official letters write them (GB/T 9704-2012 7.3.5.4, GB/T 15835-2011)."""

import re
import unicodedata
from datetime import date
from functools import lru_cache

# The full name: under zh_CN babel looks for it anew each time, which takes 80 µs instead of 5.
_LOCALE = "zh_Hans_CN"
# CLDR's long date of the locale, which a test compares with babel's own. To ask babel for it at each start loads all
# that it knows of Chinese, a tenth of the time of `make`.
LONG_DATE = "y年M月d日"
_DIGITS = "零一二三四五六七八九"
_UNITS = ("", "十", "百", "千")
_VALUES = {"十": 10, "百": 100, "千": 1000}
HIGHEST = 9999


def chinese_numeral(number: int) -> str:
    """Return 1 to 9999 in Chinese counting words, 12 as 十二 and 105 as 一百零五.

    Raises ValueError outside that range. babel formats digits but spells no numbers out, hence this.
    """
    if not 1 <= number <= HIGHEST:
        raise ValueError(f"{number} is not between 1 and {HIGHEST}")
    words = ""
    for position, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            words = _DIGITS[digit] + _UNITS[position] + words
        elif words and not words.startswith("零"):
            words = "零" + words
    return words.removeprefix("一") if words.startswith("一十") else words


def read_numeral(text: str) -> int | None:
    """Return the number that a clerk wrote as 12, １２ or 十二; None when it is none of these."""
    text = unicodedata.normalize("NFKC", text).strip().removeprefix("第")
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    if not text or not set(text) <= set(_DIGITS + "十百千〇两"):
        return None
    total, digit = 0, 0
    for character in text:
        if character in _VALUES:
            total += (digit or 1) * _VALUES[character]
            digit = 0
        else:
            digit = "〇一二三四五六七八九".find(character) if character != "两" else 2
            digit = max(digit, 0)
    total += digit
    return total if 1 <= total <= HIGHEST and chinese_numeral(total) == text else None


# The same few dates are shown again with every key.
@lru_cache(maxsize=64)
def chinese_date(day: date) -> str:
    """Return a date as 2023年3月21日: Arabic digits, full year, no zero padding (7.3.5.4)."""
    from babel.dates import format_date  # late: most commands write no date

    return format_date(day, LONG_DATE, locale=_LOCALE)


def open_date(year: int | str, blank: str) -> str:
    """Return a date of which only the year is known, with blanks where month and day will be written."""
    return LONG_DATE.translate(str.maketrans({"y": str(year), "M": blank, "d": blank}))


_NUMERAL = "[零〇一二三四五六七八九十]"
_DATE_FORMS = (
    r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?",
    r"(?P<year>\d{4})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})",
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})",
    r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]?",
    r"(?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
    rf"((?P<year>[零〇一二三四五六七八九]{{4}})年)?(?P<month>{_NUMERAL}{{1,3}})月(?P<day>{_NUMERAL}{{1,4}})[日号]?",
)
# Zeros of years as keyboards and earlier standards have them (GB/T 9704-1999 wrote ○).
_ROUND = str.maketrans("○◯Oo0零", "〇〇〇〇〇〇")
_YEAR_IN_WORDS = re.compile(r"(?=[Oo0○◯零〇]*[一二三四五六七八九])[Oo0○◯零〇一二三四五六七八九]{4}(?=年)")
_DAYS_AGO = {"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2}


def read_date(text: str, *, year: int | None = None, today: date | None = None) -> date | None:
    """Return the day that a clerk wrote as 2023年3月21日, 2023-3-21, 2023.3.21, 20230321 or 二〇二三年三月二十一日.

    With a year also 3月21日, 3-21 and 三月二十一; with today's date also 今天 and 昨天. None for anything else.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if words := _YEAR_IN_WORDS.match(text):
        text = words[0].translate(_ROUND) + text[words.end() :]
    if today and text in _DAYS_AGO:
        return date.fromordinal(today.toordinal() - _DAYS_AGO[text])
    for form in _DATE_FORMS:
        found = re.fullmatch(form, text)
        if found:
            written = found["year"] if "year" in found.re.groupindex else None
            parts = (_digits(written) if written else year, read_numeral(found["month"]), read_numeral(found["day"]))
            try:
                return date(*(part or 0 for part in parts))
            except ValueError:
                return None
    return None


def read_year(text: str) -> int | None:
    """Return the year that a clerk wrote as 2023, 2023年度, 二〇二三年 or within a date; None for anything else."""
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    if words := _YEAR_IN_WORDS.match(text if text.endswith("年") else f"{text}年"):
        return _digits(words[0].translate(_ROUND)) if len(text.removesuffix("年")) == len(words[0]) else None
    found = re.fullmatch(r"((?:19|20)\d{2})(?:年度?|[-./年]\d.*)?", text)
    return int(found[1]) if found else None


def _digits(text: str) -> int:
    """Return the number whose digits are written one by one, 二〇二三 as 2023."""
    return int(
        re.sub(
            "[〇一二三四五六七八九]",
            lambda found: str("〇一二三四五六七八九".index(found[0])),
            text.replace("零", "〇"),
        )
    )
