"""Fonts: which this machine has, which takes the place of a missing one, and what they measure."""

import shutil
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgen.fonts import book as books
from docgen.fonts import face as faces
from docgen.fonts import installed
from docgen.fonts.book import FontBook
from docgen.fonts.characters import has_ink, usual_advance
from docgen.fonts.face import Face, find_in_file, harfbuzz_library, open_face
from docgen.fonts.installed import InstalledFonts
from docgen.missing_fonts import missing_fonts
from docgen.rare_characters import font_for
from docgen.standard import fonts, latin_widths, substitutes
from docgen.widths import latin_width
from tests.docgen.machines import FANG, LATIN, NOTO, Machine, file_of, only, system_font, with_fs_type
from tests.fonts import fandol_folder
from tests.letters import sample


@pytest.fixture
def fang(test_fonts: dict[str, str], tmp_path: Path) -> Path:
    """Return a copy of a Chinese font that a test may spoil."""
    return Path(shutil.copy(fandol_folder() / "FandolFang-Regular.otf", tmp_path / "fang.otf"))


def test_the_wanted_fonts_are_found_under_their_chinese_names(official_fonts: InstalledFonts) -> None:
    book = FontBook(official_fonts)
    found = {name: file_of(book.face(name, "中")) for name in (FANG, "楷体_GB2312", "黑体", "宋体", "方正小标宋简体")}
    assert found == {
        FANG: "FandolFang-Regular.otf",
        "楷体_GB2312": "FandolKai-Regular.otf",
        "黑体": "FandolHei-Regular.otf",
        "宋体": "FandolSong-Regular.otf",
        "方正小标宋简体": "NotoSerifCJK-Bold.ttc",
    }
    assert file_of(book.face("Times New Roman", "A")) == LATIN
    assert book.replaced() == {}


@pytest.mark.parametrize("english", [False, True])
def test_a_domestic_desktop_prints_with_the_fonts_that_it_ships(english: bool) -> None:
    """CESI's families as UOS and Kylin list them, and those that come with WPS; which of them a machine has differs."""
    names = {"title": "CESI小标宋-GB2312", "body": "CESI仿宋-GB2312", "kai": "方正楷体_GBK", "hei": "CESI黑体-GB18030",
             "song": "CESI宋体-GB13000"}  # fmt: skip
    listed = {fonts()[role].aliases[name] if english else name for role, name in names.items()}
    missing = {row.wanted: row.instead for row in missing_fonts(None, {*listed, "Times New Roman"})}
    assert missing == {fonts()[role].chain[0]: name for role, name in names.items()}


def test_a_rare_character_is_not_left_to_a_font_of_common_ones() -> None:
    letter = replace(sample("seed_letter"), closing="李㛃、王镕。")
    assert any(font_for(character, "body") == fonts()["body"].rare for character in letter.closing or "")
    instead = {
        row.wanted: row.instead
        for row in missing_fonts(letter, {"CESI仿宋-GB2312", "CESI仿宋-GB18030"})
        if row.used_for == fonts()["astral"].label
    }
    assert instead == {"仿宋": "CESI仿宋-GB18030"}


def test_a_font_is_found_under_its_english_name(fang: Path) -> None:
    book = FontBook(Machine(only(fang, "fangsong_gb2312")))
    assert book.advance(FANG, "中") == 1
    assert book.replaced() == {}


def test_the_chinese_half_of_a_collection_is_the_one_taken(official_fonts: InstalledFonts) -> None:
    face = FontBook(official_fonts).face("宋体-ExtB", "𠮷")
    assert face
    assert face.name(1) == "Noto Serif CJK SC"


def test_of_several_faces_under_one_name_the_regular_is_taken(official_fonts: InstalledFonts) -> None:
    named = [file for file in official_fonts.files if "Times New Roman" in file.families]
    assert len(named) == 2
    assert file_of(FontBook(official_fonts).face("Times New Roman", "a")) == LATIN


def test_a_missing_font_is_replaced_by_the_next_of_its_chain(fang: Path) -> None:
    book = FontBook(Machine(only(fang, "华文仿宋")))
    book.advance(FANG, "中")
    assert book.replaced() == {FANG: "华文仿宋"}
    assert book.replaced(wanted=["仿宋", "华文仿宋"]) == {"仿宋": "华文仿宋"}


@pytest.mark.parametrize(("wanted", "instead"), [(FANG, "Noto Serif CJK SC"), ("黑体", "Noto Sans CJK SC")])
def test_without_its_chain_a_font_of_the_same_look_takes_over(wanted: str, instead: str, test_fonts: object) -> None:
    serif, sans = system_font(NOTO), system_font("NotoSansCJK-Regular.ttc")
    book = FontBook(
        Machine(only(sans, "Noto Sans CJK SC", place=2), only(serif, "Noto Serif CJK SC", place=2)),
    )
    assert book.advance(wanted, "中") == 1
    assert book.replaced() == {wanted: instead}


