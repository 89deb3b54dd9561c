"""The window in which clerks write letters: PySide6 only, no docx and no SQL."""
