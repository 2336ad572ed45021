"""The settings of a sweep, read from the command line and from files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hydra.core.override_parser.types import Quote, QuotedString

from .compose import SWEEP, compose
from .groups import OF_SWEEPS
from .load import from_mapping
from .sweeping import Multirun


def of_sweeps(word: str) -> bool:
    """Whether a word of the command line is about the sweep, not about its runs.

    Example:
        >>> [of_sweeps(word) for word in ("sweep=fees", "executor.processes=2", "seed=1,2")]
        [True, True, False]
    """
    return word.partition("=")[0].lstrip("+~").partition(".")[0] in OF_SWEEPS


def load_multirun(words: Sequence[str], config_dir: Path | str | None = None) -> tuple[Multirun, list[str]]:
    """The settings of a sweep, and the words about its runs: those of its file that the command line does not replace.

    Args:
        words: the command line, in Hydra's grammar.
        config_dir: a folder of the user's own configs, looked up before those of microsim.

    Raises:
        ConfigError: in one line, what does not fit, where, why, and the cure.

    Example:
        >>> multirun, words = load_multirun(["sweep=fees", "seed=1,2", "sweep.retries=1"])
        >>> multirun.sweep.retries, words
        (1, ['scenario=classroom', 'platforms.mturk.fee_share=0.05,0.1,0.2,0.3,0.4', 'seed=1,2'])
    """
    about = [word for word in words if of_sweeps(word)]
    runs = [word for word in words if not of_sweeps(word)]
    multirun = from_mapping(compose(about, config_dir, SWEEP), Multirun)
    said = {word.partition("=")[0].lstrip("+~") for word in runs}
    params = multirun.sweep.params.items()
    usual = [f"{key}={_written(value)}" for key, value in params if key.lstrip("+~") not in said]
    return multirun, [*usual, *runs]


def _written(value: Any, inside: bool = False) -> str:
    """A value of YAML as Hydra's grammar writes it; text is in that grammar already, but for what is inside a list."""
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, dict):
        return "{" + ",".join(f"{key}:{_written(below, True)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return f"[{','.join(_written(below, True) for below in value)}]"
    return QuotedString(value, Quote.single).with_quotes() if inside and isinstance(value, str) else str(value)
