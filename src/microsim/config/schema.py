"""The whole configuration of a run."""

from datetime import date
from typing import Literal

from pydantic import field_validator, model_validator

from microsim.facts.measured import FULL, METRIC, least_scales

from .ai import Ai
from .closures import refuse_contradictions
from .countries import refuse_misplaced
from .dated import Regulation, Shock, refuse_misfits
from .information import Network, Rating, Word
from .market import Demand, Platform, RequesterKind, TaskType
from .nearest import nearest
from .parameter import REQUIRED, Section, parameter
from .people import Churn, Motives, Population
from .pricing import Pricing
from .prior import HALF_TO_TWICE, HOURS, ODDS, SPREAD, UTILITY
from .reaction import Reaction
from .rejection import Rejection
from .shares import added, shares_add_up

CHANGES_NO_NUMBER = ("output", "figures", "lang", "strict_scale")
Record = Literal["weeks", "months", "batches"]


class Scenario(Section):
    """What the scenario stands for."""

    name: str = parameter(REQUIRED, unit="text", source="its name", doc="name of the scenario",
                          label=("Scenario", "Scénario"))
    currency: Literal["EUR", "USD"] = parameter(REQUIRED, unit="code", source="model design",
                                                doc="currency of all amounts",
                                                label=("Currency", "Monnaie"))
    start_date: date = parameter(REQUIRED, unit="date", source="model design", doc="first measured day",
                                 label=("First day", "Premier jour"))
    reference_wage: float = parameter(REQUIRED, unit="currency per hour", low=0, high=100, source="G18, E5",
                                      doc="minimum wage with which hourly pay is compared",
                                      label=("Reference minimum wage", "Salaire minimum de référence"))
    trust_start: float = parameter(0.99, unit="share", low=0, high=1, source="assumed; J1", prior=ODDS,
                                   doc="chance of being paid that a worker expects of an unknown requester",
                                   label=("Trust in the unknown", "Confiance dans l'inconnu"))


