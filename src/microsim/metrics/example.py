"""A market small enough to check by hand: seven workers, three requesters, two platforms, a week and eight weeks.

Used by examples and tests. What is easy to read is written in hours and in currency, and stored as runs store it.
"""

import datetime as dt
from typing import TYPE_CHECKING

import numpy as np

from microsim.units import HOUR

from .tables import MONEY, WEEK, Tables

if TYPE_CHECKING:
    import pandas as pd

MONDAY = dt.date(2019, 1, 7)
BURN_IN, DAYS = 7, 56
PARTS = ("search", "qualification", "returned", "accepted", "rejected", "awaiting")

# Hours. Worker 6 never worked and left; worker 7 entered in the last fortnight.
WORKERS = """
id motive      sex   poor transfers other_job present active months paid | search test returned accepted rejected awaiting before wanted
1  necessity   woman 1    1         0         56      40     2      2    | 10     1    1        26       1        2        1      80
2  supplement  man   0    0         1         56      8      2      2    | 2      0    0.5      7        0.25     0.5      0.25   10
3  flexibility woman 1    0         1         56      4      2      1    | 1      0    0.25     2.5      0.25     0        0      4.4
4  supplement  woman 0    0         1         56      1      1      1    | 0.5    0    0        0.5      0        0        0      1.5
5  supplement  man   0    0         1         56      1      1      0    | 0.25   0    0        0        0        0.25     0      0.5
6  flexibility woman 1    1         0         28      0      0      0    | 0      0    0        0        0        0        0      0
7  necessity   man   1    1         0         14      0      0      0    | 0      0    0        0        0        0        0      0
"""  # noqa: E501
TASKS = """
id submitted accepted rejected wrongly returned kept pay forfeited reservation target approval
1  800       760      24       7       90       0.8  80  0         1.5         50     0.96
2  150       140      5        1       15       0.2  30  0         2           0      0.97
3  40        36       4        0       4        0    4   1         1           0      0.9
4  5         5        0        0       1        0    10  0         8           0      0.98
5  5         0        0        0       0        0    0   0         5           0      nan
6  0         0        0        0       0        0    0   0         1           0      nan
7  0         0        0        0       0        0    0   0         1           50     nan
"""
# Counted over whole careers: judged and rejected ever. Worker 1 was locked out when the measured days began, came back,
# fell again and came back; worker 3 fell once and is locked out at the end. Workers 1 and 4 read a forum.
STANDING = """
id refused price judged rejected | locked lockouts recoveries days | informed
1  8       2.4   2000   80         0      1        2          9   1
2  4       1     500    15         0      0        0          0   0
3  0       0.8   40     4          1      1        0          21   0
4  0       0     50     1          0      0        0          0   1
5  0       0     0      0          0      0        0          0   0
6  0       0     0      0          0      0        0          0   0
7  0       0     0      0          0      0        0          0   0
"""
# A week that began in the burn-in, four whole weeks with a session, a week in which only pay arrived.
WEEKS = """
worker week active hours pay
1      -1   5      6     10
1      0    5      5     8
1      1    6      25    120
1      2    5      4     9
1      3    0      0     3
2      1    2      3     10
"""
MONTHS = """
worker start      hours pay
1      2019-01-01 20    400
1      2019-02-01 20    410
2      2019-01-01 5     399.99
3      2019-02-01 4     4
"""
# Hours of work judged in the first and in the last fortnight, of tasks that prepare AI and of others.
BY_ROLE = """
id early other late other_late
1  8     2     1    6
2  0     3     0    2
3  1     0     0    0
4  0     0.5   0    0
5  0     0     0    0
6  0     0     0    0
7  0     0     0    0
"""
REQUESTERS = """
id kind    platform  task_type learns posted value hours submitted accepted rejected refused outlay received
11 company mturk     image     1      900    90    45    700       680      20       0       96     144
12 scholar fairdesk  survey    1      60     9     4     200       181      10       10      40     32
13 once    mturk     check     0      40     1     1     100       80       3        2       13     3
"""


def seven_workers() -> Tables:
    """The whole example, with all optional tables."""
    workers, requesters = _workers(), _requesters()
    return Tables(
        config={
            "scenario": {"name": "seven", "currency": "EUR", "start_date": str(MONDAY), "reference_wage": 7.94},
            "seed": 1, "scale": 1.0, "days": DAYS, "burn_in_days": BURN_IN, "lang": "en",
            "shock": {"late": {"from_day": 28}, "later": {"from_day": 40}}, "regulation": {"first": {"from_day": 0}},
            "population": {"country_shares": {"FR": 1.0},
                           "countries": {"IN": {"label_en": "India", "label_fr": "Inde"}}},
        },
        manifest={"schema_version": 1, "version": "0", "seed": 1, "scenario": "seven"},
        daily=_daily(), workers=workers, worker_platform=_accounts(workers), requesters=requesters,
        platforms=_platforms(), task_types=_task_types(requesters), weeks=_weeks(), months=_months(),
        batches=_batches(),
    )  # fmt: skip


