"""Widgets that know nothing of letters."""
