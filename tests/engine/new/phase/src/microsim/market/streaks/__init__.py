"""How many days in a row people work."""
