"""What the menus and their keys do with the letter that is shown, as a table."""

from collections.abc import Callable

from ui.answer.commands import COMMANDS
from ui.letter.page import LetterPage
from ui.preview.controller import MODES

_SLOTS: dict[str, Callable[[LetterPage], object]] = {
    "make": lambda page: page.make(),
    "open": lambda page: page.open(),
    "issue": lambda page: page.issue(),
    "make_as": lambda page: page.make_as(),
    "save": lambda page: page.save(),
    "preview": lambda page: page.preview.toggle(),
    **{f"mode_{mode}": lambda page, mode=mode: page.preview.use(mode) for mode in MODES},
    "print": lambda page: page.preview.print_letter(),
    "save_pdf": lambda page: page.preview.save_pdf(),
    "choose_folder": lambda page: page.form.folder.choose(),
    "restore": lambda page: page.form.restore_derived(),
    "restore_all": lambda page: page.form.restore_all(),
    "today": lambda page: page.form.signing.date_today(),
    "add_row": lambda page: page.form.add_row(),
    "remove_row": lambda page: page.form.remove_row(),
    "add_attachment": lambda page: page.form.answer.attachments.add(),
    "phrases": lambda page: page.phrases().open(page.form.answer_in_work()),
    "keep_phrase": lambda page: page.phrases().keep(page.form.answer_in_work()),
    "forget_entered": lambda page: page.forget_entered(),
    "fold": lambda page: page.form.toggle_column(),
    **{f"go_{number}": lambda page, at=number: page.form.focus_section(at) for number in range(5)},
    **{name: lambda page, run=run: run(page.form.answer_in_work()) for name, run in COMMANDS.items()},
}


def letter_actions(shown: Callable[[], LetterPage | None]) -> dict[str, Callable[[], None]]:
    """Return what each action does with the page that is shown then."""
    return {name: _on_letter(shown, slot) for name, slot in _SLOTS.items()}


def _on_letter(shown: Callable[[], LetterPage | None], slot: Callable[[LetterPage], object]) -> Callable[[], None]:
    def run() -> None:
        page = shown()
        if page:
            slot(page)
            page.form.reveal_focus()

    return run
