"""What the program remembers from letter to letter."""

import contextlib
from typing import Annotated, Literal

import msgspec
from msgspec.structs import replace

from letter.messages import joined, message
from letter.model import Agency, Contact, Session
from letter.wording import kinds
from services.data_folder import DataFolder
from services.file_locks import turn_at
from services.json_files import BrokenFile, Unreadable, read_earlier, read_json, write_json
from services.languages import SOURCE
from services.saving import SaveError

Look = Literal["system", "light", "dark", "contrast"]
SMALLEST, LARGEST = 100, 200
_WIDEST = 100_000
_EARLIER = message("现在用的是上一次保存的设置，请核对。")
CardName = Annotated[str, msgspec.Meta(max_length=20)]


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency's profile under the name by which the office chooses it."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=60, pattern=r"^[^\n\t]*$")]
    agency: Agency


class LedgerView(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the ledger (发文登记簿) is shown: its columns, none meaning the usual ones, and by which it is sorted."""

    columns: Annotated[tuple[str, ...], msgspec.Meta(max_length=40)] = ()
    sort: str = "due"
    descending: bool = False


class PreviewView(msgspec.Struct, frozen=True, omit_defaults=True):
    """How pages are looked at: beside the form or not, how large, how many side by side; and how they are printed."""

    shown: bool = False
    fit: Literal["width", "page", "percent"] = "width"
    percent: Annotated[int, msgspec.Meta(ge=25, le=400)] = 100
    columns: Annotated[int, msgspec.Meta(ge=1, le=2)] = 1
    thumbnails: bool = False
    double_sided: bool = True


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """The profile in use and the others, the last contact, session, kind and folder, the interface's language and look.

    size is that of the interface's letters, in percent of the usual one. remembers tells whether the names, units and
    telephones of letters that are made are kept to be offered again.
    program is what opens a letter's file, empty for the system's own choice. preview_at_start tells whether the preview
    is beside a letter at once, or as it was when it was last looked at.
    folder is where letters go; last_folder is where the clerk last opened or saved a file by hand.
    sessions are the last ones of each kind of case, for each body counts its own.
    profile is the name of the one in use, empty while it is the agency's own name. fonts_told are the missing fonts
    that the clerk has been told of. window is where the window was, as the screen system says it in hexadecimal;
    splitter the widths of its two halves in pixels; outline that of the outline beside the answer, 0 the usual one.
    second_backups is a folder on another disk to which the register's backups are copied, empty for none; second_asked
    tells whether the clerk was asked for it.
    cards are the cards of the case column that are open; column tells whether the clerk has opened or folded it.
    """

    language: Annotated[str, msgspec.Meta(max_length=20)] = SOURCE
    look: Look = "system"
    size: Annotated[int, msgspec.Meta(ge=SMALLEST, le=LARGEST)] = SMALLEST
    remembers: bool = True
    agency: Agency | None = None
    profile: str = ""
    profiles: tuple[Profile, ...] = ()
    contact: Contact = Contact()
    session: Session = Session()
    sessions: Annotated[dict[str, Session], msgspec.Meta(max_length=40)] = {}
    kind: str = next(iter(kinds()))
    folder: str = ""
    last_folder: str = ""
    program: Annotated[str, msgspec.Meta(max_length=40)] = ""
    preview_at_start: Literal["last", "shown", "hidden"] = "last"
    fonts_told: tuple[str, ...] = ()
    second_backups: str = ""
    second_asked: bool = False
    window: Annotated[str, msgspec.Meta(max_length=2_000, pattern=r"^[0-9a-f]*$")] = ""
    splitter: Annotated[tuple[int, ...], msgspec.Meta(max_length=2)] = ()
    outline: Annotated[int, msgspec.Meta(ge=0, le=10_000)] = 0
    cards: Annotated[tuple[CardName, ...], msgspec.Meta(max_length=20)] = ("case",)
    column: Literal["", "open", "folded"] = ""
    ledger: LedgerView = LedgerView()
    preview: PreviewView = PreviewView()


def begins_with_preview(settings: Settings) -> bool:
    """Return whether the preview is beside a letter at once."""
    if settings.preview_at_start == "last":
        return settings.preview.shown
    return settings.preview_at_start == "shown"


def sessions_of(settings: Settings) -> dict[str, Session]:
    """Return the last session of each kind of case; older programs remembered one, that of the last letter."""
    last = {settings.kind: settings.session} if settings.session.body else {}
    return {**settings.sessions, **last}


def load_settings(folder: DataFolder) -> Settings:
    """Return the settings, the earlier ones or the defaults when they are broken (the broken file is put aside)."""
    return settings_and_problem(folder)[0]


def settings_and_problem(folder: DataFolder, *, to_change: bool = False) -> tuple[Settings, str]:
    """Return the settings as load_settings does, and a sentence where they are broken.

    Raises SaveError where they are to be changed but cannot be read now.
    """
    try:
        return _usable(read_json(folder.settings, Settings) or Settings()), ""
    except Unreadable as error:
        if to_change:
            raise SaveError(error.args[0]) from error
        return Settings(), error.args[0]
    except BrokenFile as error:
        earlier = read_earlier(folder.settings, Settings)
        if earlier is None:
            return Settings(), error.args[0]
        return _usable(earlier), joined([error.args[0], _EARLIER])


def _usable(settings: Settings) -> Settings:
    """Return settings with the usual values in place of those that no window can use; nothing else of them is lost."""
    if settings.kind not in kinds():
        settings = replace(settings, kind=Settings().kind)
    if not all(0 <= width <= _WIDEST for width in settings.splitter):
        settings = replace(settings, splitter=())
    return settings


def settings_elsewhere(folder: DataFolder) -> Settings | None:
    """Return the settings that lie there now, which another program may have written; None where there are none.

    Raises SaveError where they cannot be read now: nothing may be written over them.
    """
    try:
        found = read_json(folder.settings, Settings)
    except Unreadable as error:
        raise SaveError(error.args[0]) from error
    except BrokenFile:
        return None
    return _usable(found) if found else None


def settings_turn(folder: DataFolder) -> contextlib.AbstractContextManager[None]:
    """Return the turn of who reads the settings to change them, until they are saved: a window, a command."""
    return turn_at(folder.settings_lock)


def save_settings(folder: DataFolder, settings: Settings) -> None:
    """Keep the settings, and those before them as the earlier ones; raises SaveError."""
    write_json(folder.settings, settings, keep_earlier=True)
