"""The state of a market as a file: written on one evening, gone on with in another process."""

import json
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from microsim.config.errors import OutputError
from microsim.config.schema import Config
from microsim.model import Market
from microsim.state.state import State

from .many.tables import new_file

NUMBERS = "numbers"  # what is no array, as JSON


def save_state(market: Market, path: Path) -> None:
    """Write the state of a market between two days; the file appears when it is whole.

    Args:
        market: its state is written, its configuration is not.
        path: of the file, an archive of NumPy arrays.
    """
    market.state.steps = market.steps
    stored = market.state.stored()
    arrays = {key: value for key, value in stored.items() if isinstance(value, np.ndarray)}
    numbers = {key: value for key, value in stored.items() if key not in arrays}
    with new_file(path) as part, part.open("wb") as file:
        np.savez(file, **arrays, **{NUMBERS: np.array(json.dumps(numbers))})


def load_state(config: Config, path: Path) -> Market:
    """A market that goes on from a stored state.

    Args:
        config: that of the market which was stored, or one that differs in its laws only.
        path: of the file.

    Raises:
        OutputError: the file is missing, damaged or of another version, told in one line.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {key: stored[key] for key in stored.files if key != NUMBERS}
            return Market.resumed(config, State.restored(arrays | json.loads(str(stored[NUMBERS]))))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        why = f"{path} is no stored state of this version, or damaged ({error})"
        raise OutputError(f"{why}. Remove it; it is made again.") from None
