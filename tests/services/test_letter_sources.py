"""The text of a letter in whatever file it comes, and the sentence for those that hold none."""

import html
import io
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from email.message import EmailMessage
from pathlib import Path

import docx
import pytest

from docgen.docx.writer import write_docx
from intake.recognise import recognise
from intake.word97 import OLE
from intake.wrapped_lines import join_wrapped_lines
from services.letter_files import CannotRead
from services.letter_sources import text_in
from services.reply_file import read_reply_file, reply_in
from tests.intake.judging import CORPUS, recognised_fields
from tests.letters import SAMPLES, plain_letter, sample
from tests.paper import save_as

LETTER = (CORPUS / "18.txt").read_text(encoding="utf-8")
PAGE = "<html><head><meta charset='{charset}'></head><body>{body}</body></html>"


def page(text: str, charset: str = "utf-8") -> str:
    body = "".join(f"<p>{line}</p>" for line in text.split("\n") if line.strip())
    return PAGE.format(charset=charset, body=body)


def stored(text: str) -> bytes:
    mail = EmailMessage()
    mail.set_content(page(text), subtype="html")
    mail.add_related(b"GIF89a", "image", "gif")
    return bytes(mail)


AS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "GB18030": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "web page": lambda text: page(text).encode(),
    "web page in GBK": lambda text: page(text, "gb2312").encode("gb18030"),
    "wrong label": lambda text: page(text, "utf-8").encode("gb18030"),
    "stored page": stored,
}


@pytest.mark.parametrize("form", AS)
def test_the_same_letter_is_in_each_of_them(form: str) -> None:
    assert recognised_fields(recognise(text_in(AS[form](LETTER)))) == recognised_fields(recognise(LETTER))


NAMES = sorted(file.stem for file in CORPUS.glob("*.json"))


def corpus_text(name: str) -> str:
    return (CORPUS / f"{name}.txt").read_text(encoding="utf-8-sig")


def with_chrome(text: str) -> bytes:
    """Return a page of a site with a letter in it: its paragraphs, and what stands around them."""
    # A page has paragraphs, whatever lines the file was wrapped in.
    lines = join_wrapped_lines(text).split("\n")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines if line.strip())
    return (
        "<html><head><meta charset='utf-8'><title>答复</title><style>p{margin:0}</style><script>1;</script></head>"
        f"<body><div><a>首页</a> &gt; <a>政务公开</a></div><div>{body}</div>"
        "<div>版权所有：某市人民政府　电话：0199-2800000</div></body></html>"
    ).encode()


def plain_docx(text: str) -> bytes:
    """Return a docx of one paragraph a line, as anybody's program writes it."""
    document, stream = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        document.add_paragraph("".join(one for one in line if one >= " " or one == "\t"))
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("made", [with_chrome, plain_docx])
def test_each_letter_of_the_corpus_is_the_same_as_a_page_and_as_a_docx(made: Callable[[str], bytes], name: str) -> None:
    text = corpus_text(name)
    assert recognised_fields(recognise(text_in(made(text)))) == recognised_fields(recognise(text))


@pytest.mark.parametrize("name", NAMES)
def test_our_own_docx_of_each_letter_of_the_corpus_brings_it_back_whole(name: str) -> None:
    letter = recognise(corpus_text(name)).letter
    assert reply_in(write_docx(letter), None).letter == letter


@pytest.fixture(scope="module")
def saved_corpus(
    tmp_path_factory: pytest.TempPathFactory, test_fonts: dict[str, str]
) -> Iterator[dict[Path, Future[str]]]:
    """The texts of the corpus as Word 97 kept letters, and as docx that LibreOffice has saved, by their files."""
    folder = tmp_path_factory.mktemp("corpus")
    files = [folder / f"{name}.docx" for name in NAMES]
    for file in files:
        file.write_bytes(plain_docx(corpus_text(file.stem)))
    made = [*save_as("doc", files, folder, test_fonts), *save_as("docx", files, folder / "again", test_fonts)]
    with ThreadPoolExecutor(2) as pool:
        yield {file: pool.submit(text_in, file.read_bytes()) for file in made}


