"""Once, some time after the window has been painted: which fonts of official letters this machine lacks."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace
from PySide6.QtCore import QTimer

from letter.messages import counted, joined, message
from ui.core.i18n import N_, _, translate
from ui.shell.main_window import MainWindow

TOPIC = "fonts"
LACKING, LOOK = counted("缺 {count} 种字体，印出来的样子会变。"), N_("查看")
ADVICE = message("请装上再打印，以免版式走样。")
# The clerk has begun to type by then, and looking at the fonts takes no time from the start.
LATER_MS = 1_500


def tell_fonts_later(window: Callable[[], MainWindow | None]) -> None:
    """Look at the fonts in a while and tell in the window that is open then; the program that runs asks for this once.

    Tests and photographs open their windows without it.
    """

    def tell() -> None:
        opened = window()
        if opened:
            from services.paging import this_machine  # late: the letter is painted first

            tell_fonts(opened, this_machine().missing_fonts())

    QTimer.singleShot(LATER_MS, tell)


def tell_fonts(window: MainWindow, missing: Mapping[str, str]) -> None:
    """Say in a line how many fonts are missing, unless the clerk has been told of the same ones before.

    They come with what takes their place, as the preview has found it; which they are is told on asking, in the
    preview's own sentences.
    """
    names = tuple(missing)
    if names == window.settings.value.fonts_told:
        return
    window.keep_settings(replace(window.settings.value, fonts_told=names))
    if missing:
        sentence = translate(LACKING.filled(count=len(missing)))
        window.messages.say(TOPIC, sentence, _(LOOK), lambda: _show(window, missing), calm=True)


def _show(window: MainWindow, missing: Mapping[str, str]) -> None:
    from docgen.pages.remarks import font_sentence

    sentences = [font_sentence(wanted, instead) for wanted, instead in missing.items()]
    window.messages.say(TOPIC, translate(joined([*sentences, ADVICE])), calm=True)
