"""One module for each letterhead (版头): its head, what it depends on, and the lines of the number."""
