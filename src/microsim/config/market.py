"""The other two sides: platforms, and the demand of requesters by kind and task type."""

from typing import Literal, get_args

from pydantic import model_validator

from .parameter import REQUIRED, Section, parameter
from .prior import HALF_TO_TWICE, HOURS, ODDS, SPREAD
from .shares import shares_add_up

AiRole = Literal["preparation", "verification", "impersonation", "none"]
AI_ROLES: tuple[AiRole, ...] = get_args(AiRole)


class Platform(Section):
    """One platform: its size, its prices, its rules."""

    label: str = parameter(REQUIRED, unit="text", source="its name", doc="name shown to people", label=("Name", "Nom"))
    accounts: float = parameter(REQUIRED, unit="accounts", low=0, high=1e8, source="F3 (France)",
                                doc="registered accounts; sets the platform's share of workers",
                                label=("Accounts", "Comptes"))
    demand_weight: float = parameter(1.0, unit="weight", low=0, high=1e8, source="assumed", prior=HALF_TO_TWICE,
                                     doc="share of requesters who post here, relative to the other platforms",
                                     label=("Weight in demand", "Poids dans la demande"))
    fee_share: float = parameter(0.20, unit="share of accepted pay", low=0, high=1, source="G1",
                                 doc="charged to the requester on top of accepted pay",
                                 label=("Fee", "Commission"))
    reference_fee: float = parameter(0.20, unit="share of accepted pay", low=0, high=1, source="G1",
                                     doc="fee at which requesters planned their budgets: these stay when the fee moves",
                                     label=("Fee as planned", "Commission prévue"))
    fee_min: float = parameter(0.0, unit="currency per task", low=0, high=1, source="G1 (0.01 USD on MTurk)",
                               doc="least fee per accepted task", label=("Least fee", "Commission minimale"))
    price_min: float = parameter(0.01, unit="currency per task", low=0.01, high=10, source="C4, P1",
                                 doc="lowest price that may be posted",
                                 label=("Lowest price", "Prix plancher affichable"))
    page_length: int = parameter(10, unit="batches per page", low=1, high=100, source="assumed: display of the time",
                                 prior=HALF_TO_TWICE, doc="batches shown on one page of the listing",
                                 label=("Page length", "Longueur de page"))
    search_seconds: float = parameter(150.0, unit="s per search", low=0, high=3_600, source="assumed; set by E13",
                                      prior=HALF_TO_TWICE, doc="unpaid time to look through one page of the listing",
                                      label=("Time per search", "Durée d'une recherche"))
    newest_first: float = parameter(0.5, unit="share of searches", low=0, high=1, source="C13",
                                    doc="searches sorted by newest first; the others by most tasks first",
                                    label=("Newest first", "Tri par date"))
    auto_approval_days: int = parameter(7, unit="days", low=0, high=60, source="assumed: display of the time",
                                        prior=HALF_TO_TWICE,
                                        doc="a submission that nobody judged is approved after this delay",
                                        label=("Automatic approval", "Approbation automatique"))
    may_refuse: bool = parameter(True, unit="yes/no", source="J14",
                                 doc="requesters may refuse work without a reason and keep it",
                                 label=("Free to refuse", "Refus libre"))
    payment_delay_days: int = parameter(3, unit="days", low=0, high=90, source="assumed", prior=HALF_TO_TWICE,
                                        doc="delay from approval to the worker's balance",
                                        label=("Payment delay", "Délai de paiement"))
    payout_threshold: float = parameter(1.0, unit="currency", low=0, high=200, source="assumed", prior=HALF_TO_TWICE,
                                        doc="least balance that is paid out",
                                        label=("Pay-out threshold", "Seuil de versement"))
    suspension_approval: float = parameter(0.60, unit="share of judged tasks", low=0, high=1, source="assumed",
                                           prior=ODDS, doc="an account with a lower approval rate is suspended",
                                           label=("Approval rate for suspension", "Taux d'approbation de suspension"))
    suspension_after: int = parameter(50, unit="judged tasks", low=1, high=100_000, source="assumed",
                                      prior=HALF_TO_TWICE,
                                      doc="judged tasks before an account can be suspended for its approval rate",
                                      label=("Tasks before suspension", "Tâches avant suspension"))
    suspension_unfounded: float = parameter(0.02, unit="per year of active days", low=0, high=10, source="assumed",
                                            prior=HALF_TO_TWICE,
                                            doc="rate at which an active account is suspended without cause",
                                            label=("Unfounded suspension", "Suspension sans motif"))
    forfeits: bool = parameter(True, unit="yes/no", source="assumed",
                               doc="a suspended worker loses the balance held by the platform",
                               label=("Balance lost on suspension", "Solde perdu à la suspension"))
    directs: bool = parameter(False, unit="yes/no", source="assumed; L2 for what follows from it",
                              doc="sets prices and controls the work (matters once employment can be presumed)",
                              label=("Directs the work", "Dirige le travail"))
    countries: list[str] = parameter([], unit="country codes", source="assumed", doc="countries covered; empty: all",
                                     label=("Countries covered", "Pays couverts"))


