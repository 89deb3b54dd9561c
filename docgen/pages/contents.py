"""What a clerk is told of a letter's contents as they go on paper, which is so on whatever pages they stand."""

from collections.abc import Iterator
from typing import NamedTuple

from docgen.parts.columns import plan
from letter.messages import counted, message
from letter.model import Answer, Attachment, ReplyLetter

_SHOWN = 20


class Told(NamedTuple):
    """A sentence, the field that helps, and the field whose words show what it speaks of."""

    sentence: str
    field: str
    shown: str


def told_of_contents(letter: ReplyLetter) -> Iterator[Told]:
    """Yield what a clerk is told: tables that no landscape page is wide enough for, attachments without content."""
    yield from _tables(letter.answer, "/answer")
    for number, attachment in enumerate(letter.attachments):
        yield from _tables(attachment.answer, f"/attachments/{number}/answer")
    yield from _empty(letter)


def _tables(answer: Answer, field: str) -> Iterator[Told]:
    for place, block in enumerate(answer):
        made = plan(tuple(zip(*block.table, strict=True))) if block.table else None
        if made is None or not made.crowded:
            continue
        heads, own = block.table[0], f"{field}/{place}"
        column = made.broken[0] if made.broken else 0
        narrow = message(
            "表格第 {column} 列“{head}”太窄，里面的数字或字母断开了：请减少几列，或者把表格分成两个。",
            column=column + 1,
            head=heads[column][:_SHOWN],
        )
        crowded = counted("表格有 {count} 列，太挤：请减少几列，或者把表格分成两个。", count=len(heads))
        yield Told(narrow if made.broken else crowded, own, f"{own}/table/0/{column}")


def _empty(letter: ReplyLetter) -> Iterator[Told]:
    """Yield one sentence on the attachments without content: offices often send them along as papers of their own."""
    empty = [number for number, attachment in enumerate(letter.attachments) if _is_empty(attachment)]
    if not empty:
        return
    one = message("附件“{title}”没有内容：填上内容，或者随信另附。", title=letter.attachments[empty[0]].title)
    numbers = "、".join(str(number + 1) for number in empty)
    several = message("附件 {numbers} 没有内容：填上内容，或者随信另附。", numbers=numbers)
    own = f"/attachments/{empty[0]}"
    yield Told(one if len(empty) == 1 else several, f"{own}/answer/0", f"{own}/title")


def _is_empty(attachment: Attachment) -> bool:
    """Return whether an attachment has a title and nothing else."""
    return bool(attachment.title) and not attachment.answer
