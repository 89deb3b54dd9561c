"""The command read: a docx that came back as a letter file, its changes on standard error."""

import argparse
import sys
from collections.abc import Callable

from letter.codec import write_letter
from services.data_folder import DataFolder
from services.docx_return import NotALetterOfOurs, read_returned, report_on
from services.saving import save_bytes
from services.settings import load_settings

UNCHANGED, CHANGED, NOT_A_LETTER = 0, 1, 3


def read_command(options: argparse.Namespace, data: Callable[[], DataFolder]) -> int:
    """Print or save the letter of a docx, and say what was changed by hand; raises CannotRead and SaveError."""
    refused = {number - 1 for number in options.refuse}
    try:
        returned = read_returned(options.file, load_settings(data()).agency, refused)
    except NotALetterOfOurs as error:
        print(error, file=sys.stderr)
        return NOT_A_LETTER
    report = report_on(returned)
    print(*report.sentences, sep="\n", end="\n" if report.sentences else "", file=sys.stderr)
    letter = write_letter(returned.reading.letter)
    if options.output:
        save_bytes(options.output, letter)
    else:
        print(letter.decode(), end="")
    return CHANGED if report.to_look_at else UNCHANGED