class RequesterKind(Section):
    """One kind of requester. Kinds take consecutive slices of the volume distribution, smallest volumes first."""

    label_en: str = parameter(REQUIRED, unit="text", source="its name", doc="name in English", label=("Name", "Nom"))
    label_fr: str = parameter(REQUIRED, unit="text", source="its name", doc="name in French",
                              label=("Name (fr)", "Nom (fr)"))
    share: float = parameter(REQUIRED, unit="share of requesters", low=0, high=1, source="C1, C2",
                             doc="share of requesters of this kind", label=("Share", "Part"))
    learns: bool = parameter(True, unit="yes/no", source="model design: only repeat posters learn",
                             doc="keeps a target wage from batch to batch, and habits; otherwise prices each anew",
                             label=("Learns", "Apprend"))
    deadline_hours: float = parameter(8.0, unit="h", low=1, high=720, source="assumed; set by C7", prior=HALF_TO_TWICE,
                                      doc="median time by which a batch should be filled",
                                      label=("Deadline", "Échéance"))
    deadline_log_sd: float = parameter(1.0, unit="log points", low=0, high=2, source="assumed", prior=SPREAD,
                                       doc="spread of deadlines between requesters",
                                       label=("Spread of deadlines", "Dispersion des échéances"))
    value_log_sd: float = parameter(0.9, unit="log points", low=0, high=3, source="assumed; no data", prior=SPREAD,
                                    doc="spread of the value of an answer between requesters",
                                    label=("Spread of value", "Dispersion de la valeur"))
    delay_cost: float = parameter(0.25, unit="elasticity", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                                  doc="an answer that takes n times the deadline is worth n to the power of minus this",
                                  label=("Cost of delay", "Coût du retard"))
    review_effort: float = parameter(0.5, unit="share of submissions", low=0, high=1, source="assumed", prior=ODDS,
                                     doc="submissions looked at; the others pass by automatic approval",
                                     label=("Review effort", "Effort de contrôle"))
    good_judged_bad: float = parameter(0.02, unit="share of right answers looked at", low=0, high=1,
                                       source="assumed; J8", prior=ODDS,
                                       doc="right answers judged wrong", label=("Good judged bad", "Bon jugé mauvais"))
    rejectable: float = parameter(0.035, unit="share of answers judged wrong", low=0, high=1,
                                  source="assumed; set by E9", prior=ODDS,
                                  doc="answers judged wrong that are rejected, not tolerated",
                                  label=("Rejected when judged wrong", "Refusé si jugé mauvais"))
    refusers: float = parameter(0.0, unit="share of this kind", low=0, high=1, source="assumed; J13 for heterogeneity",
                                prior=ODDS, doc="requesters who refuse work on purpose from the day they come",
                                label=("Refuse on purpose", "Refusent à dessein"))
    refuse_good: float = parameter(1.0, unit="share of submissions", low=0, high=1, source="assumed; J14, J9",
                                   prior=ODDS, doc="submissions that those refuse, whole and unread, and keep",
                                   label=("Work refused on purpose", "Travail refusé à dessein"))
    review_days: float = parameter(1.0, unit="days", low=0, high=60, source="assumed", prior=HALF_TO_TWICE,
                                   doc="mean delay of the verdict on a submission that is looked at",
                                   label=("Review delay", "Délai de contrôle"))
    reopen: float = parameter(0.5, unit="share of rejected tasks", low=0, high=1, source="assumed", prior=ODDS,
                              doc="rejected tasks that are offered again while the batch is open",
                              label=("Tasks offered again", "Tâches remises en ligne"))
    half_life_days: float = parameter(340.0, unit="days", low=7, high=10_000, source="C18: 6 % a month",
                                      doc="time after which half of the requesters have been replaced by others",
                                      label=("Half-life of requesters", "Demi-vie des donneurs d'ordre"))


