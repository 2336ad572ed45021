"""The law of the day: what holds today, and who obeys."""