def test_any_font_with_chinese_takes_over_when_none_is_known(fang: Path) -> None:
    latin = system_font(LATIN)
    book = FontBook(Machine(only(latin, "Unknown Latin"), only(fang, "Unknown")))
    assert file_of(book.face("楷体_GB2312", "中")) == "fang.otf"
    assert book.replaced() == {"楷体_GB2312": "FandolFang R"}


def test_a_latin_font_never_stands_for_a_chinese_one(test_fonts: object) -> None:
    book = FontBook(Machine(only(system_font(LATIN), "Times New Roman")))
    assert book.advance(FANG, "中") == 1
    assert book.replaced() == {FANG: ""}
    assert book.lost() == "中"


def test_without_any_font_the_usual_widths_do() -> None:
    book = FontBook(Machine())
    widths = [book.advance(FANG, character) for character in "中A。\u3000\u200b\u0301\ufe0f"]
    assert widths == [1, 0.5, 1, 1, 0, 0, 0]
    assert book.advance("Times New Roman", "W") == latin_widths()["W"]
    assert book.replaced() == {FANG: "", "Times New Roman": ""}


def test_without_harfbuzz_the_usual_widths_do(official_fonts: InstalledFonts, monkeypatch: pytest.MonkeyPatch) -> None:
    open_face.cache_clear()
    monkeypatch.setattr(faces, "harfbuzz_library", lambda: None)
    assert FontBook(official_fonts).advance("Times New Roman", "W") == latin_widths()["W"]
    open_face.cache_clear()


def test_a_character_that_the_wanted_font_lacks_comes_from_another(official_fonts: InstalledFonts) -> None:
    book = FontBook(official_fonts)
    face = book.face(FANG, "𠮷")
    assert file_of(face) == NOTO
    assert book.advance(FANG, "𠮷") == 1
    assert book.replaced() == {}
    assert book.lost() == ""


def test_many_lost_characters_open_each_font_but_once(
    official_fonts: InstalledFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = FontBook(official_fonts)
    book.advance(FANG, "\u0378")
    monkeypatch.setattr(books, "open_face", lambda *_: pytest.fail("opened again"))
    lost = "".join(map(chr, range(0x1E7F0, 0x1E8F0)))
    assert {book.advance(FANG, character) for character in lost} == {1}
    assert book.lost() == "\u0378" + lost


def test_a_private_character_never_comes_from_another_font(official_fonts: InstalledFonts) -> None:
    """Its sign differs from font to font."""
    book = FontBook(official_fonts)
    assert any((face := open_face(file.path, file.place or 0)) and face.has("\ue123") for file in official_fonts.files)
    assert book.face(FANG, "\ue123") is None
    assert book.advance(FANG, "\ue123") == book.advance(FANG, "□") == 1
    assert book.lost() == "\ue123"


def test_a_lone_surrogate_has_no_width_and_harms_nothing(official_fonts: InstalledFonts) -> None:
    assert FontBook(official_fonts).advance(FANG, "\ud83d") == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"no font at all"),
        lambda path: path.write_bytes(b"OTTO" + bytes(500)),
        lambda path: path.write_bytes(b"ttcf" + b"\xff" * 500),
        lambda path: path.write_bytes(path.read_bytes()[:300]),
        lambda path: path.write_bytes(path.read_bytes()[:1_000_000]),
        lambda path: path.unlink(),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "text", "zeros", "collection", "cut", "cut late", "gone", "folder"],
)
def test_a_broken_file_is_passed_over(spoil: Callable[[Path], object], fang: Path) -> None:
    spoil(fang)
    whole = fandol_folder() / "FandolKai-Regular.otf"
    book = FontBook(Machine(only(fang, FANG), only(whole, "仿宋")))
    assert book.advance(FANG, "中") == 1
    assert book.replaced() == {FANG: "仿宋"}


def test_a_broken_file_gives_way_to_another_of_the_same_name(fang: Path) -> None:
    fang.write_bytes(b"")
    book = FontBook(Machine(only(fang, FANG), only(fandol_folder() / "FandolFang-Regular.otf", FANG)))
    assert file_of(book.face(FANG, "中")) == "FandolFang-Regular.otf"
    assert book.replaced() == {}


def test_a_font_set_aside_is_used_no_more(official_fonts: InstalledFonts) -> None:
    book = FontBook(official_fonts)
    face = book.face(FANG, "中")
    assert face
    book.set_aside(face)
    assert file_of(book.face(FANG, "中")) == NOTO
    assert book.replaced() == {FANG: "仿宋"}


@pytest.mark.parametrize(
    ("fs_type", "kept"),
    [(0x0, True), (0x2, False), (0x4, True), (0x8, True), (0x6, True), (0xA, True), (0x100, False), (0x208, False)],
)
def test_a_font_is_kept_in_a_document_only_if_its_makers_allow_it(fs_type: int, kept: bool, fang: Path) -> None:
    other = only(fandol_folder() / "FandolKai-Regular.otf", "仿宋")
    book = FontBook(Machine(only(with_fs_type(fang, fs_type), FANG), other))
    assert file_of(book.face(FANG, "中")) == "fang.otf"
    assert (file_of(book.face(FANG, "中", embedded=True)) == "fang.otf") == kept
    assert book.replaced() == {}
    assert book.replaced(embedded=True) == ({} if kept else {FANG: "仿宋"})


