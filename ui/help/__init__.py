"""The manual as a page of the window."""
