"""The page of an office's profile."""
