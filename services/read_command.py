"""The command read: a docx that came back, or somebody else's reply, as a letter file; remarks on standard error."""

import argparse
import sys
from collections.abc import Callable

from letter.codec import write_letter
from letter.messages import message
from services import docx_return, recognising
from services.data_folder import DataFolder
from services.letter_files import read_file_bytes
from services.reply_file import reply_in
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
    reply = reply_in(content, agency, refused)
    if reply.returned:
        letter, report = reply.returned.reading.letter, docx_return.report_on(reply.returned)
    elif reply.found:
        letter, report = reply.found.letter, recognising.report_on(reply.found)
    else:
        print(reply.reason, file=sys.stderr)
        return NOT_A_LETTER
    print(*report.sentences, sep="\n", end="\n" if report.sentences else "", file=sys.stderr)
    letter = write_letter(letter)
    if options.output:
        save_bytes(options.output, letter)
    else:
        print(letter.decode(), end="")
    return CHANGED if report.to_look_at else UNCHANGED
