"""A letter as it came back: what was written, what is there now, each change, and the letter with chosen changes."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from msgspec.structs import replace

from docgen.docx.reading.attachments import AttachmentScript, compare_attachments
from docgen.docx.reading.blocks import Body, blocks_of, parts_of
from docgen.docx.reading.docx_text import Line, Seen
from docgen.docx.reading.expected_text import shown, shown_head
from docgen.docx.reading.field_classifier import Placed, place
from docgen.docx.reading.field_parsers import ORDER, put, title_of
from docgen.errors import NotOffered
from letter import derived
from letter.model import ReplyLetter
from letter.paragraph_diff import Change, ChangeKind, Script, compare

_ROUNDS = 3


class FieldTexts(NamedTuple):
    """A letter on paper, sorted by field."""

    words: dict[str, tuple[str, ...]]
    body: Body
    placed: Placed


def expected_texts(letter: ReplyLetter) -> FieldTexts:
    """Return how a letter stands on paper."""
    return seen_texts(shown(letter), shown_head(letter), letter, None)


def seen_texts(seen: list[Seen], head: list[Line], letter: ReplyLetter, old: Body | None) -> FieldTexts:
    """Return what was seen of a docx, sorted; old is the text as it was written."""
    placed = place(seen, head, letter)
    body = parts_of(placed.body, old)
    words = dict(placed.words)
    if "/title" in words:
        words["/title"] = (title_of(words["/title"], derived.effective_text(letter, "title").replace("\n", "")),)
    for field, lines in (("/opening", body.opening), ("/closing", body.closing)):
        if lines:
            words[field] = lines
    return FieldTexts(words, body, placed)


class Reading(NamedTuple):
    """A letter that came back.

    written is the letter that was written, changes what was done to it by hand; unread are words that belong to no
    field of a letter.
    """

    written: ReplyLetter
    changes: tuple[Change, ...]
    unread: tuple[str, ...]
    fields: dict[int, str]
    was: FieldTexts
    now: FieldTexts
    answer: Script
    attachments: AttachmentScript

    @property
    def letter(self) -> ReplyLetter:
        """The letter with all changes."""
        return self.taken(range(len(self.changes)))

    def taken(self, chosen: Collection[int]) -> ReplyLetter:
        """Return the letter with the chosen changes, by their places in the list.

        What the paper says is kept to the word: where a change would alter derived words that nobody touched, those
        stay as an override.
        """
        if not set(chosen) & set(range(len(self.changes))):
            return self.written
        letter = replace(self.written, answer=self.answer.taken(chosen), attachments=self.attachments.taken(chosen))
        target = dict(self.was.words)
        for number, field in self.fields.items():
            if number in chosen:
                target[field] = self.now.words.get(field, ())
                letter = put(letter, field, target[field]) or letter
        return _pinned(letter, target)


def read_seen(written: ReplyLetter, seen: list[Seen], head: list[Line]) -> Reading:
    """Compare what is seen of a docx with the letter that was written; raises NotADocx and NotOffered."""
    was = expected_texts(written)
    now = seen_texts(seen, head, written, was.body)
    changes: list[Change] = []
    fields: dict[int, str] = {}
    unread = list(_without(now.placed.unread, was.placed.unread))
    # One change may make room for another: a printing date may be open once the letter's own date is.
    letter = written
    for field in ORDER:
        old, new = was.words.get(field, ()), now.words.get(field, ())
        if _plain(field, old) == _plain(field, new):
            continue
        if put(written, field, new) == written:
            # The same in another form: 、 for ， between two organs.
            continue
        changed = put(letter, field, new)
        before, letter = letter, changed or letter
        kind: ChangeKind = "changed" if changed else "unread"
        if changed:
            fields[len(changes)] = field
        changes.append(Change(kind, _pointer(field, before, changed, old, new), "\n".join(old), "\n".join(new)))
    answer = blocks_of(now.body.answer, was.body.answer, written.answer)
    script = compare(written.answer, answer, "/answer", len(changes))
    changes += script.changes
    attachments = compare_attachments(written.attachments, was.placed, now.placed, len(changes))
    changes += attachments.changes
    return Reading(written, tuple(changes), tuple(unread), fields, was, now, script, attachments)


def _plain(field: str, words: Sequence[str]) -> str:
    """Return words as they are compared: where a title breaks is not part of it."""
    return re.sub(r"\s", "", "".join(words)) if field == "/title" else "\n".join(words)


def _pinned(letter: ReplyLetter, target: dict[str, tuple[str, ...]]) -> ReplyLetter:
    """Return a letter whose paper says the wanted words in each field, as far as a letter can."""
    for _ in range(_ROUNDS):
        try:
            words = expected_texts(letter).words
        except NotOffered:
            return letter
        before = letter
        for field in ORDER:
            wanted = target.get(field, ())
            if _plain(field, words.get(field, ())) != _plain(field, wanted):
                letter = put(letter, field, wanted) or letter
        if letter == before:
            break
    return letter


def _without(found: Sequence[str], known: Sequence[str]) -> Iterator[str]:
    rest = list(known)
    for words in found:
        if words in rest:
            rest.remove(words)
        else:
            yield words


def _pointer(field: str, before: ReplyLetter, after: ReplyLetter | None, old: Sequence[str], new: Sequence[str]) -> str:
    """Return the JSON pointer of a changed field: a note may say disclosure and contact, a signature several organs."""
    if field == "/note" and after is not None:
        return next(
            (f"/{name}" for name in ("disclosure", "contact") if getattr(before, name) != getattr(after, name)), field
        )
    if field != "signature":
        return field
    leaf = "signer_title" if before.agency.seal == "signature_stamp" else "name"
    differing = [at for at, pair in enumerate(zip_longest(old, new)) if pair[0] != pair[1]]
    if len(differing) > 1:
        return "/joint_issuers"
    return f"/joint_issuers/{differing[0] - 1}/{leaf}" if differing[0] else f"/agency/{leaf}"
