"""What every part of the window builds on: texts, colours, fonts, keys, undo."""
