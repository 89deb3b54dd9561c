"""The attachments of a docx, each seen twice: in the list under the text, and on pages of its own."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from docgen.docx.reading.blocks import blocks_of
from docgen.docx.reading.docx_text import Seen
from docgen.docx.reading.field_classifier import Page, Placed
from letter.model import Attachment
from letter.paragraph_diff import Change, Script, compare, words_of


class _Entry(NamedTuple):
    """One attachment: as it was and where, as it is, and the numbers of the changes of its title and of its whole."""

    old: Attachment | None
    new: Attachment | None
    place: int | None = None
    whole: int | None = None
    title: int | None = None
    script: Script | None = None


class AttachmentScript(NamedTuple):
    """The attachments as they were and as they are, and the changes between; order is the change of their order."""

    entries: tuple[_Entry, ...]
    changes: tuple[Change, ...]
    order: int | None = None

    def taken(self, chosen: Collection[int]) -> tuple[Attachment, ...]:
        """Return the attachments with the chosen changes made and the others left out."""
        entries = self.entries if self.order is None or self.order in chosen else _as_before(self.entries)
        return tuple(made for entry in entries if (made := _taken(entry, chosen)) is not None)


def _as_before(entries: Sequence[_Entry]) -> list[_Entry]:
    """Return entries with those that were there before in their old order, the new ones where they are."""
    old = iter(sorted((entry for entry in entries if entry.place is not None), key=lambda entry: entry.place or 0))
    return [entry if entry.place is None else next(old) for entry in entries]


def _taken(entry: _Entry, chosen: Collection[int]) -> Attachment | None:
    if entry.whole is not None:
        return entry.new if entry.whole in chosen else entry.old
    if entry.old is None or entry.new is None or entry.script is None:
        return entry.old
    title = entry.new.title if entry.title in chosen else entry.old.title
    return replace(entry.old, title=title, answer=entry.script.taken(chosen))


def compare_attachments(old: Sequence[Attachment], was: Placed, now: Placed, first: int) -> AttachmentScript:
    """Return how the attachments changed, the changes numbered from first on.

    Raises NotADocx for more than a letter holds.
    """
    entries: list[_Entry] = []
    changes: list[Change] = []
    matched = _matched(old, now)
    for identity, listed, page in matched:
        if identity is None:
            entries.append(_added(listed, page, len(entries), first + len(changes), changes))
        else:
            seen = was.pages[identity].content if identity < len(was.pages) else ()
            entries.append(_kept(old[identity], seen, listed, page, identity, first, changes))
    found = {identity for identity, _, _ in matched}
    for identity, attachment in enumerate(old):
        if identity not in found:
            entries.insert(identity, _Entry(attachment, None, identity, whole=first + len(changes)))
            changes.append(Change("removed", f"/attachments/{identity}", _words(attachment), ""))
    kept = [entry.place for entry in entries if entry.place is not None and entry.new is not None]
    moved = next((place for place, ordered in zip(kept, sorted(kept), strict=True) if place != ordered), None)
    if moved is None:
        return AttachmentScript(tuple(entries), tuple(changes))
    order = first + len(changes)
    changes.append(Change("moved", f"/attachments/{moved}", old[moved].title, old[moved].title))
    return AttachmentScript(tuple(entries), tuple(changes), order)


_Match = tuple[int | None, str | None, Page | None]


def _matched(old: Sequence[Attachment], now: Placed) -> list[_Match]:
    """Return which attachment is which, in the order of the paper: its old number, its line and its page."""
    titles = [_squeezed(attachment.title) for attachment in old]
    pages = _identities([(page.title, page.mark) for page in now.pages], titles)
    lines = _identities(list(now.listed), titles)
    rest = [(identity, title) for identity, (title, _) in zip(lines, now.listed, strict=True)]
    found: list[_Match] = []
    for identity, page in zip(pages, now.pages, strict=True):
        same = [row for row in rest if row[0] == identity]
        if identity is None:
            same = [row for row in same if _squeezed(row[1]) == _squeezed(page.title)] or same
        if same:
            rest.remove(same[0])
        found.append((identity, same[0][1] if same else None, page))
    for identity, title in rest:
        place = [row for row, _ in now.listed].index(title)
        found.insert(min(place, len(found)), (identity, title, None))
    return found


def _identities(rows: Sequence[tuple[str, int | None]], titles: list[str]) -> list[int | None]:
    """Return the old number of each: by its title, else by its mark, else by its place when none came or went."""
    found: list[int | None] = [None] * len(rows)
    free = set(range(len(titles)))
    for at, (title, _) in enumerate(rows):
        same = [number for number in sorted(free) if titles[number] == _squeezed(title)]
        if same:
            found[at] = same[0]
            free.discard(same[0])
    for at, (_, mark) in enumerate(rows):
        if found[at] is None and mark in free:
            found[at] = mark
            free.discard(mark)
    if len(rows) == len(titles):
        for at in range(len(rows)):
            if found[at] is None and at in free:
                found[at] = at
                free.discard(at)
    return found


def _squeezed(title: str) -> str:
    return re.sub(r"\s", "", title)


def _words(attachment: Attachment) -> str:
    return "\n".join([attachment.title, *(words_of(block) for block in attachment.answer)])


def _added(listed: str | None, page: Page | None, place: int, number: int, changes: list[Change]) -> _Entry:
    title = listed or (page.title.replace("\n", "") if page else "")
    attachment = Attachment(title, blocks_of(page.content if page else (), (), ()))
    changes.append(Change("added", f"/attachments/{place}", "", _words(attachment)))
    return _Entry(None, attachment, whole=number)


def _kept(
    old: Attachment,
    seen: Sequence[Seen],
    listed: str | None,
    page: Page | None,
    identity: int,
    first: int,
    changes: list[Change],
) -> _Entry:
    title, number = _title(old.title, listed, page), None
    if title != old.title:
        number = first + len(changes)
        changes.append(Change("changed", f"/attachments/{identity}/title", old.title, title))
    new = blocks_of(page.content if page else (), seen, old.answer)
    script = compare(old.answer, new, f"/attachments/{identity}/answer", first + len(changes))
    changes += script.changes
    return _Entry(old, Attachment(title, new), identity, title=number, script=script)


def _title(old: str, listed: str | None, page: Page | None) -> str:
    """Return the title: where it stands in two places, the one that was changed."""
    on_page = page.title.replace("\n", "") if page else None
    elsewhere = None if on_page is None else _squeezed(on_page)
    if (
        listed is not None
        and _squeezed(listed) != _squeezed(old)
        and elsewhere in (None, _squeezed(old), _squeezed(listed))
    ):
        return listed
    if on_page is not None and _squeezed(on_page) != _squeezed(old):
        return on_page
    return old
