"""The reasons that the program itself writes into the register, and what they were made of when one is read there."""

import re
from collections.abc import Iterator
from functools import cache

from letter.messages import Message, joined, message
from register.values import STATE_WORDS

# They are kept as the finished Chinese sentence, also by earlier versions: the words never change.
FROM_LETTER = message("以前的复函：{name}")
FROM_TABLE = message("以前的登记表{sheet}第 {line} 行")
AGAIN_IN_TABLE = message("以前的登记表{sheet}第 {line} 行，与{first_sheet}第 {first} 行重号")
CARRIED = message("恢复备份时补登：备份之后{state}，不再给出")
KEPT_BY = message("归现在用它的那封信")
GOES_ON = message("接着以前的号")
# A longer one stands before that with which it begins.
_FORMS = (AGAIN_IN_TABLE, FROM_TABLE, CARRIED, KEPT_BY, GOES_ON, FROM_LETTER)
# Behind a number, or behind what a table says, another reason may follow: 朝民函〔2023〕9号：以前的复函：a.txt.
_PARTS = re.compile(r"(?s)(.*?号：|.*；)(.+)")
_PLACE = re.compile(r"\{(\w+)\}")


def kept(reason: Message) -> str:
    """Return a reason as it is kept."""
    return str(reason)


def read_reason(text: str) -> str:
    """Return a reason of the register as a message where the program wrote it, a clerk's as it is."""
    for form in _FORMS:
        if found := _pattern(form).fullmatch(text):
            return form.filled(**dict(_values(found))) if found.groupdict() else form
    parts = _PARTS.fullmatch(text)
    rest = read_reason(parts[2]) if parts else ""
    return joined([parts[1], rest]) if parts and isinstance(rest, Message) else text


def _values(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    said = {words.said: words.said for words in STATE_WORDS.values() if words.said}
    yield from ((name, said.get(value, value)) for name, value in found.groupdict().items())


@cache
def _pattern(form: str) -> re.Pattern[str]:
    """Return what a form matches: any words in its places."""
    parts = _PLACE.split(form)
    words = "".join(f"(?P<{part}>.*?)" if at % 2 else re.escape(part) for at, part in enumerate(parts))
    return re.compile(words, re.DOTALL)
