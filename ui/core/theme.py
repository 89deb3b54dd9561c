"""How the window looks: palettes for light and dark, the colours of marks, distances; all of it data."""

from typing import Any, NamedTuple
from weakref import WeakSet

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QFrame
from shiboken6 import isValid

from ui.core import fonts
from ui.core.i18n import N_

GAP = 6
WIDE_GAP = 12
EDGE = 14
LEAST_POINTS = 9.5
# Qt takes the style from its own arguments; naming QStyle would make PySide load every constant of it.
STYLE = ("-style", "Fusion")

_Roles = QPalette.ColorRole


class Colours(NamedTuple):
    """Colours beside those of the palette; each has a contrast of at least 4.5 on window and base."""

    problem: str
    mark: str
    muted: str
    good: str


LIGHT = {
    _Roles.Window: "#f3f4f6", _Roles.WindowText: "#1d2024", _Roles.Base: "#ffffff", _Roles.AlternateBase: "#f8f9fa",
    _Roles.Text: "#16181b", _Roles.Button: "#e9ebee", _Roles.ButtonText: "#1d2024", _Roles.BrightText: "#ffffff",
    _Roles.Highlight: "#1a5fb4", _Roles.HighlightedText: "#ffffff", _Roles.PlaceholderText: "#666d77",
    _Roles.Light: "#ffffff", _Roles.Midlight: "#e3e6ea", _Roles.Mid: "#b3b9c1", _Roles.Dark: "#8b929c",
    _Roles.Shadow: "#5c636d", _Roles.Link: "#1a5fb4", _Roles.ToolTipBase: "#fffdf3", _Roles.ToolTipText: "#1d2024",
    _Roles.Accent: "#1a5fb4",
}  # fmt: skip
DARK = {
    _Roles.Window: "#26292e", _Roles.WindowText: "#e9ebee", _Roles.Base: "#1b1d21", _Roles.AlternateBase: "#212429",
    _Roles.Text: "#f0f2f4", _Roles.Button: "#33373e", _Roles.ButtonText: "#e9ebee", _Roles.BrightText: "#ffffff",
    _Roles.Highlight: "#5b9bf0", _Roles.HighlightedText: "#101214", _Roles.PlaceholderText: "#a0a7b1",
    _Roles.Light: "#4a505a", _Roles.Midlight: "#3d424a", _Roles.Mid: "#6b737f", _Roles.Dark: "#17191c",
    _Roles.Shadow: "#0f1113", _Roles.Link: "#86b5f4", _Roles.ToolTipBase: "#33373e", _Roles.ToolTipText: "#e9ebee",
    _Roles.Accent: "#5b9bf0",
}  # fmt: skip
# Over the dark palette: nothing but black and white, and a yellow that marks focus and selection.
CONTRAST = {
    **DARK,
    _Roles.Window: "#000000", _Roles.WindowText: "#ffffff", _Roles.Base: "#000000", _Roles.AlternateBase: "#000000",
    _Roles.Text: "#ffffff", _Roles.Button: "#000000", _Roles.ButtonText: "#ffffff", _Roles.Highlight: "#ffff00",
    _Roles.HighlightedText: "#000000", _Roles.PlaceholderText: "#d0d0d0", _Roles.Light: "#ffffff",
    _Roles.Midlight: "#c0c0c0", _Roles.Mid: "#ffffff", _Roles.Link: "#8cc8ff", _Roles.ToolTipBase: "#000000",
    _Roles.ToolTipText: "#ffffff", _Roles.Accent: "#ffff00",
}  # fmt: skip
PALETTES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
LOOKS = {"system": N_("外观随系统"), "light": N_("浅色"), "dark": N_("深色"), "contrast": N_("高对比度")}
DISABLED = {False: "#7d848e", True: "#8b929c"}
# Fusion draws an outline as the window's colour made darker by a factor, which dark windows swallow. These classes,
# whose ground is another role, get a window colour from which the outline of that role comes out.
OUTLINES: dict[bool, dict[str, tuple[QPalette.ColorRole, int]]] = {
    False: {"QLineEdit": (_Roles.Mid, 140)},
    True: {
        "QLineEdit": (_Roles.Mid, 140),
        "QComboBox": (_Roles.Mid, 140),
        "QPushButton": (_Roles.Mid, 140),
        "QToolButton": (_Roles.Mid, 140),
        "QCheckBox": (_Roles.PlaceholderText, 140),
        "QRadioButton": (_Roles.PlaceholderText, 150),
    },
}
COLOURS = {
    False: Colours(problem="#b3261e", mark="#8a4b00", muted="#596069", good="#1e6b36"),
    True: Colours(problem="#ffa79f", mark="#f5c06a", muted="#b1b8c2", good="#8fd6a4"),
}
# The ground of words that were found; underlined they are too.
FOUND = {False: "#ffe08a", True: "#5c4a00"}

