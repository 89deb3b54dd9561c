"""The lines of the title as it is set (标题, GB/T 9704-2012 7.3.1), on which the room of the first page depends."""

from docgen.standard import standard
from docgen.title_lines import split_title
from letter.derived import issuers, spoken
from letter.model import ReplyLetter


def title_lines(letter: ReplyLetter) -> list[str]:
    """Return the lines of the title; what is known to be a name stays whole."""
    names = (*issuers(letter), letter.session.body, letter.agency.place, *letter.proposers.organizations)
    lines = split_title(spoken(letter, "title"), standard().title.characters.value, [name for name in names if name])
    return [line.strip() for line in lines]
