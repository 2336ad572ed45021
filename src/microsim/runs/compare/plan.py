"""The forks of a comparison: every law, the baseline first and a placebo last, for every seed and draw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from microsim.config import groups
from microsim.config.comparison import AND, PLACEBO, Comparison
from microsim.config.dated import TARGET, Regulation
from microsim.config.describe import Parameter
from microsim.config.errors import ConfigError, UserError
from microsim.config.load import from_mapping, load
from microsim.config.nearest import did_you_mean
from microsim.config.overrides import read
from microsim.config.schema import Config
from microsim.market.law.phase import refuse_laws
from microsim.runs.assumed import all_positions, drawn, families, points
from microsim.runs.begin import BEFORE
from microsim.shocks.nudge import Nudge

OPTIONS = tuple(Comparison.model_fields)
GROUP = "regulation"


@dataclass(frozen=True)
class Fork:
    """One run of a comparison."""

    law: str
    draw: int
    seed: int
    config: Config

    @property
    def settings(self) -> dict[str, Any]:
        """What tells it apart."""
        return {"law": self.law, "draw": self.draw, "seed": self.seed}


@dataclass(frozen=True)
class ComparisonPlan:
    """What is compared.

    Attributes:
        options: laws, seeds, draws, thresholds.
        laws: the configuration of each law and of the placebo, first seed, parameters as configured.
        positions: where each family of assumed parameters stands in its plausible range, draw after draw.
        forks: all runs; one law after the other, so that each burn-in is made by the first law that needs it.
    """

    options: Comparison
    laws: Mapping[str, Config]
    positions: Mapping[str, Sequence[float]]
    forks: Sequence[Fork]


def plan_comparison(words: Sequence[str], config_dir: Path | str | None = None) -> ComparisonPlan:
    """The forks that a command line asks for.

    Args:
        words: `laws=[…]`, `seeds=`, `draws=`, thresholds; everything else in Hydra's grammar, the same for all forks.
        config_dir: a folder of the user's own configs.

    Raises:
        UserError: in one line, what does not fit, where, why, and the cure.

    Example:
        >>> plan = plan_comparison(["laws=[status_quo,laissez_faire]", "seeds=2", "draws=3"])
        >>> len(plan.forks), [fork.settings for fork in plan.forks][2]
        (15, {'law': 'status_quo', 'draw': 1, 'seed': 1})
    """
    options, rest = _options(words)
    laws = _laws(options, rest, config_dir)
    assumed = {law: families(config) for law, config in laws.items()} if options.draws else {}
    names = {family for there in assumed.values() for family in there if f"{BEFORE}." not in family}
    places = all_positions(names, options.draws)
    forks = [
        Fork(law, draw, seed, _at(config, draw, seed, assumed.get(law, {}), places))
        for law, config in laws.items()
        for draw, seed in points(options.seeds, options.draws)
    ]
    return ComparisonPlan(options, laws, places, forks)


def _at(
    config: Config,
    draw: int,
    seed: int,
    assumed: Mapping[str, Sequence[Parameter]],
    places: Mapping[str, Sequence[float]],
) -> Config:
    if draw:
        found = {family: places.get(family.replace(f"{BEFORE}.", ".")) for family in assumed}
        config = drawn(config, assumed, {family: at[draw - 1] for family, at in found.items() if at is not None})
    return config.model_copy(update={"seed": seed})


def _options(words: Sequence[str]) -> tuple[Comparison, list[str]]:
    said, rest = {}, []
    for override in read(words):
        key = override.key_or_group
        if key in OPTIONS:
            if override.is_sweep_override():
                cure = f"write {key}=[…] for a list." if key == "laws" else f"say how many, as {key}=3."
                raise ConfigError(f"{override.input_line!r} asks for several: {cure}")
            said[key] = override.value()
        elif key == "seed":
            raise ConfigError("seed: a comparison runs seeds 1, 2, … Say how many by seeds=…")
        elif key == GROUP:
            raise ConfigError(f"{GROUP}: say laws=[…]; a+b is a law and another one together.")
        else:
            rest.append(override.input_line)
    if "laws" not in said:
        near = [word.partition("=")[0] for word in rest if did_you_mean(word.partition("=")[0], ("laws",))]
        said = f"{near[0]} is not laws: did you mean laws? " if near else ""
        raise ConfigError(f"{said}laws are missing: say which to compare, the baseline first, as"
                          " laws=[status_quo,pay_floor]")  # fmt: skip
    return from_mapping(said, Comparison), rest


def _laws(options: Comparison, words: Sequence[str], config_dir: Path | str | None) -> dict[str, Config]:
    of_laws = [word for word in words if word.lstrip("+~").startswith(f"{GROUP}.")]
    rest = [*(word for word in words if word not in of_laws), "seed=1"]
    unused = set(of_laws)
    laws: dict[str, Config] = {}
    _refuse_unknown(options.laws, config_dir)
    for name in options.laws:
        choice = f"{GROUP}=[{','.join(name.split(AND))}]"
        laws[name] = load([*rest, choice], config_dir)
        there = laws[name].regulation
        mine = [word for word in of_laws if word.lstrip("+~").split(".")[1].partition("=")[0] in there]
        unused -= set(mine)
        if mine:
            laws[name] = load([*rest, choice, *mine], config_dir)
    if unused:
        word = min(unused)
        raise ConfigError(f"{word}: none of the laws compared has it. Add the law to laws=[…], or leave the word out.")
    return _from_one_burn_in(laws)


def _refuse_unknown(names: Sequence[str], config_dir: Path | str | None) -> None:
    there = groups.choices(GROUP, config_dir)
    for part in (part for name in names for part in name.split(AND)):
        if part not in there:
            advice = did_you_mean(part, there) or f"choose among {', '.join(there)}."
            raise ConfigError(f"laws: {part} does not exist: {advice}")


def _from_one_burn_in(laws: Mapping[str, Config]) -> dict[str, Config]:
    """All laws on top of the burn-in of the first: what exists there and is not in another is repealed in that one."""
    baseline, config = next(iter(laws.items()))
    existing = {name: law for name, law in config.regulation.items() if law.existing}
    out = {}
    for name, other in laws.items():
        data = other.model_dump()
        data[GROUP] = _laws_of_fork(name, other.regulation, baseline, existing)
        out[name] = from_mapping(data)
        refuse_laws(out[name])
    data = config.model_dump()
    data["shock"] = {**data["shock"], PLACEBO: Nudge(from_day=0).model_dump()}
    return {**out, PLACEBO: from_mapping(data)}


def _laws_of_fork(
    name: str, laws: Mapping[str, Regulation], baseline: str, existing: Mapping[str, Regulation]
) -> dict[str, Any]:
    made = {}
    for key, law in laws.items():
        if law.existing and law != existing.get(key):
            raise UserError(
                f"{name} has {key} as an existing law, {baseline} has it otherwise or not at all: all forks come from"
                f" the burn-in of {baseline}. Say regulation.{key}.existing=false, or name {name} first in laws=[…]."
            )
        made[key] = law.model_dump()
    for key, law in existing.items():
        if key not in laws or not laws[key].existing:
            before = key if key not in laws else f"{key}{BEFORE}"
            made[before] = {**law.model_dump(), "until_day": -1}
    return made


def in_force(config: Config) -> dict[str, Regulation]:
    """The laws of a fork that hold at any time after the burn-in."""
    return {name: law for name, law in config.regulation.items() if law.until_day != -1}


def parameters_of(law: Regulation) -> dict[str, Any]:
    """The parameters that are this law's own."""
    return {name: value for name, value in law.model_dump().items()
            if name not in Regulation.model_fields and name != TARGET}  # fmt: skip
