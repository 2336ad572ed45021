"""Close the books of the day."""

from microsim.codes import AccountStatus, BatchState
from microsim.metrics import identities
from microsim.state.people import NOT_LOCKED, first_of_people


def record(market) -> None:
    """Write the day's stocks, check the identities, keep what the run was asked to record.

    Reads: everything. Writes: days, kept tables.
    """
    market.add_up()
    _stocks(market)
    identities.check(market.days, market.today)
    for keeper in market.keepers:
        keeper(market)


def _stocks(market) -> None:
    w, a, b, y, d, t = market.workers, market.accounts, market.batches, market.payments, market.days, market.today
    d.day[t] = market.day
    d.present[t] = int(w.used("present").sum())
    on_show = b.used("state") == BatchState.OPEN
    d.batches_open[t] = on_show.sum()
    d.open_after[t] = b.used("left").sum(where=on_show)
    d.in_review[t] = b.used("in_review").sum(where=b.used("state") != BatchState.FREE)
    d.held[t] = a.used("balance").sum() + y.used("amount").sum()
    d.seconds_awaiting[t] = a.used("seconds_awaiting").sum()
    d.seconds_sessions[t] = a.seconds_today[market.events.touched].sum()
    working = a.used("status") == AccountStatus.OPEN
    working[: first_of_people(w, a)] = False
    d.locked_out[t] = (working & (a.used("locked_since") != NOT_LOCKED)).sum()
    d.refusing[t] = _refusing(market.requesters)
    d.expected_pay[t] = a.used("expected_pay").mean(where=working) if working.any() else 0.0
    if t + 1 < len(d.day):
        d.present_before[t + 1] = d.present[t]
        d.open_before[t + 1] = d.open_after[t]
        d.review_before[t + 1] = d.in_review[t]
        d.held_before[t + 1] = d.held[t]
        d.awaiting_before[t + 1] = d.seconds_awaiting[t]


def _refusing(r) -> float:
    """Share of the planned hours of repeat requesters that belongs to those who refuse on purpose."""
    hours = r.used("hours") * (r.used("present") & r.used("learns"))
    total = hours.sum()
    return float((hours * (r.used("refuse_good") > 0.0)).sum() / total) if total > 0.0 else 0.0
