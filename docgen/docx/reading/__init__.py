"""A docx becomes a letter again: what is seen, to which field it belongs, and what that field then says."""
