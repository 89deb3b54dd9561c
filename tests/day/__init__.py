"""A clerk's whole day at a real window: an X server of its own, and keys that come from a keyboard."""
