"""How the window looks: colours of each look, the style sheet made of them, distances; all of it data."""

import re
from string import Template
from typing import Any, NamedTuple
from weakref import WeakSet

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

import resources
from ui.core import fonts
from ui.core.i18n import N_

GAP = 6
WIDE_GAP = 12
EDGE = 14
# The size of the interface's letters at 100 %: 14 pixels.
POINTS = 10.5
# Qt takes the style from its own arguments; naming QStyle would make PySide load every constant of it.
STYLE = ("-style", "Fusion")

_Roles = QPalette.ColorRole


class Tokens(msgspec.Struct, frozen=True):
    """The colours of one look (resources/look/tokens.json); text on its ground has a contrast of at least 4.5."""

    window: str
    panel: str
    card: str
    bar: str
    line: str
    border: str
    text: str
    secondary: str
    disabled: str
    accent: str
    on_accent: str
    accent_hover: str
    accent_pressed: str
    soft: str
    hover: str
    pressed: str
    amber: str
    amber_ground: str
    red: str
    red_ground: str
    green: str
    green_ground: str
    found: str
    tip: str


class Colours(NamedTuple):
    """Colours of marks beside those of the palette; each has a contrast of at least 4.5 on window and base."""

    problem: str
    mark: str
    muted: str
    good: str


TOKENS = msgspec.json.decode(resources.read("look/tokens.json"), type=dict[str, Tokens])
# Which colour stands for each role of Qt's palette.
ROLES = {
    _Roles.Window: "window", _Roles.WindowText: "text", _Roles.Base: "card", _Roles.AlternateBase: "panel",
    _Roles.Text: "text", _Roles.Button: "card", _Roles.ButtonText: "text", _Roles.BrightText: "card",
    _Roles.Highlight: "accent", _Roles.HighlightedText: "on_accent", _Roles.PlaceholderText: "secondary",
    _Roles.Light: "card", _Roles.Midlight: "line", _Roles.Mid: "border", _Roles.Dark: "border",
    _Roles.Shadow: "secondary", _Roles.Link: "accent", _Roles.ToolTipBase: "tip", _Roles.ToolTipText: "text",
    _Roles.Accent: "accent",
}  # fmt: skip
PALETTES = {look: {role: str(getattr(tokens, name)) for role, name in ROLES.items()} for look, tokens in TOKENS.items()}
LOOKS = {"system": N_("外观随系统"), "light": N_("浅色"), "dark": N_("深色"), "contrast": N_("高对比度")}
COLOURS = {
    dark: Colours(problem=tokens.red, mark=tokens.amber, muted=tokens.secondary, good=tokens.green)
    for dark, tokens in ((False, TOKENS["light"]), (True, TOKENS["dark"]))
}
# The ground of words that were found; underlined they are too.
FOUND = {False: TOKENS["light"].found, True: TOKENS["dark"].found}
# The grounds of words by the field that they belong to, those of neighbours far apart.
FIELD_GROUNDS = msgspec.json.decode(resources.read("look/fields.json"), type=dict[str, tuple[str, ...]])

# What the style sheet draws by a file of each look.
_DRAWN = ("check", "chevron")

_look = "system"
# Which of the looks is on the screen, whatever chose it.
_shown = "light"
# What is coloured by hand; each has a method apply_theme() that does so again.
_followers: WeakSet[Any] = WeakSet()


def is_dark(palette: QPalette) -> bool:
    """Return whether a palette is a dark one."""
    return palette.color(_Roles.Window).lightness() < palette.color(_Roles.WindowText).lightness()


def colours(palette: QPalette) -> Colours:
    """Return the colours of marks that go with a palette."""
    return COLOURS[is_dark(palette)]


def tokens() -> Tokens:
    """Return the colours of the look that is on the screen."""
    return TOKENS[_shown]


def field_ground(number: int) -> str:
    """Return the ground of the words of a field, by its place among all, in the look that is on the screen."""
    grounds = FIELD_GROUNDS[_shown]
    return grounds[number % len(grounds)]


def scaled(pixels: int) -> int:
    """Return a length in pixels as it is in the size of letters that the clerk has chosen."""
    return round(fonts.sized(pixels))


def style_sheet(look: str) -> str:
    """Return the style sheet of a look in the size of letters that the clerk has chosen."""
    source = resources.read("look/style.qss").decode()
    drawn = {name: resources.path(f"icons/{name}-{look}.svg").as_posix() for name in _DRAWN}
    coloured = Template(source).substitute(msgspec.structs.asdict(TOKENS[look]), **drawn)
    return re.sub(r"(\d+)u\b", lambda found: f"{scaled(int(found[1]))}px", coloured)


def mark(widget: QWidget, name: str, value: str) -> None:
    """Let the style sheet show a widget as something: its surface, the tone of its words or the kind of its button."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        # One that was not shown yet is polished when it is; done twice it would lose its own font.
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def make_palette(name: str) -> QPalette:
    """Return one of the palettes: light, dark or contrast."""
    palette = QPalette()
    for role, colour in PALETTES[name].items():
        palette.setColor(role, QColor(colour))
    for role in (_Roles.Text, _Roles.WindowText, _Roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(TOKENS[name].disabled))
    return palette


def use_look(look: str) -> None:
    """Colour everything anew: light, dark or contrast, or as the system does, now and when it changes."""
    global _look
    _look = look
    _colour_all(_system_palette() if look == "system" else look)
    # Asking Qt for all widgets would also wrap those that are just being destroyed, which ends the interpreter.
    for follower in list(_followers):
        if isValid(follower):
            follower.apply_theme()


def follow_look(follower: Any) -> None:
    """Let what is coloured by hand take the colours of every other look, by its apply_theme()."""
    _followers.add(follower)


def apply_theme(application: QApplication, dark: bool | None = None) -> None:
    """Give the application its font and palette; dark None follows the system, now and when it changes."""
    _size_all(application)
    if dark is None:
        application.styleHints().colorSchemeChanged.connect(_follow_system)
        _colour_all(_system_palette())
    else:
        _colour_all("dark" if dark else "light")


def use_size(percent: int) -> None:
    """Make the letters of windows that are opened from now on so large, in percent of the usual size."""
    application = QApplication.instance()
    if percent != fonts.size() and isinstance(application, QApplication):
        fonts.use_size(percent)
        _size_all(application)
        application.setStyleSheet(style_sheet(_shown))


def _size_all(application: QApplication) -> None:
    font = fonts.interface_font(application.font())
    font.setPointSizeF(fonts.sized(POINTS))
    application.setFont(font)


def colour_frame(frame: QFrame, *, calm: bool = False) -> None:
    """Let a text edit look like a field, or calm, like the window."""
    mark(frame, "calm", "yes" if calm else "no")


def colour_quiet(edit: QFrame, *, derived: bool = False) -> None:
    """Let a text edit be part of the sheet: a quiet ground only while keys or mouse are there, derived words grey."""
    mark(edit, "quiet", "derived" if derived else "own")


def _system_palette() -> str:
    return "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _follow_system(_scheme: Qt.ColorScheme) -> None:
    if _look == "system":
        use_look(_look)


def _colour_all(look: str) -> None:
    global _shown
    _shown = look
    application = QApplication.instance()
    palette = make_palette(look)
    QApplication.setPalette(palette)
    if isinstance(application, QApplication):
        application.setStyleSheet(style_sheet(look))
