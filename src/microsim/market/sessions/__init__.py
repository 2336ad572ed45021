"""Sessions: search, choice, work."""
