"""Workers abroad: groups of people who sit down while what their group has learned to earn is worth it to them.

A group is one row of workers with one account per platform, which keeps what its people have earned. Its people have
identities and reservation wages of their own, and nothing else: where pay is higher, more of them come, and those who
came before do the same as before.
"""

from typing import NamedTuple

import numpy as np

from . import decisions as of
from .clock import DAY, HOUR
from .compiling import compiled
from .identity import person_abroad
from .people import pick
from .random import draw, lognormal
from .supply import add_session


class Groups(NamedTuple):
    """Parameters of the groups, one entry each; money in 1/10,000.

    `platform_cdf` says where a person abroad is registered: among the platforms open abroad, by their demand.
    """

    people: np.ndarray
    reservation_wage: np.ndarray
    reservation_log_sd: np.ndarray
    sessions: np.ndarray
    session_seconds: np.ndarray
    platform_cdf: np.ndarray


@compiled
def plan_abroad(seed, day, groups, a, s, n):
    """Add the day's sessions of people abroad: whoever has time today and expects more than the reservation wage.

    Args:
        seed, day: address.
        groups: `Groups`; group g has the row g of workers, and the accounts g * platforms on.
        a: columns of accounts.
        s, n: columns of sessions (with room for everybody), rows in use.

    Returns:
        Sessions in use.
    """
    platforms = len(groups.platform_cdf)
    for group in range(len(groups.people)):
        for number in range(groups.people[group]):
            who = person_abroad(group, number)
            today = draw(seed, of.DAY_PLAN, who, 0, day, 0, 0)
            if today[0] >= groups.sessions[group]:
                continue
            own = draw(seed, of.ABROAD, who, 0, 0, 0, 0)
            account = group * platforms + pick(groups.platform_cdf, own[1])
            least = lognormal(own[0], groups.reservation_wage[group], groups.reservation_log_sd[group])
            if a.expected_pay[account] <= least:
                continue
            start = int(today[1] * DAY)
            end = min(DAY, start + groups.session_seconds[group])
            n = add_session(s, n, group, who, 0, start, end, False, 0, least, 0, -1)
            s.account[n - 1] = account
    return n


@compiled
def learn_abroad(day, n, rate, hearsay, first, advertised, a):
    """Groups update what they expect to earn, by what their people's sessions of today brought; as everybody does.

    Where none of them sat down, they go by what the platform advertises, as newcomers do.

    Args:
        day: today.
        n: accounts of groups, the first of all.
        rate: weight of today. hearsay: share of the gap closed per day without sessions.
        first: what newcomers expect, over advertised pay.
        advertised: by platform.
        a: columns of accounts; `expected_pay` is changed.
    """
    for account in range(n):
        if a.last_active[account] == day and a.seconds_today[account] > 0:
            judged = a.approved[account] + a.rejected[account]
            trust = (a.approved[account] + 10.0) / (judged + 10.0)
            per_hour = a.earned_today[account] * trust * HOUR / a.seconds_today[account]
            a.expected_pay[account] += rate * (per_hour - a.expected_pay[account])
        else:
            said = first * advertised[a.platform[account]]
            a.expected_pay[account] += hearsay * (said - a.expected_pay[account])
