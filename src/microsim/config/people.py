"""Workers: who they are (population), what drives them (motives), how they come and go (churn)."""

from typing import Literal

from pydantic import model_validator

from .countries import Country
from .par import REQUIRED, Section, par
from .shares import shares_add_up

Motive = Literal["supplement", "necessity", "flexibility"]


class MotiveShares(Section):
    """Shares of the three motives among those who register."""

    supplement: float = par(0.50, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                            doc="have a main income and add to it", label=("Supplement", "Complément"))
    necessity: float = par(0.25, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                           doc="have little or no other income and aim at an amount",
                           label=("Necessity", "Nécessité"))
    flexibility: float = par(0.25, unit="share of workers", low=0, high=1, source="assumed, near M1 and M4",
                             doc="work in the gaps of the day (carers, students, disabled people)",
                             label=("Flexibility", "Flexibilité"))

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(dict(self), "population.motive_shares")
        return self


class AgeShares(Section):
    """Shares of three age bands among those who register."""

    from_18_to_24: float = par(0.17, unit="share of workers", low=0, high=1, source="assumed, remainder of F7",
                               doc="aged 18 to 24", label=("18–24", "18–24 ans"))
    from_25_to_44: float = par(0.63, unit="share of workers", low=0, high=1, source="F7",
                               doc="aged 25 to 44", label=("25–44", "25–44 ans"))
    from_45: float = par(0.20, unit="share of workers", low=0, high=1, source="assumed, remainder of F7",
                         doc="aged 45 and over", label=("45 and over", "45 ans et plus"))

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(dict(self), "population.age_shares")
        return self


class GroupAbroad(Section):
    """Workers of one group of countries, on the platforms open abroad, who come while pay is worth it to them."""

    people: float = par(REQUIRED, unit="persons per registered worker", low=0, high=100, source="assumed",
                        doc="people abroad who may do the same tasks, over those registered at the start",
                        label=("People abroad", "Personnes à l'étranger"))
    reservation_wage: float = par(REQUIRED, unit="currency per hour", low=0.01, high=100,
                                  source="assumed; E18 for the ratios between groups, S3 for the level",
                                  doc="median reservation wage of the group",
                                  label=("Reservation wage abroad", "Salaire de réserve à l'étranger"))
    reservation_log_sd: float = par(1.86, unit="log points", low=0, high=3, source="S4",
                                    doc="spread of reservation wages within the group",
                                    label=("Spread of reservation wages abroad",
                                           "Dispersion du salaire de réserve à l'étranger"))
    sessions: float = par(0.1, unit="sessions per willing person and day", low=0, high=1, source="assumed",
                          doc="chance that somebody to whom pay is worth it sits down on a day",
                          label=("Sessions abroad", "Sessions à l'étranger"))
    session_hours: float = par(1.5, unit="h", low=0.1, high=12, source="assumed", doc="length of a session",
                               label=("Session length abroad", "Durée d'une session à l'étranger"))


class Population(Section):
    """Who is registered at the start, and who registers later."""

    workers: int = par(REQUIRED, unit="persons", low=1, high=9_999_999, source="F1, F2 (France)",
                       doc="registered people at the start of the run, at scale 1",
                       label=("Registered workers", "Personnes inscrites"))
    accounts_per_worker: float = par(1.2, unit="accounts per person", low=1, high=8, source="F3, F4 (France)",
                                     doc="accounts on all platforms over registered people",
                                     label=("Accounts per worker", "Comptes par personne"))
    motive_shares: MotiveShares = MotiveShares()
    age_shares: AgeShares = AgeShares()
    country_shares: dict[str, float] = par({"FR": 1.0}, unit="share of workers", source="M8, M9 (MTurk)",
                                           doc="country in which a worker lives",
                                           label=("Countries", "Pays"))
    accuracy_mean: float = par(0.77, unit="share of answers right", low=0.3, high=1,
                               source="data/crowd_worker_accuracy_summary.csv",
                               doc="mean accuracy of workers at tasks of difficulty 1",
                               label=("Mean accuracy", "Justesse moyenne"))
    accuracy_sd: float = par(0.14, unit="share of answers right", low=0, high=0.3,
                             source="data/crowd_worker_accuracy_summary.csv",
                             doc="standard deviation of accuracy between workers",
                             label=("Spread of accuracy", "Dispersion de la justesse"))
    speed_log_sd: float = par(0.85, unit="log points", low=0, high=1.5,
                              source="assumed, with tasks' own spread near data/crowdtruth_medrelex_timing_summary.csv",
                              doc="spread between workers of the time for the same task",
                              label=("Spread of speed", "Dispersion de la vitesse"))
    countries: dict[str, Country] = {}
    foreign_pool: dict[str, GroupAbroad] = {}

    @model_validator(mode="after")
    def _add_up(self):
        shares_add_up(self.country_shares, "population.country_shares")
        return self