class Demand(Section):
    """How much work is offered, by how many, in which portions, behind which gates."""

    requesters: int = parameter(16_000, unit="requesters", low=1, high=99_999,
                                source="assumed; at least 3,000 (feasibility)", prior=HALF_TO_TWICE,
                                doc="requesters in the market at scale 1", label=("Requesters", "Donneurs d'ordre"))
    hours: float = parameter(2.6, unit="h per registered worker and month", low=0.001, high=500,
                             source="assumed; set by F5", prior=HALF_TO_TWICE,
                             doc="work that comes up; what is not worth its cost is not posted",
                             label=("Work on offer", "Travail offert"))
    start_price: float = parameter(1.0, unit="ratio to the usual price", low=0.01, high=100,
                                   source="assumed; only the start", prior=HALF_TO_TWICE,
                                   doc="level of target wages and of advertised pay on the first morning",
                                   label=("Start prices", "Prix de départ"))
    sampled_whole: float = parameter(5.0, unit="batches per weekday", low=1e-6, high=1e6,
                                     source="model design: of samples, not of markets",
                                     doc="who posts so much or more is part of a market of any scale, with some of its"
                                         " batches; others are drawn, with all of theirs",
                                     label=("In every sample", "Dans tout échantillon"))
    volume_log_sd: float = parameter(2.4, unit="log points", low=0, high=4,
                                     source="assumed; set by C1 (2.68 for value: C2)", prior=SPREAD,
                                     doc="spread of hours on offer between requesters",
                                     label=("Spread of volumes", "Dispersion des volumes"))
    job_value_log_sd: float = parameter(1.0, unit="log points", low=0, high=4, prior=SPREAD,
                                        source="assumed; C26: it sets how demand answers to cost",
                                        doc="spread of the value of an answer between the jobs of one requester",
                                        label=("Value between jobs", "Valeur entre travaux"))
    batch_growth: float = parameter(0.2, unit="exponent", low=0, high=1, source="assumed", prior=HALF_TO_TWICE,
                                    doc="batches per day grow with tasks per day to this power; the rest is batch size",
                                    label=("Growth of batch numbers", "Croissance du nombre de lots"))
    size_log_sd: float = parameter(1.25, unit="log points", low=0, high=3, source="assumed; C5, C14", prior=SPREAD,
                                   doc="spread of batch sizes of one requester",
                                   label=("Spread of batch sizes", "Dispersion des tailles"))
    size_max: int = parameter(20_000, unit="tasks", low=1, high=1_000_000, source="assumed; J9 for the order",
                              prior=HALF_TO_TWICE, doc="largest batch", label=("Largest batch", "Plus grand lot"))
    weekend: float = parameter(0.5, unit="share of a weekday", low=0, high=2, source="assumed; C10 for periodicity",
                               prior=HALF_TO_TWICE, doc="batches posted on a day at the weekend",
                               label=("Demand at the weekend", "Demande le week-end"))
    post_hour: float = parameter(14.0, unit="h of the day", low=0, high=23, source="assumed", prior=HOURS,
                                 doc="usual hour of posting", label=("Hour of posting", "Heure de mise en ligne"))
    post_hour_sd: float = parameter(4.5, unit="h", low=0, high=12, source="assumed", prior=HALF_TO_TWICE,
                                    doc="spread of the hour of posting",
                                    label=("Spread of posting", "Dispersion des mises en ligne"))
    budget: float = parameter(0.25, unit="months of planned outlay", low=0.01, high=100, source="assumed",
                              prior=HALF_TO_TWICE,
                              doc="largest reserve, besides two batches; a day of planned outlay joins it each day",
                              label=("Budget reserve", "Réserve budgétaire"))
    budget_slack: float = parameter(1.2, unit="ratio", low=0.01, high=100, source="assumed; no data",
                                    prior=HALF_TO_TWICE, drawn=False,
                                    doc="outlay that is planned over that of the jobs worth their usual cost",
                                    label=("Slack of budgets", "Marge des budgets"))
    first_budget: float = parameter(0.75, unit="share of the most", low=0.01, high=1,
                                    source="assumed; near where it settles", prior=ODDS, drawn=False,
                                    doc="what requesters of the start have left of the most they can spend (mean)",
                                    label=("Budgets at the start", "Budgets au début"))
    least_reserve: float = parameter(2.0, unit="batches", low=0, high=1_000, source="assumed; no data",
                                     prior=HALF_TO_TWICE, drawn=False,
                                     doc="batches of mean size that anybody can pay for",
                                     label=("Least reserve", "Réserve minimale"))
    entry_hurdle: float = parameter(0.3, unit="share of usual profit", low=0, high=100, source="assumed; no data",
                                    prior=HALF_TO_TWICE, drawn=False,
                                    doc="profit that a requester asks for to come, over what it is at usual cost, if"
                                        " all is done in time (median)",
                                    label=("Hurdle of entry", "Seuil d'entrée"))
    entry_log_sd: float = parameter(0.5, unit="log points", low=0, high=3, source="assumed; no data", prior=SPREAD,
                                    drawn=False, doc="spread of that hurdle",
                                    label=("Spread of hurdles", "Dispersion des seuils"))
    candidate_days: int = parameter(90, unit="days", low=1, high=10_000, source="assumed; no data",
                                    prior=HALF_TO_TWICE, drawn=False,
                                    doc="until the next requester looks at a place that one left and another declined",
                                    label=("Days between candidates", "Jours entre candidats"))
    losing_periods: int = parameter(3, unit="periods of account", low=1, high=10_000, source="assumed; no data",
                                    prior=HALF_TO_TWICE, drawn=False,
                                    doc="periods with a loss in a row after which a repeat requester leaves",
                                    label=("Losses before leaving", "Pertes avant départ"))
    expiry_days: int = parameter(7, unit="days", low=1, high=90, source="C7 (peak at 7 days)",
                                 doc="unfilled batches are taken off after this time", label=("Expiry", "Expiration"))
    approval_gate: float = parameter(0.3, unit="share of batches", low=0, high=1, source="assumed; J4", prior=ODDS,
                                     doc="batches that ask for an approval rate",
                                     label=("Approval gate", "Seuil d'approbation"))
    approval_needed: float = parameter(0.95, unit="share of judged tasks", low=0, high=1, source="J4",
                                       doc="approval rate asked for",
                                       label=("Approval rate needed", "Taux d'approbation requis"))
    number_gate: float = parameter(0.19, unit="share of batches", low=0, high=1, source="E11",
                                   doc="batches that ask for a number of approved tasks",
                                   label=("Number gate", "Seuil de nombre"))
    number_needed: int = parameter(500, unit="approved tasks", low=0, high=50_000, source="assumed; J7 not checked",
                                   prior=HALF_TO_TWICE, doc="approved tasks asked for",
                                   label=("Approved tasks needed", "Tâches approuvées requises"))
    gate_premium: float = parameter(1.2, unit="price ratio", low=0.1, high=5,
                                    source="assumed; E11 gives 1.63 for the outcome", prior=HALF_TO_TWICE,
                                    doc="start price of gated batches over others",
                                    label=("Premium of gated batches", "Prime des lots filtrés"))
    country_gate: float = parameter(0.115, unit="share of batches", low=0, high=1, source="C11",
                                    doc="batches open to one country only", label=("Country gate", "Filtre par pays"))
    gate_shares: dict[str, float] = parameter({}, unit="share of requesters", source="C11",
                                              doc="country to which a requester gates; none named: as people are"
                                                  " spread",
                                              label=("Countries of gates", "Pays des filtres"))

    @model_validator(mode="after")
    def _add_up(self):
        if self.gate_shares:
            shares_add_up(self.gate_shares, "demand.gate_shares")
        return self


