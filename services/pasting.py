"""Pasting: what is on the clipboard as rich text, as the plain text of an answer."""


def pasted_text(markup: str) -> str | None:
    """Return the text of rich text with its levels and tables, or None when there is none in it."""
    from intake.rich_text import plain_text  # late: most pastes are plain

    return plain_text(markup)
