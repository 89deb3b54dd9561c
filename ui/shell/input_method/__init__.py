"""Input methods of Linux desktops whose own Qt plug-in cannot be loaded here."""
