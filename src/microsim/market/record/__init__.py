"""The books of the day."""
