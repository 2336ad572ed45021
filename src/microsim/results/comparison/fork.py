"""What one fork comes to: its metrics, those of groups of people, platforms and task types, and its people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from microsim.metrics.tables import MONEY, MONTH, at_start
from microsim.results.read import read_json, read_table
from microsim.units import HOUR

from .groups import grouped

if TYPE_CHECKING:
    import pandas as pd

UNPAID = ("seconds_search", "seconds_qualification", "seconds_returned", "seconds_rejected")
SUMMED = (
    "accepted_pay", "contributed", "seconds_sessions", *UNPAID, "tasks_submitted", "tasks_rejected", "value_kept",
)
PEOPLE = (
    "worker_id", "motive", "sex", "country", "entry_day", "exit_day", "judged_at_start", "pay_burn_in", *SUMMED,
)  # fmt: skip
ACCOUNTS = ("worker_id", "platform", *SUMMED)
PLATFORMS = ("platform", "fees", "made_up", "charged", "hearing")
REQUESTERS = (
    "platform", "task_type", "tasks_posted", "value_posted", "seconds_posted", "outlay", "usable_answers",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class ForkResult:
    """What one fork comes to.

    Attributes:
        values: one row per `by`, `group` and `metric`: `value`.
        people: those who were registered on the policy day or entered since: `worker_id`, `panel`, `income` (net, per
            month), `exit_day`, `entry_day`, and their groups.
    """

    values: "pd.DataFrame"
    people: "pd.DataFrame"


def read_fork(folder: Path) -> ForkResult:
    """Read a fork from the folder of its run.

    Raises:
        RunError: a file is missing or damaged, in one line.
    """
    import pandas as pd  # start-up

    read_json(folder / "manifest.json")  # written last: without it the run is not whole
    months = read_table(folder, "daily", ("day",)).day.ge(0).sum() / MONTH
    people = read_table(folder, "workers", PEOPLE)
    people["panel"] = at_start(people)
    groups = grouped(people)
    rows = [*_market(read_json(folder / "summary.json"))]
    for by, names in groups.items():
        rows += _long(by, of_people(people, names, months))
    accounts = read_table(folder, "worker_platform", ACCOUNTS)
    rows += _long("platform", of_accounts(accounts[accounts.worker_id >= 0], months))
    requesters = read_table(folder, "requesters", REQUESTERS)
    rows += _long("platform", of_platforms(read_table(folder, "platforms", PLATFORMS)))
    for by in ("platform", "task_type"):
        rows += _long(by, of_requesters(requesters, requesters[by], months * MONTH))
    values = pd.DataFrame(rows, columns=["by", "group", "metric", "value"]).drop_duplicates(["by", "group", "metric"])
    kept = people[["worker_id", "panel", "entry_day", "exit_day"]].assign(
        income=(people.accepted_pay - people.contributed) / MONEY / months, **groups
    )  # fmt: skip
    return ForkResult(values, kept)


def of_people(people: "pd.DataFrame", names: "pd.Series", months: float) -> "pd.DataFrame":
    """Metrics of groups of people, as those of the same name are declared: one row per group.

    Args:
        people: see `PEOPLE`.
        names: the group of each.
        months: length of the measured period.
    """
    import pandas as pd  # start-up

    sums = _sums(people, SUMMED, names)
    one_hour = people[people.seconds_sessions >= HOUR]
    hourly = one_hour.accepted_pay / MONEY / (one_hour.seconds_sessions / HOUR)
    out = pd.DataFrame(_rates(sums), index=sums.groups)
    out["hourly_pay_median"] = hourly.groupby(names[one_hour.index], observed=True).median()
    there = _sums(people, SUMMED, names.where(people.panel))
    months = there.rows * months
    net = (there["accepted_pay"] - there["contributed"]) / MONEY / months
    out["net_income_per_head"] = pd.Series(net, there.groups)
    out["hours_per_head"] = pd.Series(there["seconds_sessions"] / HOUR / months, there.groups)
    return out


def of_accounts(accounts: "pd.DataFrame", months: float) -> "pd.DataFrame":
    """Metrics of people's accounts on each platform: one row per platform."""
    import pandas as pd  # start-up

    sums = _sums(accounts, SUMMED, accounts.platform)
    hours = sums["seconds_sessions"] / HOUR / months
    net = (sums["accepted_pay"] - sums["contributed"]) / MONEY / months
    return pd.DataFrame({**_rates(sums), "hours": hours, "net_income": net}, index=sums.groups)


def of_platforms(platforms: "pd.DataFrame") -> "pd.DataFrame":
    """Metrics of the platforms themselves: one row each."""
    p = platforms.set_index(platforms.platform.astype(str))
    fees, cost = p.fees / MONEY, (p.made_up + p.charged + p.hearing) / MONEY
    return fees.to_frame("fees").assign(cost_of_laws=cost, platform_profit=fees - cost)


def of_requesters(requesters: "pd.DataFrame", names: "pd.Series", days: float) -> "pd.DataFrame":
    """Metrics of groups of requesters: one row per group."""
    import pandas as pd  # start-up

    sums = _sums(requesters, REQUESTERS[2:], names)
    columns = {
        "tasks_posted_per_day": sums["tasks_posted"] / days,
        "posted_hourly_pay": _per(sums["value_posted"] / MONEY, sums["seconds_posted"] / HOUR),
        "outlay": sums["outlay"] / MONEY,
        "outlay_per_usable_answer": _per(sums["outlay"] / MONEY, sums["usable_answers"]),
    }
    return pd.DataFrame(columns, index=sums.groups)


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums of columns per group, and how many rows each has; rows without a group are left out."""

    groups: list[str]
    rows: np.ndarray
    of: Mapping[str, np.ndarray]

    def __getitem__(self, column: str) -> np.ndarray:
        return self.of[column]


def _sums(rows: "pd.DataFrame", columns: Sequence[str], names: "pd.Series") -> _Sums:
    import pandas as pd  # start-up

    codes, groups = pd.factorize(names)
    inside = codes >= 0
    codes = codes[inside]
    sums = {name: np.bincount(codes, rows[name].to_numpy(float)[inside], len(groups)) for name in columns}
    return _Sums(list(groups), np.bincount(codes, minlength=len(groups)), sums)


def _rates(sums: _Sums) -> dict[str, np.ndarray]:
    return {
        "effective_hourly_pay": _per(sums["accepted_pay"] / MONEY, sums["seconds_sessions"] / HOUR),
        "unpaid_share_of_time": _per(sum(sums[name] for name in UNPAID), sums["seconds_sessions"]),
        "share_of_tasks_rejected": _per(sums["tasks_rejected"], sums["tasks_submitted"]),
        "value_kept": sums["value_kept"] / MONEY,
    }


def _per(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Quotients; none where nothing stands below."""
    return np.divide(above, below, out=np.full(len(above), np.nan), where=below != 0)


def _market(summary: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, str, float]]:
    for metric, told in summary.items():
        yield "all", "all", metric, np.nan if told["value"] is None else told["value"]


def _long(by: str, wide: "pd.DataFrame") -> Iterator[tuple[str, str, str, float]]:
    for group, row in zip(wide.index, wide.to_dict("records"), strict=True):
        for metric, value in row.items():
            yield by, str(group), metric, value