def _read(text: str) -> "pd.DataFrame":
    import io  # start-up

    import pandas as pd  # start-up

    return pd.read_csv(io.StringIO(text.replace("|", " ")), sep=r"\s+")


def _workers() -> "pd.DataFrame":
    import pandas as pd  # start-up

    hours, tasks = _read(WORKERS), _read(TASKS)
    w = pd.DataFrame({"worker_id": hours.id, "motive": hours.motive, "sex": hours.sex})
    for flag in ("poor", "transfers", "other_job"):
        w[flag] = hours[flag].astype(bool)
    w["exit_day"] = [np.nan] * 5 + [28, np.nan]
    w["days_present"], w["days_active"] = hours.present, hours.active
    w["months_active"], w["months_with_income"] = hours.months, hours.paid
    parts = {"qualification": "test", "awaiting_at_start": "before"}
    for name in (*PARTS, "awaiting_at_start", "wanted"):
        w[f"seconds_{name}"] = _seconds(hours[parts.get(name, name)])
    w["seconds_sessions"] = w[[f"seconds_{part}" for part in PARTS]].sum(axis=1) - w.seconds_awaiting_at_start
    for name in ("submitted", "accepted", "rejected", "returned"):
        w[f"tasks_{name}"] = tasks[name]
    w["tasks_wrongly_rejected"] = tasks.wrongly
    w["value_kept"], w["accepted_pay"], w["forfeited"] = _money(tasks.kept), _money(tasks.pay), _money(tasks.forfeited)
    w["reservation_wage"], w["weekly_target"] = _money(tasks.reservation), _money(tasks.target)
    w["approval_rate"], w["country"] = tasks.approval, np.where(w.worker_id.isin([3, 4]), "IN", "FR")
    w["exit_reason"] = np.where(w.worker_id == 6, "disappointment", None)
    w["entry_day"] = np.where(w.worker_id == 7, 41, -100)
    w["contributed"] = np.where(w.worker_id == 1, 10 * MONEY, 0)
    w["pay_burn_in"] = _money(w.worker_id.map({1: 100.0, 2: 20.0, 4: 5.0}).fillna(0.0))
    return _with_roles(_with_standing(w))


def _with_roles(w: "pd.DataFrame") -> "pd.DataFrame":
    told = _read(BY_ROLE)
    for part in ("early", "late"):
        for role in ("preparation", "verification", "impersonation", "none"):
            w[f"{part}_seconds_{role}"] = 0
    w["early_seconds_preparation"], w["early_seconds_none"] = _seconds(told.early), _seconds(told.other)
    w["late_seconds_preparation"], w["late_seconds_none"] = _seconds(told.late), _seconds(told.other_late)
    w["tasks_with_ai"], w["tasks_detected"] = 0, 0
    return w


def _with_standing(w: "pd.DataFrame") -> "pd.DataFrame":
    s = _read(STANDING)
    w["tasks_refused"], w["pay_rejected"] = s.refused, _money(s.price)
    w["judged_ever"], w["rejected_ever"] = s.judged, s.rejected
    w["judged_at_start"] = s.judged - w.tasks_accepted - w.tasks_rejected
    w["locked_out"], w["lockouts"], w["recoveries"] = s.locked.astype(bool), s.lockouts, s.recoveries
    w["unrecovered"], w["days_locked"], w["informed"] = 0, s.days, s.informed.astype(bool)
    return w


def _accounts(workers: "pd.DataFrame") -> "pd.DataFrame":
    """One account each, and one of the foreign pool."""
    import pandas as pd  # start-up

    flows = [c for c in workers if c.startswith(("seconds_", "tasks_"))] + [
        "value_kept", "pay_rejected", "accepted_pay", "contributed", "forfeited", "judged_at_start", "lockouts",
        "recoveries", "unrecovered", "days_locked",
    ]  # fmt: skip
    own = workers[["worker_id", *flows]].drop(columns="seconds_wanted")
    pool = pd.DataFrame({c: [0] for c in own}).assign(worker_id=-1, tasks_submitted=112, accepted_pay=6 * MONEY)
    accounts = pd.concat([own, pool], ignore_index=True)
    accounts["platform"] = ["mturk", "fairdesk"] * 4
    return accounts


