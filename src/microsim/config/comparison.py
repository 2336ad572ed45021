"""What a comparison of laws takes beside the parameters of its runs."""

from typing import Any

from pydantic import field_validator, model_validator

from .parameter import REQUIRED, Section, parameter

CHOICE = "choice of the user"
PLACEBO = "placebo"
FORK = ("law", "draw", "seed")  # what tells its runs apart
AND = "+"  # between laws that are in force together


class Comparison(Section):
    """Which laws, over how many seeds and draws, and what counts as winning or losing."""

    laws: list[str] = parameter(REQUIRED, unit="names of regulations", source=CHOICE,
                                doc="packages or laws to compare, the baseline first; a+b: both in force",
                                label=("Laws", "Lois"))
    seeds: int = parameter(5, unit="seeds", low=1, high=10_000, source=CHOICE,
                           doc="seeds 1, 2, …: the same people with the same luck under every law",
                           label=("Seeds", "Graines"))
    draws: int = parameter(20, unit="draws", low=0, high=10_000, source=CHOICE,
                           doc="draws of all assumed parameters within their plausible ranges, each with one of the"
                               " seeds",
                           label=("Draws", "Tirages"))
    threshold_share: float = parameter(0.05, unit="share of income", low=0, high=1,
                                       source="choice of the user; assumed",
                                       doc="a person wins or loses if income changes by more than this",
                                       label=("Threshold, relative", "Seuil relatif"))
    threshold_amount: float = parameter(1.0, unit="currency per month", low=0, high=1_000,
                                        source="choice of the user; assumed",
                                        doc="… and by more than this",
                                        label=("Threshold, absolute", "Seuil absolu"))

    @field_validator("laws", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _laws_differ(self):
        if len(self.laws) < 2:
            raise ValueError("laws names fewer than two: give the baseline and another, as laws=[status_quo,appeal]")
        for name in self.laws:
            if self.laws.count(name) > 1:
                raise ValueError(f"laws names {name} twice: leave one of them out")
            if name == PLACEBO:
                raise ValueError(f"laws: {PLACEBO} is added to every comparison by itself: leave it out")
            if not all(name.split(AND)):
                raise ValueError(f"laws: {name!r} has a {AND} with no law beside it")
        return self
