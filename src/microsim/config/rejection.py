"""How repeat requesters learn, from their profit, how carefully to review and whether to refuse good work."""

from pydantic import model_validator

from .parameter import Section, parameter
from .prior import HALF_TO_TWICE, ODDS


class Rejection(Section):
    """Trial, memory and imitation; what review costs and what it saves."""

    learning: bool = parameter(True, unit="yes/no", source="model design",
                               doc="repeat requesters try other habits of review and refusal, and keep what pays",
                               label=("Requesters learn", "Les donneurs d'ordre apprennent"))
    imitation: bool = parameter(True, unit="yes/no", source="model design",
                                doc="repeat requesters take over the habits of more profitable peers",
                                label=("Requesters imitate", "Les donneurs d'ordre imitent"))
    period_days: int = parameter(28, unit="days", low=1, high=365, source="assumed", prior=HALF_TO_TWICE,
                                 doc="time over which a requester adds up its profit before it thinks again",
                                 label=("Period of account", "Période de bilan"))
    experiment: float = parameter(0.004, unit="share of periods", low=0, high=1, source="assumed; set by E9",
                                  prior=ODDS, doc="chance of trying another habit in the next period",
                                  label=("Tries something else", "Essaie autre chose"))
    look: float = parameter(1.0, unit="share of periods", low=0, high=1, source="assumed", prior=ODDS,
                            doc="chance of looking at one peer with the same type of task",
                            label=("Looks at a peer", "Regarde un pair"))
    inertia: float = parameter(0.05, unit="share of value", low=0, high=1, source="assumed", prior=ODDS,
                               doc="gain in profit below which a habit is not changed",
                               label=("Inertia", "Inertie"))
    memory: float = parameter(0.3, unit="share per period", low=0.01, high=1, source="assumed", prior=ODDS,
                              doc="weight of the last period in the profit that a requester remembers",
                              label=("Weight of the last period", "Poids de la dernière période"))
    error_cost: float = parameter(0.25, unit="share of value", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                                  doc="harm of a wrong answer that is used, over the value of a right one",
                                  label=("Harm of an error", "Dommage d'une erreur"))
    review_cost: float = parameter(0.5, unit="share of price", low=0, high=100, source="assumed", prior=HALF_TO_TWICE,
                                   doc="cost of looking at a task, over its price",
                                   label=("Cost of review", "Coût du contrôle"))
    least_effort: float = parameter(0.05, unit="share of submissions", low=0, high=1, source="assumed; no data",
                                    prior=ODDS, drawn=False, doc="the least that a requester who learns looks at",
                                    label=("Least review", "Contrôle minimal"))
    effort_step: float = parameter(2.0, unit="ratio", low=1, high=100, source="assumed; no data", prior=HALF_TO_TWICE,
                                   drawn=False,
                                   doc="a requester tries to look at so many times as many submissions, or at so many"
                                       " times fewer",
                                   label=("Step of review", "Pas du contrôle"))
    try_less: float = parameter(0.5, unit="share of trials of review", low=0, high=1, source="assumed; no data",
                                prior=ODDS, drawn=False,
                                doc="trials of another review that look at fewer, where both can be",
                                label=("Tries less review", "Essaie moins de contrôle"))
    try_refusal: float = parameter(0.5, unit="share of trials", low=0, high=1, source="assumed; no data", prior=ODDS,
                                   drawn=False,
                                   doc="trials of another refusal, not of another review, where one may refuse",
                                   label=("Tries refusal", "Essaie le refus"))
    refusals: list[float] = parameter([0.0, 0.1, 0.3, 1.0], unit="shares of submissions", source="assumed; no data",
                                      drawn=False, doc="shares that a requester thinks of refusing on purpose",
                                      label=("Menu of refusals", "Choix de refus"))
    remembers: int = parameter(6, unit="periods", low=1, high=10_000, source="assumed; no data", prior=HALF_TO_TWICE,
                               drawn=False, doc="periods after which the old habits are forgotten",
                               label=("Remembers old habits", "Se rappelle ses habitudes"))
    settling: int = parameter(2, unit="periods", low=0, high=10_000, source="assumed; no data", prior=HALF_TO_TWICE,
                              drawn=False, doc="periods before a newcomer tries anything",
                              label=("Settling in", "Installation"))
    steady: float = parameter(0.1, unit="share of value", low=0, high=10, source="assumed; no data",
                              prior=HALF_TO_TWICE, drawn=False,
                              doc="nothing is tried after a period whose profit differed by more than this from what"
                                  " is remembered",
                              label=("Steady profit", "Profit stable"))
    sure: float = parameter(0.2, unit="share of value", low=0, high=10, source="assumed; no data", prior=HALF_TO_TWICE,
                            drawn=False, doc="gap in profit, beyond the inertia, at which a peer is followed for sure",
                            label=("Sure to follow", "Suit à coup sûr"))
    usable_rate: float = parameter(0.002, unit="share per task", low=0, high=1, source="assumed; no data", prior=ODDS,
                                   drawn=False,
                                   doc="weight of one answer looked at in the usable share that a requester remembers",
                                   label=("Memory of usable answers", "Mémoire des réponses utilisables"))

    @model_validator(mode="after")
    def _is_a_menu(self):
        menu = self.refusals
        if len(menu) < 2 or menu != sorted(set(menu)) or not 0.0 <= menu[0] <= menu[-1] <= 1.0:
            raise ValueError(f"rejection.refusals = {menu} is no menu: two or more shares from 0 to 1, in rising order")
        return self
