"""A file that is opened or dragged here: a letter is shown, a text goes into the answer, of others it is said why."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from letter.model import ReplyLetter
from ui.core.i18n import N_, _
from ui.core.local_files import local_files
from ui.widgets.background import READING, Background
from ui.widgets.file_message import TOPIC, tell_of_file

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QDropEvent

    from services.text_files import Pasted
    from ui.answer.field import AnswerField
    from ui.letter.page import LetterPage

_Value = TypeVar("_Value")
LETTER = ".json"
# What a letter comes in beside text; of some it is said what can be done with them.
SOURCES = frozenset((".docx", ".doc", ".wps", ".mht", ".mhtml", ".rtf", ".pdf"))
SEVERAL = N_("请一次只拖一个文件。")
OTHER = N_(
    "“{name}”不能直接放进来。请先打开它，复制要用的文字，再粘贴到答复里；"
    "Word、WPS 文件、信件文件、纯文本和网页文件可以拖进来。"
)
FOLDER = N_(
    "“{name}”是文件夹。要把里面以前的复函都收进来，请打开登记簿，在“导入”里按“以前的复函”选它；只用其中一份，请拖那一份。"
)
PUT = N_("“{name}”里的文字已放进答复，不要就按 Ctrl+Z。")


class Sources(Protocol):
    """What opens the letters of others."""

    def open(self, file: Path) -> None:
        """Show the letter in a file, or say why there is none."""

    def open_text(self, file: Path, otherwise: Callable[[], None]) -> None:
        """Show the letter in a file of text, or do otherwise."""


def read_and_tell(file: Path, work: Background, take: Callable[[ReplyLetter], None]) -> None:
    """Take the letter in a file, or say why it cannot be read."""
    from services.letter_files import read_letter_file  # late: the letter is painted first

    _read(file, work, lambda: read_letter_file(str(file)), take)


def take_dropped(
    event: "QDropEvent",
    work: Background,
    page: "LetterPage",
    take: Callable[[ReplyLetter], None],
    sources: Sources,
) -> None:
    """Take the file that was dropped, as take_file does; several are too many.

    A text that is dropped on an answer goes there as it is.
    """
    event.acceptProposedAction()
    files = local_files(event.mimeData())
    if len(files) != 1:
        _forget(work)
        work.messages.say(TOPIC, _(SEVERAL))
        return
    place = event.position().toPoint()
    inner = page.mapFrom(page.window(), place)
    take_file(
        files[0], work, page, take, sources, lambda: _field_at(page, inner), whole=_answer_at(page, inner) is None
    )


def take_file(
    file: Path,
    work: Background,
    page: "LetterPage",
    take: Callable[[ReplyLetter], None],
    sources: Sources,
    field_for: "Callable[[], AnswerField]",
    *,
    whole: bool = True,
) -> None:
    """Take a letter of ours or of others, or words for a field of a page; field_for tells for which one.

    whole is whether a text that is a letter is opened as one. Of anything else it is said what can be done about it.
    """
    from services.text_files import holds_text, read_text_file

    _forget(work)
    if file.is_dir():
        work.messages.say(TOPIC, _(FOLDER).format(name=file.name))
    elif file.suffix.lower() == LETTER:
        read_and_tell(file, work, take)
    elif file.suffix.lower() in SOURCES:
        sources.open(file)
    elif holds_text(file) and page.isVisible():
        field = field_for()

        def put() -> None:
            _read(file, work, lambda: read_text_file(file), lambda words: _put(words, file, field, work))

        sources.open_text(file, put) if whole else put()
    else:
        work.messages.say(TOPIC, _(OTHER).format(name=file.name))


def _forget(work: Background) -> None:
    """Take away what was said of the file before; nothing is begun while other work is being done."""
    if not work.busy:
        work.messages.dismiss(TOPIC)


def _read(file: Path, work: Background, read: Callable[[], _Value], take: Callable[[_Value], None]) -> None:
    from letter.codec import LetterError
    from services.letter_files import CannotRead

    def look(outcome: Callable[[], _Value]) -> None:
        try:
            value = outcome()
        except (CannotRead, LetterError) as error:
            tell_of_file(work.messages, file.name, error)
        else:
            work.messages.dismiss(TOPIC)
            take(value)

    work.run(_(READING).format(name=file.name), lambda _stop: read(), look)


def _field_at(page: "LetterPage", place: "QPoint") -> "AnswerField":
    """Return the answer or attachment at a place, with its caret there; elsewhere the one that the clerk is in."""
    from PySide6.QtCore import Qt

    under = _answer_at(page, place)
    if under is None:
        return page.form.answer_in_work()
    editor = under.editor
    here = editor.viewport().mapFrom(page, place)
    if editor.viewport().rect().contains(here):
        editor.setTextCursor(editor.cursorForPosition(here))
    editor.setFocus(Qt.FocusReason.MouseFocusReason)
    return page.form.answer_in_work()


def _answer_at(page: "LetterPage", place: "QPoint") -> "AnswerField | None":
    from ui.answer.field import AnswerField

    under = page.childAt(place)
    while under and not isinstance(under, AnswerField):
        under = under.parentWidget()
    return under


def put_text(text: str, field: "AnswerField") -> None:
    """Put the words of a file into an answer, as one step to undo."""
    from ui.answer.pasting import put

    field.as_step(lambda: put(field.editor, text))


def _put(words: "Pasted", file: Path, field: "AnswerField", work: Background) -> None:
    put_text(words, field)
    if not field.problem():
        work.messages.say(TOPIC, _(PUT).format(name=file.name), calm=True)
