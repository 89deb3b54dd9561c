"""What a reply letter (答复函) says: its values, derived wording and JSON form; no docx, no Qt, no SQL."""
