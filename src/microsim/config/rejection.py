"""How repeat requesters learn, from their profit, how carefully to review and whether to refuse good work."""

from .par import Section, par


class Rejection(Section):
    """Trial, memory and imitation; what review costs and what it saves."""

    learning: bool = par(True, unit="yes/no", source="model design",
                         doc="repeat requesters try other habits of review and refusal, and keep what pays",
                         label=("Requesters learn", "Les donneurs d'ordre apprennent"))
    imitation: bool = par(True, unit="yes/no", source="model design",
                          doc="repeat requesters take over the habits of more profitable peers",
                          label=("Requesters imitate", "Les donneurs d'ordre imitent"))
    period_days: int = par(28, unit="days", low=1, high=365, source="assumed",
                           doc="time over which a requester adds up its profit before it thinks again",
                           label=("Period of account", "Période de bilan"))
    experiment: float = par(0.004, unit="share of periods", low=0, high=1, source="assumed; set by E9",
                            doc="chance of trying another habit in the next period",
                            label=("Tries something else", "Essaie autre chose"))
    look: float = par(1.0, unit="share of periods", low=0, high=1, source="assumed",
                      doc="chance of looking at one peer with the same type of task",
                      label=("Looks at a peer", "Regarde un pair"))
    inertia: float = par(0.05, unit="share of value", low=0, high=1, source="assumed",
                         doc="gain in profit below which a habit is not changed",
                         label=("Inertia", "Inertie"))
    memory: float = par(0.3, unit="share per period", low=0.01, high=1, source="assumed",
                        doc="weight of the last period in the profit that a requester remembers",
                        label=("Weight of the last period", "Poids de la dernière période"))
    error_cost: float = par(0.25, unit="share of value", low=0, high=10, source="assumed",
                            doc="harm of a wrong answer that is used, over the value of a right one",
                            label=("Harm of an error", "Dommage d'une erreur"))
    missing_cost: float = par(0.5, unit="share of value", low=0, high=10, source="assumed",
                              doc="harm of an answer that never comes because the task expires, over its value",
                              label=("Harm of a missing answer", "Dommage d'une réponse manquante"))
    review_cost: float = par(0.5, unit="share of price", low=0, high=100, source="assumed",
                             doc="median cost of looking at a task, over its price",
                             label=("Cost of review", "Coût du contrôle"))
    review_cost_log_sd: float = par(1.0, unit="log points", low=0, high=3, source="assumed",
                                    doc="spread of that cost between requesters",
                                    label=("Spread of the cost of review", "Dispersion du coût du contrôle"))
