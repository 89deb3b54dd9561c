"""The English catalogue holds every message of the interface, and no others, with a form for each number."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

import resources
from letter.messages import Message, counted, joined
from services.languages import languages
from tests.letters import ROOT
from tests.tools.extraction import KEYWORDS, catalogue, compiled, forms
from tests.ui.looking import is_of_the_other_script
from ui.core.i18n import LANGUAGES, SOURCE, _, translate, use_language
from ui.register.columns import OVERDUE
from ui.register.ledger_view import COUNT_OVERDUE
from ui.start.entries import LENGTH

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
# A number before a Chinese measure word says how many; after 第 it says which one.
HOW_MANY = re.compile(r"\{count\}|(?<!第)(?<!第 )\{\w+\} ?多?[字段封行处条个份天页项张件名步层]")
# What is said of these fits any number.
FOR_ANY_NUMBER = {
    "第 {page} 页，共 {count} 页 · {percent}%": "a place: Page 1 of 1",
    "第 {number} 处，共 {count} 处": "a place: Place 1 of 1",
    "第 {number} 步，共 {count} 步：{words}": "a place: Step 1 of 1",
    "{clause} 条 · {strength}　{sentence}": "the number of a clause",
    "时限要在 1 至 {most} 个月之间，请改正。": "a range, between 1 and more",
    "已答复 {part} 件/交办 {whole} 件": "no noun: 1 replied/1 assigned",
    "主动公开 {part} 封/发出 {whole} 封": "no noun: 1 published/1 issued",
    "正在读第 {done} 个，共 {count} 个：{name}": "a place: Reading file 1 of 1",
    "正在导入第 {done} 封，共 {count} 封": "a place: Importing letter 1 of 1",
    "这个文件夹里的文件太多（超过 {most} 个），请分几个文件夹导入。": "more than a limit of many",
    "文件有 {count} 多段，不像公文，请换一个文件。": "more than a limit of many",
    "压缩包里的文件太多（{count} 个），不是正常的 docx 文件，{advice}。": "too many files, never one",
}


@pytest.fixture
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language(SOURCE)


def extracted() -> set[tuple[str, ...]]:
    with open(ROOT / "babel.cfg", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {forms(words) for _path, _line, words, _comments, _context in found}


def faults(messages: Catalog) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a catalogue, in a word, and with which message."""
    for entry in messages:
        if not entry.id:
            continue
        chinese, english = forms(entry.id)[0], forms(entry.string)
        if entry.fuzzy or not all(english) or len(english) != (messages.num_plurals if entry.pluralizable else 1):
            yield "untranslated", chinese
        if any(entry.check(messages)) or any(_places(words) != _places(chinese) for words in english):
            yield "places", chinese
        if bool(HOW_MANY.search(chinese)) != (entry.pluralizable or chinese in FOR_ANY_NUMBER):
            yield "plural", chinese
        if entry.pluralizable and "{count}" not in chinese:
            yield "count", chinese


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}", text))


@pytest.mark.full
@pytest.mark.parametrize("language", TRANSLATED)
def test_every_catalogue_is_complete_and_holds_nothing_else(language: str) -> None:
    messages = extracted()
    assert {("生成(&G)",), ("政协提案",), ("找到 {count} 段。", "找到 {count} 段。")} <= messages
    held = catalogue(language)
    assert {forms(entry.id) for entry in held if entry.id} == messages
    assert not held.obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_for_every_number_with_all_its_places(language: str) -> None:
    held = catalogue(language)
    assert list(faults(held)) == []
    assert {(words,) for words in FOR_ANY_NUMBER} <= {forms(entry.id) for entry in held}
    assert sum(entry.pluralizable for entry in held) > 50


