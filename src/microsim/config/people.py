"""Workers: who they are (population), what drives them (motives), how they come and go (churn)."""

from typing import Literal

from pydantic import model_validator

from .countries import Country
from .parameter import REQUIRED, Section, parameter
from .prior import HALF_TO_TWICE, HOURS, ODDS, SPREAD
from .shares import shares_add_up

Motive = Literal["supplement", "necessity", "flexibility"]


class MotiveShares(Section):
    """Shares of the three motives among those who register."""

    supplement: float = parameter(0.50, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                                  prior=ODDS,
                                  doc="have a main income and add to it", label=("Supplement", "Complément"))
    necessity: float = parameter(0.25, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                                 prior=ODDS, doc="have little or no other income and aim at an amount",
                                 label=("Necessity", "Nécessité"))
    flexibility: float = parameter(0.25, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                                   prior=ODDS, doc="work in the gaps of the day (carers, students, disabled people)",
                                   label=("Flexibility", "Flexibilité"))

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(dict(self), "population.motive_shares")
        return self


class AgeShares(Section):
    """Shares of three age bands among those who register."""

    from_18_to_24: float = parameter(0.17, unit="share of workers", low=0, high=1, source="assumed, remainder of F7",
                                     prior=ODDS, doc="aged 18 to 24", label=("18–24", "18–24 ans"))
    from_25_to_44: float = parameter(0.63, unit="share of workers", low=0, high=1, source="F7",
                                     doc="aged 25 to 44", label=("25–44", "25–44 ans"))
    from_45: float = parameter(0.20, unit="share of workers", low=0, high=1, source="assumed, remainder of F7",
                               prior=ODDS, doc="aged 45 and over", label=("45 and over", "45 ans et plus"))

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(dict(self), "population.age_shares")
        return self


class GroupAbroad(Section):
    """Workers of one group of countries, on the platforms open abroad, who come while pay is worth it to them."""

    people: float = parameter(REQUIRED, unit="persons per registered worker", low=0, high=100, source="assumed",
                              prior=HALF_TO_TWICE,
                              doc="people abroad who may do the same tasks, over those registered at the start",
                              label=("People abroad", "Personnes à l'étranger"))
    reservation_wage: float = parameter(REQUIRED, unit="currency per hour", low=0.01, high=100,
                                        source="assumed; E18 for the ratios between groups, S3 for the level",
                                        prior=HALF_TO_TWICE, doc="median reservation wage of the group",
                                        label=("Reservation wage abroad", "Salaire de réserve à l'étranger"))
    reservation_log_sd: float = parameter(1.86, unit="log points", low=0, high=3, source="S4",
                                          doc="spread of reservation wages within the group",
                                          label=("Spread of reservation wages abroad",
                                                 "Dispersion du salaire de réserve à l'étranger"))
    sessions: float = parameter(0.1, unit="sessions per willing person and day", low=0, high=1, source="assumed",
                                prior=HALF_TO_TWICE,
                                doc="chance that somebody to whom pay is worth it sits down on a day",
                                label=("Sessions abroad", "Sessions à l'étranger"))
    session_hours: float = parameter(1.5, unit="h", low=0.1, high=12, source="assumed", prior=HALF_TO_TWICE,
                                     doc="length of a session",
                                     label=("Session length abroad", "Durée d'une session à l'étranger"))


class Population(Section):
    """Who is registered at the start, and who registers later."""

    workers: int = parameter(REQUIRED, unit="persons", low=1, high=9_999_999, source="F1, F2 (France)",
                             doc="registered people at the start of the run, at scale 1",
                             label=("Registered workers", "Personnes inscrites"))
    accounts_per_worker: float = parameter(1.2, unit="accounts per person", low=1, high=8, source="F3, F4 (France)",
                                           doc="accounts on all platforms over registered people",
                                           label=("Accounts per worker", "Comptes par personne"))
    motive_shares: MotiveShares = MotiveShares()
    age_shares: AgeShares = AgeShares()
    country_shares: dict[str, float] = parameter({"FR": 1.0}, unit="share of workers", source="M8, M9 (MTurk)",
                                                 doc="country in which a worker lives",
                                                 label=("Countries", "Pays"))
    accuracy_mean: float = parameter(0.77, unit="share of answers right", low=0.3, high=1,
                                     source="data/crowd_worker_accuracy_summary.csv",
                                     doc="mean accuracy of workers at tasks of difficulty 1",
                                     label=("Mean accuracy", "Justesse moyenne"))
    accuracy_sd: float = parameter(0.14, unit="share of answers right", low=0, high=0.3,
                                   source="data/crowd_worker_accuracy_summary.csv",
                                   doc="standard deviation of accuracy between workers",
                                   label=("Spread of accuracy", "Dispersion de la justesse"))
    accuracy_least: float = parameter(0.05, unit="share of answers right", low=0.01, high=1, source="assumed; no data",
                                      prior=ODDS, drawn=False, doc="accuracy of the least accurate",
                                      label=("Least accuracy", "Justesse minimale"))
    accuracy_most: float = parameter(0.99, unit="share of answers right", low=0.01, high=1, source="assumed; no data",
                                     prior=ODDS, drawn=False, doc="accuracy of the most accurate",
                                     label=("Most accuracy", "Justesse maximale"))
    speed_log_sd: float = parameter(0.85, unit="log points", low=0, high=1.5,
                                    source="assumed, with tasks' own spread near"
                                           " data/crowdtruth_medrelex_timing_summary.csv",
                                    prior=SPREAD, doc="spread between workers of the time for the same task",
                                    label=("Spread of speed", "Dispersion de la vitesse"))
    countries: dict[str, Country] = {}
    foreign_pool: dict[str, GroupAbroad] = {}

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(self.country_shares, "population.country_shares")
        return self

    @model_validator(mode="after")
    def _least_below_most(self):
        if self.accuracy_least > self.accuracy_most:
            raise ValueError(f"population.accuracy_least = {self.accuracy_least:g} is above accuracy_most")
        return self


