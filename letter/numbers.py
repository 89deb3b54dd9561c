"""Document numbers (发文字号) as text: 朝民函〔2023〕32号, written and read (7.2.5)."""

import re

from letter.model import DocumentNumber
from letter.wording import wording

CODE_LIMIT = 60
SERIAL_LIMIT = 99_999
# The clause wants hexagonal brackets without 第 and without leading zeros; people type what their keyboard has.
_OPENING, _CLOSING = r"〔\[［（(【{﹝〖〈", r"〕\]］）)】}﹞〗〉"
_NUMBER = re.compile(
    rf"\s*(?P<code>[^\s\d{_OPENING}{_CLOSING}]{{1,60}}?)\s*[{_OPENING}]\s*(?P<year>(?:19|20)\d{{2}})年?\s*[{_CLOSING}]"
    r"\s*第?\s*0*(?P<serial>[1-9]\d{0,4})\s*号?\s*"
)
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# Zeros as earlier standards and other keyboards have them: 〔二○○九〕, 1○2号.
_ROUND = re.compile(r"(?<=\d)[○◯〇]|[○◯〇](?=\d)")
_YEAR_IN_WORDS = re.compile(rf"(?<=[{_OPENING}])[○◯〇零一二三四五六七八九]{{4}}(?=年?[{_CLOSING}])")
_WORDS = str.maketrans("○◯〇零一二三四五六七八九", "0000123456789")


def number_text(number: DocumentNumber) -> str:
    """Return 朝民函〔2023〕32号, with a blank for what has not been given yet."""
    blank = wording().blank_serial
    return wording().document_number.format(code=number.code, year=number.year or blank, serial=number.serial or blank)


def read_number(text: str) -> DocumentNumber | None:
    """Return the number that a text is, with whatever brackets it was typed; None when it is none."""
    found = _NUMBER.fullmatch(text.translate(_DIGITS)) or _NUMBER.fullmatch(with_digits(text))
    if not found:
        return None
    return DocumentNumber(found["code"], int(found["year"]), int(found["serial"]))


def with_digits(text: str) -> str:
    """Return a text with ASCII digits for full-width ones, for ○ beside a digit and for a year in brackets in words."""
    text = text.translate(_DIGITS)
    text = _YEAR_IN_WORDS.sub(lambda found: found[0].translate(_WORDS), text)
    while (digits := _ROUND.sub("0", text)) != text:
        text = digits
    return text
