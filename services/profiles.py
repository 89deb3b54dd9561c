"""Profiles (单位档案) of an office: several, chosen by name, carried about as one file; and ready-made ones."""

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec.structs import replace

import resources
from letter.codec import unwritable
from letter.messages import message
from letter.model import UNFITTED, Agency, Fitting
from services.cancellation import Stop
from services.json_files import UNREADABLE
from services.letter_files import CannotRead
from services.os_errors import reason_of
from services.regular_files import NotAFile, TooLarge, read_regular
from services.saving import save_bytes
from services.settings import Profile, Settings

if TYPE_CHECKING:
    from docgen.deviations import Deviation

FORMAT = 1
NAME_LIMIT = 60
LARGEST = 5_000_000
_NO_PROFILES = message("“{name}”不是单位档案文件，请选择由“导出”写成的文件。")
# What an office keeps of its own when it takes over the habits of a ready-made profile.
OWN = ("name", "code", "place", "work", "mark", "printing_office", "signer_title", "paper")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The one file in which profiles are taken from place to place."""

    format: Literal[1]
    profiles: Annotated[tuple[Profile, ...], msgspec.Meta(min_length=1, max_length=200)]


def profile_names(settings: Settings) -> list[str]:
    """Return the names of all profiles, the one in use first."""
    own = [profile_name(settings)] if settings.agency else []
    return own + [profile.name for profile in settings.profiles]


def profile_name(settings: Settings) -> str:
    """Return the name of the profile in use: the agency's own unless it was given another one."""
    return settings.profile or (settings.agency.name if settings.agency else "")


def choose_profile(settings: Settings, name: str) -> Settings:
    """Return the settings with the profile of this name in use; raises KeyError when there is none."""
    if name == profile_name(settings):
        return settings
    chosen = {profile.name: profile for profile in settings.profiles}[name]
    others = tuple(profile for profile in settings.profiles if profile is not chosen)
    return replace(settings, agency=chosen.agency, profile=_own_name(chosen), profiles=_in_use(settings) + others)


def add_profile(settings: Settings, name: str, agency: Agency) -> Settings:
    """Return the settings with another profile, in use from now on; a name that is taken gets a number."""
    name = free_name(settings, name or agency.name)
    return replace(
        settings,
        agency=agency,
        profile=_own_name(Profile(name, agency)),
        profiles=_in_use(settings) + settings.profiles,
    )


def rename_profile(settings: Settings, name: str) -> Settings:
    """Return the settings with the profile in use under another name, the agency's own when it is empty.

    A name that another profile has gets a number.
    """
    if settings.agency is None:
        return settings
    name = _free({profile.name for profile in settings.profiles}, name or settings.agency.name)
    return replace(settings, profile=_own_name(Profile(name, settings.agency)))


def remove_profile(settings: Settings) -> Settings:
    """Return the settings without the profile in use, the next one in its place; the last one stays."""
    if not settings.profiles:
        return settings
    first, *others = settings.profiles
    return replace(settings, agency=first.agency, profile=_own_name(first), profiles=tuple(others))


def export_profiles(settings: Settings, target: Path, stop: Stop | None = None) -> Path:
    """Write all profiles to one file, whole or not at all, and return it; raises SaveError and Stopped."""
    whole = _File(FORMAT, _in_use(settings) + settings.profiles)
    return save_bytes(target, msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n", stop=stop)


def import_profiles(settings: Settings, source: Path) -> tuple[Settings, list[str]]:
    """Return the settings with the profiles of a file, and the names under which new ones were taken in.

    One that is there already, name and all, is not taken twice; nothing that is there is changed. Raises CannotRead.
    """
    names: list[str] = []
    for profile in _read(source):
        if profile in (*_in_use(settings), *settings.profiles):
            continue
        name = free_name(settings, profile.name)
        names.append(name)
        if settings.agency is None:
            settings = add_profile(settings, name, profile.agency)
        else:
            settings = replace(settings, profiles=(*settings.profiles, Profile(name, profile.agency)))
    return settings, names


def free_name(settings: Settings, name: str) -> str:
    """Return a name that no profile has: this one, or with a number behind it."""
    return _free(set(profile_names(settings)), name)


@cache
def ready_profiles() -> tuple[Profile, ...]:
    """Return the ready-made profiles: the usual ways of counties, cities and provinces."""
    rows = [
        msgspec.json.decode(resources.read(f"agencies/{name}.json"), type=Profile)
        for name in resources.names("agencies", ".json")
    ]
    return tuple(rows)


def in_style(agency: Agency, ready: Agency) -> Agency:
    """Return a profile with the habits of a ready-made one and everything that is the office's own."""
    return replace(ready, **{field: getattr(agency, field) for field in OWN})


def _free(taken: set[str], name: str) -> str:
    stem = re.sub(r"（\d+）$", "", name)
    marks = [f"（{number}）" for number in range(2, len(taken) + 3)]
    # A name that becomes too long for the settings' file is shortened before its number.
    names = (name, *(stem[: NAME_LIMIT - len(mark)] + mark for mark in marks))
    return next(free for free in names if free not in taken)


def deviations_of(agency: Agency, fitting: Fitting = UNFITTED) -> "list[Deviation]":
    """Return where letters with this profile, fitted so, depart from the standard, in the order of its clauses."""
    from docgen.deviations import deviations  # late: only the page of the profile asks

    return deviations(agency, fitting)


def _in_use(settings: Settings) -> tuple[Profile, ...]:
    return (Profile(profile_name(settings), settings.agency),) if settings.agency else ()


def _own_name(profile: Profile) -> str:
    return "" if profile.name == profile.agency.name else profile.name


def _read(source: Path) -> tuple[Profile, ...]:
    try:
        data = read_regular(source, LARGEST)
    except TooLarge:
        raise CannotRead(message("“{name}”太大，这不是单位档案文件。", name=source.name)) from None
    except NotAFile:
        raise CannotRead(_NO_PROFILES.filled(name=source.name)) from None
    except OSError as error:
        sentence = message("“{name}”读不出来（{reason}），请检查文件名和权限。", name=source, reason=reason_of(error))
        raise CannotRead(sentence) from None
    try:
        file = msgspec.json.decode(data, type=_File)
    except UNREADABLE:
        raise CannotRead(_NO_PROFILES.filled(name=source.name)) from None
    if problem := unwritable(file):
        raise CannotRead(message("“{name}”{problem}", name=source.name, problem=problem))
    return file.profiles
