"""What is said of a table or a folder of letters that was read, and the lines in which its rows are shown."""

from typing import TYPE_CHECKING

from letter.messages import counted, joined
from ui.core.i18n import N_, _, translate
from ui.widgets.label import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from letter.messages import Message
    from services.incoming import Incoming, IncomingRow

COLUMNS = N_("认出的列：{columns}。")
IGNORED = N_("不导入的列：{columns}。")
PAIR = N_("“{head}”是{meaning}")
COUNTS = counted("“{name}”：可以导入 {count} 行，不导入 {refused} 行。")
LETTER_COUNTS = counted("“{name}”：可以导入 {count} 封信。")
LETTERS_TAKEN = counted("已导入 {count} 封信。")
LETTERS_TO_LOOK_AT = counted("其中 {count} 封要看一看，列在最前面。")
LEFT_OUT = counted("另有 {count} 个文件不导入，写明了为什么。")
WAS_LEFT_OUT = counted("另有 {count} 个文件没有导入，写明了为什么。")
LOOK_AT = counted("其中 {count} 行要看一看，列在前面。")
LOOK_AT_BEHIND = counted("其中 {count} 行要看一看，列在不导入的后面。")
REFUSED = N_("！不导入：{reason}")
TO_LOOK_AT = N_("▲导入：{remarks}")
LINE, FILE, WHAT = N_("行"), N_("文件"), N_("导入与否")
TO_TAKE, IS_IN, NOT_IN = N_("导入"), N_("已导入"), N_("！没有导入：{reason}")
IN_TO_LOOK_AT = N_("▲已导入：{remarks}")
LONGEST_HEAD = 20
MEANINGS = {
    "number": N_("发文字号"), "serial": N_("序号"), "code": N_("机关代字"), "year": N_("年份"), "date": N_("成文日期"),
    "title": N_("标题"), "addressee": N_("主送"), "proposal": N_("案号"), "reason": N_("说明"), "state": N_("状态"),
    "subject": N_("案由"), "kind": N_("类别"), "role": N_("身份"), "proposers": N_("提出者"),
    "assigned": N_("交办日期"), "due": N_("截止日期"), "session": N_("届次"), "note": N_("说明"),
    "lead_units": N_("主办单位"), "co_units": N_("会办单位"), "separate_units": N_("分办单位"), "units": N_("承办单位"),
    "months": N_("时限月数"),
}  # fmt: skip


def heads_of(incoming: "Incoming") -> tuple[str, ...]:
    """Return the heads of the lines, as messages of the catalogue."""
    return FILE if incoming.of_letters else LINE, WHAT, *(MEANINGS.get(name, name) for name in incoming.fields)


def sentences_of(name: str, incoming: "Incoming") -> list[str]:
    """Return what is said of all that was read, or of what became of a folder; lines_of keeps to the order told."""
    sentences = [translate(joined(_counts(name, incoming))), *map(translate, incoming.unread)]
    if incoming.columns:
        pairs = _("；").join(
            _(PAIR).format(head=head, meaning=_(MEANINGS.get(field, field))) for field, head in incoming.columns.items()
        )
        sentences.append(_(COLUMNS).format(columns=pairs))
    if incoming.ignored:
        heads = _("、").join(f"“{shortened(head, LONGEST_HEAD)}”" for head in incoming.ignored)
        sentences.append(_(IGNORED).format(columns=heads))
    return sentences


def _counts(name: str, incoming: "Incoming") -> "Iterator[Message]":
    letters, refused = incoming.of_letters, len(incoming.refused)
    counts = COUNTS if not letters else LETTERS_TAKEN if incoming.done else LETTER_COUNTS
    yield counts.filled(name=name, count=len(incoming.rows), refused=refused)
    if to_look_at := sum(bool(row.remarks) for row in incoming.rows):
        look = LETTERS_TO_LOOK_AT if letters else LOOK_AT_BEHIND if refused else LOOK_AT
        yield look.filled(count=to_look_at)
    if letters and refused:
        yield (WAS_LEFT_OUT if incoming.done else LEFT_OUT).filled(count=refused)


def lines_of(incoming: "Incoming") -> list[tuple[str, ...]]:
    """Return what stands in the table: first the refused rows and those that want to be looked at.

    Of a folder those come first that want to be looked at: there are files in it that nobody meant to import.
    """
    blank = ("",) * len(incoming.fields)
    why = NOT_IN if incoming.done else REFUSED
    refused = [(line, _(why).format(reason=translate(reason)), *blank) for line, reason in incoming.refused]
    doubtful, sure = (
        [
            (row.line, _words(row, done=incoming.done), *map(translate, row.texts))
            for row in incoming.rows
            if bool(row.remarks) == told
        ]
        for told in (True, False)
    )
    return [*doubtful, *refused, *sure] if incoming.of_letters else [*refused, *doubtful, *sure]


def _words(row: "IncomingRow", *, done: bool) -> str:
    if not row.remarks:
        return _(IS_IN if done else TO_TAKE)
    remarks = _("；").join(map(translate, row.remarks))
    return _(IN_TO_LOOK_AT if done else TO_LOOK_AT).format(remarks=remarks)