_look = "system"
# The size of the system's own letters, at least LEAST_POINTS; 0 until there is an application.
_points = 0.0
# What is coloured by hand; each has a method apply_theme() that does so again.
_followers: WeakSet[Any] = WeakSet()


def is_dark(palette: QPalette) -> bool:
    """Return whether a palette is a dark one."""
    return palette.color(_Roles.Window).lightness() < palette.color(_Roles.WindowText).lightness()


def colours(palette: QPalette) -> Colours:
    """Return the colours of marks that go with a palette."""
    return COLOURS[is_dark(palette)]


def readable_on(ground: QColor, palette: QPalette) -> QColor:
    """Return the colour of text that stands out from a ground: the palette's own, or that of its paper."""
    own, paper = palette.color(_Roles.Text), palette.color(_Roles.Base)
    far = abs(own.lightness() - ground.lightness()) >= abs(paper.lightness() - ground.lightness())
    return own if far else paper


def make_palette(name: str) -> QPalette:
    """Return one of the palettes: light, dark or contrast."""
    palette = QPalette()
    for role, colour in PALETTES[name].items():
        palette.setColor(role, QColor(colour))
    for role in (_Roles.Text, _Roles.WindowText, _Roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(DISABLED[is_dark(palette)]))
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
    global _points
    _points = _points or max(application.font().pointSizeF(), LEAST_POINTS)
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
        from ui.core.scaled_style import ScaledStyle  # late: loading the constants of QStyle takes longer than a window

        application.setStyle(ScaledStyle(percent))


def _size_all(application: QApplication) -> None:
    font = fonts.interface_font(application.font())
    font.setPointSizeF(fonts.sized(_points))
    application.setFont(font)


def colour_frame(frame: QFrame, *, calm: bool = False) -> None:
    """Colour a text edit: its frame is drawn in the colour of window text, and calm ones look like the window.

    The palette does both, for asking Qt for the edit's viewport would make PySide load every widget class there is.
    """
    follow_look(frame)
    shared = QApplication.palette()
    edge = shared.color(_Roles.Accent if frame.hasFocus() else _Roles.Midlight if calm else _Roles.Mid)
    ground = shared.color(_Roles.Window if calm else _Roles.Base)
    palette = frame.palette()
    if palette.color(_Roles.WindowText) != edge or palette.color(_Roles.Base) != ground:
        palette.setColor(_Roles.WindowText, edge)
        palette.setColor(_Roles.Base, ground)
        frame.setPalette(palette)


def _system_palette() -> str:
    return "dark" if QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def _follow_system(_scheme: Qt.ColorScheme) -> None:
    if _look == "system":
        use_look(_look)


def _colour_all(look: str) -> None:
    palette = make_palette(look)
    QApplication.setPalette(palette)
    for name, (role, factor) in OUTLINES[is_dark(palette)].items():
        outlined = QPalette(palette)
        outlined.setColor(_Roles.Window, palette.color(role).lighter(factor))
        QApplication.setPalette(outlined, name)  # pyright: ignore[reportArgumentType]  the stub says bytes
