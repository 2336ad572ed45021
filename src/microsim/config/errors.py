"""Mistakes of a user, each told in one line: what, where, why, and the cure."""


class UserError(Exception):
    """A mistake that a user can cure. The message never spans two lines, whatever it quotes.

    Example:
        >>> str(UserError("first line, quoted from YAML\\n    second line"))
        'first line, quoted from YAML second line'
    """

    def __init__(self, message: str):
        super().__init__(" ".join(message.split()))


class ConfigError(UserError, ValueError):
    """A configuration that cannot be read or does not fit the schema."""


class OutputError(UserError):
    """A folder or file that cannot be written."""
