"""The index of words: each pair of neighbouring characters (and each character) as a token of SQLite's FTS5.

Chinese is sought by words of two characters, for which FTS5's own trigrams are of no use. Tokens are spelled in
hexadecimal, so that no tokenizer's idea of a letter can leave out a rare character or a sign such as % or '.
Where SQLite was built without FTS5 the words are scanned instead.
"""

import re
import unicodedata
from collections.abc import Iterable

from sqlalchemy import Connection, TextClause, text

from register.tables import WORDS

_TABLE = "listing_grams"
_MADE = f"CREATE VIRTUAL TABLE {_TABLE} USING fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii')"
# A number is typed with whatever brackets the keyboard has.
_BRACKETS = str.maketrans("〔〕[]【】{}〖〗", "()()()()()")
_INVISIBLE = re.compile("[\0\u00ad\u200b-\u200d\u2060\ufeff\ud800-\udfff]")
_SUBJECT = "s"
_LENGTH = len("\0".encode("utf-32-be").hex())
_KNOWN = "listing_grams"
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


def matching(folded_words: Iterable[str]) -> str:
    """Return the FTS5 expression that rows with all of these words meet; rows that do not contain them may meet it."""
    tokens = {token(one) for word in folded_words for one in (pairs(word) or {word})}
    return " AND ".join(f'"{one}"' for one in sorted(tokens))


def make_index(connection: Connection) -> None:
    """Make the empty index, if this SQLite can."""
    options = connection.exec_driver_sql("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'").first()
    if options:
        connection.exec_driver_sql(_MADE)
    connection.info[_KNOWN] = bool(options)


def has_index(connection: Connection) -> bool:
    """Tell whether the register has the index."""
    if _KNOWN not in connection.info:
        connection.info[_KNOWN] = connection.dialect.has_table(connection, _TABLE)
    return bool(connection.info[_KNOWN])


def put_words(connection: Connection, place: int, words: str) -> None:
    """Let a row be found by these words instead of those it had; "" takes it out."""
    before = connection.execute(WORDS.select().where(WORDS.c.id == place)).mappings().first()
    if before and before["words"] == words:
        return
    indexed = has_index(connection)
    if before:
        if indexed:
            delete = f"INSERT INTO {_TABLE} ({_TABLE}, rowid, grams) VALUES ('delete', ?, ?)"
            connection.exec_driver_sql(delete, (place, _grams(before["words"])))
        connection.execute(WORDS.delete().where(WORDS.c.id == place))
    if words:
        connection.execute(WORDS.insert().values(id=place, words=words))
        if indexed:
            connection.exec_driver_sql(f"INSERT INTO {_TABLE} (rowid, grams) VALUES (?, ?)", (place, _grams(words)))


def rows_matching(match: str) -> TextClause:
    """Return the condition that a row of the list meets an expression."""
    index = f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH :grams"
    return text(f"listing.id IN ({index})").bindparams(grams=match)


def rows_with(connection: Connection, match: str, most: int) -> list[int]:
    """Return at most so many rows that meet an expression, the newest first."""
    query = f"SELECT rowid FROM {_TABLE} WHERE {_TABLE} MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [int(row[0]) for row in connection.exec_driver_sql(query, (match, most))]


def _grams(words: str) -> str:
    lines = [_spelled(line) for line in words.split(LINE)]
    tokens = {line[at : at + 2 * _LENGTH] for line in lines for at in range(0, len(line) - _LENGTH, _LENGTH)}
    tokens |= {token(character) for character in set(words.replace(LINE, ""))}
    tokens |= {_SUBJECT + lines[0][at : at + 2 * _LENGTH] for at in range(0, len(lines[0]) - _LENGTH, _LENGTH)}
    return " ".join(sorted(tokens))
