"""How platforms answer to the law."""
