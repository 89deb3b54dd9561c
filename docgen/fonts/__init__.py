"""The fonts of this machine: which there are, which takes the place of one that is missing, and what they measure."""
