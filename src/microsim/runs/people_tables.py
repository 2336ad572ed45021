"""Declarations of `workers.parquet` and `worker_platform.parquet`."""

import numpy as np
import pyarrow as pa

from microsim.codes import AccountStatus, ExitReason, Motive, Role, Sex
from microsim.state.countries import countries
from microsim.state.people import Accounts, Workers
from microsim.units import MONEY

from .columns import NAMES, Out, OutTable, category, like, ratio, unless, whole
from .people import SECONDS, KeptPeople

AGES = ("18-24", "25-44", "45+")  # in the order of AgeBand
LOCKOUTS = ("lockouts", "recoveries", "unrecovered")
AMOUNTS = tuple(
    name for name in Accounts.flows() if not name.startswith("seconds_") and name not in (*LOCKOUTS, "days_locked")
)
AT_START = "awaiting_at_start"
TIME_IN_SESSIONS = "all time in sessions: the kinds above, less what awaited its verdict at the start"
LOCKED_OUT = "open at the end, with an approval rate below what gates ask for"
DAYS_LOCKED = "measured days that ended with the account open and below that rate, whenever it fell below"
PENDING = "accepted pay that has not reached the balance yet"
APPROVAL = "approved share of all tasks ever judged; none before the first verdict"


def _names(codes) -> list[str]:
    return [code.name.lower() for code in codes]


def _of_worker(name: str, **other) -> Out:
    return like(Workers, name, lambda people: people.worker(name), **other)


def _by_role(part: str, role: Role) -> Out:
    quarter = {"early": "first", "late": "last"}[part]
    name = f"{part}_seconds"
    return Out(f"{name}_{role.name.lower()}", pa.int64(), "s",
               f"time in work judged in the {quarter} quarter of the measured days, of AI role {role.name.lower()}",
               lambda p: p.worker(name)[:, role])  # fmt: skip


def _of_account(name: str, **other) -> Out:
    return like(Accounts, name, lambda people: people.account(name), **other)


def _sum(name: str, **other) -> Out:
    return like(Accounts, name, lambda people: people.total(name), **other)


def _approval(approved: np.ndarray, rejected: np.ndarray) -> pa.Array:
    return ratio(approved, approved + rejected)


WORKERS = OutTable(
    "workers.parquet",
    "One row per person registered at any time since the first measured day, or paid or judged since; no foreign pool",
    KeptPeople,
    whole((
        _of_worker("id", rename="worker_id"),
        Out("motive", NAMES, "name", "why the worker worked on the first measured day, or when registering",
            lambda p: category(_names(Motive), p.motive())),
        Out("sex", NAMES, "name", "sex", lambda p: category(_names(Sex), p.worker("sex"))),
        Out("age_band", NAMES, "years", "age band", lambda p: category(AGES, p.worker("age_band"))),
        Out("country", NAMES, "country code", "where the worker lives",
            lambda p: category(countries(p.market.config), p.worker("country"))),
        Out("accounts", pa.int64(), "accounts", "number of accounts ever opened", lambda p: p.accounts_opened()),
        _of_worker("entry_day", doc="day of registration (negative: before the first measured day)"),
        Out("exit_day", pa.int64(), "day", "day of leaving; none: still registered at the end",
            lambda p: unless(p.worker("exit_day") >= p.market.day, p.worker("exit_day"))),
        Out("exit_reason", NAMES, "name", "why the worker left: life, disappointment, no_account; none: did not",
            lambda p: category(_names(ExitReason)[1:], p.worker("exit_reason") - 1)),
        Out("days_present", pa.int64(), "days", "measured mornings on which the worker was registered",
            lambda p: p.days_present()),
        _of_worker("weeks_active", doc="calendar weeks with a measured session"),
        _of_worker("months_active", doc="calendar months with a measured session"),
        _of_worker("months_with_income", doc="calendar months with accepted pay on a measured day"),
        _of_worker("has_ai", doc="has begun to use AI for tasks, by the end"),
        *(_by_role("early", role) for role in Role),
        *(_by_role("late", role) for role in Role),
        Out("informed", pa.bool_(), "yes/no", "looks requesters up in the rating or reads the forum",
            lambda p: p.worker("circle") != 0),
        *(_sum(name) for name in SECONDS),
        _sum(AT_START, rename=f"seconds_{AT_START}"),
        Out("seconds_sessions", pa.int64(), "s", TIME_IN_SESSIONS, lambda p: p.total(p.sessions)),
        _sum("seconds_appeals"),
        *(_sum(name) for name in AMOUNTS),
        _sum("pay_burn_in"),
        _sum("balance", rename="held", doc="pay held by platforms below their pay-out thresholds, at the end"),
        Out("pending_pay", pa.int64(), MONEY, f"{PENDING}, at the end", lambda p: p.total(p.pending_pay)),
        Out("approval_rate", pa.float64(), "share", f"{APPROVAL}, over all accounts",
            lambda p: _approval(p.total("approved"), p.total("rejected"))),
        _sum("judged_at_start"),
        Out("judged_ever", pa.int64(), "tasks", "tasks ever judged",
            lambda p: p.total("approved") + p.total("rejected")),
        _sum("rejected", rename="rejected_ever"),
        Out("locked_out", pa.bool_(), "yes/no", f"an account is {LOCKED_OUT}", lambda p: p.total(p.locked_out) > 0),
        *(_sum(name) for name in LOCKOUTS),
        Out("days_locked", pa.int64(), "days", f"{DAYS_LOCKED}; added over accounts",
            lambda p: p.total(p.days_locked)),
    ), Workers, _of_worker),
)  # fmt: skip

WORKER_PLATFORM = OutTable(
    "worker_platform.parquet",
    "One row per account of the people in workers.parquet, and one per platform and group abroad (worker_id below 0)",
    KeptPeople,
    whole((
        Out("worker_id", pa.int64(), "number", "whose account it is; -1, -2, …: the groups abroad, in their order",
            lambda p: p.w.used("id")[p.account("worker")]),
        Out("platform", NAMES, "name", "where it is",
            lambda p: category(p.market.platform_names, p.account("platform"))),
        Out("status", NAMES, "name", "at the end: open; or suspended, closed by leaving, shut when the platform closed",
            lambda p: category(_names(AccountStatus), p.account("status"))),
        _of_account("approved"),
        _of_account("rejected"),
        Out("approval_rate", pa.float64(), "share", APPROVAL,
            lambda p: _approval(p.account("approved"), p.account("rejected"))),
        _of_account("expected_pay"),
        _of_account("balance"),
        Out("pending_pay", pa.int64(), MONEY, PENDING, lambda p: p.pending_pay[p.account_rows]),
        *(_of_account(name) for name in SECONDS),
        _of_account(AT_START, rename=f"seconds_{AT_START}"),
        Out("seconds_sessions", pa.int64(), "s", TIME_IN_SESSIONS, lambda p: p.sessions[p.account_rows]),
        *(_of_account(name) for name in AMOUNTS),
        _of_account("judged_at_start"),
        Out("locked_out", pa.bool_(), "yes/no", LOCKED_OUT, lambda p: p.locked_out[p.account_rows]),
        *(_of_account(name) for name in LOCKOUTS),
        Out("days_locked", pa.int64(), "days", DAYS_LOCKED, lambda p: p.days_locked[p.account_rows]),
    ), Accounts, _of_account),
)  # fmt: skip
