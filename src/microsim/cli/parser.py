"""An argument parser whose complaints are errors of ours: one line, no usage text in between."""

from argparse import ArgumentParser
from pathlib import Path
from typing import NoReturn

from microsim.config.errors import UserError


class Parser(ArgumentParser):
    """Argparse that raises `UserError`, and takes options between other words.

    Example:
        >>> parser = Parser(prog="microsim run")
        >>> parser.add_argument("--cfg").dest, parser.add_argument("overrides", nargs="*").dest
        ('cfg', 'overrides')
        >>> parser.read(["days=10", "--cfg", "job", "seed=2"])
        Namespace(cfg='job', overrides=['days=10', 'seed=2'])
    """

    def __init__(self, prog: str):
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)

    def read(self, words: list[str]):
        """The words sorted into options and the rest; a parameter typed like an option is told how to be written."""
        options, others = self.parse_known_intermixed_args(words)
        if others:
            bare = others[0].lstrip("-")
            advice = f"parameters go without dashes: {bare}" if "=" in bare else f"see {self.prog} --help"
            raise UserError(f"{others[0]} is not an option of {self.prog}: {advice}")
        return options

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing the usage and leaving."""
        raise UserError(f"{message}: see {self.prog} --help")


def whole_number(option: str, text: str, most: int) -> int:
    """The number given to an option.

    Example:
        >>> whole_number("--seeds", "3", 1_000)
        3
    """
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise UserError(f"{option} {text} is not a whole number from 1 to {most}.")
    return int(text)


def processes_of(text: str) -> int:
    """The number given to `--processes`; 0 for one per processor."""
    return 0 if text == "0" else whole_number("--processes", text, 1024)


def one_folder(words: list[str], command: str) -> str:
    """The one folder that a command is about.

    Example:
        >>> one_folder(["results/sweeps/fees"], "microsim status")
        'results/sweeps/fees'
    """
    return one_of(words, f"{command} takes one folder", f"see {command} --help")


def one_of(words: list[str], takes: str, cure: str) -> str:
    """The one word that a command takes.

    Example:
        >>> one_of(["a", "b"], "it takes one folder", "see --help")
        Traceback (most recent call last):
            ...
        microsim.config.errors.UserError: it takes one folder, and was given a b: see --help
    """
    if len(words) != 1:
        raise UserError(f"{takes}, and was given {' '.join(words) or 'nothing'}: {cure}")
    return words[0]


def overrides_and_names(words: list[str]) -> tuple[list[str], list[str]]:
    """Words sorted into overrides in Hydra's grammar and names; a folder that is there is a name.

    Example:
        >>> overrides_and_names(["france_2019", "scale=0.1", "~platforms.mturk"])
        (['scale=0.1', '~platforms.mturk'], ['france_2019'])
    """
    overrides = [word for word in words if ("=" in word or word.startswith(("~", "+"))) and not Path(word).is_dir()]
    return overrides, [word for word in words if word not in overrides]
