"""The lines of the title as it is set (标题, GB/T 9704-2012 7.3.1), on which the room of the first page depends."""

from functools import lru_cache

from docgen.standard import standard
from docgen.title_lines import split_title
from letter.derived import effective_text, issuers
from letter.model import ReplyLetter


def title_lines(letter: ReplyLetter) -> list[str]:
    """Return the lines of the title; what is known to be a name stays whole."""
    names = (*issuers(letter), letter.session.body, letter.agency.place, *letter.proposers.organizations)
    return list(_split(effective_text(letter, "title"), tuple(name for name in names if name)))


# The head, the title and the place of the addressee each ask for the lines of the same letter.
@lru_cache(maxsize=4)
def _split(title: str, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = split_title(title, standard().title.characters.value, names)
    return tuple(line.strip() for line in lines)
