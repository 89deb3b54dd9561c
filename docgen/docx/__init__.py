"""The letter as docx: writer.py calls parts/ in order; ooxml.py is the only place with raw XML."""