class MotiveBase(Section):
    """What all motives have in common."""

    women: float = parameter(0.56, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                             prior=ODDS, doc="women among workers of this motive", label=("Women", "Femmes"))
    poor: float = parameter(0.22, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                            prior=ODDS, doc="below the poverty line among workers of this motive",
                            label=("Poor", "Sous le seuil de pauvreté"))
    transfers: float = parameter(0.41, unit="share", low=0, high=1, source="assumed; the mean over motives meets F10",
                                 prior=ODDS, doc="receive transfers among workers of this motive",
                                 label=("On transfers", "Allocataires"))
    no_other_job: float = parameter(0.28, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                                    prior=ODDS, doc="without another job among workers of this motive",
                                    label=("No other job", "Sans autre emploi"))
    other_income: float = parameter(1500.0, unit="currency per month", low=0, high=10_000, source="assumed",
                                    prior=HALF_TO_TWICE, doc="median income from another job, of those who have one",
                                    label=("Income from another job", "Revenu d'un autre emploi"))
    other_income_log_sd: float = parameter(0.4, unit="log points", low=0, high=3, source="assumed; no data",
                                           prior=SPREAD, drawn=False, doc="spread of the income from another job",
                                           label=("Spread of the income from another job",
                                                  "Dispersion du revenu d'un autre emploi"))
    transfer_income: float = parameter(500.0, unit="currency per month", low=0, high=5_000, source="assumed",
                                       prior=HALF_TO_TWICE,
                                       doc="transfers, of those who receive any", label=("Transfers", "Allocations"))
    reservation_wage: float = parameter(5.0, unit="currency per hour", low=0.01, high=100,
                                        source="assumed; S3 gives 1.38 USD at work on MTurk", prior=HALF_TO_TWICE,
                                        doc="median reservation wage of those who consider registering",
                                        label=("Reservation wage", "Salaire de réserve"))
    reservation_log_sd: float = parameter(1.86, unit="log points", low=0, high=3, source="S4",
                                          doc="spread of reservation wages",
                                          label=("Spread of reservation wages", "Dispersion du salaire de réserve"))
    hours_per_day: float = parameter(0.08, unit="h per day", low=0.01, high=16, source="assumed", prior=HALF_TO_TWICE,
                                     doc="median time at disposal on a day, over workers and days",
                                     label=("Time at disposal", "Temps disponible"))
    hours_log_sd: float = parameter(0.9, unit="log points", low=0, high=3, source="assumed", prior=SPREAD,
                                    doc="spread of the time at disposal between workers",
                                    label=("Spread of time between workers", "Dispersion du temps entre personnes"))
    hours_day_log_sd: float = parameter(1.1, unit="log points", low=0, high=3, source="assumed", prior=SPREAD,
                                        doc="spread of a worker's time at disposal from day to day",
                                        label=("Spread of time between days", "Dispersion du temps entre jours"))
    worthwhile_amount: float = parameter(7.0, unit="currency per session", low=0, high=100,
                                         source="assumed; set by F1", prior=HALF_TO_TWICE,
                                         doc="median least gain for which it is worth sitting down",
                                         label=("Least gain worth a session", "Gain minimal d'une session"))
    worthwhile_log_sd: float = parameter(0.7, unit="log points", low=0, high=3, source="assumed", prior=SPREAD,
                                         doc="spread of the least gain between workers",
                                         label=("Spread of the least gain", "Dispersion du gain minimal"))
    start_hour: float = parameter(19.0, unit="h of the day", low=0, high=23, source="assumed", prior=HOURS,
                                  doc="usual start of the work",
                                  label=("Start", "Début"))
    start_hour_sd: float = parameter(1.5, unit="h", low=0, high=6, source="assumed", prior=HALF_TO_TWICE,
                                     doc="spread of the start over workers and days",
                                     label=("Spread of the start", "Dispersion du début"))


