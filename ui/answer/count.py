"""The count beneath an answer: its characters, or those that are selected; how it is made up is told on asking."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit

from letter.messages import counted
from letter.model import Block
from letter.outline import lines_of, size_of
from ui.core.i18n import N_, _, translate
from ui.widgets.label import PlainLabel, set_tip

COUNT, SELECTED = counted("{count} 字"), counted("选中 {count} 字")
PAGES = counted("{words} · 全文 {count} 页")
DETAIL = (counted("正文 {count} 段"), counted("标题 {count} 个"), counted("表格 {count} 个"), counted("共 {count} 字"))
BETWEEN = N_("，")


class CountLabel(PlainLabel):
    """Counts as clerks do: blanks and line ends are no characters."""

    counted = Signal(str)

    def __init__(self, editor: QPlainTextEdit) -> None:
        """Count in an editor."""
        super().__init__()
        self._editor = editor
        self._count = self._pages = 0
        editor.selectionChanged.connect(self._show)

    def count(self, text: str, blocks: Sequence[Block]) -> None:
        """Show how long a text is, and tell of what it is made up."""
        self._count = sum(map(size_of, lines_of(text)))
        tables = sum(bool(block.table) for block in blocks)
        headings = sum(bool(block.heading) for block in blocks)
        paragraphs = sum(bool(block.text) for block in blocks)
        counts = (paragraphs, headings, tables, self._count)
        detail = _(BETWEEN).join(
            translate(form.filled(count=count)) for form, count in zip(DETAIL, counts, strict=True)
        )
        set_tip(self, detail)
        self.setAccessibleDescription(detail)
        self._show()

    def tell_pages(self, pages: int) -> None:
        """Show how many pages the whole letter takes as well."""
        if pages != self._pages:
            self._pages = pages
            self._show()

    def _show(self) -> None:
        chosen = self._editor.textCursor().selectedText()
        words = translate(SELECTED.filled(count=size_of(chosen)) if chosen else COUNT.filled(count=self._count))
        if self._pages:
            words = translate(PAGES.filled(words=words, count=self._pages))
        self.setText(words)
        self.setAccessibleName(words)
        self.counted.emit(words)
