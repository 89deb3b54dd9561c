"""Sessions (届次) as text: 朝阳市政协十二届二次会议, 朝阳市第十六届人大第3次会议, read once for everybody."""

import re
from functools import cache
from typing import NamedTuple

from letter.chinese import read_numeral
from letter.cleaning import clean_line
from letter.model import LINE_LIMIT, ORDINALS, Session
from letter.wording import kinds

_NUMERAL = r"[零〇一二三四五六七八九十百\d]+"
_HAN = r"[\u4e00-\u9fff]"
_NAMED = re.compile(rf"{_HAN}*?{_NUMERAL}届{_HAN}*?{_NUMERAL}次(?:全体)?会议")
# The full names of bodies and what they are called for short: 政协朝阳市第十二届委员会, 第十四届全国人民代表大会.
_FULL_NAMES = {
    "中国人民政治协商会议": "政协",
    "人民政协": "政协",
    "政协": "政协",
    "人民代表大会": "人大",
    "人大": "人大",
}
_COMMITTEE = "委员会"
_COUNTRY = "中华人民共和国"
# A standing committee (常务委员会) has meetings of its own, at which no papers are filed.
_STANDING = re.compile("常委会|常务委员会")
# A year before it, quotation marks around it.
_AROUND = re.compile(r"^[“「《]?(?:[0-9]{4}年度?)?|[”」》]$")
_WHOLE = re.compile(r".*次(?:全体)?(?:会议)?(?:闭会期间)?")
_BEHIND = re.compile(r"(?P<place>(?!委员会)[\u4e00-\u9fff]{0,12}?)(?P<organ>人民代表大会|人大|政协|)(?:委员会)?")


class SessionText(NamedTuple):
    """What the text of a session says.

    place is what stands before the term, organ what stands behind it (人大 in 十六届人大). full is whether 会议 follows
    the number of the meeting, recess whether 闭会期间 follows that. behind is a place that stands behind the term (全国
    in 十四届全国人大).
    """

    place: str
    term: int | None
    organ: str
    meeting: int | None
    full: bool
    recess: bool
    behind: str = ""

    def body(self, suffix: str) -> str:
        """Return the body whose session it is: the place with the organ's word, a kind's own where none is said."""
        place, organ = self.place.removeprefix(_COUNTRY), self.organ
        if place.endswith(suffix) and not self.behind:
            return place
        for full, short in _FULL_NAMES.items():
            if place.startswith(full):
                place, organ = place.removeprefix(full).removesuffix(_COMMITTEE), short
            elif place.endswith(full):
                place, organ = place.removesuffix(full), short
        return place + self.behind + (organ or suffix)


def read_session(text: str) -> SessionText | None:
    """Return what the text of a session says, None when it names no term."""
    found = _pattern().search(text)
    if found is None or _STANDING.search(found["between"] or ""):
        return None
    behind = _BEHIND.fullmatch(found["between"] or "") if found["meeting"] else None
    return SessionText(
        place=found["place"],
        term=read_numeral(found["term"]),
        organ=found["organ"] or (_FULL_NAMES.get(behind["organ"], behind["organ"]) if behind else ""),
        meeting=read_numeral(found["meeting"]) if found["meeting"] else None,
        full=bool(found["full"]),
        recess=bool(found["recess"]),
        behind=behind["place"] if behind else "",
    )


def session_named(text: str, suffix: str, own_body: str) -> Session | None:
    """Return the session that a text is the name of, None where it is none; suffix is the word of the kind's body.

    One that names no body (12届2次) is that of own_body.
    """
    words = _AROUND.sub("", re.sub(r"\s", "", clean_line(text)))
    found = read_session(words) if len(words) <= LINE_LIMIT and _WHOLE.fullmatch(words) else None
    if found is None or found.term is None or found.meeting is None:
        return None
    if not all(ORDINALS[0] <= number <= ORDINALS[1] for number in (found.term, found.meeting)):
        return None
    body = found.body(suffix)
    named = found.place or found.organ or found.behind
    if not named or (body in _FULL_NAMES.values() and own_body.endswith(body)):
        body = own_body
    return Session(body, found.term, found.meeting, "recess" if found.recess else "meeting")


def find_session(text: str) -> str:
    """Return the session that a longer text names, with what stands before it, nothing when it names none."""
    found = _NAMED.search(text) if "届" in text else None
    return found[0] if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    organs = "|".join(sorted({re.escape(kind.body_suffix) for kind in kinds().values()}, key=len, reverse=True))
    return re.compile(
        rf"(?P<place>.*?)第?(?P<term>{_NUMERAL})届(?P<organ>{organs})?"
        rf"(?:(?P<between>.*?)第?(?P<meeting>{_NUMERAL})次(?P<full>会议)?)?(?:.*?(?P<recess>闭会期间))?"
    )