class Supplement(MotiveBase):
    """Has a main income; works while it is worth it."""


class Necessity(MotiveBase):
    """Aims at an amount per week; works longer when pay falls."""

    weekly_target: float = parameter(60.0, unit="currency per week", low=1, high=1_000,
                                     source="assumed; targets divisible by 5: S5", prior=HALF_TO_TWICE,
                                     doc="median amount aimed at per week, rounded to 5",
                                     label=("Weekly target", "Objectif hebdomadaire"))
    weekly_target_log_sd: float = parameter(1.0, unit="log points", low=0, high=3, source="assumed", prior=SPREAD,
                                            doc="spread of the weekly target between workers",
                                            label=("Spread of the target", "Dispersion de l'objectif"))
    target_step: float = parameter(5.0, unit="currency per week", low=0.01, high=1_000, source="assumed; S5",
                                   prior=HALF_TO_TWICE, drawn=False, doc="amounts aimed at are multiples of this",
                                   label=("Step of the target", "Pas de l'objectif"))
    stretch_hours: float = parameter(4.0, unit="h", low=0.1, high=24, source="assumed; no data", prior=HALF_TO_TWICE,
                                     drawn=False, doc="work longer than this is cut in two by a break",
                                     label=("Hours before a break", "Heures avant une pause"))
    break_hours: float = parameter(1.0, unit="h", low=0, high=24, source="assumed; no data", prior=HALF_TO_TWICE,
                                   drawn=False, doc="length of that break",
                                   label=("Length of a break", "Durée d'une pause"))


class Flexibility(MotiveBase):
    """Works in the gaps of the day."""

    window_minutes: float = parameter(25.0, unit="min", low=5, high=240, source="assumed", prior=HALF_TO_TWICE,
                                      doc="median length of a gap in the day",
                                      label=("Length of a gap", "Durée d'un créneau"))
    window_log_sd: float = parameter(0.6, unit="log points", low=0, high=2, source="assumed", prior=SPREAD,
                                     doc="spread of the length of gaps",
                                     label=("Spread of gaps", "Dispersion des créneaux"))
    first_hour: float = parameter(8.0, unit="h of the day", low=0, high=24, source="assumed; no data", prior=HOURS,
                                  drawn=False, doc="hour before which there are no gaps",
                                  label=("First hour", "Première heure"))
    last_hour: float = parameter(22.0, unit="h of the day", low=0, high=24, source="assumed; no data", prior=HOURS,
                                 drawn=False, doc="hour from which on no gap begins",
                                 label=("Last hour", "Dernière heure"))
    most_gaps: int = parameter(6, unit="gaps per day", low=1, high=255, source="assumed; no data", prior=HALF_TO_TWICE,
                               drawn=False, doc="the most gaps that a day has",
                               label=("Most gaps", "Créneaux au plus"))

    @model_validator(mode="after")
    def _first_before_last(self):
        if self.first_hour > self.last_hour:
            raise ValueError(f"motives.flexibility.first_hour = {self.first_hour:g} is after last_hour")
        return self


class Motives(Section):
    """The three motives."""

    supplement: Supplement = Supplement()
    necessity: Necessity = Necessity()
    flexibility: Flexibility = Flexibility()


class Churn(Section):
    """How workers come and go."""

    half_life_days: float = parameter(537.0, unit="days", low=30, high=10_000,
                                      source="S8, data/mturk_halflife_by_era.csv",
                                      doc="time after which half of a cohort has left for reasons outside the market",
                                      label=("Half-life", "Demi-vie"))
    usual_pay: float = parameter(1.0, unit="share of advertised pay at the start", low=0.01, high=10,
                                 source="assumed; S8", prior=HALF_TO_TWICE,
                                 doc="advertised pay at which entry makes up for the exits of life",
                                 label=("Pay that keeps numbers up", "Paie qui maintient l'effectif"))
    impression_log_sd: float = parameter(1.0, unit="log points", low=0, high=3, source="assumed", prior=SPREAD,
                                         doc="how far prospects misjudge advertised earnings",
                                         label=("Misjudgement by prospects", "Erreur des candidats"))
    disappointment_days: int = parameter(20, unit="active days", low=1, high=1_000, source="assumed",
                                         prior=HALF_TO_TWICE,
                                         doc="active days in a row below the reservation wage after which a worker"
                                             " leaves",
                                         label=("Patience before leaving", "Patience avant le départ"))
