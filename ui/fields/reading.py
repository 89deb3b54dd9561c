"""The words beside a field that tell what was typed there is read as."""

from ui.core.i18n import N_, _
from ui.widgets.label import PlainLabel, colour_words, plain_label

READ_AS = N_("读作：{words}")


def reading_label() -> PlainLabel:
    """Return a label that tells nothing yet."""
    label = plain_label()
    label.hide()
    return label


def tell_reading(label: PlainLabel, words: str) -> None:
    """Tell what was typed is read as; nothing where it is what was typed."""
    colour_words(label, "muted")
    label.setText(_(READ_AS).format(words=words) if words else "")
    label.setVisible(bool(words))
