"""One module for each part of the paper; each returns the XML of its paragraphs."""
