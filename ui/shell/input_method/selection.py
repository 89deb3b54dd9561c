"""By which way Chinese is typed: Linux desktops name fcitx, for which the wheel of Qt has no plug-in."""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPluginLoader

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

FCITX, XIM = "fcitx", "xim"
MODULES, MODULE = "QT_IM_MODULES", "QT_IM_MODULE"
# fcitx 5 answers here as an ibus would, for which the wheel has a plug-in.
PORTAL = "org.freedesktop.portal.IBus"
IBUS = {MODULES: "ibus", MODULE: "ibus", "IBUS_USE_PORTAL": "1"}
_PLUGIN = "platforminputcontexts/lib{module}platforminputcontextplugin.so"
_SCREENS = ("xcb", "wayland")


class Way(Enum):
    """How the program comes to Chinese characters where Qt by itself does not."""

    IBUS_PORTAL = "Qt's ibus plug-in and the portal of fcitx 5"
    FCITX4 = "our own client of fcitx 4, whose interface fcitx 5 offers too"


def make_application(make: "Callable[[], QApplication]") -> "QApplication":
    """Return the application made, with which the session's input method types."""
    if sys.platform != "linux" or not names_fcitx(os.environ, loads):
        return make()
    from ui.shell.input_method.fcitx4 import NAME, Fcitx4Client  # late: most desktops need none of it
    from ui.shell.input_method.libdbus import Connection, NoBus, bus_address

    try:
        connection = Connection(bus_address(os.environ))
    except NoBus:
        return make()
    name = NAME.format(display=display_number(os.environ))
    way = way_by(connection.answers, name)
    with variables(IBUS if way is Way.IBUS_PORTAL else {}):
        application = make()
    if way is Way.FCITX4 and application.platformName().startswith(_SCREENS):
        Fcitx4Client(application, connection, name)
    else:
        connection.close()
    return application


def names_fcitx(environment: Mapping[str, str], loads: Callable[[str], bool]) -> bool:
    """Return whether a session with an X server has its keys go to fcitx, and Qt no plug-in that would do it."""
    modules = environment.get(MODULES) or environment.get(MODULE) or ""
    of_qt = [name for name in modules.split(";") if name]
    named = of_qt
    if of_qt in ([], [XIM]):
        # Qt has had no XIM since Qt 5; whoever names it, or nothing, means what the other programs use.
        named = [environment.get("XMODIFIERS", "").partition("@im=")[2], environment.get("GTK_IM_MODULE", "")]
    return (
        any(name.startswith(FCITX) for name in named)
        and display_number(environment) != ""
        and not any(loads(name) for name in of_qt)
    )


def loads(module: str) -> bool:
    """Return whether Qt can load a plug-in of this name; one of the desktop's may be made for another Qt."""
    files = [Path(folder, _PLUGIN.format(module=module)) for folder in QCoreApplication.libraryPaths()]
    return any(file.exists() and QPluginLoader(str(file)).load() for file in files)


def way_by(answers: Callable[[str], bool], name: str) -> Way:
    """Return how to reach fcitx by who answers on the bus: our client's interface, under its name, or the portal alone.

    Where nobody answers yet our client waits; Qt's plug-in would wait 25 seconds for a portal that hangs. By the portal
    Qt's plug-in asks for keys one after the other and goes on meanwhile: what is typed fast comes in another order,
    a composition is lost with the focus, and letters wait for a daemon that hangs.
    """
    return Way.IBUS_PORTAL if not answers(name) and answers(PORTAL) else Way.FCITX4


def display_number(environment: Mapping[str, str]) -> str:
    """Return the number of the X server, by which fcitx 4 is called; nothing without a server."""
    found = re.fullmatch(r"[^:]*:(\d+)(\.\d+)?", environment.get("DISPLAY", ""))
    return found[1] if found else ""


@contextmanager
def variables(changed: Mapping[str, str]) -> Iterator[None]:
    """Change the environment for a while: programs started later, such as WPS, have plug-ins of their own."""
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
