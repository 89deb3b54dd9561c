"""The entries of the start page as values: what a case, a letter in work or one of late shows in its column."""

import datetime
from pathlib import Path
from typing import Any, NamedTuple

from letter.derived import document_number_text, effective_text
from letter.messages import counted
from letter.model import DocumentNumber, ReplyLetter
from letter.outline import size_of, write_answer
from register.values import Row
from services.draft import KeptDraft
from services.recent import RecentLetter
from ui.core.i18n import N_, _, translate
from ui.letter.tabs import number_and_subject
from ui.register.columns import days_words, kind_words
from ui.register.tones import days_tone, without_sign
from ui.widgets.pill import Pill

BETWEEN = " · "
NAMED = N_("{kind}{number}")
UNNAMED = N_("还没有案号和案由的信")
TODAY, YESTERDAY = N_("今天 {time}"), N_("昨天 {time}")
LENGTH = counted("{count} 字")
ISSUED, MADE, UNMADE, IN_WORK = N_("已发文"), N_("已生成"), N_("未生成"), N_("草稿")


class Entry(NamedTuple):
    """What stands in a column: two lines of words, a pill, and what it is when it is opened."""

    title: str
    detail: str
    pill: Pill
    value: Any

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return "，".join(words for words in (self.title, self.detail.replace(BETWEEN, "，"), self.pill.words) if words)


def case_entry(row: Row, today: datetime.date) -> Entry:
    """Return the entry of a case that waits for its answer."""
    name = _(NAMED).format(kind=kind_words(row.kind), number=f" {row.proposal}" if row.proposal else "").strip()
    words = without_sign(days_words(row, today))
    return Entry(
        row.subject or row.title or name, _joined(name, row.proposers), Pill(words, days_tone(row, today)), row
    )


def draft_entry(
    kept: KeptDraft, at: int, issued: frozenset[DocumentNumber], *, made: bool, today: datetime.date
) -> Entry:
    """Return the entry of a letter in work, which stands at a place among all of them; issued as for late ones."""
    letter = kept.draft.letter
    length = size_of(kept.draft.typed.get("answer") or write_answer(letter.answer))
    detail = _joined(_when(kept.file, today), translate(LENGTH.filled(count=length)))
    return Entry(letter_words(letter), detail, _pill(letter, issued, IN_WORK, made=made), at)


def recent_entry(recent: RecentLetter, issued: frozenset[DocumentNumber]) -> Entry:
    """Return the entry of a letter made or closed lately; issued are the numbers that went out."""
    letter = recent.letter
    number = document_number_text(letter) if letter.document_number.serial else ""
    people = "、".join((*letter.proposers.people, *letter.proposers.organizations))
    pill = _pill(letter, issued, UNMADE, made=bool(recent.made))
    return Entry(letter_words(letter), _joined(number, people), pill, recent)


def letter_words(letter: ReplyLetter) -> str:
    """Return what a letter is called: 176号 and its subject, else its title."""
    by_hand = letter.title and effective_text(letter, "title").replace("\n", "")
    return number_and_subject(letter) or by_hand or _(UNNAMED)


def _pill(letter: ReplyLetter, issued: frozenset[DocumentNumber], otherwise: str, *, made: bool) -> Pill:
    """Return how a letter stands: its number went out, it was made, or neither."""
    if letter.document_number.serial and letter.document_number in issued:
        return Pill(_(ISSUED), "green")
    return Pill(_(MADE), "soft") if made else Pill(_(otherwise))


def _joined(*parts: str) -> str:
    return BETWEEN.join(part for part in parts if part)


def _when(file: Path, today: datetime.date) -> str:
    """Return when a file was written last, nothing where it is not there yet."""
    try:
        written = datetime.datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    except OSError:
        return ""
    forms = {0: _(TODAY), 1: _(YESTERDAY)}
    days = (today - written.date()).days
    return forms[days].format(time=f"{written:%H:%M}") if days in forms else written.date().isoformat()
