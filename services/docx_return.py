"""A docx that comes back from Word or WPS: its letter, and what was done to it, in sentences for the clerk."""

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

from letter.fields import place_of
from letter.messages import Message, message
from letter.model import Agency
from letter.paragraph_diff import Change
from letter.word_diff import excerpts
from services.letter_files import CannotRead, read_file_bytes

if TYPE_CHECKING:
    from docgen.docx.reader import Returned
    from docgen.docx.reading.comments import Comment
    from docgen.docx.reading.tracked_changes import Revision

# What may stand on standard error of one change.
_LONGEST = 120


class NotALetterOfOurs(Exception):
    """A file that is no reply letter; str() is one Chinese sentence that says what to do."""


def read_returned(name: str, agency: Agency | None, refused: Collection[int] = ()) -> "Returned":
    """Return what a docx, or standard input for "-", says now; raises CannotRead and NotALetterOfOurs.

    refused are the tracked changes that are not taken. The agency tells what no paper shows, where the letter is not
    inside the file.
    """
    return returned_of(read_file_bytes(name, message("docx 文件")), agency, refused)


def returned_of(data: bytes, agency: Agency | None, refused: Collection[int] = ()) -> "Returned":
    """Return what the bytes of a docx say now; raises CannotRead and NotALetterOfOurs."""
    from docgen.docx.package import NotADocx  # late: lxml is not needed for anything else
    from docgen.docx.reader import NotALetter, read_docx

    try:
        returned = read_docx(data, agency, refused)
    except NotALetter as error:
        raise NotALetterOfOurs(error.args[0]) from error
    except NotADocx as error:
        raise CannotRead(error.args[0]) from error
    unknown = [number for number in sorted(refused) if not 0 <= number < len(returned.revisions)]
    if unknown:
        raise CannotRead(message("文件里没有修订 {number}，请看清修订的号再试。", number=unknown[0] + 1))
    return returned


_CHANGES = {
    "changed": message("{place}：“{old}”改为“{new}”"),
    "added": message("{place}：新增“{new}”"),
    "removed": message("{place}：删去“{old}”"),
    "moved": message("{place}：移到别处“{old}”"),
    "split": message("{place}：分成几段“{new}”"),
    "merged": message("{place}：几段合为一段“{new}”"),
    "level": message("{place}：层次改动，“{old}”改为“{new}”"),
    "unread": message("{place}：“{old}”改为“{new}”，信件里写不成这样，没有读入"),
}
_EMPTIED, _FILLED = message("{place}：删去“{old}”"), message("{place}：新填“{new}”")


def change_sentence(change: Change) -> Message:
    """Return what a change did, in one line; of long words what differs, and a little around it."""
    form = _CHANGES[change.kind]
    if change.kind == "changed" and not (change.old and change.new):
        form = _EMPTIED if change.old else _FILLED
    old, new = excerpts(change.old, change.new) if change.kind == "changed" else (change.old, change.new)
    return form.filled(place=place_of(change.field), old=_one_line(old), new=_one_line(new))


_REVISIONS = {
    "inserted": message("修订 {number}　“{author}”插入“{new}”"),
    "deleted": message("修订 {number}　“{author}”删除“{old}”"),
    "replaced": message("修订 {number}　“{author}”把“{old}”改为“{new}”"),
    "moved": message("修订 {number}　“{author}”移动“{old}”"),
    "formatted": message("修订 {number}　“{author}”改了格式“{old}”"),
    "joined": message("修订 {number}　“{author}”把这一段与下一段合并“{old}”"),
    "split": message("修订 {number}　“{author}”在这里分段“{old}”"),
}
_SOMEBODY = message("有人")


def revision_sentence(revision: "Revision") -> Message:
    """Return what a tracked change does, by whom, with its number counted from 1."""
    return _REVISIONS[revision.kind].filled(
        number=revision.number + 1,
        author=revision.author or _SOMEBODY,
        old=_one_line(revision.old),
        new=_one_line(revision.new),
    )


def comment_sentence(comment: "Comment") -> Message:
    """Return who commented what about which words."""
    form = message("批注　“{author}”：{text}（“{about}”）") if comment.about else message("批注　“{author}”：{text}")
    return form.filled(author=comment.author or _SOMEBODY, text=_one_line(comment.text), about=_one_line(comment.about))


class Report(NamedTuple):
    """All that there is to say of a docx that came back; to_look_at is whether the clerk must look at something."""

    sentences: tuple[Message, ...]
    to_look_at: bool


def report_on(returned: "Returned") -> Report:
    """Return what is to be said of a docx that came back."""
    reading = returned.reading
    said = [
        *_origin(returned),
        *(change_sentence(change) for change in reading.changes),
        *_unread(returned),
        *_marked(returned),
        *(revision_sentence(revision) for revision in returned.revisions),
        *(comment_sentence(comment) for comment in returned.comments),
    ]
    return Report((*said, *_external(returned)), bool(said))


def remarks_on(returned: "Returned") -> list[Message]:
    """Return what is to be said beside changes, tracked changes and comments."""
    return [*_origin(returned), *_unread(returned), *_marked(returned), *_external(returned)]


def _origin(returned: "Returned") -> list[Message]:
    if returned.later:
        return [message("这份文件由更新版本的复函写成，只能查看，不能接着写；请升级复函。")]
    if not returned.with_data:
        return [message("文件里没有信件数据，内容按版面认出，请逐项核对。")]
    return []


def _unread(returned: "Returned") -> list[Message]:
    form = message("没有读入的文字：“{words}”")
    things = message("文件里有{thing}，没有读入信里。")
    return [
        *(form.filled(words=_one_line(words)) for words in returned.reading.unread),
        *(things.filled(thing=thing) for thing in returned.left_out),
    ]


_MARKED = {
    "struck": message("文件里用删除线划去的“{words}”仍照原文读入，请看是否要删。"),
    "highlighted": message("文件里突出显示的“{words}”照原文读入，请看是否要改。"),
}


def _marked(returned: "Returned") -> list[Message]:
    return [_MARKED[row.kind].filled(words=_one_line(row.words)) for row in returned.marked]


def _external(returned: "Returned") -> list[Message]:
    form = message("文件里有{thing}，没有打开。")
    return [form.filled(thing=thing) for thing in returned.external]


def _one_line(words: str) -> str:
    line = words.replace("\n", "⏎").replace("\t", "｜")
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "……"
