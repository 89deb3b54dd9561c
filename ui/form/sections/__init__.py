"""The four sections of the form, each a table of fields, grouped as the paper is."""
