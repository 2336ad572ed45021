"""The assumed parameters of a configuration, in families that are moved together, and draws of all of them at once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from microsim.config.ai import Ai
from microsim.config.describe import Parameter, parameters
from microsim.config.load import from_mapping
from microsim.config.plausible import between, plausible
from microsim.config.schema import Config
from microsim.config.shares import added
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.shocks.ai_wave import AiWave

BY_NAME = ("platforms", "requesters", "task_types", "motives", "ai.paths")  # groups whose members are moved together
SUM_TO_ONE = "population.motive_shares"
NOT_IN_ANY_DECISION = (
    "women", "poor", "transfers", "no_other_job", "other_income", "transfer_income", "from_18_to_24", "from_45",
)  # fmt: skip
OF_AI = ("exposure", *Ai.model_fields)
ONLY_RELATIVE = ("platforms.*.demand_weight", "task_types.*.share")  # all of them moved together, nothing changes
LENGTH_OF_BURN_IN = "burn_in_days"  # nothing of the world
ADDRESS_BYTES = 7


def families(config: Config) -> dict[str, list[Parameter]]:
    """The assumed parameters that a decision can feel; those of the members of a group are one family.

    Those declared as not drawn stay where they are: they are no family, and move nobody's place in the draws.

    Example:
        >>> from microsim import load
        >>> found = families(load(["scenario=france_2019"]))
        >>> len(found["motives.*.hours_per_day"]), "platforms.*.demand_weight" in found
        (3, False)
    """
    found: dict[str, list[Parameter]] = {}
    idle = NOT_IN_ANY_DECISION if has_ai(config) else (*NOT_IN_ANY_DECISION, *OF_AI)
    for row in parameters(config):
        if row["drawn"] and plausible(row) is not None and row["key"].rpartition(".")[2] not in idle:
            found.setdefault(family_of(row["key"]), []).append(row)
    return {family: rows for family, rows in found.items() if family not in ONLY_RELATIVE}


def family_of(key: str) -> str:
    """What a parameter is moved together with.

    Example:
        >>> family_of("platforms.mturk.fee_share"), family_of("demand.hours")
        ('platforms.*.fee_share', 'demand.hours')
    """
    for group in BY_NAME:
        if key.startswith(f"{group}."):
            return f"{group}.*.{key.removeprefix(f'{group}.').partition('.')[2]}"
    return key


def has_ai(config: Config) -> bool:
    """Whether there ever is any AI: else what it costs or takes moves nothing."""
    return bool(config.ai.paths) or any(isinstance(shock, AiWave) for shock in config.shock.values())


def positions(family: str, draws: int) -> list[float]:
    """Where in its plausible range a family stands in each draw: one in every n-th part, in an order of its own.

    So the draws of all families are a Latin hypercube; those of one do not depend on which others there are.

    Example:
        >>> sorted(int(4 * position) for position in positions("demand.hours", 4))
        [0, 1, 2, 3]
    """
    digest = hashlib.sha256(family.encode()).digest()
    uniforms = [draw(int.from_bytes(digest[:ADDRESS_BYTES], "big"), of.ASSUMED, 0, 0, number, 0, 0)
                for number in range(draws)]  # fmt: skip
    part = np.argsort(np.argsort([u[0] for u in uniforms], kind="stable"), kind="stable")
    return [float((part[number] + uniforms[number][1]) / draws) for number in range(draws)]


def all_positions(names: Iterable[str], draws: int) -> dict[str, list[float]]:
    """`positions` of every family that is drawn."""
    return {family: positions(family, draws) for family in sorted({*names} - {LENGTH_OF_BURN_IN})}


def points(seeds: int, draws: int) -> list[tuple[int, int]]:
    """Draw 0, the parameters as configured, with every seed; every other draw with one seed, in turn.

    Example:
        >>> points(2, 3)
        [(0, 1), (0, 2), (1, 1), (2, 2), (3, 1)]
    """
    base = [(0, seed) for seed in range(1, seeds + 1)]
    return [*base, *((draw, (draw - 1) % seeds + 1) for draw in range(1, draws + 1))]


def drawn(config: Config, there: Mapping[str, Sequence[Parameter]], places: Mapping[str, float]) -> Config:
    """A configuration whose families of assumed parameters stand where they are said to; others stay.

    Args:
        config: what to start from.
        there: its families, see `families`; listing them takes as long as all the rest, and many draws share them.
        places: position in the plausible range by family, see `positions`.
    """
    changes = {row["key"]: between(row, place) for family, place in places.items() for row in there[family]}
    return with_values(config, changes)


def with_values(config: Config, changes: Mapping[str, float]) -> Config:
    """A configuration with other values; shares that add up to one are brought back to it by those not named."""
    data = config.model_dump()
    for key, value in changes.items():
        *path, name = key.split(".")
        at = data
        for part in path:
            at = at[part]
        at[name] = value
    named = [key.rpartition(".")[2] for key in changes if key.startswith(f"{SUM_TO_ONE}.")]
    if named:
        at = data
        for part in SUM_TO_ONE.split("."):
            at = at[part]
        at.update(_to_one(at, named))
    return from_mapping(data)


def _to_one(shares: Mapping[str, float], named: Sequence[str]) -> dict[str, float]:
    """Shares that add up to one: those named keep their values if there are others, else all are scaled."""
    fixed = added(shares[name] for name in named)
    rest = added(shares.values()) - fixed
    if set(shares) - set(named) and rest > 0.0 and fixed < 1.0:
        return {name: share if name in named else share * (1.0 - fixed) / rest for name, share in shares.items()}
    total = fixed + rest
    return {name: share / total for name, share in shares.items()}
