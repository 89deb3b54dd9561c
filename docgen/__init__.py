"""The letter on paper."""
