"""Start of the window: application, language, remembered settings, the letter in work."""

import sys

from PySide6.QtCore import QLibraryInfo, QObject, QSize, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from letter.messages import joined
from services.data_folder import DataFolder
from services.draft import last_changed, load_drafts
from services.languages import languages
from services.settings import Settings, load_settings, settings_and_problem
from ui.core.i18n import N_, _, current_language, translate, use_language
from ui.core.icons import program_icon
from ui.core.last_folder import remember_in
from ui.core.qt_words import QtWords
from ui.core.settings_store import SettingsStore
from ui.core.theme import STYLE, apply_theme, use_look, use_size
from ui.letter.workspace import Opened
from ui.shell.error_hooks import guard
from ui.shell.font_notice import tell_fonts_later
from ui.shell.input_method.selection import make_application
from ui.shell.main_window import AFTER_PAINT_MS, MainWindow
from ui.shell.screen_plugin import add_fallback
from ui.shell.single_instance import OpenElsewhere, SingleInstance
from ui.shell.window_geometry import restore_geometry

APPLICATION_NAME = "Fuhan"
FRAME = (16, 40)
# The clerk has begun to type by then, and has been told of missing fonts.
_PAGES_MS = 2_000
FIRST_FINISH = N_("{sentence}请先弄完，再改语言或字号。")
SECOND = N_("复函已经打开，但是没有回应。请先在那个窗口里写，不要在两处改同一封信。")


class Program(QObject):
    """The running program: it holds the window and opens another one when the language changes."""

    def __init__(self, data: DataFolder) -> None:
        """Take the data folder; nothing is shown yet."""
        super().__init__()
        self._data = data
        self._translator: QTranslator | None = None
        self._follows = False
        self.window: MainWindow | None = None

    def open(self) -> MainWindow:
        """Show the window with what is remembered and return it."""
        settings, problem = settings_and_problem(self._data)
        use_language(settings.language)
        use_size(settings.size)
        if settings.program:
            from services.opening import use_program  # late: most offices leave it to the system

            use_program(settings.program)
        if settings.look != "system":
            use_look(settings.look)
        self.translate_qt()
        drafts, sentences = load_drafts(self._data)
        window = self.show(SettingsStore(self._data, settings), Opened(tuple(drafts), last_changed(drafts), ask=True))
        for topic, told in (("broken_settings", [problem] if problem else []), ("broken_draft", sentences)):
            if told:
                window.messages.say(topic, translate(joined(told)))
        return window

    def close(self) -> None:
        """Close the window whatever happens and let go of it."""
        if self.window:
            self.window.hide()
            self.window.deleteLater()
            self.window = None
        self._drop_translator()

    def come_to_front(self) -> None:
        """Bring the window before the others, because the clerk has started the program again."""
        if self.window:
            self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
            self.window.raise_()
            self.window.activateWindow()

    def show_fault(self, sentence: str) -> None:
        """Tell the clerk about a fault of the program."""
        if self.window:
            self.window.show_fault(translate(sentence))

    def translate_qt(self) -> None:
        """Let Qt's own words, such as those of context menus, speak the interface's language.

        Before there are widgets this takes a millisecond; afterwards each of them is told.
        """
        self._drop_translator()
        application = QApplication.instance()
        translator = qt_translator()
        if translator and application:
            application.installTranslator(translator)
            self._translator = translator

    def _drop_translator(self) -> None:
        application = QApplication.instance()
        if self._translator and application:
            application.removeTranslator(self._translator)
        self._translator = None

    def show(self, settings: SettingsStore, opened: Opened) -> MainWindow:
        """Show a window with the letters in work, or with what goes before them, and return it."""
        remember_in(settings)
        window = MainWindow(self._data, settings, opened)
        window.setting.rebuild_wanted.connect(self._rebuild)
        self.window = window
        room = window.screen().availableSize() - QSize(*FRAME)
        window.resize(window.size().boundedTo(room))
        restore_geometry(window, settings.value)
        if settings.value.agency is None and not settings.value.window:
            window.setWindowState(Qt.WindowState.WindowMaximized)
        window.show()
        return window

    def _rebuild(self, settings: Settings) -> None:
        """Show another window in place of this one, in the language and size of these settings."""
        old = self.window
        if old is None or (settings.language == current_language() and settings.size == old.settings.value.size):
            return
        if not old.profile_edits() and (held := old.unsaved()):
            old.setting.refuse(_(FIRST_FINISH).format(sentence=held))
            return
        old.settings.keep(settings)
        opened, edits, setting = old.opened(), old.profile_edits(), old.setting.in_work()
        use_language(settings.language)
        use_size(settings.size)
        self.translate_qt()
        window = self.show(old.settings, opened)
        if edits:
            window.resume_profile(edits)
        if setting is not None:
            window.setting.open(setting)
        window.setGeometry(old.geometry())
        # The window before may have been open for so short a time that it did not follow them yet.
        self._follows |= old.letters.paging
        if self._follows:
            QTimer.singleShot(_PAGES_MS, window, window.letters.follow_pages)
        old.hide()
        old.deleteLater()


def qt_translator() -> QTranslator | None:
    """Return Qt's own catalogue for the language in use, None where Qt speaks it already."""
    catalogue = languages()[current_language()].qt
    if not catalogue:
        return None
    translator = QtWords()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator if translator.load(f"qtbase_{catalogue}", folder) else None


def application(dark: bool | None = None) -> QApplication:
    """Return the application, dressed; it is made when there is none yet."""
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        add_fallback()
        made = make_application(lambda: QApplication([APPLICATION_NAME, *STYLE]))
    made.setApplicationName(APPLICATION_NAME)
    made.setWindowIcon(program_icon())
    apply_theme(made, dark)
    return made


def run_window(data: DataFolder) -> int:
    """Show the window until it is closed and return the exit status; a second start only raises the first window."""
    program = Program(data)
    guard(data, program.show_fault)
    running = application()
    only = SingleInstance(data)
    first = only.is_first()
    try:
        if not first and only.raise_first():
            return 0
    except OpenElsewhere as error:
        from services.commands import FAILED  # late: hardly ever needed
        from ui.shell.notice_window import show_notice

        if sys.platform != "win32":  # there what is printed is shown in a window of its own, and would come twice
            print(error, file=sys.stderr, flush=True)
        use_language(load_settings(data).language)
        show_notice(running, translate(str(error)))
        return FAILED
    window = program.open()
    if not first:
        window.messages.say("second", _(SECOND))
    QTimer.singleShot(AFTER_PAINT_MS, only, lambda: only.listen(program.come_to_front))
    tell_fonts_later(lambda: program.window)
    QTimer.singleShot(_PAGES_MS, only, lambda: program.window and program.window.letters.follow_pages())
    status = running.exec()
    only.release()
    return status
