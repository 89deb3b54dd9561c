"""What the audit asks of a document by the letterhead that it shows; the standard knows two (7.2, 10.1)."""

from typing import NamedTuple


class ShownLetterhead(NamedTuple):
    """Which clauses hold: letter_clause is that of the letter format (10.1), document_clause that of 7.2."""

    letter_clause: bool = False
    document_clause: bool = False

    @property
    def in_file(self) -> bool:
        """Whether there is a head in the file; if not, the paper has to bear it."""
        return self.letter_clause or self.document_clause


LETTER_FORMAT = ShownLetterhead(letter_clause=True)
DOCUMENT_FORMAT = ShownLetterhead(document_clause=True)
NONE_IN_FILE = ShownLetterhead()
