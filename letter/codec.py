"""The letter's JSON: canonical writing, reading with errors that name the field and its line, and the JSON Schema."""

from collections.abc import Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any, TypeVar, cast

import msgspec
from msgspec.structs import replace

from letter.cleaning import clean_text, not_in_xml
from letter.messages import Message, listed, message
from letter.model import FORMAT, ReplyLetter
from letter.wording import kinds

_EDGE = " \n\u3000"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


_PLACES = {
    (True, True): message("信件文件第 {line} 行“{field}”有误：{problem}"),
    (True, False): message("信件文件第 {line} 行有误：{problem}"),
    (False, True): message("信件文件“{field}”有误：{problem}"),
    (False, False): message("信件文件有误：{problem}"),
}


_TOO_DEEP = message("括号嵌套太深，这不是复函写的文件。")
NOT_IN_A_DOCX = message("里面有公文不能有的字符（U+{code}），多半是从别的程序带来的，请删去后再试。")


class LetterError(ValueError):
    """A letter file that cannot be read; its text is one Chinese sentence with field and line."""

    def __init__(self, problem: str, field: str = "", line: int | None = None) -> None:
        """Say what is wrong, in which field (a JSON path without the leading $.) and on which line (from 1)."""
        place = _PLACES[bool(line), bool(field)]
        super().__init__(place.filled(line=line, field=field, problem=problem))
        self.field = field
        self.line = line


def write_letter(letter: ReplyLetter) -> bytes:
    """Return the canonical JSON of a letter: UTF-8, fixed order, defaults left out, ending with a line feed."""
    return msgspec.json.format(msgspec.json.encode(_canonical(letter)), indent=1) + b"\n"


def compact_letter(letter: ReplyLetter) -> str:
    """Return the same JSON without blanks between its parts, as a docx carries it."""
    return msgspec.json.encode(_canonical(letter)).decode()


def _canonical(letter: ReplyLetter) -> ReplyLetter:
    """Return a letter whose values that equal their defaults are the defaults: msgspec leaves out those alone."""
    agency = _with_own_defaults(replace(letter.agency, paper=_with_own_defaults(letter.agency.paper)))
    return _with_own_defaults(replace(letter, agency=agency))


_Part = TypeVar("_Part", bound=msgspec.Struct)


def _with_own_defaults(part: _Part) -> _Part:
    defaults = _defaults(type(part))
    changes = {
        name: default
        for name, default in defaults.items()
        if (value := getattr(part, name)) is not default and value == default
    }
    return replace(part, **changes) if changes else part


@cache
def _defaults(kind: type[msgspec.Struct]) -> dict[str, Any]:
    # msgspec.structs.fields() would say the same, and import a tenth of what a command takes to start.
    values = kind.__struct_defaults__
    return dict(zip(kind.__struct_fields__[len(kind.__struct_fields__) - len(values) :], values, strict=True))


def read_letter(data: bytes) -> ReplyLetter:
    """Return the letter of a JSON file, its text cleaned.

    Raises LetterError naming field and line.
    """
    try:
        return _read(data.removeprefix(_BYTE_ORDER_MARK))
    except RecursionError:
        raise LetterError(_TOO_DEEP) from None


def _read(data: bytes) -> ReplyLetter:
    raw = _decode(data)
    if isinstance(raw, dict):
        _refuse_later_format(cast("dict[str, Any]", raw).get("format"), data)
    _refuse_what_no_docx_holds(cast(object, raw), data)
    try:
        letter = msgspec.convert(_cleaned(raw), ReplyLetter)
    except msgspec.ValidationError as error:
        problem, field = _errors().explain(str(error))
        raise LetterError(problem, field, _errors().line_of(data, field)) from None
    if letter.kind not in kinds():
        choices = listed(kinds())
        problem = message("没有“{kind}”这一类，可用：{choices}。", kind=letter.kind, choices=choices)
        raise LetterError(problem, "kind", _errors().line_of(data, "kind"))
    return letter


def _refuse_later_format(version: object, data: bytes) -> None:
    if isinstance(version, int) and version > FORMAT:
        line = _errors().line_of(data, "format")
        problem = message("它由更新的版本写成（格式 {version}），请升级复函后再打开。", version=version)
        raise LetterError(problem, "format", line)


def _refuse_what_no_docx_holds(raw: object, data: bytes) -> None:
    for field, problem in _unwritable_texts(raw):
        raise LetterError(problem, field, _errors().line_of(data, field))


def unwritable(values: msgspec.Struct) -> Message | None:
    """Return a sentence on the first text of some values that no docx can hold; None where there is none."""
    return next((problem for _, problem in _unwritable_texts(msgspec.to_builtins(values))), None)


def _unwritable_texts(raw: object) -> Iterator[tuple[str, Message]]:
    """Yield the path of each text that no docx can hold, with a sentence on it."""
    for field, text in _texts(raw):
        if character := not_in_xml(text):
            yield field, NOT_IN_A_DOCX.filled(code=f"{ord(character):04X}")


def _texts(value: object, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a file with the path of its field."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, list | tuple):
        for place, item in enumerate(cast("Sequence[object]", value)):
            yield from _texts(item, f"{field}[{place}]")
    elif isinstance(value, dict):
        for name, item in cast("dict[str, object]", value).items():
            yield from _texts(item, f"{field}.{name}" if field else name)


def letter_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a letter."""
    schema = msgspec.json.schema(ReplyLetter)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ReplyLetter 复函", **schema}


def _decode(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data)
    except msgspec.ValidationError as error:
        # Without a type to decode to, only a number of too many digits is one.
        problem, field = _errors().explain(str(error))
        raise LetterError(problem, field, _errors().line_of(data, field)) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A lone surrogate stops msgspec without a word on where it is.
        if (known := _errors().with_lone_surrogates(data)) is not None:
            return known
        line = _errors().malformed_line(data)
        raise LetterError(message("不是完整的 JSON，请检查此处的引号、逗号和括号。"), line=line) from None


def _errors() -> ModuleType:
    from letter import json_errors  # late: a good file needs none of it

    return json_errors


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value).strip(_EDGE)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return value
