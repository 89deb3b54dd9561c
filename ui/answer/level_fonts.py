"""Each level of an answer shown in its font while it is typed."""

from collections.abc import Mapping, Sequence

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from letter.headings import BLANKS, Typed
from letter.outline import words_by_line
from letter.sequence import in_doubt, recognise, recognise_lines
from ui.core.fonts import HEADING_FONTS, chain


class LevelFonts(QSyntaxHighlighter):
    """Shows mark and heading of each paragraph in the font of its level; Qt calls it for changed paragraphs only.

    What a line is whose number may be words is decided by the others, once they have been read.
    """

    def __init__(self, document: QTextDocument) -> None:
        """Prepare one format for each level."""
        super().__init__(document)
        self._formats: dict[int, QTextCharFormat] = {}
        for level, name in HEADING_FONTS.items():
            form = QTextCharFormat()
            form.setFontFamilies(chain(name))
            self._formats[level] = form
        self._judged: dict[str, Typed] = {}

    def show_levels(self, lines: Sequence[str]) -> None:
        """Show in the font of its level each line that is in doubt by itself, judged by the lines of the whole text."""
        words = list(words_by_line(lines).values())
        if not any(map(in_doubt, words)):
            self._judge({})
            return
        kinds = zip(words, recognise_lines(words), strict=True)
        self._judge({line: kind for line, kind in kinds if in_doubt(line)})

    def _judge(self, kinds: Mapping[str, Typed]) -> None:
        """Show lines in doubt as what they were read as."""
        changed = {line for line in {**kinds, **self._judged} if kinds.get(line) != self._judged.get(line)}
        self._judged = dict(kinds)
        block = self.document().begin() if changed else None
        while block is not None and block.isValid():
            if block.text().strip(BLANKS) in changed:
                self.rehighlightBlock(block)
            block = block.next()

    def highlightBlock(self, text: str) -> None:  # noqa: N802, Qt's name
        """Format one paragraph."""
        line = text.lstrip(BLANKS)
        kind = (self._judged.get(line.rstrip(BLANKS)) or recognise(line)) if "\t" not in line else None
        if kind and kind.level is not None:
            self.setFormat(len(text) - len(line), kind.mark + kind.heading, self._formats[kind.level])
