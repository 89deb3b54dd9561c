"""The bar of sentences that stay until what they speak of is solved."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.core.i18n import _
from ui.core.theme import EDGE, GAP
from ui.widgets.button import push_button, tool_button
from ui.widgets.label import colour_words, plain_label

_BAR_WIDTH = 160


class MessageBar(QFrame):
    """Shows one sentence for each topic; a topic that is solved takes its sentence away."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self._lines: dict[str, QWidget] = {}
        self._sentences: dict[str, str] = {}
        self._busy: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(EDGE, GAP, EDGE, GAP)
        self._column.setSpacing(GAP)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self.setAccessibleName(_("提示"))
        self.hide()

    def say(
        self, topic: str, sentence: str, button: str = "", action: Callable[[], None] | None = None, *,
        calm: bool = False, busy: bool = False, more: Sequence[tuple[str, Callable[[], None]]] = (),
    ) -> None:  # fmt: skip
        """Show a sentence on a topic in place of the one before, with a button for what can be done about it.

        More buttons may follow. A calm one is a note, not a problem; a busy one shows that something is being done,
        and stays until it is.
        """
        self.dismiss(topic)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label(sentence, calm), 1)
        for label, slot in ((button, action), *more):
            if label and slot:
                row.addWidget(push_button(label, slot))
        if busy:
            self._busy.add(topic)
            row.insertWidget(1, _moving_bar())
        else:
            row.addWidget(self._close_button(topic), 0, Qt.AlignmentFlag.AlignTop)
        self._lines[topic] = line
        self._sentences[topic] = sentence
        self._column.addWidget(line)
        # A layout shows what it is given one turn of the event loop later; the keys of its buttons work from now on.
        line.show()
        self.setAccessibleDescription("\n".join(self._sentences.values()))
        self.show()

    def warn(self, topic: str, sentence: str, *, calm: bool = False) -> bool:
        """Say what would be lost; return whether that stands there already, so that the clerk goes on all the same."""
        stands = self.sentence(topic) == sentence
        if not stands:
            self.say(topic, sentence, calm=calm)
        return stands

    def reword(self, topic: str, sentence: str) -> None:
        """Say something else on a topic that stays, its button too; calm ones only."""
        line = self._lines.get(topic)
        label = line.findChild(QLabel) if line else None
        if label and self._sentences[topic] != sentence:
            label.setText(sentence)
            self._sentences[topic] = sentence

    def report(self, topic: str, problem: str) -> None:
        """Show what is wrong on a topic, or take its sentence away where nothing is."""
        if problem:
            self.say(topic, problem)
        else:
            self.dismiss(topic)

    def dismiss(self, topic: str) -> None:
        """Take the sentence on a topic away."""
        line = self._lines.pop(topic, None)
        self._sentences.pop(topic, None)
        self._busy.discard(topic)
        if line:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.setAccessibleDescription("\n".join(self._sentences.values()))
        self.setVisible(bool(self._lines))

    def clear(self) -> None:
        """Take every sentence away."""
        for topic in list(self._lines):
            self.dismiss(topic)

    def dismiss_last(self) -> None:
        """Take the sentence away that was shown last; what is being done stays."""
        done = [topic for topic in self._lines if topic not in self._busy]
        if done:
            self.dismiss(done[-1])

    def sentence(self, topic: str) -> str:
        """Return what is shown on a topic, or nothing."""
        return self._sentences.get(topic, "")

    def _label(self, sentence: str, calm: bool) -> QLabel:
        label = plain_label(sentence if calm else f"！{sentence}")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        colour_words(label, "muted" if calm else "problem")
        return label

    def _close_button(self, topic: str) -> QToolButton:
        close = tool_button("×", _("知道了"), lambda: self.dismiss(topic), tip=_("知道了（Esc）"))
        close.setAutoRaise(True)
        return close


def _moving_bar() -> QWidget:
    from PySide6.QtWidgets import QProgressBar  # late: hardly ever needed

    bar = QProgressBar()
    bar.setRange(0, 0)
    bar.setTextVisible(False)
    bar.setFixedWidth(_BAR_WIDTH)
    bar.setAccessibleName(_("进度"))
    return bar
