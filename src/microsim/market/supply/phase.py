"""Workers decide whether, when, how long and for what aim to work today."""

from typing import TYPE_CHECKING

from microsim.market.payment.phase import purse_of
from microsim.market.reaction.answers import roster
from microsim.market.reaction.phase import is_strategic

from .abroad import plan_abroad
from .planning import note_wanted, plan_day

if TYPE_CHECKING:
    from microsim.model import Market


def decide_supply(market: "Market") -> None:
    """Each motive's rule plans the day's sessions; people abroad sit down where pay is worth it."""
    s, w, a = market.sessions, market.workers, market.accounts
    by_hand = market.agents_who_plan()
    in_use = w.arrays._replace(line=w.arrays.line[: w.n])
    _set_roster(market)
    while True:
        n, market.days.turned_away[market.today] = plan_day(
            market.now, by_hand, in_use, a.arrays, market.views.motives, s.arrays
        )
        if n <= s.capacity:
            break
        s.n = 0
        s.reserve(n)
    s.n = n
    market.plan_by_hand(by_hand)
    _plan_abroad(market)
    market.days.seconds_wanted[market.today] = note_wanted(s.arrays[: s.n], w.arrays)


def _set_roster(market: "Market") -> None:
    """Employers tell for whom they have hours today; without employers nobody waits for hours."""
    off = market.accounts.used("off_today")
    if is_strategic(market) and market.rules.employed.any():
        roster(market.now, market.accounts.n, market.rules.law, purse_of(market))
    elif off.any():
        off[:] = False


def _plan_abroad(market: "Market") -> None:
    groups, s, env, names = market.views.abroad, market.sessions, market.environment, market.platform_names
    if not len(groups.people):
        return
    here = groups.platform_weights * ~env.closed(names, before=market.day)
    stays_away = 1.0 - env.of_closures("people_move", names)
    s.reserve(int(groups.people.sum()))
    s.n = plan_abroad(market.now, groups, here, stays_away, market.accounts.arrays, s.arrays, s.n)
