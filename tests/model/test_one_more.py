"""One worker, one requester, one look more: what stays bit by bit, and what moves and why."""

import numpy as np
import pytest

from microsim.model import Market

SMALL = ("population.workers=80", "demand.requesters=24", "days=20", "burn_in_days=10")
ADDED_TO_BY_DEMAND = {"hours", "volume", "batches_per_day", "income", "full_budget", "budget"}
NO_FADING = "pricing.step=0"  # guesses of the time stay as drawn; else they get better with each batch, so with volume


@pytest.fixture
def pair(classroom):
    """Two markets that differ in one way: ``pair(one_more, "scale=0.5")``; what follows it holds in both."""
    made = []

    def make(one_more: str | tuple, *both: str) -> tuple[Market, Market]:
        changes = (one_more,) if isinstance(one_more, str) else one_more
        made.extend(Market(classroom(*SMALL, *both, *words)) for words in ((), changes))
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
    one, more = pair("population.workers=81", NO_FADING)
    for name in one.requesters.columns:
        ours, theirs = one.requesters.used(name), more.requesters.used(name)
        if name in {"budget", "full_budget"}:  # in part a number of batches
            assert (ours < theirs).all() and (theirs < ours * 81 / 80).all(), name
        elif name in ADDED_TO_BY_DEMAND - {"batches_per_day"}:
            assert theirs == pytest.approx(ours * 81 / 80), name
        elif name != "batches_per_day":
            assert (ours == theirs).all(), name


def test_guesses_of_the_start_differ_by_what_more_batches_have_taught(pair):
    """What is left of an error of guessing is one share to the power of the batches posted before."""
    drawn, _ = pair("population.workers=81", NO_FADING)
    left = []
    for market in pair("population.workers=81"):
        r, error = market.requesters, drawn.requesters.used("guess_error")
        repeat = error != 0.0
        assert (r.used("guess_error")[~repeat] == 0.0).all() and repeat.sum() > 3
        left.append(np.log(r.used("guess_error")[repeat] / error[repeat]) / r.used("batches_per_day")[repeat])
    assert left[0] == pytest.approx(left[1]) and (left[0] < 0.0).all()


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
    types, target wages, deadlines, values, habits of review and lifetimes stay, and workers altogether."""
    one, more = pair("demand.requesters=25", NO_FADING)
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
    one, more = pair("demand.requesters=25", NO_FADING)
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


def included(market: Market) -> set[int]:
    """Identities of the requesters of the start who are in a sample."""
    return set(market.requesters.used("id").tolist())


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_requester_more_in_a_sample_turns_out_those_at_most_whose_chance_falls(pair, seed):
    """Each has a place in the draw, whoever else there is. On the newcomer's platform others post less, so that their
    chance of being in the sample falls in proportion; elsewhere nothing moves."""
    _, whole = pair("demand.requesters=101", f"seed={seed}")
    here = set((1 + np.flatnonzero(whole.requesters.used("platform") == whole.requesters.platform[100])).tolist())
    one, more = pair("demand.requesters=101", "demand.requesters=100", "scale=0.25", f"seed={seed}")
    mine, theirs = included(one), included(more) - {101}
    assert 25 < len(mine) < 100 and mine - here == theirs - here and theirs <= mine


# a requester less: who comes in the place of another


def test_who_leaves_changes_nothing_about_who_comes_in_the_place_of_another(pair):
    """Today other people leave elsewhere, as they do under another law: the newcomer here is the same."""
    one, more = pair("seed=1", NO_FADING, "demand.entry_hurdle=0")
    for market, leaving in ((one, [9]), (more, [4, 9])):
        market.step()
        rows = np.flatnonzero(np.isin(market.requesters.used("id"), leaving))
        market.requesters.fate_day[rows] = market.day
        market.step()
    new = [int(np.flatnonzero(m.requesters.used("hours") == m.requesters.hours[8])[-1]) for m in (one, more)]
    assert new[0] > 8 and new[1] > new[0]
    for name in ("id", "kind", "task_type", "guess_error", "value_ratio", "deadline", "fate_day", "review_effort"):
        assert getattr(one.requesters, name)[new[0]] == getattr(more.requesters, name)[new[1]], name


# one look more

PAGES_OF_FIVE = ("platforms.mturk.page_length=5", "platforms.fairdesk.page_length=10")


def test_more_looks_leave_what_is_done_in_a_batch_as_it_was(pair):
    """Pages twice as long, with a dozen offers on show: other batches are chosen, but who works on the same batch as
    before in the same place of the same session has the same times and answers for it."""
    size = ("population.workers=400", "demand.requesters=80", *PAGES_OF_FIVE)
    one, more = pair(("platforms.mturk.page_length=10", "platforms.fairdesk.page_length=20"), *size)
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
