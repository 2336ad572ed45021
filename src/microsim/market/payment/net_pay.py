"""What a worker takes home: pay, or an employee's wage if that is more, less what will be taken when it is paid."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled, inlined
from microsim.market.employment.wages import Employment, at_least_the_wage
from microsim.market.law.compliance import EMPLOYMENT, declares, protects

from .balances import Contributions, share_taken


class Terms(NamedTuple):
    """The terms on which people work under the rules of the day.

    `shielded`: people whom some law protects on a platform, ``bool[n_platforms, n_countries]``.
    """

    employment: Employment
    contributions: Contributions
    shielded: np.ndarray


@compiled
def share_kept(seed, account, law, w, a):
    """Share of pay that reaches the worker; 1 where no law takes anything."""
    worker, p = a.line[account].worker, a.line[account].platform
    who, country = w.line[worker].id, w.line[worker].country
    if country < 0:
        return 1.0
    person = law.people[p, country]
    if protects(seed, EMPLOYMENT, who, p, person.employed):
        return 1.0 - person.employee_share
    if person.contribution_share == 0.0:
        return 1.0
    return 1.0 - (person.contribution_share if declares(seed, who, person.declared) else 0.0)


@compiled
def wage_kept(seed, account, law, w, a):
    """Wage per hour of an employee, after contributions; 0 for whoever is none."""
    worker, p = a.line[account].worker, a.line[account].platform
    who, country = w.line[worker].id, w.line[worker].country
    if country < 0 or not protects(seed, EMPLOYMENT, who, p, law.people[p, country].employed):
        return 0.0
    return law.people[p, country].wage * share_kept(seed, account, law, w, a)


@inlined
def take_home(account, earned, seconds, t, w, a):
    """What a day brings a worker on an account, after contributions.

    Args:
        account: row.
        earned, seconds: pay of the work done, and time in sessions.
        t: `Terms`. w, a: columns of workers and accounts.
    """
    kept = 1.0 - share_taken(account, t.contributions, w, a)
    return at_least_the_wage(account, earned, seconds, t.employment, w, a) * kept
