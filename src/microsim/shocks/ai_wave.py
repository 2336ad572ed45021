"""AI becomes good at some tasks, faster than anybody thought."""

from dataclasses import replace
from typing import ClassVar

from microsim.config.ai import Path
from microsim.config.dated import Shock
from microsim.config.parameter import parameter
from microsim.config.prior import HALF_TO_TWICE, ODDS

from .environment import Environment


class AiWave(Shock):
    """From a day on AI gets better at some types of tasks, on a path of its own, and stays so.

    What it could do already, it still can: the better of the two counts.

    Example:
        >>> env = Environment(capability={"translation": 0.1, "site_test": 0.0})
        >>> wave = AiWave(from_day=60, days_to_half=30, ceiling=0.9, task_types=["translation"])
        >>> {name: round(skill, 2) for name, skill in wave.amend(env, 90).capability.items()}
        {'translation': 0.45, 'site_test': 0.0}
    """

    told_en: ClassVar[str] = "From a day on AI gets better at some types of tasks, faster than anybody thought."
    told_fr: ClassVar[str] = (
        "À partir d'un jour, l'IA fait des progrès sur certains types de tâches, plus vite que nul ne le pensait."
    )

    days_to_half: float = parameter(30.0, unit="days", low=0, high=3_650, source="assumed", prior=HALF_TO_TWICE,
                                    doc="time until half of the ceiling is reached",
                                    label=("Days to half", "Jours à mi-chemin"))
    speed: float = parameter(40.0, unit="per year", low=0.01, high=1_000, source="assumed", prior=HALF_TO_TWICE,
                             doc="how fast it rises, for it never falls: a tenth to nine tenths in 4.4 years over this",
                             label=("Speed", "Vitesse"))
    ceiling: float = parameter(0.9, unit="share of answers right", low=0, high=1, source="assumed; A1 for text",
                               prior=ODDS,
                               doc="share of right answers that AI reaches in the end", label=("Ceiling", "Plafond"))
    task_types: list[str] = parameter([], unit="names of task types", source="choice of the user",
                                      doc="types of tasks at which it gets better; none named: all",
                                      label=("Task types", "Types de tâches"))

    def amend(self, environment: Environment, day: int) -> Environment:
        """Raise what AI can do today."""
        skill = Path(onset=self.from_day + self.days_to_half, speed=self.speed, ceiling=self.ceiling).on(day)
        raised = {
            name: max(before, skill) if not self.task_types or name in self.task_types else before
            for name, before in environment.capability.items()
        }
        return replace(environment, capability=raised)
