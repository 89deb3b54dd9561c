"""Earlier answers at work in a form: sought while one writes, offered beneath the text, put in where the caret is."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QToolButton

from letter.derived import whole_number
from letter.messages import counted
from letter.outline import undecided_text
from register.values import PastParagraph
from services.registry import RegisterError, Registry
from ui.answer.field import AnswerField
from ui.answer.past_panel import NO_WORDS, PastPanel
from ui.core.i18n import N_, _, translate
from ui.letter.page import LetterPage
from ui.widgets.label import set_tip
from ui.widgets.latest_only import LatestOnly

OFFER, OFFER_TIP = counted("以前的答复 {count} 段"), N_("以前的答复里相近的段落（Ctrl+K）")
# The clerk has stopped to think by then.
QUIET_MS = 1_500
PAUSE_MS = 150
_LATELY = 400

Paragraphs = tuple[PastParagraph, ...]


class PastAnswers(QObject):
    """Binds the register to the answers of a letter's page; the register is asked beside the window only."""

    def __init__(self, registry: Registry, page: LetterPage) -> None:
        """Watch what is written on a page."""
        super().__init__(page)
        self._registry, self._page = registry, page
        self._panels: dict[AnswerField, PastPanel] = {}
        self._shown: PastPanel | None = None
        self._looked: tuple[str, str] = ("", "")
        self._sought = LatestOnly[Paragraphs](self._show, self)
        self._noticed = LatestOnly[Paragraphs](self._offer, self)
        self._button = QToolButton()
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_tip(self._button, _(OFFER_TIP))
        self._button.setObjectName("past_answers")
        self._button.hide()
        self._button.clicked.connect(lambda: self.open(page.form.answer.answer))
        page.form.answer.answer.add_below(self._button)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._look)
        page.form.touched.connect(self._quiet.start)
        self.look()

    @property
    def busy(self) -> bool:
        """Return whether something is still being sought, or will be."""
        return self._sought.busy or self._noticed.busy or self._quiet.isActive()

    def look(self) -> None:
        """Look soon whether there are paragraphs for what is being written."""
        self._quiet.start()

    def open(self, field: AnswerField) -> PastPanel:
        """Show the panel at the caret of an answer and return it."""
        panel = self._shown = self._panels.get(field) or self._panel(field)
        field.editor.ensureCursorVisible()
        panel.open()
        return panel

    def _panel(self, field: AnswerField) -> PastPanel:
        panel = PastPanel(field.editor)
        panel.sought.connect(lambda words: self._seek(panel, field, words))
        panel.taken.connect(lambda text: put_paragraph(field, text))
        self._panels[field] = panel
        field.destroyed.connect(lambda: self._panels.pop(field, None))
        return panel

    def _seek(self, panel: PastPanel, field: AnswerField, words: str) -> None:
        subject, typed = (words, "") if words else self._in_hand(field)
        if subject or typed:
            panel.wait()
            self._sought.ask(self._question(subject, typed), PAUSE_MS if words else 0)
        else:
            self._sought.drop()
            panel.show_paragraphs(())
            panel.say(_(NO_WORDS))

    def _show(self, outcome: Callable[[], Paragraphs]) -> None:
        if self._shown is None:
            return
        try:
            self._shown.show_paragraphs(outcome())
        except RegisterError as error:
            self._shown.show_paragraphs(())
            self._shown.say(f"！{translate(error)}")

    def _look(self) -> None:
        if not self._registry.path.exists():
            return
        if not self._registry.is_open:
            # Others open it a while after the start; importing a database now would be felt while one types.
            self._quiet.start()
            return
        in_hand = self._in_hand(self._page.form.answer.answer)
        if in_hand != self._looked:
            self._looked = in_hand
            self._noticed.ask(self._question(*in_hand), 0)

    def _offer(self, outcome: Callable[[], Paragraphs]) -> None:
        try:
            count = len(outcome())
        except RegisterError:
            count = 0  # whoever asks for them is told why there are none
        words = translate(OFFER.filled(count=count))
        self._button.setText(words)
        self._button.setAccessibleName(words)
        self._button.setVisible(count > 0)

    def _question(self, subject: str, typed: str) -> Callable[[], Paragraphs]:
        letter, key = self._page.form.current(), self._page.keeper.kept().file.stem
        number = whole_number(letter)

        def ask() -> Paragraphs:
            found = self._registry.past_answers(subject, typed, but=key)
            # A letter that is corrected is no earlier answer of its own.
            return tuple(one for one in found if number.serial is None or one.number != number)

        return ask

    def _in_hand(self, field: AnswerField) -> tuple[str, str]:
        """Return the subject, and the words before the caret."""
        subject = " ".join(proposal.subject for proposal in self._page.form.current().proposals)
        cursor = field.editor.textCursor()
        end = cursor.position()
        cursor.setPosition(max(0, end - _LATELY))
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        return subject.strip(), undecided_text(cursor.selection().toPlainText()).strip()


def put_paragraph(field: AnswerField, text: str) -> None:
    """Put a paragraph of its own into an answer where the caret is, as one step to undo."""
    editor = field.editor

    def put() -> None:
        cursor = editor.textCursor()
        line, at = cursor.block().text(), cursor.positionInBlock()
        if not cursor.hasSelection() and line.strip():
            cursor.movePosition(cursor.MoveOperation.EndOfBlock if at else cursor.MoveOperation.StartOfBlock)
            editor.setTextCursor(cursor)
            editor.put(f"\n{text}" if at else f"{text}\n")
            if not at:
                editor.moveCursor(cursor.MoveOperation.Left)
        else:
            editor.put(text)

    field.as_step(put)
