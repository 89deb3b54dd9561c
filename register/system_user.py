"""Who is at work, by the system's own account: the environment can be set to anybody's name."""

import os
import sys

_LONGEST = 257  # UNLEN + 1 of Windows
_UNKNOWN = "?"


def system_user() -> str:
    """Return the name of the user that this process belongs to, or its number where it has no name."""
    if sys.platform == "win32":
        return _windows_user()
    import pwd  # Unix only

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return f"uid {os.getuid()}"


def _windows_user() -> str:
    """Return the user of the token that this thread runs under."""
    import ctypes

    windows = getattr(ctypes, "windll")  # noqa: B009  it is there on Windows only
    name, length = ctypes.create_unicode_buffer(_LONGEST), ctypes.c_ulong(_LONGEST)
    return name.value if windows.advapi32.GetUserNameW(name, ctypes.byref(length)) else _UNKNOWN
