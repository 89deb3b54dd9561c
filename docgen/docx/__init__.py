"""The letter as docx: written and read back through python-docx, and anybody's docx audited."""
