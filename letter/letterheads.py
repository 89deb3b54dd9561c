"""The letterheads (版头): what each takes and leaves out, a row for each; docgen/parts/letterheads sets them."""

from typing import Literal, NamedTuple

from letter.messages import Message, message

Letterhead = Literal["letter_format", "document_format", "preprinted"]


class LetterheadTraits(NamedTuple):
    """What one letterhead asks of the rest of a letter; name is what the clerk calls it.

    preprinted says that the paper bears the head: the number has a place of its own, and everything can be moved.
    rules_centred says that the middle of its red rules can be chosen. names_document says that 文件 and joint organs
    may stand in its mark. lines_below_number says that more may follow the number's line; elements_on_top that copy
    number, secrecy and urgency stand at the head of the type area (7.2.1 to 7.2.3), not beside the number.
    """

    name: Message
    preprinted: bool = False
    rules_centred: bool = True
    names_document: bool = False
    lines_below_number: bool = True
    elements_on_top: bool = False
    first_page_numbered: bool = False


LETTERHEADS: dict[Letterhead, LetterheadTraits] = {
    "letter_format": LetterheadTraits(message("信函格式")),
    "document_format": LetterheadTraits(
        message("文件格式"),
        rules_centred=False,
        names_document=True,
        lines_below_number=False,
        elements_on_top=True,
        first_page_numbered=True,
    ),
    "preprinted": LetterheadTraits(message("套印（用印好版头的纸）"), preprinted=True),
}
