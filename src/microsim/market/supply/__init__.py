"""Workers decide whether, when and how long to work."""
