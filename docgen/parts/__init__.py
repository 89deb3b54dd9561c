"""One module for each part of the paper; each returns its paragraphs as values of docgen/paragraphs.py."""
