"""Every window painted to a file, for pictures, tests and the manual."""
