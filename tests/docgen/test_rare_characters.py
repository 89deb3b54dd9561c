"""Characters of names that the wanted fonts lack get a named font, and only they."""

import io
import zipfile

import pytest

from docgen.docx.writer import write_docx
from docgen.rare_characters import font_for, pieces
from letter.model import Proposers
from tests.docgen.measured_letters import letter


@pytest.mark.parametrize("character", "喆镕堃淼燚")
def test_a_rare_character_has_a_font_of_the_same_look(character: str) -> None:
    in_gb2312 = character in "淼"
    assert font_for(character, "body") == ("" if in_gb2312 else "仿宋")
    assert font_for(character, "title") == ("" if in_gb2312 else "方正小标宋_GBK")
    assert font_for(character, "kai") == ("" if in_gb2312 else "楷体")


@pytest.mark.parametrize("character", "𠮷𣲗")
def test_a_character_beyond_the_basic_plane_has_its_own_font(character: str) -> None:
    assert font_for(character, "body") == font_for(character, "hei") == "宋体-ExtB"


@pytest.mark.parametrize("character", "国—·“”…★①㎡😀aé（〔")
def test_other_characters_keep_theirs(character: str) -> None:
    assert font_for(character, "body") == ""


def test_only_the_rare_character_is_set_apart() -> None:
    assert list(pieces("王喆、𠮷田——好", "body")) == [
        ("", "王"),
        ("仿宋", "喆"),
        ("", "、"),
        ("宋体-ExtB", "𠮷"),
        ("", "田——好"),
    ]
    assert list(pieces("常见字", "body")) == [("", "常见字")]


def test_the_docx_names_the_font() -> None:
    made = write_docx(letter(proposers=Proposers(("王喆",)), title="关于喆字的答复"))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        document = package.read("word/document.xml").decode()
    assert 'w:eastAsia="仿宋" w:hAnsi="仿宋"/></w:rPr><w:t>喆</w:t>' in document
    assert 'w:eastAsia="方正小标宋_GBK" w:hAnsi="方正小标宋_GBK"/></w:rPr><w:t>喆</w:t>' in document
