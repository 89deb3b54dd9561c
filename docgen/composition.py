"""A letter put together from its parts in the order of the paper, before it is written as docx or laid out in pages."""

from typing import NamedTuple

from docgen.paragraphs import Block, Paragraph, Section
from docgen.parts import (
    addressee,
    attachments,
    body,
    imprint,
    landscape,
    letterhead,
    number_line,
    page_number,
    signature,
    title,
    title_text,
)
from docgen.parts.head import Masthead
from letter.effective_texts import effective_texts
from letter.model import ReplyLetter


class Composition(NamedTuple):
    """A whole letter: its head, its text, and what ends it, on an even page of its own or not; title without breaks.

    section is that in which the text ends.
    """

    masthead: Masthead
    text: list[Block]
    section: Section
    ending: list[Paragraph]
    even_page: bool
    title: str


class Footers(NamedTuple):
    """The footers of the first page, of even pages, of odd pages, and of an imprint on a page of its own."""

    first: Paragraph
    even: Paragraph
    odd: Paragraph
    blank: Paragraph


def compose(letter: ReplyLetter) -> Composition:
    """Return a letter's parts; raises NotOffered."""
    texts = effective_texts(letter)
    masthead, lines = letterhead.masthead_of(letter, texts), title_text.title_lines(letter, texts.title)
    head = letterhead.measure(masthead)
    moves = addressee.addressee_moves(letter, texts.salutation, head, lines)
    written: list[Block] = [
        *number_line.corner(letter, texts),
        *number_line.top_left(letter),
        *number_line.number_lines(letter, texts, head),
        *number_line.outcome_line(letter, texts, head),
        title.title(letter, texts, head, lines),
        addressee.addressee(texts.salutation, moves),
        *body.body(letter, texts),
        *attachments.attachment_list(letter),
        *signature.signature(letter, texts),
        *signature.note(letter, texts),
        *attachments.attachments(letter),
    ]
    text, section = landscape.sections(written)
    ending = imprint.imprint(letter, texts, moves)
    has_rows = len(ending) > 1
    # After a full page even the smallest paragraph would stand on a page of its own, of which nothing is printed; only
    # a table has to be followed by one.
    if not has_rows and isinstance(text[-1], Paragraph):
        ending = []
    elif section == "landscape" and has_rows:
        # The imprint stands upright, at the foot of a page of its own.
        text, section = landscape.upright_again(text), "following"
    return Composition(
        masthead=masthead,
        text=text,
        section=section,
        ending=ending,
        even_page=letter.agency.imprint_even_page and has_rows,
        title=texts.title.replace("\n", ""),
    )


def footers(masthead: Masthead) -> Footers:
    """Return the footers of letters with a head."""
    return Footers(
        first=page_number.first_footer(masthead.agency),
        even=page_number.even_footer(),
        odd=page_number.odd_footer(),
        blank=page_number.blank_footer(),
    )
