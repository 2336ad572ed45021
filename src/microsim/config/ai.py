"""What AI can do, what it costs, and how requesters and workers come to use it."""

import math

from .parameter import REQUIRED, Section, parameter
from .prior import HALF_TO_TWICE, ODDS

YEAR = 365.0


class Path(Section):
    """How good AI gets at one type of task: a logistic path, which never falls.

    Example:
        >>> path = Path(onset=100, speed=12, ceiling=0.9)
        >>> [round(path.on(day), 2) for day in (0, 100, 300)]
        [0.03, 0.45, 0.9]
    """

    onset: float = parameter(REQUIRED, unit="number of the day", low=-36_500, high=36_500, source="assumed",
                             prior=HALF_TO_TWICE,
                             doc="day on which half of the ceiling is reached; day 0 is the first measured one",
                             label=("Onset", "Tournant"))
    speed: float = parameter(6.0, unit="per year", low=0.01, high=1_000, source="assumed", prior=HALF_TO_TWICE,
                             doc="how fast it rises, for it never falls: a tenth to nine tenths in 4.4 years over this",
                             label=("Speed", "Vitesse"))
    ceiling: float = parameter(REQUIRED, unit="share of answers right", low=0, high=1, source="assumed", prior=ODDS,
                               doc="share of right answers that AI reaches in the end; 0: it never can",
                               label=("Ceiling", "Plafond"))

    def on(self, day: int) -> float:
        """Share of answers that AI gets right on a day."""
        return self.ceiling / (1.0 + math.exp(min(700.0, -self.speed * (day - self.onset) / YEAR)))


class Ai(Section):
    """Paths of capability by task type, and what follows from them on both sides of the market."""

    paths: dict[str, Path] = {}
    cost_ratio: float = parameter(1 / 30, unit="share of the usual price", low=0, high=10, source="A1",
                                  doc="what an answer of AI costs a requester",
                                  label=("Cost of AI", "Coût de l'IA"))
    fit_log_odds: float = parameter(1.0, unit="log odds", low=0, high=5, source="assumed", prior=HALF_TO_TWICE,
                                    doc="spread between requesters of how well AI does their work",
                                    label=("Spread of fit", "Dispersion de l'adéquation"))
    period_days: int = parameter(28, unit="days", low=1, high=365, source="assumed", prior=HALF_TO_TWICE,
                                 doc="time after which a requester weighs AI against the crowd again",
                                 label=("Period of weighing", "Période d'examen"))
    inertia: float = parameter(0.1, unit="share of value", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                               doc="gain per task below which a requester does not change how it gets its work done",
                               label=("Inertia towards AI", "Inertie face à l'IA"))
    setup_cost: float = parameter(100.0, unit="currency", low=0, high=1_000_000, source="assumed", prior=HALF_TO_TWICE,
                                  doc="what it takes to have AI do one's work; nothing for impersonation, built around"
                                      " AI",
                                  label=("Cost of setting up", "Coût de mise en place"))
    payback_days: int = parameter(180, unit="days", low=1, high=3_650, source="assumed", prior=HALF_TO_TWICE,
                                  doc="time in which that has to come back",
                                  label=("Payback", "Délai de retour"))
    checks: bool = parameter(True, unit="yes/no", source="model design",
                             doc="requesters have people check AI's answers, where that is worth its price",
                             label=("People check AI", "Contrôle humain de l'IA"))
    check_time: float = parameter(0.3, unit="share of the time of the task", low=0.01, high=100, source="assumed",
                                  prior=HALF_TO_TWICE,
                                  doc="how long a person takes to check an answer of AI, over doing the task",
                                  label=("Time of a check", "Durée d'un contrôle"))
    examples: float = parameter(0.02, unit="share of tasks", low=0, high=1, source="assumed", prior=ODDS,
                                doc="of the tasks that AI does, those that people do as well, as examples for it",
                                label=("Examples for AI", "Exemples pour l'IA"))
    open_to_ai: float = parameter(0.6, unit="share of workers", low=0, high=1, source="assumed; A2, A3 for the order",
                                  prior=ODDS, doc="workers who would use AI for their tasks at all",
                                  label=("Open to AI", "Ouverts à l'IA"))
    lag_days: float = parameter(120.0, unit="days", low=0, high=10_000, source="assumed; A2, A3 for the order",
                                prior=HALF_TO_TWICE,
                                doc="time after which half of these use what AI can do; each has a lag of his or her"
                                    " own",
                                label=("Lag of workers", "Retard des travailleurs"))
    time_saved: float = parameter(0.4, unit="share of the time of the task", low=0, high=0.99, source="assumed",
                                  prior=HALF_TO_TWICE,
                                  doc="time that a worker saves with an AI whose answers are all right; in proportion"
                                      " else",
                                  label=("Time saved with AI", "Temps gagné avec l'IA"))
    good_enough: float = parameter(0.8, unit="share of one's own accuracy", low=0, high=10, source="assumed",
                                   prior=HALF_TO_TWICE,
                                   doc="how accurate AI has to be for a worker to hand in its answers",
                                   label=("Good enough", "Assez bon"))
    obeys_ban: float = parameter(0.5, unit="share of workers", low=0, high=1, source="A3: asking not to halves it",
                                 doc="workers who do not use AI for a requester who forbids it",
                                 label=("Heed a ban", "Respectent l'interdiction"))
    detection: float = parameter(0.1, unit="share of submissions looked at", low=0, high=1, source="assumed",
                                 prior=ODDS,
                                 doc="work done with AI that a requester who forbids it recognises, and rejects whole",
                                 label=("Detection", "Détection"))
    ban_memory: float = parameter(10.0, unit="tasks", low=0.1, high=10_000, source="assumed; no data",
                                  prior=HALF_TO_TWICE, drawn=False,
                                  doc="weight of the first belief that work done with AI against a ban passes, in"
                                      " tasks",
                                  label=("Weight of the belief to pass", "Poids de l'espoir de passer"))
