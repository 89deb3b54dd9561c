"""The main window as its controllers know it: what it shows, and how it comes and goes between its pages."""

from pathlib import Path
from typing import Protocol, TypeVar, runtime_checkable

from PySide6.QtWidgets import QStackedWidget, QWidget

from services.draft import Draft
from services.settings import Settings
from ui.core.settings_store import SettingsStore

_Letters = TypeVar("_Letters", covariant=True)
_Background = TypeVar("_Background", covariant=True)


class Host(Protocol[_Letters, _Background]):
    """What a controller needs; the letters in work and the work beside the window are whatever its package knows."""

    @property
    def pages(self) -> QStackedWidget:
        """The pages of the window, one of them shown."""
        ...

    @property
    def letters(self) -> _Letters:
        """The letters in work."""
        ...

    @property
    def work(self) -> _Background:
        """What is done beside the window, with the message bar that tells of it."""
        ...

    @property
    def settings(self) -> SettingsStore:
        """What is remembered."""
        ...

    def keep_settings(self, settings: Settings) -> None:
        """Remember other settings from now on, and say so where they cannot be written."""

    def show_page(self, page: QWidget) -> None:
        """Show a page in place of the one before."""

    def leave(self) -> None:
        """Go back from a page to the letters."""

    def enable_actions(self) -> None:
        """Let the menus offer what goes with the page that is shown."""

    def show_letter(self, draft: Draft | None = None) -> None:
        """Show a letter, or a new one, beside those in work."""

    def letter_folder(self) -> Path | None:
        """Return the folder of the letter that is shown, None where there is none."""


@runtime_checkable
class Undoes(Protocol):
    """A page whose changes are taken back and made again, one by one."""

    def undo(self) -> None:
        """Take the last change back."""

    def redo(self) -> None:
        """Make the change again that was taken back last."""


@runtime_checkable
class TellsSteps(Undoes, Protocol):
    """A page that knows whether there is a change to be taken back, or to be made again."""

    def can_undo(self) -> bool:
        """Return whether there is a change to be taken back."""
        ...

    def can_redo(self) -> bool:
        """Return whether there is a change to be made again."""
        ...


@runtime_checkable
class ShowsAnother(Protocol):
    """A page that holds others, one of them shown."""

    def current_page(self) -> QWidget:
        """Return the page that it shows, itself where that is none."""
        ...


@runtime_checkable
class Leaves(Protocol):
    """A page within another that is left before that one, and may ask first."""

    def leave(self) -> None:
        """Leave it, or ask whether what was done there is dropped."""


@runtime_checkable
class HoldsWork(Protocol):
    """A page with something of the clerk's that goes when the page does."""

    def unsaved(self) -> str:
        """Return a sentence on what would be lost, nothing where nothing would."""
        ...


def innermost(page: object) -> object:
    """Return the page that is seen where a page is shown: the page itself, or what it shows."""
    while isinstance(page, ShowsAnother) and page.current_page() is not page:
        page = page.current_page()
    return page


def unsaved(page: object) -> str:
    """Return what would be lost with a page and those that it shows, the innermost first."""
    within = page.current_page() if isinstance(page, ShowsAnother) else page
    found = unsaved(within) if within is not page else ""
    return found or (page.unsaved() if isinstance(page, HoldsWork) else "")


def undoing(page: object) -> Undoes | None:
    """Return what is undone where a page is shown."""
    seen = innermost(page)
    return seen if isinstance(seen, Undoes) else None


def can_step(page: object, *, back: bool) -> bool:
    """Return whether something may be undone, or done again, where a page is shown."""
    steps = undoing(page)
    if isinstance(steps, TellsSteps):
        return steps.can_undo() if back else steps.can_redo()
    return steps is not None
