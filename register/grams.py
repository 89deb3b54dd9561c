"""The words of the list as they are indexed: each pair of neighbouring characters, and each character, as a token.

Chinese is sought by words of two characters, for which the trigrams of databases are of no use. Tokens are spelled in
hexadecimal, so that no tokenizer's idea of a letter can leave out a rare character or a sign such as % or '.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection

from register.database import database_of
from register.tables import WORDS

# A number is typed with whatever brackets the keyboard has.
_BRACKETS = str.maketrans("〔〕[]【】{}〖〗", "()()()()()")
_INVISIBLE = re.compile("[\0\u00ad\u200b-\u200d\u2060\ufeff\ud800-\udfff]")
_SUBJECT = "s"
_LENGTH = len("\0".encode("utf-32-be").hex())
LINE = "\n"


def fold(text: str) -> str:
    """Return a text as it is compared: width, case, kinds of brackets, blanks and line breaks make no difference."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).translate(_BRACKETS).split())


def words_of(lines: Iterable[str]) -> str:
    """Return lines folded, one below the other, the subject first; nothing is found across two of them."""
    first, *rest = (fold(line) for line in lines)
    return LINE.join((first, *filter(None, rest)))


def pairs(folded: str) -> set[str]:
    """Return the pairs of neighbouring characters of a folded line."""
    return {folded[at : at + 2] for at in range(len(folded) - 1)}


def token(characters: str, *, of_subject: bool = False) -> str:
    """Return how characters are spelled in the index."""
    return (_SUBJECT if of_subject else "") + _spelled(characters)


def _spelled(characters: str) -> str:
    return characters.encode("utf-32-be").hex()


def tokens_of(folded_words: Iterable[str]) -> set[str]:
    """Return the tokens that rows with all of these words have; rows that do not contain them may have them too."""
    return {token(one) for word in folded_words for one in (pairs(word) or {word})}


def put_words(connection: Connection, place: int, words: str) -> None:
    """Let a row be found by these words instead of those it had; "" takes it out."""
    before = connection.execute(WORDS.select().where(WORDS.c.id == place)).mappings().first()
    if before and before["words"] == words:
        return
    database = database_of(connection)
    indexed = database.has_index(connection)
    if before:
        if indexed:
            database.take_from_index(connection, place, grams_of(before["words"]))
        connection.execute(WORDS.delete().where(WORDS.c.id == place))
    if words:
        connection.execute(WORDS.insert().values(id=place, words=words))
        if indexed:
            database.add_to_index(connection, place, grams_of(words))


def grams_of(words: str) -> str:
    """Return the tokens of folded lines, the subject first, as they are indexed."""
    lines = [_spelled(line) for line in words.split(LINE)]
    tokens = {line[at : at + 2 * _LENGTH] for line in lines for at in range(0, len(line) - _LENGTH, _LENGTH)}
    tokens |= {token(character) for character in set(words.replace(LINE, ""))}
    tokens |= {_SUBJECT + lines[0][at : at + 2 * _LENGTH] for at in range(0, len(lines[0]) - _LENGTH, _LENGTH)}
    return " ".join(sorted(tokens))
