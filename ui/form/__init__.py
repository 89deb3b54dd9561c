"""The form of a letter: sections of fields in the order of the paper."""
