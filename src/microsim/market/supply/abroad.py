"""Workers abroad: groups of people who sit down while what their group has learned to earn is worth it to them.

A group is one row of workers with one account per platform, which keeps what its people have earned. Its people have
identities and reservation wages of their own, and nothing else: where pay is higher, more of them come, and those who
came before do the same as before.
"""

from typing import NamedTuple

import numpy as np

from microsim.compiling import compiled
from microsim.market.learning.expectations import Learning
from microsim.market.turnover.closing import next_platform
from microsim.market.turnover.people import pick
from microsim.motives.sessions import Plan, add_session
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal
from microsim.random.identity import person_abroad
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import DAY, HOUR


class Groups(NamedTuple):
    """Parameters of the groups, one entry each; money in 1/10,000.

    `platform_cdf` says where a person abroad is registered: among the platforms open abroad, by their demand.
    `platform_weights` are the shares that it adds up.
    """

    people: np.ndarray
    reservation_wage: np.ndarray
    reservation_log_sd: np.ndarray
    sessions: np.ndarray
    session_seconds: np.ndarray
    platform_cdf: np.ndarray
    platform_weights: np.ndarray


@compiled
def plan_abroad(
    now: Now, groups: Groups, here: np.ndarray, stays_away: np.ndarray, a: Record, s: np.ndarray, n: int
) -> int:
    """Add the day's sessions of people abroad: whoever has time today and expects more than the reservation wage.

    Those whose platform has closed go on at another one, or stay away.

    Args:
        now: `Now`.
        groups: `Groups`; group g has the row g of workers, and the accounts g * platforms on.
        here: weights of the platforms open abroad that have not closed, ``float64[n_platforms]``.
        stays_away: share of those there who stay away, once a platform has closed, ``float64[n_platforms]``.
        a: columns of accounts.
        s, n: columns of sessions (with room for everybody), rows in use.

    Returns:
        Sessions in use.
    """
    platforms = len(groups.platform_cdf)
    for group in range(len(groups.people)):
        for number in range(groups.people[group]):
            who = person_abroad(group, number)
            today = draw(now.seed, of.DAY_PLAN, who, 0, now.day, 0, 0)
            if today[0] >= groups.sessions[group]:
                continue
            own = draw(now.seed, of.ABROAD, who, 0, 0, 0, 0)
            place = pick(groups.platform_cdf, own[1])
            if groups.platform_weights[place] > 0.0 and here[place] == 0.0:
                place = -1 if own[2] < stays_away[place] else next_platform(now.seed, of.ABROAD, who, here)
                if place < 0:
                    continue
            account = group * platforms + place
            least = lognormal(own[0], groups.reservation_wage[group], groups.reservation_log_sd[group])
            if a.line[account].expected_pay <= least:
                continue
            start = int(today[1] * DAY)
            end = min(DAY, start + groups.session_seconds[group])
            n = add_session(s, n, Plan(group, who, start, end, 0, False, 0, least, 0, -1))
            s[n - 1].account = account
    return n


@compiled
def learn_abroad(
    day: int, how: Learning, first: float, advertised: np.ndarray, line: np.ndarray, book: np.ndarray
) -> None:
    """Groups update what they expect to earn, by what their people's sessions of today brought; as everybody does.

    Where none of them sat down, they go by what the platform advertises, as newcomers do.

    Args:
        day: today.
        how: weight of today, of the first belief, and the share of the gap closed per day without sessions.
        first: what newcomers expect, over advertised pay.
        advertised: by platform.
        line, book: accounts of groups; `expected_pay` is changed.
    """
    for row in range(len(line)):
        now, past = line[row], book[row]
        if now.last_active == day and past.seconds_today > 0:
            judged = past.approved + past.rejected
            trust = (past.approved + how.approval_memory) / (judged + how.approval_memory)
            per_hour = past.earned_today * trust * HOUR / past.seconds_today
            now.expected_pay += how.rate * (per_hour - now.expected_pay)
        else:
            now.expected_pay += how.hearsay * (first * advertised[now.platform] - now.expected_pay)
