"""How requesters set prices, what they believe of people's answer to pay, and what platforms advertise of prices."""

from pydantic import model_validator

from .parameter import Section, parameter
from .prior import HALF_TO_TWICE, ODDS, SPREAD

NOT_MEASURED = "assumed; no data"


class Pricing(Section):
    """A price is a target wage times a guess of the time, on a grid; the target moves seldom, to the best reply."""

    belief: float = parameter(0.148, unit="elasticity", low=0.001, high=10, prior=HALF_TO_TWICE,
                              source="assumed; S1 for the order; with values it sets the level of pay",
                              doc="more work done per more pay, as a requester believes of its own work at usual pay",
                              label=("Believed elasticity", "Élasticité supposée"))
    usual_lateness: float = parameter(0.27, unit="share of days with ends", low=0, high=1, source=NOT_MEASURED,
                                      prior=ODDS, drawn=False,
                                      doc="days with late batches that leave the belief as it is, and of newcomers",
                                      label=("Usual lateness", "Retard habituel"))
    lateness_rate: float = parameter(0.1, unit="share per day with ends", low=0, high=1, source=NOT_MEASURED,
                                     prior=ODDS, drawn=False,
                                     doc="weight of a day's batches in how often those of a requester are late",
                                     label=("Memory of lateness", "Mémoire des retards"))
    reset: float = parameter(0.1, unit="chance per batch", low=0, high=1, source="assumed; C35 (one case)",
                             prior=HALF_TO_TWICE,
                             doc="chance that a requester thinks again about its target wage after a batch",
                             label=("Thinks again", "Révision des prix"))
    step: float = parameter(0.25, unit="share of the gap", low=0, high=1, source=NOT_MEASURED, prior=ODDS,
                            doc="how far the target wage then moves to the best one, and its guess of the time to"
                                " the truth",
                            label=("Step to the best", "Pas vers le mieux"))
    stale_days: int = parameter(60, unit="days", low=1, high=100_000, source=NOT_MEASURED, prior=HALF_TO_TWICE,
                                drawn=False,
                                doc="a requester none of whose batches ended for so long sets its target afresh",
                                label=("Prices go stale", "Péremption des prix"))
    guess_log_sd: float = parameter(0.6, unit="log points", low=0, high=3, source="assumed; C34, T13 for the order",
                                    prior=SPREAD,
                                    doc="error of a newcomer's guesses of the time, and of one who posts once in a"
                                        " while",
                                    label=("Error of guesses", "Erreur d'estimation"))
    batch_guess_log_sd: float = parameter(0.25, unit="log points", low=0, high=3, source="assumed; C34", prior=SPREAD,
                                          doc="error of a guess that is of one batch only",
                                          label=("Error by batch", "Erreur par lot"))
    grid_5: float = parameter(0.40, unit="share of batches", low=0, high=1, source="C29",
                              doc="priced in steps of 5 hundredths, where prices reach that",
                              label=("Steps of 5", "Pas de 5"))
    grid_10: float = parameter(0.15, unit="share of batches", low=0, high=1, source="C29",
                               doc="priced in steps of 10 hundredths, where prices reach that",
                               label=("Steps of 10", "Pas de 10"))
    grid_25: float = parameter(0.21, unit="share of batches", low=0, high=1, source="C29",
                               doc="priced in steps of 25 hundredths, where prices reach that",
                               label=("Steps of 25", "Pas de 25"))
    advertised_rate: float = parameter(0.05, unit="share per day", low=0, high=1, source=NOT_MEASURED, prior=ODDS,
                                       drawn=False, doc="weight of the pay posted today in what a platform advertises",
                                       label=("Memory of advertised pay", "Mémoire de la paie annoncée"))

    @model_validator(mode="after")
    def _shares(self):
        total = self.grid_5 + self.grid_10 + self.grid_25
        if total > 1.0 + 1e-9:
            raise ValueError(f"pricing: grid_5, grid_10 and grid_25 add up to {total:g}; 1 at most")
        return self
