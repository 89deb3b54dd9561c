"""发文: a letter gets its number from the register and goes out; an issued one goes out again only as a correction."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from letter.cases import case_of
from letter.cited_case import other_numbers
from letter.completeness import gaps
from letter.derived import effective_text, whole_number
from letter.messages import message
from letter.model import DocumentNumber, ReplyLetter
from letter.numbers import number_text
from register.api import (
    Store,
    answers_to_same,
    consider,
    date_doubts,
    is_new,
    propose,
    release,
    reserved_for,
    reserved_keys,
    set_start,
    versions_of,
)
from register.errors import NumberRefused, RegisterError
from register.reasons import GOES_ON, kept
from register.values import IssuedAnswer, LetterVersion, NextNumber
from services.clock import clock_doubts
from services.data_folder import DataFolder
from services.making import CannotMake
from services.registering import correct_letter, details_of, issue_letter, open_register

NO_CODE = message("请先填写机关代字，例如“朝民函”，再发文。")
OTHER_NUMBER = "这封信改用了别的字号"
RELEASED = message("{number}曾保留后退回，这次再用，请核对它没有用在别处。")
YEAR_FOLLOWS = message("信里的字号写的是 {typed} 年，成文日期却是 {date}；字号按日期取 {year} 年的，请核对年份。")
NO_REASON = message("另发一封要写明理由，请写明理由。")
NEW_CODE = message("程序还没有给过“{code}”的号；以前发过文的，请先填上最后一个号，就接着它取号。")
IN_USE = message("{number}已经用于另一封信，请核对序号；空着序号就用登记簿的下一个号。")


class Ready(NamedTuple):
    """What would go out: the letter with number and date, what the clerk should look at, and whether it corrects one.

    own_date tells whether the letter had a date; without one it gets today's. answered are the letters that went out on
    the same papers: another one needs a reason. begins tells that the register knows no number of this code yet.
    """

    letter: ReplyLetter
    doubts: tuple[str, ...]
    corrects: bool
    own_date: bool
    answered: tuple[IssuedAnswer, ...] = ()
    begins: bool = False

    @property
    def number(self) -> str:
        """The document number as it is written."""
        return number_text(self.letter.document_number)


def ready_to_issue(
    data: DataFolder, letter: ReplyLetter, key: str, today: date, own: DocumentNumber | None = None
) -> Ready:  # fmt: skip
    """Return what would go out, without taking a number; one that is reserved under the key already is the letter's.

    own is the number under which the letter is known to have gone out, whatever was changed in it since. Raises
    CannotMake for a letter that is not complete, and RegisterError, also for the number of another letter.
    """
    missing = gaps(letter)
    if missing:
        raise CannotMake(missing)
    code, day = whole_number(letter).code, letter.document_date or today
    if not code:
        raise NumberRefused(NO_CODE)
    store, serial = open_register(data), letter.document_number.serial
    key = _known_as(store, data, replace(letter, document_date=day), key)
    corrects, begins, doubts = False, False, ()
    answered = answers_to_same(store, letter)
    reserved = reserved_for(store, key) or _sent_before(answered, replace(letter, document_date=day), key)
    if serial is None and reserved and (reserved.code, reserved.year) == (code, day.year):
        number, doubts = reserved, date_doubts(store, code, day.year, day)
    elif serial is None:
        proposed = propose(store, code, day.year, day)
        begins = is_new(store, code)
        new = (NEW_CODE.filled(code=code),) if begins else ()
        number, doubts = proposed.number, (*new, *_given_back(proposed), *proposed.doubts)
    else:
        number = DocumentNumber(code, day.year, serial)
        doubts = date_doubts(store, code, day.year, day)
        corrects = number == own or _goes_out_again(store, number, letter)
        if not corrects and number != reserved:
            chosen = consider(store, number)
            doubts = (*_given_back(chosen), *chosen.doubts, *doubts)
    doubts = (*(other.sentence for other in other_numbers(letter)), *doubts)
    typed = letter.document_number.year
    if typed not in (None, day.year):
        doubts = (YEAR_FOLLOWS.filled(typed=typed, date=day, year=day.year), *doubts)
    doubts = (*clock_doubts(store.clock().date(), data.drafts / f"{key}.json"), *doubts)
    dated = replace(letter, document_number=number, document_date=day)
    others = () if corrects else tuple(answer for answer in answered if answer.number != number)
    return Ready(dated, doubts, corrects, letter.document_date is not None, others, begins)


def go_on_after(data: DataFolder, number: DocumentNumber, last: int) -> None:
    """Let the numbers of the series of a number go on after the last one that was given elsewhere.

    Raises RegisterError.
    """
    set_start(open_register(data), number.code, number.year or 0, last + 1, kept(GOES_ON))


def send_out(
    data: DataFolder, ready: Ready, folder: Path, key: str, free_name: Callable[[Path], Path], reason: str = ""
) -> tuple[ReplyLetter, Path]:
    """Send a letter out and return it as it went, with its file; a correction and a second answer need a reason.

    free_name gives the file its place. The same key gets the same number again, however often it is asked for.
    Raises RegisterError, CannotMake and SaveError.
    """
    store, letter = open_register(data), ready.letter
    if ready.corrects:
        path = free_name(folder / effective_text(letter, "file_name"))
        return letter, correct_letter(store, letter, path, reason)
    if ready.answered and not reason.strip():
        raise NumberRefused(NO_REASON)
    key = _known_as(store, data, letter, key)
    if any(answer.key == key for answer in ready.answered):
        # The letter was issued from this very draft; what is sent now is another one.
        key = uuid.uuid4().hex
    serial, reserved = letter.document_number.serial, reserved_for(store, key)
    if reserved and reserved != letter.document_number:
        release(store, reserved, OTHER_NUMBER)
    return letter, issue_letter(store, letter, folder, key, serial=serial, free_name=free_name, why=reason)


def issued_before(data: DataFolder, letter: ReplyLetter) -> LetterVersion | None:
    """Return the newest version of what was issued under the number of a letter, None where nothing was.

    A register that cannot be read keeps nobody from making a letter.
    """
    number = whole_number(letter)
    if number.year is None or number.serial is None or not data.register.exists():
        return None
    try:
        versions = versions_of(open_register(data), number)
    except RegisterError:
        return None
    return versions[-1] if versions and versions[-1].state == "issued" else None


def _sent_before(answered: Sequence[IssuedAnswer], letter: ReplyLetter, key: str) -> DocumentNumber | None:
    """Return the number under which this very letter went out when the program died before it could say so."""
    sent = (one for one in answered if one.key == key and one.letter == replace(letter, document_number=one.number))
    return next((one.number for one in sent), None)


def _known_as(store: Store, data: DataFolder, letter: ReplyLetter, key: str) -> str:
    """Return under which key a letter has its number: one put aside and opened again has another key by now."""
    code = whole_number(letter).code
    if letter.document_date is None or reserved_for(store, key):
        return key
    known = reserved_keys(store, code, letter.document_date.year, details_of(letter))
    return next((old for old in known if not (data.drafts / f"{old}.json").exists()), key)


def _given_back(number: NextNumber) -> tuple[str, ...]:
    return (RELEASED.filled(number=number_text(number.number)),) if number.released_before else ()


def _goes_out_again(store: Store, number: DocumentNumber, letter: ReplyLetter) -> bool:
    """Return whether this letter went out under this number before; raises NumberRefused when another one did."""
    try:
        versions = versions_of(store, number)
    except NumberRefused:
        return False  # the register does not know it yet
    issued = [version for version in versions if version.state == "issued"]
    if not issued:
        return False
    before = issued[-1].letter
    if before is None or case_of(before) != case_of(letter):
        raise NumberRefused(IN_USE.filled(number=number_text(number)))
    return True
