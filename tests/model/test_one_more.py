"""One worker, one requester, one look more: what stays bit by bit, and what moves and why."""

import numpy as np
import pytest

from microsim.model import Market

SMALL = ("population.workers=80", "demand.requesters=24", "days=20", "burn_in_days=10")
ADDED_TO_BY_DEMAND = {"hours", "volume", "batches_per_day", "income", "full_budget", "budget"}


@pytest.fixture
def pair(classroom):
    """Two markets that differ in one number."""
    made = []

    def make(*changes: str) -> tuple[Market, Market]:
        made.extend(Market(classroom(*SMALL, *more)) for more in ((), changes))
        return made[-2], made[-1]

    yield make
    for market in made:
        market.close()


def plans(market: Market) -> dict[int, list[tuple]]:
    """Today's sessions by identity of the worker."""
    s, by_worker = market.sessions, {}
    for i in range(s.n):
        told = tuple(getattr(s, name)[i].item() for name in ("number", "start", "end", "aim", "floor", "wanted"))
        by_worker.setdefault(int(s.who[i]), []).append(told)
    return by_worker


def batches(market: Market, day: int) -> dict[tuple[int, int], dict]:
    """Batches posted on a day, by (requester, slot)."""
    b = market.batches
    names = ("platform", "task_type", "tasks", "price", "seconds", "stated_seconds", "value", "second", "min_approval",
             "min_number", "country", "test")  # fmt: skip
    rows = np.flatnonzero((b.used("day") == day) & (b.used("requester_id") > 0))
    return {
        (int(b.requester_id[row]), int(b.slot[row])): {name: getattr(b, name)[row].item() for name in names}
        for row in rows
    }


# one worker more


def test_a_worker_more_leaves_the_attributes_and_accounts_of_the_others(pair):
    """All of them: who they are does not depend on how many there are."""
    one, more = pair("population.workers=81")
    n, accounts = one.workers.n, one.accounts.n
    assert more.workers.n == n + 1 and more.accounts.n > accounts
    for name in one.workers.columns:
        assert (getattr(more.workers, name)[:n] == one.workers.used(name)).all(), name
    for name in one.accounts.columns:
        assert (getattr(more.accounts, name)[:accounts] == one.accounts.used(name)).all(), name


def test_a_worker_more_moves_requesters_only_in_proportion(pair):
    """Demand is given per registered worker: planned hours, and what follows from them, grow by 1/80."""
    one, more = pair("population.workers=81")
    for name in one.requesters.columns:
        ours, theirs = one.requesters.used(name), more.requesters.used(name)
        if name in {"budget", "full_budget"}:  # in part a number of batches
            assert (ours < theirs).all() and (theirs < ours * 81 / 80).all(), name
        elif name in ADDED_TO_BY_DEMAND - {"batches_per_day"}:
            assert theirs == pytest.approx(ours * 81 / 80), name
        elif name != "batches_per_day":
            assert (ours == theirs).all(), name


def test_a_worker_more_leaves_the_plans_of_the_others_on_the_first_day(pair):
    one, more = pair("population.workers=81")
    one.step(), more.step()
    mine, theirs = plans(one), plans(more)
    assert len(mine) > 10 and {who: plan for who, plan in theirs.items() if who != 80} == mine


def test_and_later_while_they_expect_the_same(pair):
    """Two weeks on, other batches were found, so expectations differ; where they do not, plans are the same."""
    one, more = pair("population.workers=81")
    for _ in range(14):
        one.step(), more.step()
    n = one.accounts.n
    assert (one.accounts.used("expected_pay") != more.accounts.expected_pay[:n]).mean() > 0.2
    for market in (one, more):  # the same expectations, an untouched week
        market.accounts.used("expected_pay")[:] = 30_000.0
        market.workers.used("earned_week")[:] = 0
        market.step()
    mine, theirs = plans(one), plans(more)
    both = [who for who in range(80) if one.workers.present[1 + who] and more.workers.present[1 + who]]
    assert sum(who in mine for who in both) > 10
    assert {who: mine.get(who) for who in both} == {who: theirs.get(who) for who in both}


# one requester more


def test_a_requester_more_leaves_the_habits_of_the_others(pair):
    """Hours are shared out among a platform's requesters, so those of the newcomer's platform plan less in proportion;
    types, prices, deadlines, values, habits of review and lifetimes stay, and workers altogether."""
    one, more = pair("demand.requesters=25")
    n = one.requesters.n
    assert more.requesters.n == n + 1
    here = one.requesters.used("platform") == more.requesters.platform[n]
    for name in one.requesters.columns:
        ours, theirs = one.requesters.used(name), getattr(more.requesters, name)[:n]
        if name in ADDED_TO_BY_DEMAND:
            assert (ours[~here] == theirs[~here]).all() and (theirs[here] < ours[here]).all(), name
        else:
            assert (ours == theirs).all(), name
    for table in ("workers", "accounts", "platforms"):
        for name in getattr(one, table).columns:
            assert (getattr(one, table).used(name) == getattr(more, table).used(name)).all(), (table, name)


def test_a_requester_more_leaves_the_first_days_batches_of_the_others(pair):
    """On the other platform to the bit. On the newcomer's: size apart; and as the mean number of batches falls with the
    volume, a slot at the end of a requester's day may fall away."""
    one, more = pair("demand.requesters=25")
    platform = int(more.requesters.platform[24])
    for market in (one, more):
        market.step()
    mine, theirs = batches(one, one.first_day), batches(more, one.first_day)
    elsewhere = {key for key, batch in mine.items() if batch["platform"] != platform}
    assert len(elsewhere) > 3 and elsewhere == {
        key for key, batch in theirs.items() if batch["platform"] != platform
    }
    assert all(mine[key] == theirs[key] for key in elsewhere)
    here = mine.keys() - elsewhere
    both = here & theirs.keys()
    assert len(both) > 3 and all(mine[key] | {"tasks": 0} == theirs[key] | {"tasks": 0} for key in both)
    assert {key for key in theirs.keys() - mine.keys() if key[0] != 25} == set()
    for requester, slot in here - theirs.keys():
        assert (requester, slot + 1) not in theirs  # only from the end


# one look more


def test_more_looks_leave_what_is_done_in_a_batch_as_it_was(pair):
    """Pages twice as long: other batches are chosen, but who works on the same batch as before in the same place of
    the same session has the same times and answers for it."""
    size = ("population.workers=400", "demand.requesters=80")
    pages = ("platforms.mturk.page_length=20", "platforms.fairdesk.page_length=40")
    _, one = pair(*size)
    _, more = pair(*size, *pages)
    runs = []
    for market in (one, more):
        market.step()
        x, b = market.submissions, market.batches
        runs.append({
            (int(x.who[i]), int(b.requester_id[x.batch[i]]), int(b.slot[x.batch[i]]), int(x.first[i])):
            (int(x.right[i] + x.wrong[i]), int(x.seconds[i]), int(x.right[i])) for i in range(x.n)
        })  # fmt: skip
    mine, theirs = runs
    both = [key for key in mine.keys() & theirs.keys() if mine[key][0] == theirs[key][0]]
    assert mine.keys() != theirs.keys() and len(both) > 10
    assert all(mine[key] == theirs[key] for key in both)