class Behaviour(Section):
    """How workers search, choose, work, give up and learn."""

    page_one: float = parameter(0.413, unit="share of searches", low=0, high=1,
                                source="C13; fit to data/mturk_task_search_page_depth_2010.csv",
                                doc="searches that look at the first page",
                                label=("Looks at page 1", "Regarde la page 1"))
    page_tail: float = parameter(0.32, unit="exponent", low=0.01, high=5,
                                 source="C13; fit to data/mturk_task_search_page_depth_2010.csv",
                                 doc="P(page > k) = (1 - page_one) k^-page_tail",
                                 label=("Depth of search", "Profondeur de recherche"))
    pay_weight: float = parameter(0.13, unit="utility per log pay", low=0, high=5, source="assumed; set by S1, S2",
                                  prior=HALF_TO_TWICE,
                                  doc="weight of hourly pay in the choice between batches",
                                  label=("Weight of pay", "Poids de la rémunération"))
    trust_weight: float = parameter(4.0, unit="utility per log chance of being paid", low=0, high=20, source="assumed",
                                    prior=HALF_TO_TWICE,
                                    doc="weight of the chance of being paid in the choice between batches",
                                    label=("Weight of trust", "Poids de la confiance"))
    outside_utility: float = parameter(0.0, unit="utility", low=-10, high=10, source="assumed", prior=UTILITY,
                                       doc="utility below which nothing on the page is taken",
                                       label=("Outside option", "Option extérieure"))
    patience: int = parameter(4, unit="searches", low=1, high=1_000, source="assumed", prior=HALF_TO_TWICE,
                              doc="fruitless searches in a row before changing platform or ending the session",
                              label=("Patience", "Patience"))
    run_length: float = parameter(14.0, unit="tasks", low=1, high=10_000, source="assumed", prior=HALF_TO_TWICE,
                                  doc="mean number of tasks done in one batch before looking around again",
                                  label=("Run length", "Longueur d'une série"))
    task_log_sd: float = parameter(0.5, unit="log points", low=0, high=2,
                                   source="assumed, with worker speed near data/crowdtruth_medrelex_timing_summary.csv",
                                   prior=SPREAD, doc="spread of one worker's times within a batch",
                                   label=("Spread of task times", "Dispersion des temps"))
    give_up_ratio: float = parameter(2.0, unit="true over stated time", low=1, high=100, source="assumed; set by E8",
                                     prior=HALF_TO_TWICE,
                                     doc="a task that turns out longer than this multiple of the stated time is"
                                         " returned",
                                     label=("Gives up beyond", "Abandonne au-delà de"))
    notice_share: float = parameter(0.3, unit="share of the stated time", low=0, high=10, source="assumed",
                                    prior=HALF_TO_TWICE, doc="time lost before the worker notices and returns the task",
                                    label=("Time to notice", "Temps pour s'en apercevoir"))
    learning_rate: float = parameter(0.05, unit="share per active day", low=0, high=1, source="assumed; set by S3",
                                     prior=ODDS, doc="weight of today's pay in the expected pay of a platform",
                                     label=("Learning rate", "Vitesse d'apprentissage"))
    hearsay: float = parameter(0.003, unit="share per day", low=0, high=1, source="assumed", prior=ODDS,
                               doc="drift of expectations towards what workers of the platform are said to earn",
                               label=("Hearsay", "Ouï-dire"))
    first_expectation: float = parameter(1.0, unit="share of advertised pay", low=0.01, high=5, source="assumed",
                                         prior=HALF_TO_TWICE,
                                         doc="what a newcomer expects to earn per hour, search included",
                                         label=("First expectation", "Première attente"))
    first_record: float = parameter(0.0, unit="tasks per day and hour at disposal", low=0, high=10_000,
                                    source="assumed; near where it settles", prior=HALF_TO_TWICE, drawn=False,
                                    doc="approved tasks of the people of the start, per day since they registered"
                                        " (median of those whom pay is enough; 0: nobody has any)",
                                    label=("Record at the start", "Antécédents au début"))
    first_record_log_sd: float = parameter(1.0, unit="log points", low=0, high=5,
                                           source="assumed; near where it settles", prior=SPREAD, drawn=False,
                                           doc="spread of these records between accounts",
                                           label=("Spread of records", "Dispersion des antécédents"))
    trust_memory: float = parameter(10.0, unit="tasks", low=0.1, high=10_000, source="assumed", prior=HALF_TO_TWICE,
                                    doc="weight of the first belief about a requester, in tasks met",
                                    label=("Weight of the first belief", "Poids de la première opinion"))
    approval_memory: float = parameter(10.0, unit="tasks", low=0.1, high=10_000, source="assumed; no data",
                                       prior=HALF_TO_TWICE, drawn=False,
                                       doc="weight of the first belief that one's own work is approved, in tasks"
                                           " judged",
                                       label=("Weight of the belief in approval",
                                              "Poids de la confiance en son travail"))
    appeal_memory: float = parameter(1.0, unit="tasks", low=0.1, high=10_000, source="assumed; no data",
                                     prior=HALF_TO_TWICE, drawn=False, doc="the same when somebody thinks of an appeal",
                                     label=("Weight of that belief before appeals",
                                            "Poids de cette confiance avant un recours"))
    told_rate: float = parameter(0.05, unit="share per day", low=0, high=1, source="assumed; no data", prior=ODDS,
                                 drawn=False, doc="weight of today in what workers of a platform are said to earn",
                                 label=("Memory of what is said", "Mémoire des on-dit"))
    least_trial: int = parameter(1_800, unit="s", low=0, high=86_400, source="assumed; no data", prior=HALF_TO_TWICE,
                                 drawn=False, doc="time in a session before pay can disappoint",
                                 label=("Trial of a session", "Essai d'une session"))
    last_start: float = parameter(23.5, unit="h of the day", low=0, high=24, source="assumed; no data", prior=HOURS,
                                  drawn=False, doc="hour after which nobody sits down",
                                  label=("Last start", "Dernier début"))
    longest_day: float = parameter(16.0, unit="h per day", low=0.1, high=24, source="assumed; no data",
                                   prior=HALF_TO_TWICE, drawn=False, doc="the most time that anybody has at disposal",
                                   label=("Longest day", "Plus longue journée"))


