"""No constant of behaviour that was declared as a parameter is dead: what kernels get, and the market, follow each.

Two more are told by hand where they matter: `behaviour.appeal_memory` (tests/phases/test_hear_appeals.py) and
`reaction.least_admitted` (tests/phases/test_react.py).
"""

import hashlib

import numpy as np
import pytest

from microsim.market.parameters import KernelParameters
from microsim.model import Market

FIELDS = {  # key, another value: where it arrives, and as what
    "rejection.least_effort=0.07": ("conduct", "least_effort", 0.07),
    "rejection.effort_step=3": ("conduct", "effort_step", 3.0),
    "rejection.try_less=0.6": ("conduct", "try_less", 0.6),
    "rejection.try_refusal=0.7": ("conduct", "try_refusal", 0.7),
    "rejection.refusals=[0.0, 0.5]": ("conduct", "refusals", [0.0, 0.5]),
    "rejection.remembers=9": ("conduct", "remembers", 9),
    "rejection.settling=4": ("conduct", "settling", 4),
    "rejection.steady=0.3": ("conduct", "steady", 0.3),
    "rejection.sure=0.4": ("conduct", "sure", 0.4),
    "rejection.usable_rate=0.01": ("review", "usable_rate", 0.01),
    "reaction.place_rate=0.2": ("ends", "place_rate", 0.2),
    "pricing.lateness_rate=0.3": ("prices", "lateness_rate", 0.3),
    "pricing.reset=0.3": ("prices", "reset", 0.3),
    "pricing.step=0.6": ("prices", "step", 0.6),
    "pricing.stale_days=9": ("prices", "stale_days", 9),
    "pricing.guess_log_sd=0.3": ("pricing", "guess_log_sd", 0.3),
    "pricing.batch_guess_log_sd=0.1": ("pricing", "batch_guess_log_sd", 0.1),
    "pricing.grid_5=0.1": ("pricing", "grid_5", 0.1),
    "pricing.grid_10=0.05": ("pricing", "grid_10", 0.05),
    "pricing.grid_25=0.1": ("pricing", "grid_25", 0.1),
    "demand.first_budget=0.5": ("firms", "first_budget", 0.5),
    "demand.budget_slack=2": ("firms", "budget_slack", 2.0),
    "demand.job_value_log_sd=0.4": ("demand", "job_value_log_sd", 0.4),
    "behaviour.first_record=5": ("people", "first_record", 5.0),
    "behaviour.first_record_log_sd=0.4": ("people", "first_record_log_sd", 0.4),
    "demand.least_reserve=3": ("firms", "least_reserve", 3.0),
    "population.accuracy_least=0.1": ("people", "accuracy_least", 0.1),
    "population.accuracy_most=0.9": ("people", "accuracy_most", 0.9),
    "motives.supplement.other_income_log_sd=0.5": ("people", "other_income_log_sd", [0.5, 0.4, 0.4]),
    "motives.necessity.other_income_log_sd=0.6": ("people", "other_income_log_sd", [0.4, 0.6, 0.4]),
    "motives.flexibility.other_income_log_sd=0.7": ("people", "other_income_log_sd", [0.4, 0.4, 0.7]),
    "motives.necessity.target_step=0.25": ("people", "target_step", 2_500),
    "behaviour.longest_day=12": ("people", "longest_day", 12.0),
    "rating.by_time=false": ("people", "lookers_by_time", False),
}
# A small market in which requesters try and copy a lot.
LIVELY = (
    "scale=0.2", "burn_in_days=0", "days=30", "demand.requesters=200", "demand.expiry_days=1",
    "rejection.experiment=0.5", "rejection.look=1", "rejection.period_days=1", "rejection.settling=0",
    "rejection.steady=10", "rejection.inertia=0",
    *(f"requesters.{kind}.{change}" for kind in ("regular", "large")
      for change in ("review_days=0.3", "refusers=0.3", "refuse_good=0.3")),
)  # fmt: skip
DAYS = 14
TABLES = ("workers", "accounts", "platforms", "requesters", "batches")
FAR = {  # where another value has to be far away for so few days
    "rejection.least_effort": 0.9, "rejection.try_less": 1, "rejection.try_refusal": 1, "rejection.sure": 10,
    "rejection.steady": 0.1, "rejection.settling": 3, "rejection.remembers": 2, "population.accuracy_least": 0.7,
    "pricing.stale_days": 1, "behaviour.longest_day": 0.5,
}  # fmt: skip
OTHERS = (
    "behaviour.approval_memory=0.1", "behaviour.told_rate=0.5", "pricing.advertised_rate=0.5", "pricing.belief=0.3",
    "pricing.usual_lateness=0.5",
)  # fmt: skip


@pytest.mark.parametrize("change", FIELDS)
def test_what_kernels_get_follows_the_configuration(classroom, change):
    receiver, field, expected = FIELDS[change]
    before, after = (getattr(getattr(KernelParameters.of(classroom(*changes)), receiver), field)
                     for changes in ((), (change,)))  # fmt: skip
    assert np.array_equal(after, expected) and not np.array_equal(before, after)
    assert type(after) is type(before)  # kernels are compiled for it


def fingerprint(config) -> str:
    """One hash of the columns of a market after some days."""
    digest = hashlib.sha256()
    with Market(config) as market:
        for _ in range(DAYS):
            market.step()
        for table in (getattr(market, name) for name in TABLES):
            for column in table.columns:
                digest.update(table.used(column).tobytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def usual(classroom) -> str:
    return fingerprint(classroom(*LIVELY))


def test_the_same_configuration_gives_the_same_market(classroom, usual):
    assert fingerprint(classroom(*LIVELY)) == usual


@pytest.mark.parametrize("change", [*FIELDS, *OTHERS])
def test_another_value_gives_another_market(classroom, usual, change):
    key = change.split("=")[0]
    assert fingerprint(classroom(*LIVELY, f"{key}={FAR[key]}" if key in FAR else change)) != usual
