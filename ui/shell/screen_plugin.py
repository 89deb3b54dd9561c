"""By which plug-in Qt shows windows: some desktops name one of their own, which the wheel of Qt does not have."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

VARIABLE, FALLBACK = "QT_QPA_PLATFORM", "xcb"


def add_fallback() -> None:
    """Let Qt show windows by X11 where it has none of the plug-ins that the desktop names, such as UOS's dxcb."""
    named = os.environ.get(VARIABLE, "")
    if sys.platform != "linux" or not named:
        return
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms")
    try:
        files = [file.name for file in folder.iterdir()]
    except OSError:
        return
    # A name may have options behind it, as in offscreen:configfile=…; that of Wayland is the beginning of two files.
    plugins = [f"libq{name.partition(':')[0]}" for name in named.split(";")]
    if not any(file.startswith((f"{plugin}.", f"{plugin}-")) for plugin in plugins for file in files):
        os.environ[VARIABLE] = f"{named};{FALLBACK}"
