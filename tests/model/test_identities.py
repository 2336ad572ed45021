"""Money, tasks, time and heads, every day of a market where everything happens; and across its tables.

`record` checks the daily identities itself, so no test here or elsewhere runs a day that does not balance. What it
cannot see is that the tables of people, requesters and platforms tell the same sums.
"""

import numpy as np
import pytest

from microsim.codes import BatchState
from microsim.config.load import load
from microsim.metrics.identities import IdentityError, balances
from microsim.model import Market


@pytest.fixture(scope="module")
def market(busy):
    """Ten days, then the fifteen measured ones; the last day is looked at as it is."""
    with Market(load(busy.BUSY), rng=busy.SEED) as market:
        for _ in range(busy.DAYS):
            market.step()
        yield market


def measured(market, name: str) -> int:
    return int(getattr(market.days, name)[10:25].sum())


def total(table, name: str) -> int:
    return int(table.used(name).sum())


def test_every_day_balances_and_none_was_empty(market):
    for t in range(25):
        for name, (left, right) in balances(market.days, t).items():
            assert left == right and isinstance(left.item(), int), (name, t)
    happened = ("entered", "left", "posted", "reopened", "accepted", "rejected", "wrongly_rejected", "expired",
                "withdrawn", "returned", "submitted_abroad", "paid_out", "forfeited", "seconds_qualification",
                "suspended", "suspended_unfounded", "unfunded", "too_dear", "batches_expired")  # fmt: skip
    assert {name for name in happened if market.days.used(name).sum() == 0} == set()


def test_money_of_accounts_platforms_requesters_and_days_is_the_same(market):
    a, p, r = market.accounts, market.platforms, market.requesters
    pay = measured(market, "accepted_pay")
    assert pay == total(a, "accepted_pay") == total(p, "accepted_pay") == total(r, "accepted_pay")
    assert measured(market, "fees") == total(p, "fees")
    assert measured(market, "outlay") == total(r, "outlay") == pay + total(p, "fees")
    assert measured(market, "paid_out") == total(a, "paid_out")
    assert measured(market, "forfeited") == total(a, "forfeited")
    assert total(a, "value_kept") == total(r, "value_kept") > 0


def test_every_account_can_say_where_its_pay_went(market):
    """Accepted + held at the start = paid out + forfeited + balance + on its way, account by account."""
    a, y = market.accounts, market.payments
    on_its_way = np.bincount(y.used("account"), weights=y.used("amount"), minlength=a.n)
    held_at_start = (
        a.used("paid_out") + a.used("forfeited") + a.used("balance") + on_its_way - a.used("accepted_pay")
    )
    assert (held_at_start >= 0).all()
    assert held_at_start.sum() == market.days.held_before[10]
    assert (a.used("balance") >= 0).all() and (a.used("balance")[a.used("status") != 0] == 0).all()


def test_balances_stay_below_the_threshold(market):
    a, p = market.accounts, market.platforms
    assert (a.used("balance") < p.payout_threshold[a.used("platform")]).all()


def test_tasks_of_accounts_requesters_batches_and_days_are_the_same(market):
    a, b, p, r, x = market.accounts, market.batches, market.platforms, market.requesters, market.submissions
    for name in ("accepted", "rejected"):
        assert {measured(market, name)} == {total(table, f"tasks_{name}") for table in (a, p, r)}
    assert {measured(market, "wrongly_rejected")} == {total(table, "tasks_wrongly_rejected") for table in (a, r)}
    assert measured(market, "submitted") == total(a, "tasks_submitted")
    assert measured(market, "returned") == total(a, "tasks_returned")
    assert measured(market, "posted") == total(r, "tasks_posted")
    assert measured(market, "batches_posted") == total(r, "batches_posted")
    waiting = x.used("stage") == 1
    tasks = (x.used("right") + x.used("wrong"))[waiting]
    in_review = np.bincount(x.used("batch")[waiting], weights=tasks, minlength=b.n)
    live = b.used("state") != BatchState.FREE
    assert (in_review[live] == b.used("in_review")[live]).all() and in_review[~live].sum() == 0
    assert market.days.in_review[24] == tasks.sum() > 0


