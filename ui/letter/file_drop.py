"""A file that is opened or dragged here: a letter is shown, a text goes into the answer, of others it is said why."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from letter.model import ReplyLetter
from ui.core.i18n import N_, _, translate
from ui.core.local_files import local_files
from ui.widgets.background import READING, Background

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QDropEvent

    from services.text_files import Pasted
    from ui.answer.field import AnswerField
    from ui.letter.page import LetterPage

_Value = TypeVar("_Value")
TOPIC = "dropped"
LETTER, DOCX = ".json", ".docx"
SEVERAL = N_("请一次只拖一个文件。")
OTHER = N_(
    "“{name}”不能直接放进来。Word、WPS 文件请先打开，复制要用的文字，再粘贴到答复里；"
    "信件文件、纯文本和网页文件可以拖进来。"
)
PUT = N_("“{name}”里的文字已放进答复，不要就按 Ctrl+Z。")


def read_and_tell(file: Path, work: Background, take: Callable[[ReplyLetter], None]) -> None:
    """Take the letter in a file, or say why it cannot be read."""
    from services.letter_files import read_letter_file  # late: the letter is painted first

    _read(file, work, lambda: read_letter_file(str(file)), take)


def take_dropped(
    event: "QDropEvent",
    work: Background,
    page: "LetterPage",
    take: Callable[[ReplyLetter], None],
    open_docx: Callable[[Path], None],
) -> None:
    """Take the file that was dropped, as take_file does; several are too many."""
    event.acceptProposedAction()
    files = local_files(event.mimeData())
    if len(files) != 1:
        work.messages.say(TOPIC, _(SEVERAL))
        return
    place = event.position().toPoint()
    take_file(files[0], work, page, take, open_docx, lambda: _field_at(page, page.mapFrom(page.window(), place)))


def take_file(
    file: Path,
    work: Background,
    page: "LetterPage",
    take: Callable[[ReplyLetter], None],
    open_docx: Callable[[Path], None],
    field_for: "Callable[[], AnswerField]",
) -> None:
    """Take a letter, a docx that comes back, or words for a field of a page; field_for tells for which one.

    Of anything else it is said what can be done about it.
    """
    from services.text_files import holds_text, read_text_file

    if file.suffix.lower() == LETTER:
        read_and_tell(file, work, take)
    elif file.suffix.lower() == DOCX:
        open_docx(file)
    elif holds_text(file) and page.isVisible():
        field = field_for()
        _read(file, work, lambda: read_text_file(file), lambda words: _put(words, file, field, work))
    else:
        work.messages.say(TOPIC, _(OTHER).format(name=file.name))


def _read(file: Path, work: Background, read: Callable[[], _Value], take: Callable[[_Value], None]) -> None:
    from letter.codec import LetterError
    from services.letter_files import CannotRead

    def look(outcome: Callable[[], _Value]) -> None:
        try:
            value = outcome()
        except (CannotRead, LetterError) as error:
            work.messages.say(TOPIC, translate(error))
        else:
            work.messages.dismiss(TOPIC)
            take(value)

    work.run(_(READING).format(name=file.name), lambda _stop: read(), look)


def _field_at(page: "LetterPage", place: "QPoint") -> "AnswerField":
    """Return the answer or attachment at a place, with its caret there; elsewhere the one that the clerk is in."""
    from PySide6.QtCore import Qt

    from ui.answer.field import AnswerField

    under = page.childAt(place)
    while under and not isinstance(under, AnswerField):
        under = under.parentWidget()
    if under is None:
        return page.form.answer_in_work()
    editor = under.editor
    here = editor.viewport().mapFrom(page, place)
    if editor.viewport().rect().contains(here):
        editor.setTextCursor(editor.cursorForPosition(here))
    editor.setFocus(Qt.FocusReason.MouseFocusReason)
    return page.form.answer_in_work()


def _put(words: "Pasted", file: Path, field: "AnswerField", work: Background) -> None:
    from ui.answer.pasting import put

    field.as_step(lambda: put(field.editor, words))
    if not field.problem():
        work.messages.say(TOPIC, _(PUT).format(name=file.name), calm=True)
