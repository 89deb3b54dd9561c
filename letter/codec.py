"""The letter's JSON: canonical writing, reading with errors that name the field and its line, and the JSON Schema."""

import json
import re
from typing import Any

import msgspec

from letter.cleaning import clean_text
from letter.model import FORMAT, ReplyLetter
from letter.wording import kinds

_EDGE = " \n\u3000"


class LetterError(ValueError):
    """A letter file that cannot be read; its text is one Chinese sentence with field and line."""

    def __init__(self, problem: str, field: str = "", line: int | None = None) -> None:
        """Say what is wrong, in which field (a JSON path without the leading $.) and on which line (from 1)."""
        where = (f"第 {line} 行" if line else "") + (f"“{field}”" if field else "")
        super().__init__(f"信件文件{where}有误：{problem}" if where else f"信件文件有误：{problem}")
        self.field = field
        self.line = line


def write_letter(letter: ReplyLetter) -> bytes:
    """Return the canonical JSON of a letter: UTF-8, fixed order, defaults left out, ending with a line feed."""
    return msgspec.json.format(msgspec.json.encode(letter), indent=1) + b"\n"


def read_letter(data: bytes) -> ReplyLetter:
    """Return the letter of a JSON file, its text cleaned.

    Raises LetterError naming field and line.
    """
    raw = _decode(data)
    if isinstance(raw, dict) and "format" in raw:
        version = raw["format"]  # pyright: ignore[reportUnknownVariableType]
        if isinstance(version, int) and version > FORMAT:
            raise LetterError(
                f"它由更新的版本写成（格式 {version}），请升级复函后再打开。",
                "format",
                _line_of(data, "format"),
            )
    try:
        letter = msgspec.convert(_cleaned(raw), ReplyLetter)
    except msgspec.ValidationError as error:
        problem, field = _explain(str(error))
        raise LetterError(problem, field, _line_of(data, field)) from None
    if letter.kind not in kinds():
        choices = "、".join(kinds())
        raise LetterError(f"没有“{letter.kind}”这一类，可用：{choices}。", "kind", _line_of(data, "kind"))
    return letter


def letter_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a letter."""
    schema = msgspec.json.schema(ReplyLetter)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "ReplyLetter 复函", **schema}


def _decode(data: bytes) -> Any:
    try:
        return msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise LetterError(
            "不是完整的 JSON，请检查此处的引号、逗号和括号。", line=_malformed_line(data, error)
        ) from None
    except RecursionError:
        raise LetterError("括号嵌套太深，这不是复函写的文件。") from None


def _malformed_line(data: bytes, error: Exception) -> int:
    found = re.search(r"\(byte (\d+)\)", str(error))
    try:
        json.loads(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except json.JSONDecodeError as better:
        return better.lineno
    except UnicodeDecodeError as better:
        return data.count(b"\n", 0, better.start) + 1
    except RecursionError:
        return 1
    position = int(found.group(1)) if found else len(data)
    return data.count(b"\n", 0, position) + 1


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value).strip(_EDGE)
    if isinstance(value, list):
        return [_cleaned(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {key: _cleaned(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return value


_TYPES = {
    "str": "文字", "int": "整数", "bool": "true 或 false", "array": "列表 [ ]", "object": "对象 { }", "null": "空",
    "float": "小数", "date": "日期",
}  # fmt: skip
_PROBLEMS = (
    (re.compile(r"missing required field `(.+?)`"), "缺少“{0}”。"),
    (re.compile(r"contains unknown field `(.+?)`"), "没有“{0}”这个字段，请检查拼写。"),
    (re.compile(r"Expected `(.+?)`, got `(.+?)`"), "这里应是{0}，现在是{1}。"),
    (re.compile(r"Invalid enum value (.+)"), "不能写成 {0}，请查看 schema 中列出的写法。"),
    (re.compile(r"Expected `str` of length <= (\d+)"), "文字太长，最多 {0} 字。"),
    (re.compile(r"Expected `array` of length <= (\d+)"), "项目太多，最多 {0} 项。"),
    (re.compile(r"Expected `str` of length >= (\d+)"), "不能为空。"),
    (re.compile(r"Expected `str` matching regex"), "写法不对（不能有换行或不合要求的字符）。"),
    (re.compile(r"Expected `int` >= (-?\d+)"), "不能小于 {0}。"),
    (re.compile(r"Expected `int` <= (-?\d+)"), "不能大于 {0}。"),
    (re.compile(r"Invalid RFC3339"), "日期要写成 2023-03-21 的样子。"),
)


def _explain(message: str) -> tuple[str, str]:
    problem, _, path = message.partition(" - at `$")
    field = path.rstrip("`").removeprefix(".")
    for pattern, words in _PROBLEMS:
        found = pattern.search(problem)
        if found:
            return words.format(*(_type_words(part) for part in found.groups())), field
    return problem if problem.endswith("。") else problem + "。", field


def _type_words(words: str) -> str:
    return "或".join(_TYPES.get(part.strip(), part.strip()) for part in words.split("|"))


def _line_of(data: bytes, path: str) -> int | None:
    """Find the line of a JSON path such as proposals[0].number: of the deepest part of it that is in the file."""
    text = data.decode("utf-8", "replace")
    position = _start(text, 0)
    for step in re.findall(r"[^.\[\]]+", path):
        following = _child(text, position, step)
        if following is None:
            break
        position = following
    return text.count("\n", 0, position) + 1


_SPACE = re.compile(r"[ \t\r\n]*")


def _start(text: str, position: int) -> int:
    found = _SPACE.match(text, position)
    return found.end() if found else position


def _child(text: str, position: int, step: str) -> int | None:
    """Return where the member of this name, or the item of this index, begins in the object or list at position."""
    decoder = json.JSONDecoder()
    opened = text[position : position + 1]
    position = _start(text, position + 1)
    index = 0
    while text[position : position + 1] not in ("]", "}", ""):
        name: str = str(index)
        here = position
        if opened == "{":
            name, position = decoder.raw_decode(text, position)
            position = _start(text, _start(text, position) + 1)
        if name == step:
            return here if opened == "{" and text[position] not in "[{" else position
        position = _start(text, decoder.raw_decode(text, position)[1])
        if text[position : position + 1] == ",":
            position = _start(text, position + 1)
        index += 1
    return None
