"""What is said above a recognised letter: what is to be looked at, what is missing, and what belongs to no field."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from letter.messages import counted
from services.reply_gaps import Gaps, gaps_said
from services.reply_review import Row
from ui.core.i18n import N_, _, translate, without_mnemonic
from ui.core.theme import mark
from ui.widgets.button import push_button
from ui.widgets.label import colour_words, plain_label

SURE = N_("“{name}”里的各项都认出来了，没有要核对的。")
NOT_ALL = N_("“{name}”里认出来的各项没有要核对的，另外请看下面：")
DOUBTFUL = counted("“{name}”里有 {count} 项要核对，在右边写明了。")
OF_NONE = counted("有 {count} 行没有归到任何一项，去看一看(&W)")
_APART = 2


class Notices(QWidget):
    """Sentences below one another, the last of them a button that goes to the lines of no field."""

    def __init__(self, name: str, remarks: Sequence[str], go: Callable[[], None]) -> None:
        """Take the name of the file, what is said of it elsewhere too, and the way to the lines of no field."""
        super().__init__()
        self._name = name
        self._heading, self._lacking = plain_label(), plain_label()
        self.to_leftovers = push_button("", go)
        mark(self.to_leftovers, "kind", "link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_APART)
        column.addWidget(self._heading)
        said = plain_label("\n".join(map(translate, remarks)))
        for label in (self._lacking, said):
            colour_words(label, "mark")
            column.addWidget(label)
        if not remarks:
            said.hide()
        column.addWidget(self.to_leftovers)

    def show_review(self, shown: Sequence[Row], found: Gaps, left: int) -> None:
        """Say how a letter stands: by its rows, by what it lacks, and by how many lines belong to no field."""
        doubts = sum(bool(row.doubt) for row in shown)
        lacking = gaps_said(found)
        if doubts:
            self._heading.setText(translate(DOUBTFUL.filled(name=self._name, count=doubts)))
        else:
            self._heading.setText(_(NOT_ALL if lacking or left else SURE).format(name=self._name))
        self._lacking.setText("".join(map(translate, lacking)))
        self._lacking.setVisible(bool(lacking))
        words = translate(OF_NONE.filled(count=left))
        self.to_leftovers.setText(words)
        self.to_leftovers.setAccessibleName(without_mnemonic(words))
        self.to_leftovers.setVisible(bool(left))
