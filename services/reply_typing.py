"""The fields of a recognised letter that are typed in one line, and the words with which the typing begins."""

from collections.abc import Callable

from letter import derived
from letter.chinese import chinese_date
from letter.model import DocumentNumber, Proposal, ReplyLetter

_AND = "、"
_INNER = str.maketrans("《》", "〈〉")


def _number(letter: ReplyLetter) -> str:
    return derived.document_number_text(letter) if letter.document_number != DocumentNumber() else ""


def _paper(case: Proposal) -> str:
    number = f"第{case.number}号" if case.number else ""
    if not case.subject:
        return number
    subject = f"《{case.subject.translate(_INNER)}》"
    return f"{subject}（{number}）" if number else subject


# Words that the readers of the fields (services/reply_corrections.py) read as the very same value.
_WRITTEN: dict[str, Callable[[ReplyLetter], str]] = {
    "/document_number": _number,
    "/outcome_class": lambda letter: f"{letter.outcome_class}类" if letter.outcome_class else "",
    "/signatory": lambda letter: letter.signatory,
    "/session": derived.session_text,
    "/proposals": lambda letter: _AND.join(map(_paper, letter.proposals)),
    "/proposers": derived.proposers_text,
    "/agency": lambda letter: _AND.join(derived.issuers(letter)),
    "/document_date": lambda letter: chinese_date(letter.document_date) if letter.document_date else "",
    "/contact/department": lambda letter: letter.contact.department,
    "/contact/name": lambda letter: letter.contact.name,
    "/contact/phone": lambda letter: letter.contact.phone,
}
TYPED = frozenset(_WRITTEN)


def typed_words(letter: ReplyLetter, field: str) -> str:
    """Return a field of TYPED as the clerk may type it, nothing where the letter has nothing of it."""
    return _WRITTEN[field](letter)