class TaskType(Section):
    """One type of task."""

    label_en: str = parameter(REQUIRED, unit="text", source="its name", doc="name in English", label=("Name", "Nom"))
    label_fr: str = parameter(REQUIRED, unit="text", source="its name", doc="name in French",
                              label=("Name (fr)", "Nom (fr)"))
    ai_role: AiRole = parameter("none", unit="role", source="A8", doc="what the task does for AI",
                                label=("Role for AI", "Rôle pour l'IA"))
    share: float = parameter(REQUIRED, unit="weight", low=0, high=1e6, source="assumed", prior=HALF_TO_TWICE,
                             doc="weight of the type among the work on offer", label=("Weight", "Poids"))
    seconds: float = parameter(REQUIRED, unit="s", low=1, high=36_000, source="assumed", prior=HALF_TO_TWICE,
                               doc="median time of a task", label=("Time per task", "Durée d'une tâche"))
    seconds_log_sd: float = parameter(0.5, unit="log points", low=0, high=2, source="assumed", prior=SPREAD,
                                      doc="spread of the median time between batches",
                                      label=("Spread of time", "Dispersion des durées"))
    price: float = parameter(REQUIRED, unit="currency per task", low=0.001, high=1_000, source="P1–P5 or assumed",
                             prior=HALF_TO_TWICE, doc="usual price of a task of median time at the start",
                             label=("Usual price", "Prix usuel"))
    difficulty: float = parameter(1.0, unit="power of accuracy", low=0, high=10, source="assumed", prior=HALF_TO_TWICE,
                                  doc="a worker of accuracy a answers right with probability a to this power",
                                  label=("Difficulty", "Difficulté"))
    value: float = parameter(3.1, unit="multiple of the usual price", low=1e-6, high=100,
                             source="assumed; fitted to E2, with pricing.belief",
                             prior=HALF_TO_TWICE, doc="median value of a usable answer to the requester",
                             label=("Value of an answer", "Valeur d'une réponse"))
    test_seconds: float = parameter(0.0, unit="s", low=0, high=7_200, source="assumed; J6", prior=HALF_TO_TWICE,
                                    doc="unpaid test before the first task of this type on a platform; 0: none",
                                    label=("Test", "Épreuve"))
    country: str | None = parameter(None, unit="country code", source="assumed",
                                    doc="the only country whose language fits; none: any", label=("Country", "Pays"))
    language: str | None = parameter(None, unit="name of a language", source="assumed",
                                     doc="the language that one has to work in; none: any",
                                     label=("Language", "Langue"))
    exposure: float = parameter(0.5, unit="share of requesters", low=0, high=1, source="assumed; A7", prior=ODDS,
                                doc="requesters of this type whose work AI can take on at all, once it is able to",
                                label=("Exposure to AI", "Exposition à l'IA"))
