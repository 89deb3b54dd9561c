"""What a clerk does, once for window and command line; no Qt."""
