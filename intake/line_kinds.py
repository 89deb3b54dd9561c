"""What a single line of a letter is by its own words: a date, an organ, whom to ask, who gets a copy, an attachment."""

import re
from functools import cache

from intake.lines import LONGEST_FOOT, Line, tidied
from intake.words import any_of, words

DATE = re.compile(
    r"(?:[12]\d{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]?|[一二][〇○零Oo0一二三四五六七八九]{3}\s*年\s*[元一二三四五六七八九十]{1,3}\s*月"
    r"\s*[一二三四五六七八九十廿]{1,4}\s*[日号]?)"
)
NUMBER = re.compile(
    r"(?<![\u3400-\u9fff《“〔])(?P<code>[\u3400-\u9fff]{2,14}?)\s*(?P<open>[〔【﹝［\[（(〖])\s*(?P<year>(?:19|20)\d{2})\s*[〕】﹞］\]）)〗]"
    r"\s*(?:第)?\s*(?P<serial>\d{1,5})?\s*号"
)
ATTACHED = re.compile(r"^附\s*件\s*\d*\s*[：:.、]?\s*(?=\S)(?!下载|列表|信息)")
NOTE = re.compile(
    r"^[（(]?\s*(?:此件|该件|本件|此答复|此复函)?[^。]{0,12}(?:主动公开|依申请公开|不予公开|公开发布|同意公开|不公开|不宜公开|全文公开|仅公开标题|公开)[^。]{0,8}[）)]?$"
    r"|^(?:是否)?(?:同意)?公开(?:选项|情况|方式)?[：:]\s*[（(]?.{1,10}[）)]?$"
)
COPY = re.compile(r"^(?P<label>抄\s*送|抄\s*报|报\s*送|报|主\s*送|送)\s*[：:]")
PRINTED = re.compile(r"^(?P<office>.*?)\s*(?P<date>(?:\d{4}年\d{1,2}月\d{1,2}日))\s*印\s*发?\s*$")
COPIES = re.compile(r"(?:共\s*印|印\s*数\s*[：:]?)\s*(?P<copies>\d{1,5})\s*份")
# What stands over an attachment on a page of its own.
LABEL = re.compile(r"附件\d{0,2}")
# The number of a line in a list.
ITEM = re.compile(r"\d{1,2}[.、．]\s*")
# Behind the name of an organ, where the seal stands on paper.
SEALED = r"[（(](?:盖章|公章|章|代章|印章)[）)]"
_OFFICE = re.compile(
    r"(?:党组书记、)?副?(?:[局厅部处署县市区镇乡院校会社团队所站行]长|秘书长|主任|主席|书记|总经理|董事长|检察长)"
    r"(?:[\s\u3000]+[\u3400-\u9fff· ]{2,8})?"
)
_CALL = re.compile(r"[：:][^。；]{0,20}(?:0\d{2,3}-\d{7,8}|1\d{10}|1\d{2}-\d{4}-\d{4})[）)]?$")
_LONGEST_CALL = 60


def is_chrome(line: Line) -> bool:
    """Return whether a line is one of a web page around its text."""
    return bool(any_of("chrome").search(line.text))


def is_office(text: str) -> bool:
    """Return whether a line names the office of who signs, a signature stamp beside it or not: 局长, 局长　王强."""
    return bool(_OFFICE.fullmatch(text.strip()))


def is_paper_code(code: str) -> bool:
    """Return whether what stands before a year and a number is of a paper that is answered: 政协提案〔2023〕12号."""
    return bool(re.fullmatch(words().paper_codes, code))


def is_organ(text: str) -> bool:
    """Return whether a line is the name of an organ, or of a few that sign together."""
    names = re.split(r"[\s\u3000、]+", text.strip())
    if len("".join(names)) > 60 or not all(names):
        return False
    whole = tidied(text.strip())
    return all(map(_is_name, names)) or _is_name(whole)


def _is_name(text: str) -> bool:
    return 3 <= len(text) <= 40 and bool(_name_form().fullmatch(text)) and not re.search(r"[的了是在]|答复|建议", text)


@cache
def _name_form() -> re.Pattern[str]:
    return re.compile(rf"[\u3400-\u9fff（）()]+?(?:{words().organ_endings})(?:{SEALED})?")


def is_contact(text: str) -> bool:
    """Return whether a line tells whom to ask."""
    return len(text) <= LONGEST_FOOT and bool(_contact_form().match(tidied(text)))


@cache
def _contact_form() -> re.Pattern[str]:
    every = "|".join(words().contact_labels.values())
    # An organ may stand before the label.
    return re.compile(rf"[（(]?\s*[\u3400-\u9fff]{{0,12}}?(?:{every})\s*[：:]")


def is_call(text: str) -> bool:
    """Return whether a line ends with a telephone number behind a label, whatever this is."""
    return len(text) <= _LONGEST_CALL and bool(_CALL.search(tidied(text)))
