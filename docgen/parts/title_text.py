"""The lines of the title as it is set (标题, GB/T 9704-2012 7.3.1), which say how much else the first page holds."""

from functools import lru_cache

from docgen.standard import standard
from docgen.title_lines import split_title
from letter.derived import issuers
from letter.model import ReplyLetter


def title_lines(letter: ReplyLetter, title: str) -> list[str]:
    """Return the lines of the title of a letter; what is known to be a name stays whole."""
    names = (*issuers(letter), letter.session.body, letter.agency.place, *letter.proposers.organizations)
    return list(_split(title, tuple(name for name in names if name)))


# The head asks for the lines before the title, and the remarks on the pages after it.
@lru_cache(maxsize=4)
def _split(title: str, names: tuple[str, ...]) -> tuple[str, ...]:
    lines = split_title(title, standard().title.characters.value, names)
    return tuple(line.strip() for line in lines)
