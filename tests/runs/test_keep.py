"""Weeks, months and batches against a market that is followed day by day."""

import datetime as dt
from collections import Counter, defaultdict

import pandas as pd
import pytest

from microsim.config.load import load
from microsim.model import Market
from microsim.runs import run


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """A run that begins on a Tuesday and ends within a week and a month, and the same market followed by hand."""
    words = ["days=40", "burn_in_days=10", "record=[weeks,months,batches]", "figures=false"]
    config = load([*words, f"output={tmp_path_factory.mktemp('out')}"])
    days, batches = [], {}
    with Market(config) as market:
        market.keepers.append(lambda m: days.extend(_worker_days(m)))
        market.keepers.append(lambda m: batches.update(_new_batches(m)))
        for _ in range(50):
            market.step()
    return run(config).folder, days, batches


def _worker_days(market):
    """(worker, day, active, seconds, submitted, accepted so far) of everyone who was active or judged."""
    if market.day < 0:
        return
    w, a = market.workers, market.accounts
    active, seconds, submitted = Counter(), Counter(), Counter()
    for account in market.events.touched:
        who = int(w.id[a.worker[account]])
        active[who] = 1
        seconds[who] += int(a.seconds_today[account])
        submitted[who] += int(a.earned_today[account])
    for row in {int(a.worker[account]) for account in (*market.events.touched, *market.events.judged)}:
        accounts = slice(w.first_account[row], w.first_account[row] + w.n_accounts[row])
        who, paid = int(w.id[row]), int(a.accepted_pay[accounts].sum())
        yield who, market.day, active[who], seconds[who], submitted[who], paid


def _new_batches(market):
    b = market.batches
    rows = [row for row in range(b.n) if b.day[row] == market.day >= 0 and b.state[row] != 0]
    return {(int(b.requester_id[row]), int(b.day[row]), int(b.slot[row])): int(b.tasks[row]) for row in rows}


@pytest.mark.parametrize(
    ("name", "start"),
    [("week", lambda date: date - dt.timedelta(days=date.weekday())), ("month", lambda date: date.replace(day=1))],
)
def test_periods(followed, name, start):
    folder, days, _ = followed
    expected, paid_before = defaultdict(lambda: [0, 0, 0, 0]), Counter()
    for who, day, active, seconds, submitted, paid in days:
        row = expected[who, start(dt.date(2019, 1, 1) + dt.timedelta(days=day))]
        for at, value in enumerate((active, seconds, submitted, paid - paid_before[who])):
            row[at] += value
        paid_before[who] = paid
    stored = pd.read_parquet(folder / f"{name}s.parquet")
    columns = ["days_active", "seconds_sessions", "submitted_pay", "accepted_pay"]
    found = {(row.worker_id, row[f"{name}_start"]): [row[c] for c in columns] for _, row in stored.iterrows()}
    assert found == {key: row for key, row in expected.items() if row[0] or row[3]}
    assert stored[name].min() == 0 and stored[f"{name}_start"].max() == start(dt.date(2019, 2, 9))


def test_batches(followed):
    folder, _, batches = followed
    stored = pd.read_parquet(folder / "batches.parquet")
    keys = zip(stored.requester_id, stored.day, stored.slot, strict=True)
    found = dict(zip(keys, stored["size"], strict=True))
    assert len(found) == len(stored) and stored.day.min() == 0
    assert batches.items() <= found.items()  # those filled, judged and gone on the day they were posted are not seen
    done = stored[stored.status != "open"]
    assert (done.left == 0).all() and (done.status == "filled").eq(done.fill_seconds.notna()).all()
    assert (stored.submitted <= stored["size"] + stored.rejected).all()
