"""The command read: a docx that came back, or somebody else's reply, as a letter file; remarks on standard error."""

import argparse
import sys
from collections.abc import Callable, Collection

from letter.codec import write_letter
from letter.messages import message
from letter.model import Agency, ReplyLetter
from services import docx_return, recognising
from services.data_folder import DataFolder
from services.letter_files import read_file_bytes
from services.letter_sources import ZIP, text_in
from services.recognising import NotAReply
from services.saving import save_bytes
from services.settings import load_settings

UNCHANGED, CHANGED, NOT_A_LETTER = 0, 1, 3


def read_command(options: argparse.Namespace, data: Callable[[], DataFolder]) -> int:
    """Print or save the letter of a file, and say what was changed by hand, or what is doubtful in it.

    Raises CannotRead and SaveError.
    """
    refused = {number - 1 for number in options.refuse}
    agency = load_settings(data()).agency
    content = read_file_bytes(options.file, message("文件"))
    try:
        letter, report = _letter_in(content, agency, refused)
    except NotAReply as error:
        print(error, file=sys.stderr)
        return NOT_A_LETTER
    print(*report.sentences, sep="\n", end="\n" if report.sentences else "", file=sys.stderr)
    letter = write_letter(letter)
    if options.output:
        save_bytes(options.output, letter)
    else:
        print(letter.decode(), end="")
    return CHANGED if report.to_look_at else UNCHANGED


def _letter_in(
    data: bytes, agency: Agency | None, refused: Collection[int]
) -> tuple[ReplyLetter, docx_return.Report | recognising.Report]:
    """Return the letter of a docx of ours, else what is recognised; raises CannotRead and NotAReply."""
    if data.startswith(ZIP):
        try:
            returned = docx_return.returned_of(data, agency, refused)
            return returned.reading.letter, docx_return.report_on(returned)
        except docx_return.NotALetterOfOurs:
            pass  # somebody else's, to be recognised like any text
    found = recognising.recognised(text_in(data), agency)
    return found.letter, recognising.report_on(found)
