"""Sessions (届次) as text: 朝阳市政协十二届二次会议, 朝阳市第十六届人大第3次会议, read once for everybody."""

import re
from functools import cache
from typing import NamedTuple

from letter.chinese import read_numeral
from letter.wording import kinds

_NUMERAL = r"[零〇一二三四五六七八九十百\d]+"
_HAN = r"[\u4e00-\u9fff]"
_NAMED = re.compile(rf"{_HAN}*?{_NUMERAL}届{_HAN}*?{_NUMERAL}次会议")


class SessionText(NamedTuple):
    """What the text of a session says.

    place is what stands before the term, organ what stands behind it (人大 in 十六届人大). full is whether 会议 follows
    the number of the meeting, recess whether 闭会期间 follows that.
    """

    place: str
    term: int | None
    organ: str
    meeting: int | None
    full: bool
    recess: bool

    def body(self, suffix: str) -> str:
        """Return the body whose session it is: the place with the organ's word, a kind's own where none is said."""
        return self.place if self.place.endswith(suffix) else self.place + (self.organ or suffix)


def read_session(text: str) -> SessionText | None:
    """Return what the text of a session says, None when it names no term."""
    found = _pattern().search(text)
    if found is None:
        return None
    return SessionText(
        place=found["place"],
        term=read_numeral(found["term"]),
        organ=found["organ"] or "",
        meeting=read_numeral(found["meeting"]) if found["meeting"] else None,
        full=bool(found["full"]),
        recess=bool(found["recess"]),
    )


def find_session(text: str) -> str:
    """Return the session that a longer text names, with what stands before it, nothing when it names none."""
    found = _NAMED.search(text)
    return found[0] if found else ""


@cache
def _pattern() -> re.Pattern[str]:
    organs = "|".join(sorted({re.escape(kind.body_suffix) for kind in kinds().values()}, key=len, reverse=True))
    return re.compile(
        rf"(?P<place>.*?)第?(?P<term>{_NUMERAL})届(?P<organ>{organs})?"
        rf"(?:.*?第?(?P<meeting>{_NUMERAL})次(?P<full>会议)?)?(?:.*?(?P<recess>闭会期间))?"
    )