def test_every_batch_can_say_where_its_tasks_went(market):
    """Posted + reopened = left + submitted ..., and what was submitted is accepted, rejected or in review."""
    b = market.batches
    live = b.used("state") != BatchState.FREE
    submitted = (b.used("accepted") + b.used("rejected") + b.used("in_review"))[live]
    assert (submitted == b.used("submitted")[live]).all()
    assert (b.used("left")[live] >= 0).all() and (b.used("left")[b.used("state") == BatchState.CLOSED] == 0).all()
    on_show = b.used("state") == BatchState.OPEN
    assert (b.used("left")[on_show] > 0).all() and on_show.any()
    assert (b.used("expiry_day")[on_show] > market.day - 1).all()


def test_time_of_accounts_and_days_is_the_same(market):
    a = market.accounts
    for name in ("search", "qualification", "returned", "accepted", "rejected"):
        assert measured(market, f"seconds_{name}") == total(a, f"seconds_{name}") > 0
    x = market.submissions
    waiting = x.used("stage") == 1
    awaiting = np.bincount(x.used("account")[waiting], weights=x.used("seconds")[waiting], minlength=a.n)
    assert (awaiting == a.used("seconds_awaiting")).all()
    kinds = ("search", "qualification", "returned", "accepted", "rejected", "awaiting")
    time = sum(total(a, f"seconds_{kind}") for kind in kinds) - total(a, "awaiting_at_start")
    assert time == measured(market, "seconds_sessions")


def test_heads_of_workers_and_days_are_the_same(market):
    w, d = market.workers, market.days
    entered = w.used("entry_day") >= market.first_day
    groups = (~w.used("person")).sum()
    entered[: market.people_at_start + groups] = False
    assert entered.sum() == d.used("entered").sum() and w.n == groups + market.people_at_start + entered.sum()
    gone = w.used("exit_day") < 10_000
    assert gone.sum() == d.used("left").sum() and (w.used("present") == (w.used("person") & ~gone)).all()
    assert len(set(w.used("id"))) == w.n


def test_nobody_works_before_entering_after_leaving_or_on_a_closed_account(market):
    w, a = market.workers, market.accounts
    people = w.used("person")
    worked = people & (w.used("last_active") >= 0)
    assert (w.used("last_active")[worked] <= np.minimum(w.used("exit_day")[worked], market.day - 1)).all()
    assert (w.used("last_active")[worked] >= w.used("entry_day")[worked]).all()
    gone = w.used("exit_day") < 10_000
    assert (a.used("status")[gone[a.used("worker")]] != 0).all()


def test_a_column_tampered_with_between_two_days_is_noticed(classroom):
    """An agent that gives itself a cent, or leaves without telling."""
    for table, column in (("accounts", "balance"), ("workers", "present"), ("batches", "in_review")):
        with Market(classroom("days=9", "burn_in_days=0", "population.workers=60")) as market:
            for _ in range(4):
                market.step()
            entries = getattr(getattr(market, table), column)
            row = int(np.flatnonzero(getattr(market, table).used(column))[0])
            entries[row] = 0 if column == "present" else entries[row] + 100
            with pytest.raises(IdentityError):
                for _ in range(5):
                    market.step()


@pytest.mark.parametrize("laws", ["", "appeal", "appeal,no_reject_and_keep"])
def test_what_a_requester_gained_is_what_it_received_less_its_outlay(busy, laws):
    """Where mistakes do no harm, and reading and what never comes cost nothing: requester by requester."""
    words = ["rejection.error_cost=0", "rejection.review_cost=0",
             "requesters.regular.good_judged_bad=0.3", "requesters.regular.rejectable=1"]  # fmt: skip
    if laws:
        words += [f"regulation=[{laws}]", "regulation.appeal.minutes=0.1", "regulation.appeal.delay_days=1",
                  "regulation.appeal.compliance=0.5"]  # fmt: skip
    with Market(load([*busy.BUSY, *words]), rng=busy.SEED) as market:
        for _ in range(busy.DAYS):
            market.step()
        r, days = market.requesters, market.days
        assert r.used("tasks_wrongly_rejected").sum() > 0
        if laws:
            assert days.overturned[: days.n].sum() > 0
        assert r.used("net_gain") == pytest.approx(r.used("value_received") - r.used("outlay"), rel=1e-9, abs=1e-3)
