"""Check a stored run without microsim: do the tables agree with each other, exactly?

    python tests/independent/check_run.py FOLDER

One line per check; leaves with 1 if any fails. Everything is summed anew from the stored columns, in whole numbers.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq

Check = tuple[str, object, object]
UNITS_MISSING = "fields without unit or doc"

# Flows of accounts: column of worker_platform -> column of daily that it must add up to.
FLOWS = {
    "tasks_submitted": "submitted",
    "tasks_accepted": "accepted",
    "tasks_rejected": "rejected",
    "tasks_wrongly_rejected": "wrongly_rejected",
    "tasks_returned": "returned",
    "accepted_pay": "accepted_pay",
    "paid_out": "paid_out",
    "forfeited": "forfeited",
    "seconds_search": "seconds_search",
    "seconds_qualification": "seconds_qualification",
    "seconds_returned": "seconds_returned",
    "seconds_accepted": "seconds_accepted",
    "seconds_rejected": "seconds_rejected",
    "seconds_sessions": "seconds_sessions",
}
OF_WORKERS = (*FLOWS, "value_kept", "seconds_awaiting", "seconds_awaiting_at_start", "pending_pay")
OF_REQUESTERS = {
    "batches_posted": "batches_posted",
    "batches_filled": "batches_filled",
    "tasks_posted": "posted",
    "tasks_accepted": "accepted",
    "tasks_rejected": "rejected",
    "tasks_wrongly_rejected": "wrongly_rejected",
    "accepted_pay": "accepted_pay",
    "outlay": "outlay",
}
OF_PLATFORMS = {
    "tasks_accepted": "accepted",
    "tasks_rejected": "rejected",
    "accepted_pay": "accepted_pay",
    "fees": "fees",
    "suspended": "suspended",
    "suspended_unfounded": "suspended_unfounded",
}
BY_TYPE = (
    "batches_posted", "tasks_posted", "tasks_submitted", "tasks_accepted", "tasks_rejected", "value_posted",
    "seconds_posted", "accepted_pay", "seconds_worked",
)  # fmt: skip
STOCKS = {
    "present_before": "present",
    "open_before": "open_after",
    "review_before": "in_review",
    "held_before": "held",
    "awaiting_before": "seconds_awaiting",
}


def tables_of(folder: Path) -> dict[str, pd.DataFrame]:
    """Every Parquet file of a run by its name."""
    return {path.stem: pq.read_table(path).to_pandas() for path in sorted(folder.glob("*.parquet"))}


def identities(d: pd.DataFrame) -> Iterator[Check]:
    """The five identities of every day, both sides."""
    yield "outlay, every day", d.outlay, d.accepted_pay + d.fees + d.charges
    held = d.held - d.held_before
    yield "accepted pay, every day", d.accepted_pay, d.paid_out + held + d.forfeited + d.contributions
    offered = d.open_before + d.posted + d.reopened
    judged = d.accepted + d.rejected + (d.in_review - d.review_before)
    yield "tasks, every day", offered, judged + d.automated + d.expired + d.withdrawn + d.open_after
    worked = d.seconds_accepted + d.seconds_rejected + (d.seconds_awaiting - d.awaiting_before)
    unpaid = d.seconds_search + d.seconds_qualification + d.seconds_returned
    yield "time, every day", d.seconds_sessions, unpaid + worked
    yield "heads, every day", d.present, d.present_before + d.entered - d.left
    motives = d.active_supplement + d.active_necessity + d.active_flexibility
    yield "active people by motive, every day", d.active, motives


def chains(d: pd.DataFrame) -> Iterator[Check]:
    """What a day begins with is what the day before ended with."""
    yield "days follow each other", d.day.diff().dropna().astype(int), pd.Series(1, index=d.index[1:])
    for before, after in STOCKS.items():
        yield f"{before} is {after} of the day before", d[before].iloc[1:].reset_index(drop=True), d[after].iloc[:-1]


def accounts_and_days(t: dict[str, pd.DataFrame], d: pd.DataFrame) -> Iterator[Check]:
    """Sums over accounts against the measured days."""
    a, first, last = t["worker_platform"], d.iloc[0], d.iloc[-1]
    for ours, theirs in FLOWS.items():
        yield f"worker_platform.{ours} adds up to daily.{theirs}", a[ours].sum(), d[theirs].sum()
    parts = [c for c in a if c.startswith("seconds_") and c not in ("seconds_sessions", "seconds_awaiting_at_start")]
    yield "seconds of each account add up to its sessions", a.seconds_sessions, (
        a[parts].sum(axis=1) - a.seconds_awaiting_at_start
    )
    yield "time that awaits its verdict at the end", a.seconds_awaiting.sum(), last.seconds_awaiting
    yield "time that awaited its verdict at the start", a.seconds_awaiting_at_start.sum(), first.awaiting_before
    yield "pay held at the end", a.balance.sum() + a.pending_pay.sum(), last.held
    change = a.accepted_pay.sum() - a.paid_out.sum() - a.forfeited.sum() - d.contributions.sum()
    yield "pay held changes by what was accepted and not paid", change, last.held - first.held_before
    pool = a[a.worker_id == -1]
    yield "the pool's tasks", pool.tasks_submitted.sum(), d.submitted_abroad.sum()


def workers(t: dict[str, pd.DataFrame], d: pd.DataFrame) -> Iterator[Check]:
    """People against their accounts and the measured days."""
    w, a = t["workers"].set_index("worker_id").sort_index(), t["worker_platform"]
    yield "worker_id is unique", w.index.is_unique, True
    own = a[a.worker_id >= 0]
    sums = own.groupby("worker_id")[[*OF_WORKERS, "balance", "approved", "rejected"]].sum()
    yield "workers are the owners of accounts", w.index, sums.index
    for name in OF_WORKERS:
        yield f"workers.{name} adds up over accounts", w[name], sums[name]
    yield "workers.held adds up over accounts", w.held, sums.balance
    yield "workers.accounts", w.accounts, own.groupby("worker_id").size()
    rate = (sums.approved / (sums.approved + sums.rejected)).fillna(-1)
    yield "workers.approval_rate", w.approval_rate.fillna(-1), rate
    yield "workers.days_active adds up to daily.active", w.days_active.sum(), d.active.sum()
    yield "workers.days_present adds up to daily.present_before", w.days_present.sum(), d.present_before.sum()
    yield "workers.seconds_wanted adds up to daily", w.seconds_wanted.sum(), d.seconds_wanted.sum()
    yield "nobody is active on more days than present", (w.days_active > w.days_present).sum(), 0
    yield "people without exit_day are present at the end", w.exit_day.isna().sum(), d.iloc[-1].present
    yield "exits", (w.exit_day >= 0).sum(), d.left.sum()
    yield "entries", (w.entry_day >= d.day.min()).sum() - _at_the_start(w, d), d.entered.sum()


def _at_the_start(w: pd.DataFrame, d: pd.DataFrame) -> int:
    """People of the entries that are not those of the measured days: entered during the burn-in, or were there."""
    return ((w.entry_day >= d.day.min()) & (w.days_present == _days_if_there_at_the_start(w, d))).sum()


def _days_if_there_at_the_start(w: pd.DataFrame, d: pd.DataFrame) -> pd.Series:
    return w.exit_day.fillna(d.day.max()).clip(upper=d.day.max()) + 1
