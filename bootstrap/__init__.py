"""What run.py knows and does on a machine where nothing is installed; it uses the standard library only."""
