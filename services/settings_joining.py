"""Settings that two programs have changed, such as a window and a command: what each of them changed stays."""

from msgspec.structs import asdict, replace

from services.profiles import free_name
from services.settings import Profile, Settings

# These belong together: which profile is in use, under which name, and the others.
_PROFILES = ("agency", "profile", "profiles")


def joined_settings(known: Settings, own: Settings, other: Settings) -> Settings:
    """Return settings with what was changed here and elsewhere since they were known; where both did, with our own.

    Profiles that came elsewhere are added to our own in any case.
    """
    before, ours, theirs = asdict(known), asdict(own), asdict(other)
    taken = {
        name: theirs[name] for name in before if name not in _PROFILES and ours[name] == before[name] != theirs[name]
    }
    if all(ours[name] == before[name] for name in _PROFILES):
        return replace(own, **taken, **{name: theirs[name] for name in _PROFILES})
    return _with_profiles(replace(own, **taken), [row for row in other.profiles if row not in known.profiles])


def _with_profiles(settings: Settings, added: list[Profile]) -> Settings:
    for row in added:
        if row not in settings.profiles:
            named = Profile(free_name(settings, row.name), row.agency)
            settings = replace(settings, profiles=(*settings.profiles, named))
    return settings
