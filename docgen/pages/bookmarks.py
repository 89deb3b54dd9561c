"""The bookmarks of a letter: its headings, stand-alone and run-in, and its attachments, each with its place."""

from collections.abc import Iterator

from docgen.pages.values import Bookmark, Line, Pages
from letter.model import Answer, ReplyLetter
from letter.outline import number_marks
from letter.wording import wording

_TITLE = "attachment_title"


def bookmarks(letter: ReplyLetter, pages: Pages) -> tuple[Bookmark, ...]:
    """Return the headings of a letter in the order of its pages, those of an attachment below its title."""
    places = dict(_beginnings(pages))
    found = list(_headings(letter.answer, "/answer", 0))
    for number, attachment in enumerate(letter.attachments):
        field = f"/attachments/{number}"
        mark = wording().attachment_heading.format(number=number + 1 if len(letter.attachments) > 1 else "")
        found.append((_title_on_its_page(field), 1, f"{mark} {attachment.title}"))
        found += _headings(attachment.answer, f"{field}/answer", 1)
    return tuple(
        Bookmark(level, text, page, line.top)
        for field, level, text in found
        if field in places
        for page, line in (places[field],)
    )


def _headings(answer: Answer, field: str, below: int) -> Iterator[tuple[str, int, str]]:
    for place, (mark, block) in enumerate(number_marks(answer)):
        if block.level and block.heading:
            yield f"{field}/{place}", below + block.level, mark + block.heading


def _beginnings(pages: Pages) -> Iterator[tuple[str, tuple[int, Line]]]:
    """Yield where the paragraph of each field begins, an attachment's title apart from its name in the list."""
    for page in pages.pages:
        for line in page.lines:
            if line.begins and line.spans:
                field = line.spans[0].field
                if line.style == _TITLE:
                    field = _title_on_its_page(field.removesuffix("/title"))
                yield field, (page.number, line)


def _title_on_its_page(field: str) -> str:
    return f"{field}#{_TITLE}"