class MotiveBase(Section):
    """What all motives have in common."""

    women: float = par(0.56, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                       doc="women among workers of this motive", label=("Women", "Femmes"))
    poor: float = par(0.22, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                      doc="below the poverty line among workers of this motive",
                      label=("Poor", "Sous le seuil de pauvreté"))
    transfers: float = par(0.41, unit="share", low=0, high=1, source="assumed; the mean over motives meets F10",
                           doc="receive transfers among workers of this motive",
                           label=("On transfers", "Allocataires"))
    no_other_job: float = par(0.28, unit="share", low=0, high=1, source="assumed; the mean over motives meets F7",
                              doc="without another job among workers of this motive",
                              label=("No other job", "Sans autre emploi"))
    other_income: float = par(1500.0, unit="currency per month", low=0, high=10_000, source="assumed",
                              doc="median income from another job, of those who have one",
                              label=("Income from another job", "Revenu d'un autre emploi"))
    transfer_income: float = par(500.0, unit="currency per month", low=0, high=5_000, source="assumed",
                                 doc="transfers, of those who receive any", label=("Transfers", "Allocations"))
    reservation_wage: float = par(5.0, unit="currency per hour", low=0.01, high=100,
                                  source="assumed; S3 gives 1.38 USD at work on MTurk",
                                  doc="median reservation wage of those who consider registering",
                                  label=("Reservation wage", "Salaire de réserve"))
    reservation_log_sd: float = par(1.86, unit="log points", low=0, high=3, source="S4",
                                    doc="spread of reservation wages",
                                    label=("Spread of reservation wages", "Dispersion du salaire de réserve"))
    hours_per_day: float = par(0.08, unit="h per day", low=0.01, high=16, source="assumed",
                               doc="median time at disposal on a day, over workers and days",
                               label=("Time at disposal", "Temps disponible"))
    hours_log_sd: float = par(0.9, unit="log points", low=0, high=3, source="assumed",
                              doc="spread of the time at disposal between workers",
                              label=("Spread of time between workers", "Dispersion du temps entre personnes"))
    hours_day_log_sd: float = par(1.1, unit="log points", low=0, high=3, source="assumed",
                                  doc="spread of a worker's time at disposal from day to day",
                                  label=("Spread of time between days", "Dispersion du temps entre jours"))
    worthwhile_amount: float = par(7.0, unit="currency per session", low=0, high=100,
                                   source="assumed; set by F1",
                                   doc="median least gain for which it is worth sitting down",
                                   label=("Least gain worth a session", "Gain minimal d'une session"))
    worthwhile_log_sd: float = par(0.7, unit="log points", low=0, high=3, source="assumed",
                                   doc="spread of the least gain between workers",
                                   label=("Spread of the least gain", "Dispersion du gain minimal"))
    start_hour: float = par(19.0, unit="h of the day", low=0, high=23, source="assumed",
                            doc="usual start of the work on weekdays",
                            label=("Start on weekdays", "Début en semaine"))
    start_hour_weekend: float = par(14.0, unit="h of the day", low=0, high=23, source="assumed",
                                    doc="usual start of the work at the weekend",
                                    label=("Start at the weekend", "Début le week-end"))
    start_hour_sd: float = par(1.5, unit="h", low=0, high=6, source="assumed",
                               doc="spread of the start over workers and days",
                               label=("Spread of the start", "Dispersion du début"))


class Supplement(MotiveBase):
    """Has a main income; works while it is worth it."""


class Necessity(MotiveBase):
    """Aims at an amount per week; works longer when pay falls."""

    weekly_target: float = par(60.0, unit="currency per week", low=1, high=1_000,
                               source="assumed; targets divisible by 5: S5",
                               doc="median amount aimed at per week, rounded to 5",
                               label=("Weekly target", "Objectif hebdomadaire"))
    weekly_target_log_sd: float = par(1.0, unit="log points", low=0, high=3, source="assumed",
                                      doc="spread of the weekly target between workers",
                                      label=("Spread of the target", "Dispersion de l'objectif"))


class Flexibility(MotiveBase):
    """Works in the gaps of the day."""

    window_minutes: float = par(25.0, unit="min", low=5, high=240, source="assumed",
                                doc="median length of a gap in the day",
                                label=("Length of a gap", "Durée d'un créneau"))
    window_log_sd: float = par(0.6, unit="log points", low=0, high=2, source="assumed",
                               doc="spread of the length of gaps",
                               label=("Spread of gaps", "Dispersion des créneaux"))


class Motives(Section):
    """The three motives."""

    supplement: Supplement = Supplement()
    necessity: Necessity = Necessity()
    flexibility: Flexibility = Flexibility()


class Churn(Section):
    """How workers come and go."""

    half_life_days: float = par(537.0, unit="days", low=30, high=10_000, source="S8, data/mturk_halflife_by_era.csv",
                                doc="time after which half of a cohort has left for reasons outside the market",
                                label=("Half-life", "Demi-vie"))
    usual_pay: float = par(1.0, unit="share of advertised pay at the start", low=0.01, high=10, source="assumed; S8",
                           doc="advertised pay at which entry makes up for the exits of life",
                           label=("Pay that keeps numbers up", "Paie qui maintient l'effectif"))
    impression_log_sd: float = par(1.0, unit="log points", low=0, high=3, source="assumed",
                                   doc="how far prospects misjudge advertised earnings",
                                   label=("Misjudgement by prospects", "Erreur des candidats"))
    disappointment_days: int = par(20, unit="active days", low=1, high=1_000, source="assumed",
                                   doc="active days in a row below the reservation wage after which a worker leaves",
                                   label=("Patience before leaving", "Patience avant le départ"))