@pytest.mark.parametrize(
    ("fault", "chinese", "english"),
    [
        ("plural", "剩 {days} 天了", "{days} days left"),
        ("plural", "还有{count}", "{count} more"),
        ("plural", ("第 {line} 行的{thing}",) * 2, ("{thing} of line {line}",) * 2),
        ("count", ("剩 {days} 天了",) * 2, ("{days} day left", "{days} days left")),
        ("untranslated", ("剩 {count} 天了",) * 2, ("{count} day left", "")),
        ("untranslated", "没有了", ""),
        ("places", ("剩 {count} 天了",) * 2, ("one day left", "{count} days left")),
        ("places", "{name}没有了", "{nome} is gone"),
    ],
)
def test_a_fault_of_a_catalogue_is_found(
    fault: str, chinese: str | tuple[str, str], english: str | tuple[str, str]
) -> None:
    held = catalogue("en")
    held.add(chinese, english)
    assert (fault, forms(chinese)[0]) in list(faults(held))


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_translators(language: str) -> None:
    held, shipped = catalogue(language), resources.read(f"locale/{language}/LC_MESSAGES/fuhan.mo")
    assert compiled(held) == shipped, "compile it as babel.cfg says"
    held.add("没有了", "gone")
    assert compiled(held) != shipped


@pytest.mark.parametrize(
    ("said", "one", "two"),
    [
        (LENGTH, "1 character", "2 characters"),
        (OVERDUE, "! 1 day overdue", "! 2 days overdue"),
    ],
)
@pytest.mark.usefixtures("english")
def test_a_number_and_its_words_agree(said: Message, one: str, two: str) -> None:
    assert translate(said.filled(count=1)) == one
    assert translate(said.filled(count=2)) == two


@pytest.mark.usefixtures("english")
def test_a_number_within_a_sentence_agrees_with_its_own_words() -> None:
    paper = counted("{words} · 全文 {count} 页", words=counted("{count} 字", count=1), count=2)
    assert translate(paper) == "1 character · 2 pages in all"
    assert translate(joined([LENGTH.filled(count=1)] * 2)) == "1 character 1 character"


@pytest.mark.usefixtures("english")
def test_only_one_number_of_a_sentence_decides() -> None:
    assert translate(COUNT_OVERDUE.filled(count=1, overdue=1)) == "1 row; ! 1 overdue"
    assert translate(COUNT_OVERDUE.filled(count=21, overdue=1)) == "21 rows; ! 1 of them overdue"


def test_in_chinese_one_form_serves_all_numbers() -> None:
    assert translate(LENGTH.filled(count=1)) == "1 字"
    assert translate(LENGTH.filled(count=2)) == "2 字"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_with_nothing(language: str) -> None:
    use_language(language)
    assert _("") == translate("") == ""


def test_an_unknown_language_is_the_source() -> None:
    use_language("xx")
    assert _("案件") == "案件"


def test_the_chinese_window_reads_no_catalogue_and_no_window_what_extracts_them(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from services.data_folder import DataFolder;"
        "from tests.letters import sample; from ui.core.i18n import use_language;"
        "from tests.bench.first_paint import paint_letter;"
        f"window = paint_letter(DataFolder(Path({str(tmp_path)!r})), sample('seed_letter'));"
        "print('babel.support' in sys.modules); use_language('en');"
        "print('babel.support' in sys.modules, 'babel.messages' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "True", "False"]


@pytest.mark.parametrize(
    ("script", "text", "found"),
    [
        ("simplified", "发文登记簿", []),
        ("simplified", "發文登記簿", ["發", "記"]),
        ("traditional", "發文登記簿", []),
        ("traditional", "发文登记簿", ["发", "记"]),
        ("simplified", "中文字一二三，。“”", []),
    ],
)
def test_a_text_of_the_other_chinese_script_is_told(script: str, text: str, found: list[str]) -> None:
    assert [character for character in text if is_of_the_other_script(character, script)] == found


def test_each_language_of_the_table_has_all_that_it_needs() -> None:
    """A language is a row of resources/languages.json and a catalogue."""
    for code, language in languages().items():
        assert language.name
        if code != SOURCE:
            assert resources.read(f"locale/{code}/LC_MESSAGES/fuhan.mo")