def _daily() -> "pd.DataFrame":
    """The burn-in at prices of 2, the measured days at 1.5 and then 1.2."""
    import pandas as pd  # start-up

    day = np.arange(-BURN_IN, DAYS)
    measured, late = day >= 0, day >= DAYS // 2
    d = pd.DataFrame({"date": [MONDAY + dt.timedelta(days=int(n)) for n in day], "day": day})
    d["left"] = (day == 27).astype(int)
    d["entered"] = (day == DAYS - 14).astype(int)
    d["present"] = 6 + d.entered.cumsum() - d.left.cumsum()
    d["present_before"] = d.present - d.entered + d.left
    d["active"] = np.where(measured, 1, 2)
    for name, value in {"posted": 20, "submitted": 20, "submitted_abroad": 2, "accepted": 16, "batches_filled": 3,
                        "batches_expired": 1}.items():  # fmt: skip
        d[name] = value
    d["price_level"] = np.where(late, 1.2, np.where(measured, 1.5, 2.0))
    d["fill_hours"] = np.where(late, 4.0, 2.0)
    d["suspended"] = ((day % 14 == 0) & measured).astype(int)
    d["suspended_unfounded"] = (day == 14).astype(int)
    d["appeals"], d["overturned"] = ((day % 28 == 1) & measured).astype(int), ((day % 28 == 15) & measured) * 3
    d["resettled"], d["left_closure"] = (day == 14) * 3, (day == 14) * 1
    d["paid_out"] = 23_400
    d["contributions"], d["made_up"], d["employer_contributions"] = 100, (day % 28 == 0) * 5_000, (day % 28 == 0) * 750
    d["hearing"], d["surcharges"], d["posted_abroad"] = 250, 1_200, (day % 28 == 0) * 70
    d["by_ai"], d["displaced"], d["created"], d["with_ai"], d["detected"] = 10, 8, 4, 2, late * 1
    d["seconds_displaced"], d["seconds_created"], d["automating"] = 1_800, 450, np.where(late, 0.5, 0.0)
    d["users_of_ai"], d["rejected"] = late * 1, measured * 1
    d["outlay"], d["accepted_pay"], d["fees"], d["forfeited"] = 30_000, 24_000, 6_000, 600
    return d


def _requesters() -> "pd.DataFrame":
    tasks = ("posted", "submitted", "accepted", "rejected", "refused")
    r = _read(REQUESTERS).rename(columns={"id": "requester_id"} | {name: f"tasks_{name}" for name in tasks})
    r["value_posted"], r["seconds_posted"] = _money(r.pop("value")), _seconds(r.pop("hours"))
    r["learns"], r["inclusion"], r["thinned"] = r.learns.astype(bool), 1.0, 1.0
    r["outlay"], r["value_received"] = _money(r.outlay), _money(r.pop("received"))
    r["tasks_by_ai"], r["tasks_created"] = [600, 0, 10], [300, 0, 0]
    r["net_gain"] = _money(r.learns * 20.0) - MONEY
    r["usable_answers"] = r.tasks_accepted - 24  # of each requester's, so many were wrong
    return r


def _platforms() -> "pd.DataFrame":
    return _read("platform label accounts left\nmturk MTurk 4 0\nfairdesk Fairdesk 3 1")


def _task_types(requesters: "pd.DataFrame") -> "pd.DataFrame":
    sums = ["tasks_posted", "value_posted", "seconds_posted", "tasks_by_ai", "tasks_created"]
    types = requesters.groupby("task_type", as_index=False)[sums].sum()
    roles = {"image": "preparation", "survey": "none", "check": "verification"}
    return types.assign(ai_role=types.task_type.map(roles))


def _weeks() -> "pd.DataFrame":
    w = _read(WEEKS).rename(columns={"worker": "worker_id", "active": "days_active"})
    w["week_start"] = [MONDAY + dt.timedelta(days=WEEK * int(number)) for number in w.week]
    w["seconds_sessions"], w["accepted_pay"] = _seconds(w.pop("hours")), _money(w.pop("pay"))
    return w


def _months() -> "pd.DataFrame":
    m = _read(MONTHS).rename(columns={"worker": "worker_id", "start": "month_start"})
    m["seconds_sessions"], m["accepted_pay"] = _seconds(m.pop("hours")), _money(m.pop("pay"))
    return m


def _batches() -> "pd.DataFrame":
    """Forty batches whose fill times follow a power law with exponent 1.5, and one that was not filled."""
    import pandas as pd  # start-up

    u = (np.arange(40) + 0.5) / 40
    return pd.DataFrame({"fill_seconds": np.append(3 * HOUR * (1 - u * (1 - 56**-0.5)) ** -2, np.nan)})


def _seconds(hours: "pd.Series") -> "pd.Series":
    return (hours * HOUR).round().astype("int64")


def _money(amount: "pd.Series") -> "pd.Series":
    return (amount * MONEY).round().astype("int64")
