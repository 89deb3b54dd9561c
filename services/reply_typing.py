"""The fields of a recognised letter that are typed in one line, and the words with which the typing begins."""

from collections.abc import Callable

from letter.model import Proposal, ReplyLetter
from services.reply_review import shown_words

_AND = "、"
_INNER = str.maketrans("《》", "〈〉")


def _paper(case: Proposal) -> str:
    number = f"第{case.number}号" if case.number else ""
    if not case.subject:
        return number
    subject = f"《{case.subject.translate(_INNER)}》"
    return f"{subject}（{number}）" if number else subject


# Where the words of a row are not read (services/reply_corrections.py) as the very same value.
_WRITTEN: dict[str, Callable[[ReplyLetter], str]] = {
    "/outcome_class": lambda letter: f"{letter.outcome_class}类" if letter.outcome_class else "",
    "/proposals": lambda letter: _AND.join(map(_paper, letter.proposals)),
}
TYPED = frozenset((
    "/document_number", "/outcome_class", "/signatory", "/session", "/proposals", "/proposers", "/agency",
    "/document_date", "/contact/department", "/contact/name", "/contact/phone",
))  # fmt: skip


def typed_words(letter: ReplyLetter, field: str) -> str:
    """Return a field of TYPED as the clerk may type it, nothing where the letter has nothing of it."""
    written = _WRITTEN.get(field)
    return written(letter) if written else shown_words(letter, field)
