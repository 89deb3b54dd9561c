"""审核版式: the layout of anybody's docx judged against the standard, as lines for a clerk or as JSON."""

import json
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from letter.messages import message
from services.letter_files import CannotRead, read_file_bytes

if TYPE_CHECKING:
    from docgen.docx.audit import Row

_NAMES = {"error": "错误", "warning": "提醒", "info": "说明", "right": "正确"}


def audit_file(name: str) -> "list[Row]":
    """Return the rows of a docx, or of standard input for "-"; raises CannotRead."""
    data = read_file_bytes(name, message("docx 文件"))
    from docgen.docx.audit import audit_docx  # late: no other command reads a docx
    from docgen.docx.package import NotADocx

    try:
        return audit_docx(data)
    except NotADocx as error:
        raise CannotRead(error.args[0]) from error


def rows_shown(rows: "list[Row]", everything: bool) -> "list[Row]":
    """Return the rows to look at: those that are not right, or all of them."""
    return [row for row in rows if everything or row.severity != "right"]


def has_errors(rows: "list[Row]") -> bool:
    """Return whether any row is an error."""
    return any(row.severity == "error" for row in rows)


def as_json(rows: "list[Row]") -> str:
    """Return rows as a JSON list."""
    return json.dumps(msgspec.to_builtins(rows), ensure_ascii=False, indent=1)


def as_lines(rows: "list[Row]", everything: bool) -> list[str]:
    """Return a line for each row to look at, and a summary of them all."""
    lines = [_line(row) for row in rows_shown(rows, everything)]
    counts = Counter(row.severity for row in rows)
    told = "，".join(f"{_NAMES[name]} {counts[name]} 项" for name in ("error", "warning", "info") if counts[name])
    return [*lines, f"共查 {len(rows)} 项：" + (f"{told}，其余正确。" if told else "全部正确。")]


def _line(row: "Row") -> str:
    place = f"{row.place}，" if row.place else ""
    clause = f"（GB/T 9704-2012 {row.clause}，{row.rule}）" if row.clause else f"（{row.rule}）"
    found = f"{row.element}：{place}现为 {row.found}"
    wanted = "" if row.severity == "right" else f"，应为 {row.expected}"
    return f"{_NAMES[row.severity]}　{found}{wanted}{clause}"
