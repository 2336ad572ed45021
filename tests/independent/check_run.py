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
FIRST_ENTRANT = 10_000_000  # the people of the start are 0, 1, 2, …; whoever came later has a larger number

# Flows of accounts: column of worker_platform -> column of daily that it must add up to.
FLOWS = {
    "tasks_submitted": "submitted",
    "tasks_accepted": "accepted",
    "tasks_rejected": "rejected",
    "tasks_wrongly_rejected": "wrongly_rejected",
    "tasks_refused": "refused",
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
OF_WORKERS = (
    *FLOWS, "value_kept", "pay_rejected", "seconds_awaiting", "seconds_awaiting_at_start", "pending_pay",
    "judged_at_start", "lockouts", "recoveries", "unrecovered", "days_locked",
)  # fmt: skip
OF_REQUESTERS = {
    "batches_posted": "batches_posted",
    "batches_filled": "batches_filled",
    "tasks_posted": "posted",
    "tasks_accepted": "accepted",
    "tasks_rejected": "rejected",
    "tasks_wrongly_rejected": "wrongly_rejected",
    "tasks_refused": "refused",
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
    yield (
        "seconds of each account add up to its sessions",
        a.seconds_sessions,
        (a[parts].sum(axis=1) - a.seconds_awaiting_at_start),
    )
    yield "time that awaits its verdict at the end", a.seconds_awaiting.sum(), last.seconds_awaiting
    yield "time that awaited its verdict at the start", a.seconds_awaiting_at_start.sum(), first.awaiting_before
    yield "pay held at the end", a.balance.sum() + a.pending_pay.sum(), last.held
    change = a.accepted_pay.sum() - a.paid_out.sum() - a.forfeited.sum() - d.contributions.sum()
    yield "pay held changes by what was accepted and not paid", change, last.held - first.held_before
    pool = a[a.worker_id < 0]
    yield "the pool's tasks", pool.tasks_submitted.sum(), d.submitted_abroad.sum()


def rejections(t: dict[str, pd.DataFrame], d: pd.DataFrame) -> Iterator[Check]:
    """Rejected work, and accounts below the approval rate that gates ask for, against the measured days."""
    a = t["worker_platform"]
    judged = a.tasks_accepted + a.tasks_rejected
    yield "tasks judged before and since the start", a.approved + a.rejected, a.judged_at_start + judged
    yield "no more wrongly rejected than rejected", (a.tasks_wrongly_rejected > a.tasks_rejected).sum(), 0
    yield "no more refused on purpose than rejected", (a.tasks_refused > a.tasks_rejected).sum(), 0
    yield "pay rejected holds the value kept", (a.value_kept > a.pay_rejected).sum(), 0
    none = a[a.tasks_rejected == 0]
    yield "no time or pay rejected without a task", none.seconds_rejected.sum() + none.pay_rejected.sum(), 0
    own = a[a.worker_id >= 0]
    yield "days locked add up to daily.locked_out", own.days_locked.sum(), d.locked_out.sum()
    yield "accounts locked out at the end", own.locked_out.sum(), d.iloc[-1].locked_out
    yield "nobody is locked out on more days than there were", (a.days_locked > len(d)).sum(), 0
    yield "only open accounts are locked out", (a[a.locked_out].status == "open").all(), True
    at_start = a.recoveries + a.unrecovered + a.locked_out - a.lockouts  # every time has one end, or goes on
    yield "locked out at the start: yes or no", at_start.isin((0, 1)).all(), True
    yield "an account is lost once", a.unrecovered.max() <= 1, True


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
    yield "workers.judged_ever", w.judged_ever, sums.approved + sums.rejected
    yield "workers.rejected_ever", w.rejected_ever, sums.rejected
    yield "workers.locked_out", w.locked_out, own.groupby("worker_id").locked_out.any()
    yield "workers.days_active adds up to daily.active", w.days_active.sum(), d.active.sum()
    yield "workers.days_present adds up to daily.present_before", w.days_present.sum(), d.present_before.sum()
    yield "workers.seconds_wanted adds up to daily", w.seconds_wanted.sum(), d.seconds_wanted.sum()
    yield "nobody is active on more days than present", (w.days_active > w.days_present).sum(), 0
    yield "people without exit_day are present at the end", w.exit_day.isna().sum(), d.iloc[-1].present
    yield "exits", (w.exit_day >= 0).sum(), d.left.sum()
    entered = (w.entry_day >= 0) & (w.index >= FIRST_ENTRANT)
    yield "entries", entered.sum(), d.entered.sum()


def requesters(t: dict[str, pd.DataFrame], d: pd.DataFrame) -> Iterator[Check]:
    """Requesters, task types and platforms against the measured days."""
    r, kinds, p = t["requesters"], t["task_types"].set_index("task_type").sort_index(), t["platforms"]
    yield "requester_id is unique", r.requester_id.is_unique, True
    for ours, theirs in OF_REQUESTERS.items():
        yield f"requesters.{ours} adds up to daily.{theirs}", r[ours].sum(), d[theirs].sum()
    yield "requesters.tasks_submitted is what was judged", r.tasks_submitted, r.tasks_accepted + r.tasks_rejected
    yield "no more refused on purpose than rejected, by requester", (r.tasks_refused > r.tasks_rejected).sum(), 0
    yield "requesters.value_kept adds up over accounts", r.value_kept.sum(), t["worker_platform"].value_kept.sum()
    judged = d.seconds_accepted.sum() + d.seconds_rejected.sum()
    yield "requesters.seconds_worked adds up to daily", r.seconds_worked.sum(), judged
    sums = r.groupby("task_type", observed=False)[list(BY_TYPE)].sum().sort_index()
    for name in BY_TYPE:
        yield f"task_types.{name} adds up over requesters", kinds[name], sums[name]
    for ours, theirs in OF_PLATFORMS.items():
        yield f"platforms.{ours} adds up to daily.{theirs}", p[ours].sum(), d[theirs].sum()
    open_accounts = t["worker_platform"].query("worker_id >= 0 and status == 'open'").platform.value_counts()
    yield "platforms.accounts", p.set_index("platform").accounts.sort_index(), open_accounts.sort_index()


def periods(t: dict[str, pd.DataFrame], d: pd.DataFrame, name: str) -> Iterator[Check]:
    """Weeks or months against people."""
    table, w = t[name], t["workers"].set_index("worker_id").sort_index()
    period = name.removesuffix("s")
    yield f"{name}: everyone is in workers", table.worker_id.isin(w.index).all(), True
    yield f"{name}: one row per person and {period}", table.duplicated(["worker_id", period]).sum(), 0
    for column in ("days_active", "seconds_sessions", "accepted_pay"):
        sums = table.groupby("worker_id")[column].sum().reindex(w.index, fill_value=0)
        yield f"{name}.{column} adds up to workers.{column}", sums, w[column]
    active = table[table.days_active > 0].groupby("worker_id").size().reindex(w.index, fill_value=0)
    yield f"{name}: {name} with a session", active, w[f"{name}_active"]
    if name == "months":
        paid = table[table.accepted_pay > 0].groupby("worker_id").size().reindex(w.index, fill_value=0)
        yield "months: months with income", paid, w.months_with_income
    starts = pd.to_datetime(table[f"{period}_start"])
    first = (starts.dt.day_of_week == 0) if name == "weeks" else (starts.dt.day == 1)
    yield f"{name} start on their first day", first.all(), True
    dates = pd.to_datetime(d.date)
    length = pd.Timedelta(days=7) if name == "weeks" else pd.offsets.MonthBegin(1)
    inside = (starts <= dates.max()) & (starts + length > dates.min())
    yield f"{name} lie within the measured days", inside.all(), True


def batches(t: dict[str, pd.DataFrame], d: pd.DataFrame, burn_in_days: int) -> Iterator[Check]:
    """Batches against requesters and the measured days."""
    b, r = t["batches"], t["requesters"].set_index("requester_id").sort_index()
    yield "batches: requester, day and slot name one", b.duplicated(["requester_id", "day", "slot"]).sum(), 0
    yield "batches: every requester is in requesters", b.requester_id.isin(r.index).all(), True
    yield "batches per day", b.groupby("day").size().reindex(d.day, fill_value=0), d.set_index("day").batches_posted
    yield (
        "batches: tasks posted per day",
        b.groupby("day")["size"].sum().reindex(d.day, fill_value=0),
        (d.set_index("day").posted),
    )
    b = b.assign(value=b["size"] * b.price, seconds_posted=(b["size"] * b.seconds).astype("int64"), one=1)
    for ours, theirs in {"one": "batches_posted", "size": "tasks_posted", "value": "value_posted",
                         "seconds_posted": "seconds_posted"}.items():  # fmt: skip
        sums = b.groupby("requester_id")[ours].sum().reindex(r.index, fill_value=0)
        yield f"batches add up to requesters.{theirs}", sums, r[theirs]
    done = b[b.status != "open"]
    yield "batches: nothing is left of those that ended", done.left.sum(), 0
    judged = (b.submitted >= b.accepted + b.rejected).all()
    yield "batches: no more judged than submitted", judged, True
    yield "batches: those filled have a fill time", done.fill_seconds.notna(), done.status == "filled"
    gone = r.index[r.exit_day.notna()]
    yield (
        "batches: those withdrawn are of requesters who left",
        (b[b.status == "withdrawn"].requester_id.isin(gone).all()),
        True,
    )
    if burn_in_days == 0:
        for ours in ("submitted", "accepted", "rejected", "returned"):
            yield f"batches.{ours} adds up to daily.{ours}", b[ours].sum(), d[ours].sum()
        last = d.iloc[-1]
        yield "batches.left adds up to the stock", b.left.sum(), last.open_after
        yield "batches: tasks in review", (b.submitted - b.accepted - b.rejected).sum(), last.in_review
        yield "batches filled", b.fill_seconds.notna().sum() >= d.batches_filled.sum(), True
        yield "batches expired", (b.status == "expired").sum() <= d.batches_expired.sum(), True
        yield "batches open", (b.status == "open").sum(), last.batches_open
        accepted = (b.accepted * b.price).sum()
        yield "accepted tasks times price", accepted, d.accepted_pay.sum()


def files(folder: Path, t: dict[str, pd.DataFrame], manifest: dict) -> Iterator[Check]:
    """What the files say of themselves."""
    for name in t:
        schema = pq.read_schema(folder / f"{name}.parquet")
        told = [field.metadata and {b"unit", b"doc"} <= set(field.metadata) for field in schema]
        yield f"{name}: every field has unit and doc", all(told), True
        about = {key: schema.metadata.get(key.encode(), b"").decode() for key in ("scenario", "currency", "seed")}
        yield f"{name} belongs to this run", about, {key: str(manifest[key]) for key in about}
    yield "rows per table as in the manifest", {name: len(table) for name, table in t.items()}, manifest["rows"]
    yield "days", len(t["daily"]), manifest["days"] + manifest["burn_in_days"]


def checks(folder: Path) -> Iterator[Check]:
    """All checks of one run: name, what was found, what it must equal."""
    t, manifest = tables_of(folder), json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    measured = t["daily"][t["daily"].day >= 0]
    yield from files(folder, t, manifest)
    yield from identities(t["daily"])
    yield from chains(t["daily"])
    yield from accounts_and_days(t, measured)
    yield from rejections(t, measured)
    yield from workers(t, measured)
    yield from requesters(t, measured)
    for name in ("weeks", "months"):
        if name in t:
            yield from periods(t, measured, name)
    if "batches" in t:
        yield from batches(t, measured, manifest["burn_in_days"])


def differs(found: object, expected: object) -> str:
    """What is wrong, or nothing. Columns are compared entry by entry, whatever their index."""
    if not isinstance(found, pd.Series | pd.Index):
        return "" if found == expected else f"{found} is not {expected}"
    ours, theirs = pd.Series(found.to_numpy()), pd.Series(expected.to_numpy())
    if len(ours) != len(theirs):
        return f"{len(ours)} entries are not {len(theirs)}"
    wrong = ours.ne(theirs)
    if not wrong.any():
        return ""
    at = wrong.idxmax()
    return f"{wrong.sum()} of {len(ours)} entries, the first: {ours[at]} is not {theirs[at]}"


def main(folder: str) -> int:
    """Print every check and count what failed."""
    failed = total = 0
    for name, found, expected in checks(Path(folder)):
        wrong = differs(found, expected)
        total, failed = total + 1, failed + bool(wrong)
        print(f"{'FAIL' if wrong else 'ok  '} {name}{': ' if wrong else ''}{wrong}")
    print(f"{total} checks, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