class Config(Section):
    """A run: one scenario, one seed, so many days."""

    scenario: Scenario
    seed: int = parameter(1, unit="number", low=0, high=2**56 - 1, source="choice of the user", doc="seed of all draws",
                          label=("Seed", "Graine"))
    scale: float = parameter(1.0, unit="share", low=0.0001, high=10, source="choice of the user",
                             doc="thins workers, requesters and batches in proportion; batch sizes and pages stay",
                             label=("Scale", "Échelle"))
    strict_scale: bool = parameter(False, unit="yes/no", source="choice of the user",
                                   doc="refuse a size at which, by the scale card, a sample tells nothing",
                                   label=("Strict scale", "Taille stricte"))
    days: int = parameter(365, unit="days", low=1, high=3650, source="choice of the user", doc="measured days",
                          label=("Days", "Jours"))
    burn_in_days: int = parameter(180, unit="days", low=0, high=3650, source="assumed; checked in every run",
                                  prior=HALF_TO_TWICE,
                                  doc="days before the first measured day", label=("Burn-in", "Rodage"))
    lang: Literal["en", "fr"] = parameter("en", unit="language", source="choice of the user",
                                          doc="language of tables and figures", label=("Language", "Langue"))
    record: list[Record] = parameter([], unit="tables", source="choice of the user",
                                     doc="further tables to write: weeks, months, batches",
                                     label=("Further tables", "Tables supplémentaires"))
    output: str = parameter("results", unit="folder", source="choice of the user",
                            doc="folder under which the run's own folder is made", label=("Output", "Sortie"))
    figures: bool = parameter(True, unit="yes/no", source="choice of the user", doc="draw the figures of the run",
                              label=("Figures", "Figures"))
    population: Population
    motives: Motives = Motives()
    churn: Churn = Churn()
    behaviour: Behaviour = Behaviour()
    network: Network = Network()
    rating: Rating = Rating()
    word: Word = Word()
    rejection: Rejection = Rejection()
    pricing: Pricing = Pricing()
    reaction: Reaction = Reaction()
    ai: Ai = Ai()
    demand: Demand = Demand()
    platforms: dict[str, Platform]
    requesters: dict[str, RequesterKind]
    task_types: dict[str, TaskType]
    shock: dict[str, Shock] = {}
    regulation: dict[str, Regulation] = {}

    @field_validator("record", mode="before")
    @classmethod
    def _one_or_many(cls, value):
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _whole(self):
        if not self.platforms:
            raise ValueError("platforms is empty: a market needs at least one platform")
        if not self.task_types:
            raise ValueError("task_types is empty: a market needs at least one task type")
        if len(self.task_types) > 32:
            raise ValueError("task_types has more than 32 entries: tests passed are kept in 32 bits")
        shares_add_up({k: r.share for k, r in self.requesters.items()}, "the shares of requesters")
        if sum(p.accounts for p in self.platforms.values()) <= 0:
            raise ValueError("platforms: no platform has accounts: set platforms.<name>.accounts above 0")
        if sum(p.demand_weight for p in self.platforms.values()) <= 0:
            raise ValueError("platforms: nobody posts anywhere: set platforms.<name>.demand_weight above 0")
        if sum(t.share for t in self.task_types.values()) <= 0:
            raise ValueError("task_types: no type has a share: set task_types.<name>.share above 0")
        self._accounts_fit()
        for name in self.ai.paths:
            if name not in self.task_types:
                near = nearest(name, self.task_types)
                raise ValueError(f"ai.paths.{name} is about no task type there is: the nearest is {near}")
        for at, items in (("shock", self.shock), ("regulation", self.regulation)):
            refuse_misfits(at, items, self.days, list(self.platforms), list(self.task_types))
        inhabited = [name for name, p in self.platforms.items() if p.accounts > 0 and p.demand_weight > 0]
        refuse_contradictions(self.shock, self.regulation, inhabited)
        refuse_misplaced(self)
        if self.strict_scale:
            self._large_enough()
        return self

    def _large_enough(self):
        card = least_scales(self.scenario.name, METRIC)
        least = min(card.values(), default=FULL)
        if self.scale < least:
            raise ValueError(
                f"scale = {self.scale:g} is below {least:g}, the least size at which a sample of {self.scenario.name}"
                f" tells anything (docs/evidence/scale_card.md); set scale={least:g} or strict_scale=false"
            )

    def _accounts_fit(self):
        largest = max(self.account_shares().items(), key=lambda item: item[1])
        if largest[1] > 1 + 1e-9:
            raise ValueError(
                f"platforms.{largest[0]}.accounts: {largest[1]:.2f} accounts per worker on one platform;"
                " lower population.accounts_per_worker or even the platforms' accounts out"
            )

    def account_shares(self) -> dict[str, float]:
        """Share of workers with an account, per platform; sums to accounts per worker."""
        total = added(p.accounts for p in self.platforms.values())
        per_worker = self.population.accounts_per_worker
        return {name: per_worker * p.accounts / total for name, p in self.platforms.items()}
