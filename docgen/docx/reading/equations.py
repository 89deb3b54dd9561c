"""Fields that Word shows without keeping what it shows: EQ (拼音指南, 带圈字符), SYMBOL and the old form fields."""

import re
from typing import NamedTuple

from docgen.docx.wml import Element, local, w
from letter.number_forms import in_form
from letter.scripts import lowered, raised
from letter.symbol_fonts import symbol

_EQUATION = re.compile(r"\s*EQ\b(.*)", re.IGNORECASE | re.DOTALL)
_SYMBOL = re.compile(r"""\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*?\\f\s*"?([^"\\]+))?""", re.IGNORECASE | re.DOTALL)
_FORMAT = re.compile(r'\\\*\s*(?:"[^"]*"|[^\s\\(]+)')
_COMMAND = re.compile(r"\\([a-z]+)\s*-?[0-9]*\s*", re.IGNORECASE)
_CIRCLES = "○◯〇⚪"
_ENCLOSURES = _CIRCLES + "□△▲◇■●"
_MOST_CIRCLED = 50
_LONGEST, _DEEPEST = 2_000, 20


class _CannotSay(Exception):
    """What no line of words can say."""


class _Piece(NamedTuple):
    """Words of an equation; kind is raised, lowered or nothing, plain the words before they were either."""

    words: str
    kind: str = ""
    plain: str = ""


def is_equation(instruction: str) -> bool:
    """Return whether a field is an equation."""
    return bool(_EQUATION.match(instruction))


def field_words(instruction: str, form: Element | None = None) -> str | None:
    """Return what Word shows for a field without a result, nothing for most; None where no words can say it.

    form is the data of a form field.
    """
    if found := _EQUATION.match(instruction):
        return _equation_words(found[1])
    if found := _SYMBOL.match(instruction):
        code = found[1].lower()
        return symbol((found[2] or "").strip(), int(code, 16 if code.startswith("0x") else 10))
    return _form_words(form) if form is not None else ""


def _equation_words(text: str) -> str | None:
    if len(text) > _LONGEST:
        return None
    try:
        rest = _FORMAT.sub("", text).strip()
        pieces, end = _arguments(rest, 0, 0)
    except _CannotSay:
        return None
    return None if end < len(rest) or len(pieces) > 1 else pieces[0].words


def _arguments(text: str, at: int, depth: int) -> tuple[list[_Piece], int]:
    """Return what stands between commas up to a closing bracket, and where that is."""
    if depth > _DEEPEST:
        raise _CannotSay
    made: list[_Piece] = [_Piece("")]
    while at < len(text) and text[at] != ")":
        if text[at] in ",;" and depth:
            made.append(_Piece(""))
            at += 1
            continue
        command = _COMMAND.match(text, at)
        if command:
            piece, at = _command(text, at, depth, made[-1].words)
        elif text[at] == "\\":
            piece, at = _piece(text[at + 1 : at + 2]), at + 2
        else:
            piece, at = _piece(text[at]), at + 1
        last = made[-1]
        kind = "" if last.words.strip() else piece.kind
        made[-1] = _Piece(last.words + piece.words, kind, last.plain + piece.plain)
    return [_Piece(piece.words.strip(), piece.kind, piece.plain.strip()) for piece in made], at


def _piece(words: str) -> _Piece:
    return _Piece(words, "", words)


def _command(text: str, at: int, depth: int, before: str) -> tuple[_Piece, int]:
    names: list[str] = []
    while found := _COMMAND.match(text, at):
        names.append(found[1].lower())
        at = found.end()
    if text[at : at + 1] != "(":
        # \d moves what follows, and has an empty pair of brackets or none.
        return _piece(""), at
    arguments, at = _arguments(text, at + 1, depth + 1)
    if text[at : at + 1] != ")":
        raise _CannotSay
    return _said(names, arguments, before), at + 1


def _said(names: list[str], arguments: list[_Piece], before: str) -> _Piece:
    """Return what one command shows."""
    words, plain = [piece.words for piece in arguments], "".join(piece.plain for piece in arguments)
    if names[0] == "o":
        return _piece(_overstruck(arguments))
    if names[0] == "s":
        if "up" in names:
            return _Piece(raised(plain, before), "raised", plain)
        if "do" in names:
            return _Piece(lowered(plain, before), "lowered", plain)
        return _piece("".join(words))
    if names[0] == "f" and len(words) == 2:
        return _piece("/".join(words))
    if names[0] == "x":
        return _piece("".join(words))
    if names[0] == "l":
        return _piece(",".join(words))
    if names[0] == "d":
        return _piece("")
    raise _CannotSay


def _overstruck(arguments: list[_Piece]) -> str:
    """Return the characters that others stand above or around: 喆 without its sound, ① for 1 in a circle."""
    shown = [piece for piece in arguments if piece.plain]
    around = "".join(piece.plain for piece in shown if piece.plain in _ENCLOSURES)
    inner = "".join(piece.plain for piece in shown if piece.plain not in _ENCLOSURES)
    if around and inner:
        number = int(inner) if inner.isdecimal() and len(inner) <= 2 else 0
        circled = 1 <= number <= _MOST_CIRCLED and any(sign in _CIRCLES for sign in around)
        return in_form(number, "decimalEnclosedCircle") if circled else inner
    base = [piece.plain for piece in shown if not piece.kind]
    return "".join(base or [piece.plain for piece in shown])


def _form_words(form: Element) -> str:
    """Return the mark of a check box or the choice of a list of an old form."""
    for row in form:
        if local(row) == "checkBox":
            states = {local(state): state.get(w("val"), "1") for state in row}
            return "☑" if states.get("checked", states.get("default", "0")) not in ("0", "false", "off") else "☐"
        if local(row) == "ddList":
            chosen = next((state.get(w("val"), "") for state in row.iter(w("result"))), "0")
            entries = [entry.get(w("val"), "") for entry in row.iter(w("listEntry"))]
            at = int(chosen) if chosen.isdecimal() and len(chosen) <= 3 else 0
            return entries[at] if at < len(entries) else ""
    return ""
