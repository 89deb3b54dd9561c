"""The baseline's letter of 45 paragraphs as one of our letters, so that both sides write the same words."""

import sys
from pathlib import Path
from typing import Any

import msgspec

from letter.chinese import read_date
from letter.model import Contact, DocumentNumber, Proposers, ReplyLetter
from letter.outline import read_answer
from tests.letters import sample

BASELINE = Path(__file__).parent / "baseline"
sys.path.insert(0, str(BASELINE))

ANSWER_ROLES = ("h1", "h2", "body")


def load_baseline() -> dict[str, Any]:
    """Return the baseline's letter as its own modules read it."""
    from common import load_letter  # pyright: ignore[reportMissingImports]

    return load_letter()


def varied(letter: dict[str, Any], number: int) -> dict[str, Any]:
    """Return the baseline's letter of this number: every field and every paragraph differs from the others."""
    from common import vary  # pyright: ignore[reportMissingImports]

    return vary(letter, number)


def reply_letter(letter: dict[str, Any]) -> ReplyLetter:
    """Return a baseline letter as a ReplyLetter with the same paragraphs; the first body paragraph is the opening."""
    texts = [(row["role"], row["text"]) for row in letter["paragraphs"] if row["text"]]

    def first(role: str) -> str:
        return next(text for found, text in texts if found == role)

    answer = [text for role, text in texts if role in ANSWER_ROLES]
    code, _, rest = first("docno").partition("〔")
    year, _, serial = rest.removesuffix("号").partition("〕")
    contact = [text.partition(":")[2] for role, text in texts if role == "contact"]
    return msgspec.structs.replace(
        sample("seed_letter"),
        title="\n".join(text for role, text in texts if role == "title"),
        salutation=first("salute"),
        proposers=Proposers((first("salute").removesuffix("委员:"),)),
        document_number=DocumentNumber(code, int(year), int(serial)),
        opening=answer[0],
        answer=read_answer("\n".join(answer[1:])),
        closing="",
        contact=Contact(contact[0], contact[1]),
        document_date=read_date(first("date")),
        note=first("note"),
    )
