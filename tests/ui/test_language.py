"""The English catalogue holds every message of the interface, and no others."""

import io

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from tests.letters import ROOT
from ui.language import LANGUAGES, SOURCE, _, catalogue_bytes, use_language


def extracted() -> set[str]:
    with open(ROOT / "babel.cfg", encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, {**DEFAULT_KEYWORDS, "message": None})
    return {str(message) for _path, _line, message, _comments, _context in found}


def test_every_catalogue_is_complete_and_holds_nothing_else() -> None:
    messages = extracted()
    assert "生成(&G)" in messages
    assert "政协提案" in messages
    for language in LANGUAGES:
        if language == SOURCE:
            continue
        catalogue = read_po(io.BytesIO(catalogue_bytes(language)), locale=language)
        entries = {str(entry.id): entry for entry in catalogue if entry.id}
        assert set(entries) == messages
        assert [name for name, entry in entries.items() if entry.fuzzy or not entry.string] == []
        assert not catalogue.obsolete


def test_placeholders_are_kept() -> None:
    catalogue = read_po(io.BytesIO(catalogue_bytes("en")), locale="en")
    for entry in catalogue:
        if entry.id:
            assert [str(error) for error in entry.check(catalogue)] == []
            assert _fields(str(entry.id)) == _fields(str(entry.string))


def _fields(text: str) -> list[str]:
    return sorted(part.partition("}")[0] for part in text.split("{")[1:])


def test_an_unknown_language_is_the_source() -> None:
    use_language("xx")
    assert _("案件") == "案件"