def test_the_list_of_the_machine_gives_all_names_of_a_family(official_fonts: InstalledFonts) -> None:
    assert {FANG, "FangSong_GB2312", "FandolFang", "Liberation Serif"} <= official_fonts.families()


def test_a_machine_without_a_list_has_no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "_LIST", ("no-such-program",))
    assert InstalledFonts().families() == frozenset()


@pytest.mark.parametrize(
    "line",
    ["", "/a.ttf", "/a.ttf\tx\t0\t100\t80\tA", "/a.ttf\t0\t0\t100\tA", "/a.ttf\t65536\t0\t100\t80\tA"],
    ids=["empty", "short", "index", "missing", "instance"],
)
def test_a_line_that_tells_of_no_whole_font_is_passed_over(line: str) -> None:
    assert installed._listed(line) is None


def test_a_variable_font_is_listed_with_its_ranges() -> None:
    listed = installed._listed("/a.ttf\t2147483648\t0\t100\t[100 900]\tA, B")
    assert listed
    assert (listed.place, listed.families) == (0, ("A", "B"))


def registry(*keys: dict[str, object] | None) -> types.ModuleType:
    """Return a registry of Windows whose two keys have these entries, None for a key that is not there."""

    class Key(list[tuple[str, object]]):
        def __enter__(self) -> "Key":
            return self

        def __exit__(self, *_reason: object) -> None: ...

    def open_key(root: int, _name: str) -> Key:
        entries = keys[root]
        if entries is None:
            raise FileNotFoundError
        return Key(entries.items())

    module = types.ModuleType("winreg")
    module.__dict__.update(
        HKEY_LOCAL_MACHINE=0,
        HKEY_CURRENT_USER=1,
        OpenKey=open_key,
        QueryInfoKey=lambda key: (0, len(key), 0),
        EnumValue=lambda key, place: (*key[place], 1),
    )
    return module


def on_windows(monkeypatch: pytest.MonkeyPatch, folder: Path, *keys: dict[str, object] | None) -> InstalledFonts:
    monkeypatch.setitem(sys.modules, "winreg", registry(*keys))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("SYSTEMROOT", str(folder))
    return InstalledFonts()


def test_windows_names_collections_by_all_their_families(
    test_fonts: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Fonts").mkdir()
    shutil.copy(system_font(NOTO), tmp_path / "Fonts" / "simsun.ttc")
    entries: dict[str, object] = {"SimSun & NSimSun & Noto Serif CJK SC (TrueType)": "simsun.ttc"}
    windows = on_windows(monkeypatch, tmp_path, entries, None)
    assert windows.families() == {"SimSun", "NSimSun", "Noto Serif CJK SC"}
    # By its place in the entry, as the names in the file are others.
    book = FontBook(windows)
    new_song = book.face("新宋体", "中")
    assert new_song
    assert (file_of(new_song), new_song.index) == ("simsun.ttc", 1)
    assert FontBook(windows).replaced() == {}
    # By its name in the file, whatever its place in the entry.
    named = find_in_file(new_song.path, "noto serif cjk sc", 0)
    assert named
    assert named.index == 2


def test_windows_has_fonts_of_one_user_in_other_folders(
    fang: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: dict[str, object] = {"仿宋_GB2312 (TrueType)": str(fang), "Odd (TrueType)": 7}
    book = FontBook(on_windows(monkeypatch, tmp_path, {"Gone (TrueType)": "gone.ttf"}, own))
    assert file_of(book.face(FANG, "中")) == "fang.otf"
    assert book.replaced() == {}


def test_the_table_of_latin_widths_is_that_of_the_font(test_fonts: object) -> None:
    face = open_face(str(system_font(LATIN)), 0)
    assert face
    assert set(map(chr, range(0x20, 0x7F))) <= set(latin_widths())
    for character, width in latin_widths().items():
        assert width == pytest.approx(face.advance(character), abs=6e-5), character
    assert latin_width("3.5%") == pytest.approx(sum(latin_widths()[character] for character in "3.5%"), abs=1e-3)


def test_each_look_has_substitutes() -> None:
    assert {font.substitutes for font in fonts().values()} == set(substitutes())


def test_a_width_looked_up_before_is_not_asked_of_the_font_again(
    official_fonts: InstalledFonts, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = FontBook(official_fonts)
    before = [book.advance(FANG, character) for character in "中文，A"]
    monkeypatch.setattr(Face, "advance", lambda *_: pytest.fail("asked again"))
    assert [book.advance(FANG, character) for character in "中文，A"] == before


def test_spaces_and_marks_of_format_have_no_ink() -> None:
    assert not any(has_ink(character) for character in " \u3000\t\u200b\u202e\ufe0f\U000e0100\ud800")
    assert all(has_ink(character) for character in "中a，\ue000𠮷")


def test_usual_widths_of_symbols_are_those_of_chinese_fonts() -> None:
    assert [usual_advance(character) for character in "“…×1"] == [1, 1, 1, 0.5]


def test_harfbuzz_is_here() -> None:
    assert harfbuzz_library()
