"""The count beneath an answer: its characters, or those that are selected; how it is made up is told on asking."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QPlainTextEdit

from letter.model import Block
from ui.language import N_, _

COUNT, SELECTED = N_("{count} 字"), N_("选中 {count} 字")
PAGES = N_("{words} · 全文 {pages} 页")
DETAIL = N_("正文 {paragraphs} 段，标题 {headings} 个，表格 {tables} 个，共 {count} 字")


class CountLabel(QLabel):
    """Counts as clerks do: blanks and line ends are no characters."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        """Count in an editor."""
        super().__init__()
        self._editor = editor
        self._count = self._pages = 0
        editor.selectionChanged.connect(self._show)

    def count(self, text: str, blocks: Sequence[Block]) -> None:
        """Show how long a text is, and tell of what it is made up."""
        self._count = characters(text)
        tables = sum(bool(block.table) for block in blocks)
        headings = sum(bool(block.heading) for block in blocks)
        paragraphs = sum(bool(block.text) for block in blocks)
        detail = _(DETAIL).format(paragraphs=paragraphs, headings=headings, tables=tables, count=self._count)
        self.setToolTip(detail)
        self.setAccessibleDescription(detail)
        self._show()

    def tell_pages(self, pages: int) -> None:
        """Show how many pages the whole letter takes as well."""
        if pages != self._pages:
            self._pages = pages
            self._show()

    def _show(self) -> None:
        chosen = self._editor.textCursor().selectedText()
        words = _(SELECTED).format(count=characters(chosen)) if chosen else _(COUNT).format(count=self._count)
        if self._pages:
            words = _(PAGES).format(words=words, pages=self._pages)
        self.setText(words)
        self.setAccessibleName(words)


def characters(text: str) -> int:
    """Return how many characters a text has, blanks and line ends left out."""
    return len("".join(text.split()))
