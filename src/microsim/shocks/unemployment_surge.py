"""Many people lose their job elsewhere at once."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.dated import Shock
from microsim.config.parameter import parameter
from microsim.config.prior import HALF_TO_TWICE, ODDS

from .environment import Environment, Layoff


class UnemploymentSurge(Shock):
    """On one day, a share of the people with another job lose it, and more people consider registering.

    Who worked to supplement a main income works out of necessity until he or she finds a job again. The further
    prospects fade as jobs are found. Several surges add up: each hits those who have a job on its day.

    Example:
        >>> shock = UnemploymentSurge(from_day=60, share=0.1, half_life_days=100, prospects=3)
        >>> shock.amend(Environment(), 60).layoffs
        (Layoff(share=0.1, half_life_days=100.0),)
        >>> [shock.amend(Environment(), day).attraction for day in (60, 160)], shock.amend(Environment(), 61).layoffs
        ([3.0, 2.0], ())
    """

    told_en: ClassVar[str] = "On one day many people lose another job, and more come to platforms, until jobs return."
    told_fr: ClassVar[str] = (
        "Un jour, beaucoup perdent leur autre emploi et davantage viennent sur les plateformes, jusqu'à ce que l'emploi"
        " revienne."
    )

    share: float = parameter(0.1, unit="share of people with another job", low=0, high=1, source="assumed", prior=ODDS,
                             doc="people on platforms who lose their other job",
                             label=("Lose their job", "Perdent leur emploi"))
    half_life_days: float = parameter(180.0, unit="days", low=1, high=10_000, source="assumed", prior=HALF_TO_TWICE,
                                      doc="time after which half of them have found a job again",
                                      label=("Half-life without a job", "Demi-vie sans emploi"))
    prospects: float = parameter(1.5, unit="ratio to the usual number", low=1, high=100, source="assumed",
                                 prior=HALF_TO_TWICE,
                                 doc="people who consider registering on its first day, over the usual",
                                 label=("People who consider registering", "Candidats à l'inscription"))

    def amend(self, environment: Environment, day: int) -> Environment:
        """On its day, lay people off; from then on, have more people consider registering."""
        left = 0.5 ** ((day - self.from_day) / self.half_life_days)
        attraction = environment.attraction * (1.0 + (self.prospects - 1.0) * left)
        today = (Layoff(self.share, self.half_life_days),) if day == self.from_day else ()
        return replace(environment, attraction=attraction, layoffs=(*environment.layoffs, *today))
