"""Markets that go on from a stored burn-in: one per seed, whatever comes into force on the first measured day."""

from pathlib import Path

from filelock import FileLock

from microsim.config.errors import OutputError
from microsim.config.load import from_mapping
from microsim.config.schema import Config
from microsim.market.calendar.phase import refuse_ranks_that_nobody_has
from microsim.model import Market

from .many.identity import code_digest, config_digest, run_id
from .state_file import load_state, save_state

BEFORE = "_before"  # ends the name of an existing law whose place another of its name takes on the policy day


def begin(config: Config, states: Path | None = None) -> Market:
    """A market on the morning of its first day, or of its first measured one.

    Args:
        config: what to run.
        states: folder of stored burn-ins; without one nothing is stored, and the market has its burn-in before it.

    The burn-in is made by whoever needs it first; others wait for it. A damaged one is made anew. Either way the
    measured days are the same to the bit.
    """
    if states is None or config.burn_in_days == 0:
        return Market(config)
    before = burn_in_of(config)
    path = states / f"{run_id(config_digest(before), code_digest())}.npz"
    states.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_suffix(".lock")):
        if not path.exists():
            _make(before, path)
        try:
            market = load_state(config, path)
        except OutputError:
            _make(before, path)
            market = load_state(config, path)
    refuse_ranks_that_nobody_has(market)  # its first morning was that of another configuration
    return market


def burn_in_of(config: Config) -> Config:
    """What holds during the burn-in of a configuration: no shock, and of its laws those that exist already.

    Example:
        >>> from microsim import load
        >>> list(burn_in_of(load(["regulation=eu_directive_2024_2831"])).regulation)
        ['contributions']
    """
    data = config.model_dump()
    there = {name: data["regulation"][name] for name, law in config.regulation.items() if law.existing}
    existing = {name.removesuffix(BEFORE): {**law, "until_day": None} for name, law in there.items()}
    return from_mapping({**data, "regulation": existing, "shock": {}, "record": [], "days": 1})


def _make(config: Config, path: Path) -> None:
    with Market(config) as market:
        while market.day < 0:
            market.step()
        save_state(market, path)
