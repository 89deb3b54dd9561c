"""What stands around the editor of an answer: its outline, the bar that finds, the phrases, the keys of tables."""
