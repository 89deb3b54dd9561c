"""The English catalogue holds every message of the interface, and no others."""

import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

import resources
from tests.letters import ROOT
from tests.tools.extraction import KEYWORDS, catalogue, compiled
from ui.language import LANGUAGES, SOURCE, _, told, use_language

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]


def extracted() -> set[str]:
    with open(ROOT / "babel.cfg", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, KEYWORDS)
    return {str(message) for _path, _line, message, _comments, _context in found}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_catalogue_is_complete_and_holds_nothing_else(language: str) -> None:
    messages = extracted()
    assert "生成(&G)" in messages
    assert "政协提案" in messages
    held = catalogue(language)
    entries = {str(entry.id): entry for entry in held if entry.id}
    assert set(entries) == messages
    assert [name for name, entry in entries.items() if entry.fuzzy or not entry.string] == []
    assert not held.obsolete


def test_placeholders_are_kept() -> None:
    held = catalogue("en")
    for entry in held:
        if entry.id:
            assert [str(error) for error in entry.check(held)] == []
            assert _fields(str(entry.id)) == _fields(str(entry.string))


def _fields(text: str) -> list[str]:
    return sorted(part.partition("}")[0] for part in text.split("{")[1:])


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_that_of_the_translators(language: str) -> None:
    held, shipped = catalogue(language), resources.read(f"locale/{language}/LC_MESSAGES/fuhan.mo")
    assert compiled(held) == shipped, "compile it as babel.cfg says"
    held.add("没有了", "gone")
    assert compiled(held) != shipped


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_said_with_nothing(language: str) -> None:
    use_language(language)
    assert _("") == told("") == ""


def test_an_unknown_language_is_the_source() -> None:
    use_language("xx")
    assert _("案件") == "案件"


def test_the_chinese_window_reads_no_catalogue_and_no_window_what_extracts_them(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from desk.data_folder import DataFolder;"
        "from tests.letters import sample; from ui.language import use_language; from ui.start import paint_letter;"
        f"window = paint_letter(DataFolder(Path({str(tmp_path)!r})), sample('seed_letter'));"
        "print('babel.support' in sys.modules); use_language('en');"
        "print('babel.support' in sys.modules, 'babel.messages' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.split() == ["False", "True", "False"]
