"""A docx that came back, its changes side by side."""
