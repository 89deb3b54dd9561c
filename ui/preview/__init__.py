"""The page as it will print, beside the form; nothing of it is imported before it is looked at."""
