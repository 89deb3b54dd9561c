"""What the paper cannot take."""


class NotOffered(Exception):
    """The letter asks for what cannot be put on paper; str() is one Chinese sentence, field the letter's field."""

    def __init__(self, field: str, sentence: str) -> None:
        """Name the field and say what to do."""
        super().__init__(sentence)
        self.field = field


class NoChineseFont(Exception):
    """No font of this machine can show Chinese in a document; str() is one Chinese sentence."""
