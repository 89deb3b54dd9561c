"""The letter as a PDF file: its pages painted, its fonts inside, its headings as bookmarks."""

from collections.abc import Sequence

from docgen.fonts.book import FontBook
from docgen.pages.values import Bookmark, Pages
from docgen.pdf.bookmarks import add_bookmarks
from docgen.pdf.content import page_content
from docgen.pdf.objects import PdfFile, deflated, dictionary, points, rectangle, string
from docgen.pdf.signs import make_signs

_LANGUAGE = "zh-CN"
_TO_THE_RIGHT = 90


def write_pdf(pages: Pages, book: FontBook, bookmarks: Sequence[Bookmark] = ()) -> bytes:
    """Return the PDF of a letter's pages; the same pages and fonts give the same bytes.

    Raises NoChineseFont.
    """
    pdf = PdfFile()
    signs, table = make_signs(pdf, pages, book)
    pdf.tell_pages(
        MediaBox=rectangle(0, 0, points(pages.width), points(pages.height)),
        Resources=pdf.add(dictionary(Font=table)),
    )
    for page in pages.pages:
        # Shown as it is read, and bound like the others.
        turned = {"Rotate": _TO_THE_RIGHT} if page.landscape else {}
        pdf.add_page(Contents=pdf.add(deflated(page_content(page, pages, signs))), **turned)
    add_bookmarks(pdf, bookmarks, pages)
    pdf.tell(Lang=string(_LANGUAGE), ViewerPreferences=dictionary(DisplayDocTitle="true"))
    return pdf.written(pages.title)
