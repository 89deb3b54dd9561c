"""Somebody else's text, read into what a letter is made of; bounded, and nothing is ever loaded from elsewhere."""
