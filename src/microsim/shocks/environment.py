"""What surrounds the market today: calendar, demand, and what shocks do to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Refusal:
    """A requester who refuses submissions unread.

    Attributes:
        platform: name of the platform where it posts.
        rank: its place among the repeat requesters there, by planned hours; 1 is the largest.
        present_on: the day on which it is looked for.
        share: of its submissions, those refused.
    """

    platform: str
    rank: int
    present_on: int
    share: float


@dataclass(frozen=True)
class Plan:
    """What requesters plan today, over what they usually do.

    Attributes:
        share: of the usual.
        platforms, task_types: names; none: all.
    """

    share: float
    platforms: tuple[str, ...] = ()
    task_types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layoff:
    """People with another job lose it today.

    Attributes:
        share: of them.
        half_life_days: until half of those have a job again.
    """

    share: float
    half_life_days: float


@dataclass(frozen=True)
class Closure:
    """A platform has closed, or closes tonight.

    Attributes:
        platform: its name. day: the last on which it was open.
        requesters_move: share of its requesters who go on elsewhere. days_to_move: until they post there.
        people_move: share of its people without another account who look for one elsewhere.
        approves: whether work that waits for its verdict is approved; else it is lost.
    """

    platform: str
    day: int
    requesters_move: float
    days_to_move: int
    people_move: float
    approves: bool


@dataclass(frozen=True)
class Opening:
    """People of a country who were absent, and hear of the platforms; both numbers over the registered of the start.

    Attributes:
        country: its code.
        hear: those who hear of them today.
        heard: those who had heard of them before; they are replaced as life takes away who registered.
    """

    country: str
    hear: float
    heard: float


@dataclass(frozen=True)
class Environment:
    """Calendar and demand of the day, and what shocks do to it.

    It is made anew every morning; shocks may amend all but the calendar.

    Attributes:
        weekday: 0 is Monday.
        week_start, month_start: numbers of the first days of the calendar week and month.
        demand: batches posted relative to a weekday.
        disconnected: share of its open accounts that a platform suspends today without cause, by name.
        refusals: the requesters who refuse submissions unread today.
        capability: share of answers that AI gets right, by name of the task type.
        nudge: what the first batch posted today pays more per task, in 1/10,000.
        plans: what requesters plan today, over the usual; several multiply.
        layoffs: who loses another job today.
        attraction: people who consider registering today, over the usual number.
        closures: platforms that have closed, tonight's included.
        openings: countries that were absent at the start.
    """

    weekday: int = 0
    week_start: int = 0
    month_start: int = 0
    demand: float = 1.0
    disconnected: Mapping[str, float] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    nudge: int = 0
    capability: Mapping[str, float] = field(default_factory=dict)
    plans: tuple[Plan, ...] = ()
    layoffs: tuple[Layoff, ...] = ()
    attraction: float = 1.0
    closures: tuple[Closure, ...] = ()
    openings: tuple[Opening, ...] = ()

    def planned(self, platforms: Sequence[str], task_types: Sequence[str]) -> np.ndarray:
        """What is planned today over the usual, by platform and task type.

        Example:
            >>> half, ten = Plan(0.5), Plan(10.0, ("desk",), ("quiz",))
            >>> Environment(plans=(half, ten)).planned(("town", "desk"), ("quiz", "label"))
            array([[0.5, 0.5],
                   [5. , 0.5]])
        """
        out = np.ones((len(platforms), len(task_types)))
        for plan in self.plans:
            here = [not plan.platforms or name in plan.platforms for name in platforms]
            this = [not plan.task_types or name in plan.task_types for name in task_types]
            out[np.ix_(here, this)] *= plan.share
        return out

    def closed(self, platforms: Sequence[str], before: int) -> np.ndarray:
        """Platforms whose last day was before a day, ``bool[n_platforms]``."""
        if not self.closures:
            return np.zeros(len(platforms), bool)
        gone = {closure.platform for closure in self.closures if closure.day < before}
        return np.array([name in gone for name in platforms], bool)

    def closing(self, platforms: Sequence[str], day: int) -> np.ndarray:
        """Platforms whose last day this is, ``bool[n_platforms]``."""
        return self.closed(platforms, day + 1) & ~self.closed(platforms, day)

    def of_closures(self, name: str, platforms: Sequence[str]) -> np.ndarray:
        """One attribute of the closures, by platform; 0 where nothing closes."""
        known = {closure.platform: getattr(closure, name) for closure in self.closures}
        return np.array([known.get(platform, 0) for platform in platforms], float)
