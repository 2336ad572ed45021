"""No constant of behaviour that was declared as a parameter is dead: what kernels get follows each of them.

Most reach kernels in a field of `KernelParameters`; those that phases read themselves are changed in a small market.
Two more are told by hand where they matter: `behaviour.appeal_memory` (tests/phases/test_hear_appeals.py) and
`reaction.least_admitted` (tests/phases/test_react.py).
"""

import hashlib
import math

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
    "pricing.most_early=2": ("ends", "most_early", 2.0),
    "pricing.most_late=4": ("ends", "most_late", 4.0),
    "pricing.expired_late=0.5": ("ends", "expired_late", 0.5),
    "reaction.place_rate=0.2": ("ends", "place_rate", 0.2),
    "pricing.rise_over_fall=3": ("prices", "rise_over_fall", 3.0),
    "pricing.lateness_rate=0.3": ("prices", "lateness_rate", 0.3),
    "pricing.rarely_late=0.4": ("prices", "rarely_late", 0.4),
    "demand.least_reserve=3": ("firms", "least_reserve", 3.0),
    "population.accuracy_least=0.1": ("people", "accuracy_least", 0.1),
    "population.accuracy_most=0.9": ("people", "accuracy_most", 0.9),
    "motives.supplement.other_income_log_sd=0.5": ("people", "other_income_log_sd", [0.5, 0.4, 0.4]),
    "motives.necessity.other_income_log_sd=0.6": ("people", "other_income_log_sd", [0.4, 0.6, 0.4]),
    "motives.flexibility.other_income_log_sd=0.7": ("people", "other_income_log_sd", [0.4, 0.4, 0.7]),
    "motives.necessity.target_step=0.25": ("people", "target_step", 2_500),
    "behaviour.longest_day=12": ("people", "longest_day", 12.0),
}
SMALL = ("scale=0.2", "burn_in_days=0", "days=30")
DAYS = 4
READ_BY_PHASES = {  # key, another value: a column that it moves within some days
    "behaviour.approval_memory=0.1": ("accounts", "expected_pay"),
    "behaviour.told_rate=0.5": ("platforms", "told_pay"),
    "pricing.advertised_rate=0.5": ("platforms", "advertised_pay"),
}


@pytest.mark.parametrize("change", FIELDS)
def test_what_kernels_get_follows_the_configuration(classroom, change):
    receiver, field, expected = FIELDS[change]
    before, after = (getattr(getattr(KernelParameters.of(classroom(*changes)), receiver), field)
                     for changes in ((), (change,)))  # fmt: skip
    assert np.array_equal(after, expected) and not np.array_equal(before, after)
    assert type(after) is type(before)  # kernels are compiled for it


def test_the_variance_of_values_is_split(classroom):
    views = KernelParameters.of(classroom("demand.value_between=0.36"))
    assert (views.firms.value_between, views.demand.value_within) == (0.6, math.sqrt(1.0 - 0.36))


def columns_after(config) -> dict[tuple[str, str], str]:
    with Market(config) as market:
        for _ in range(DAYS):
            market.step()
        return {
            where: hashlib.sha256(getattr(market, where[0]).used(where[1]).tobytes()).hexdigest()
            for where in READ_BY_PHASES.values()
        }


@pytest.fixture(scope="module")
def usual(classroom) -> dict[tuple[str, str], str]:
    return columns_after(classroom(*SMALL))


@pytest.mark.parametrize("change", READ_BY_PHASES)
def test_the_market_follows_what_phases_read(classroom, usual, change):
    where = READ_BY_PHASES[change]
    assert columns_after(classroom(*SMALL, change))[where] != usual[where]
