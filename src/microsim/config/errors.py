"""Mistakes of a user, each told in one line: what, where, why, and the cure."""


class UserError(Exception):
    """A mistake that a user can cure. The message is one printable line, whatever it quotes.

    Example:
        >>> str(UserError("first line, quoted from YAML\\n    second line"))
        'first line, quoted from YAML second line'
    """

    def __init__(self, message: str):
        line = " ".join(message.split())
        super().__init__("".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in line))


class ConfigError(UserError, ValueError):
    """A configuration that cannot be read or does not fit the schema."""


class OutputError(UserError):
    """A folder or file that cannot be written."""
