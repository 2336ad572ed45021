"""What a worker takes home: pay, or an employee's wage if that is more, less what will be taken when it is paid."""

from typing import NamedTuple

import numpy as np

from microsim.compiling import inlined
from microsim.market.employment.wages import Employment, at_least_the_wage, wage_of

from .balances import Contributions, share_taken


class Terms(NamedTuple):
    """The terms on which people work under the rules of the day.

    `shielded`: people whom some law protects on a platform, ``bool[n_platforms, n_countries]``.
    """

    employment: Employment
    contributions: Contributions
    shielded: np.ndarray


@inlined
def share_kept(account, t, w, a):
    """Share of pay that reaches the worker; 1 where no law takes anything."""
    return 1.0 - share_taken(account, t.contributions, w, a)


@inlined
def take_home(account, earned, seconds, t, w, a):
    """What a day brings a worker on an account, after contributions.

    Args:
        account: row.
        earned, seconds: pay of the work done, and time in sessions.
        t: `Terms`. w, a: columns of workers and accounts.
    """
    return at_least_the_wage(account, earned, seconds, t.employment, w, a) * share_kept(account, t, w, a)


@inlined
def wage_kept(account, t, w, a):
    """Wage per hour of an employee, after contributions; 0 for whoever is none."""
    return wage_of(account, t.employment, w, a) * share_kept(account, t, w, a)
