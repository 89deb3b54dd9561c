"""What is wrong with a letter file and where: msgspec's messages in Chinese, and the line of a field in JSON text."""

import json
import re
from functools import reduce

from letter.messages import Message, counted, message
from letter.model import MISREAD_HEADING


def explain(error: str) -> tuple[str, str]:
    """Return the problem as a Chinese sentence, and the field as a path such as proposals[0].number."""
    problem, _, path = error.partition(" - at `$")
    field = path.rstrip("`").removeprefix(".")
    for pattern, words in _PROBLEMS:
        found = re.search(pattern, problem)
        if found:
            return words.filled(**{name: _value(name, part) for name, part in found.groupdict().items()}), field
    if problem == MISREAD_HEADING:
        return message("{problem}。", problem=MISREAD_HEADING), field
    # Our own sentences are Chinese; what a library says in another language no clerk reads.
    own = re.search("[\u4e00-\u9fff]", problem)
    return message("{problem}。", problem=Message(problem.removesuffix("。"))) if own else _ELSE, field


_TYPES = {
    "str": message("文字"), "int": message("整数"), "bool": message("true 或 false"), "array": message("列表 [ ]"),
    "object": message("对象 { }"), "null": message("空"), "float": message("小数"), "date": message("日期"),
}  # fmt: skip
_LONGEST = 60
_ELSE = message("这里写得不对，请查看 schema 中列出的写法。")
_PROBLEMS = (
    (r"missing required field `(?P<name>.+?)`", message("缺少“{name}”。")),
    (r"contains unknown field `(?P<name>.+?)`", message("没有“{name}”这个字段，请检查拼写。")),
    (r"Expected `(?P<wanted>.+?)`, got `(?P<found>.+?)`", message("这里应是{wanted}，现在是{found}。")),
    (r"Invalid enum value (?P<value>.+)", message("不能写成 {value}，请查看 schema 中列出的写法。")),
    (r"Expected `str` of length <= (?P<count>\d+)", counted("文字太长，最多 {count} 字。")),
    (r"Expected `array` of length <= (?P<count>\d+)", counted("项目太多，最多 {count} 项。")),
    (r"Expected `str` of length >= (?P<limit>\d+)", message("不能为空。")),
    (r"Expected `str` matching regex", message("写法不对（不能有换行或不合要求的字符）。")),
    (r"Expected `(?:int|float)` >= (?P<limit>-?[\d.]+)", message("不能小于 {limit}。")),
    (r"Expected `(?:int|float)` <= (?P<limit>-?[\d.]+)", message("不能大于 {limit}。")),
    (r"Expected `(?:int|float)` > (?P<limit>-?[\d.]+)", message("要大于 {limit}。")),
    (r"Expected `(?:int|float)` < (?P<limit>-?[\d.]+)", message("要小于 {limit}。")),
    (r"Invalid RFC3339", message("日期要写成 2023-03-21 的样子。")),
    (r"out of range", message("数字太大。")),
)


def _value(name: str, part: str) -> object:
    return int(part) if name == "count" else _type_words(part if len(part) <= _LONGEST else f"{part[:_LONGEST]}……")


def _type_words(words: str) -> str:
    known: list[str] = [_TYPES.get(part.strip(), part.strip()) for part in words.split("|")]

    def either(first: str, then: str) -> str:
        return message("{first}或{then}", first=first, then=then)

    return reduce(either, known)


_DECODER, _DIGITS = json.JSONDecoder(), json.JSONDecoder(parse_int=str, parse_float=str)


def with_lone_surrogates(data: bytes) -> object:
    """Return what bytes say that are JSON but for escaped halves of characters; None where something else is wrong."""
    if not re.search(rb"\\u[dD][89a-fA-F]", data):
        return None
    try:
        return _DECODER.decode(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return None


def malformed_line(data: bytes) -> int:
    """Return the line, from 1, on which bytes stop being JSON."""
    try:
        # Python refuses numbers of thousands of digits; where they stand is no matter here.
        _DIGITS.decode(data.decode("utf-8"))
    except json.JSONDecodeError as error:
        return error.lineno
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    except RecursionError:
        return 1
    return data.count(b"\n") + 1


def line_of(data: bytes, path: str) -> int:
    """Return the line of a JSON path such as proposals[0].number: of the deepest part of it that is in the file."""
    text = data.decode("utf-8", "replace")
    position = _start(text, 0)
    for step in re.findall(r"[^.\[\]]+", path):
        following = _child(text, position, step)
        if following is None:
            break
        position = following
    return text.count("\n", 0, position) + 1


def _start(text: str, position: int) -> int:
    while text[position : position + 1] in (" ", "\t", "\r", "\n"):
        position += 1
    return position


def _child(text: str, position: int, step: str) -> int | None:
    """Return where the member of this name, or the item of this index, begins in the object or list at position."""
    decoder = _DIGITS
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