@pytest.mark.full
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", [".doc", ".docx"])
def test_each_letter_of_the_corpus_is_the_same_saved_by_an_office(
    form: str, name: str, saved_corpus: dict[Path, Future[str]]
) -> None:
    text = next(text for file, text in saved_corpus.items() if (file.stem, file.suffix) == (name, form)).result()
    assert recognised_fields(recognise(text)) == recognised_fields(recognise(corpus_text(name)))


REFUSED = {
    "PDF": (b"%PDF-1.7 ...", "PDF"),
    "RTF": (rb"{\rtf1 ...}", "RTF"),
    "picture": (b"\x89PNG\r\n\x1a\n", "图片"),
    "broken doc": (OLE + b"\0" * 4000, "doc"),
    "not a docx": (b"PK\x03\x04" + b"\0" * 400, "不完整"),
    "nothing": (b"", "文件是空的"),
    "blanks": ("\u3000 \n".encode(), "文件是空的"),
    "a mark alone": (b"\xef\xbb\xbf", "文件是空的"),
    "noughts": (b"\0" * 400, "没有认得出的文字"),
    "a page of pictures": (b"<html><body><img src=a.png></body></html>", "没有认得出的文字"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_holds_no_text_is_refused_with_a_way_out(name: str) -> None:
    data, said = REFUSED[name]
    with pytest.raises(CannotRead) as refused:
        text_in(data)
    assert said in str(refused.value)
    assert "请" in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.full
def test_parts_within_parts_do_no_harm() -> None:
    part = b"Content-Type: multipart/mixed; boundary=a\n\n"
    nested = b"MIME-Version: 1.0\n" + part + (b"--a\n" + part) * 3000
    with pytest.raises(CannotRead):
        text_in(nested)


def test_a_file_is_named_where_it_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match=r"没有这个文件|读不了|找不到"):
        read_reply_file(str(tmp_path / "没有.txt"), None)


@pytest.fixture(scope="module")
def old_files(tmp_path_factory: pytest.TempPathFactory, test_fonts: dict[str, str]) -> Path:
    """The samples as Word 97 kept letters, saved by LibreOffice."""
    folder = tmp_path_factory.mktemp("doc")
    for name in SAMPLES:
        (folder / f"{name}.docx").write_bytes(write_docx(sample(name), published=True))
    save_as("doc", [folder / f"{name}.docx" for name in SAMPLES], folder, test_fonts)
    return folder


@pytest.mark.full
@pytest.mark.parametrize("name", SAMPLES)
def test_a_document_of_word_97_says_what_the_docx_does(name: str, old_files: Path) -> None:
    new = recognised_fields(recognise(text_in((old_files / f"{name}.docx").read_bytes())))
    old = recognised_fields(recognise(text_in((old_files / f"{name}.doc").read_bytes())))
    assert {key: value for key, value in old.items() if new.get(key) != value} == {}
    assert old.keys() >= new.keys() - {"issuers", "signatory", "outcome_class"}


@pytest.mark.full
def test_damaged_documents_of_word_97_end_with_a_sentence(old_files: Path) -> None:
    data = (old_files / "seed_letter.doc").read_bytes()
    step = max(1, len(data) // 60)
    for place in range(0, len(data), step):
        broken = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        assert said_or_read(broken)


def said_or_read(data: bytes) -> bool:
    try:
        return isinstance(text_in(data), str)
    except CannotRead as refused:
        return str(refused).endswith("。")


def test_a_docx_of_anybody_is_read() -> None:
    letter = plain_letter()
    found = recognise(text_in(write_docx(letter, published=True)))
    assert found.letter.proposals == letter.proposals
