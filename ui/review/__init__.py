"""Somebody else's letter as it was recognised, looked through before it is taken."""
