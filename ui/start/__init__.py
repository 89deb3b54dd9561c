"""The start page: the cases to answer, the letters in work, and those of late."""
