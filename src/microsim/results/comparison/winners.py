"""Who wins and who loses by a law: the same people, with and without it, and what a placebo does to them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np

from microsim.results.intervals import described

from .groups import in_order, label

if TYPE_CHECKING:
    import pandas as pd

BY = ("all", "earners", "motive", "sex", "country", "decile")
SHARES = ("winners", "losers", "unaffected", "gone", "not_entered")
KEYS = ["law", "by", "group"]
INTERVALS = ("low_seeds", "high_seeds", "low_draws", "high_draws", "low", "high", "wider")


def counted(
    law: "pd.DataFrame", baseline: "pd.DataFrame", share: float, amount: float
) -> Iterator[dict[str, Any]]:
    """Winners and losers among those who were registered on the policy day, in one fork against that of the baseline.

    Args:
        law, baseline: people of both forks, see `ForkResult.people`.
        share, amount: a person wins or loses if net income a month changes by more than both.

    Yields:
        Per group: `by`, `group`, `people`, shares of them `winners`, `losers`, `unaffected`, `gone` (left earlier than
        under the baseline), `mean_gain` and `mean_loss` a month, and, of all people, `not_entered`: who entered under
        the baseline and never under the law, as a share of those who entered under the baseline.
    """
    before, after = _panel(baseline), _panel(law).reindex(_panel(baseline).index)
    change = (after.income - before.income).to_numpy()
    least = np.maximum(share * before.income.to_numpy(), amount)
    wins, loses = change > least, change < -least
    gone = after.exit_day.fillna(np.inf).to_numpy() < before.exit_day.fillna(np.inf).to_numpy()
    entered = [set(people.worker_id[people.entry_day >= 0]) for people in (baseline, law)]
    missing = len(entered[0] - entered[1]) / len(entered[0]) if entered[0] else np.nan
    for by, group, rows in _groups(before):
        n = int(rows.sum())
        yield {
            "by": by, "group": group, "people": n,
            "winners": (wins & rows).sum() / n, "losers": (loses & rows).sum() / n,
            "unaffected": (~wins & ~loses & rows).sum() / n, "gone": (gone & rows).sum() / n,
            "not_entered": missing if (by, group) == ("all", "all") else np.nan,
            "mean_gain": change[wins & rows].mean() if (wins & rows).any() else np.nan,
            "mean_loss": change[loses & rows].mean() if (loses & rows).any() else np.nan,
        }  # fmt: skip


def _panel(people: "pd.DataFrame") -> "pd.DataFrame":
    return people[people.panel].set_index("worker_id").sort_index()


def _groups(people: "pd.DataFrame") -> Iterator[tuple[str, str, np.ndarray]]:
    yield "all", "all", np.ones(len(people), bool)
    for by in BY[1:]:
        names = people[by].to_numpy()
        for group in dict.fromkeys(name for name in names if isinstance(name, str)):
            yield by, group, names == group


def table_of_winners(rows: "pd.DataFrame", placebo: str) -> "pd.DataFrame":
    """Shares of winners and losers per law and group, beside those of the placebo, and intervals of the excess.

    Args:
        rows: what `counted` yields, with `law`, `draw` and `seed`.
        placebo: name of the placebo.

    Returns:
        One row per law and group; see `docs/comparisons.md`.
    """
    import pandas as pd  # start-up

    if rows.empty:
        return pd.DataFrame(columns=[*KEYS, *COLUMNS])
    base = rows[rows.draw == 0]
    means = base.groupby(KEYS, sort=False)[["people", *SHARES, "mean_gain", "mean_loss"]].mean()
    points = ["by", "group", "draw", "seed"]
    chance = rows[rows.law == placebo].set_index(points)[["winners", "losers"]]
    both = rows.join(chance.add_suffix("_placebo"), on=points)
    out = means
    for side in ("winners", "losers"):
        both[f"excess_{side}"] = both[side] - both[f"{side}_placebo"]
        chances = both[both.draw == 0].groupby(KEYS, sort=False)[f"{side}_placebo"].mean()
        told = described(both, KEYS, f"excess_{side}").set_index(KEYS)
        out = out.join(chances.rename(f"placebo_{side}")).join(told["effect"].rename(f"excess_{side}"))
        for part in INTERVALS:
            out = out.join(told[part].rename(f"{part}_{side}"))
    out = out.reset_index()
    for place, lang in enumerate(("en", "fr")):
        out.insert(3 + place, f"group_{lang}", [label(*of, lang) for of in zip(out.by, out.group, strict=True)])
    return in_order(out)


COLUMNS = (
    "group_en", "group_fr", "people", *SHARES, "mean_gain", "mean_loss",
    *(f"{part}_{side}" for side in ("winners", "losers") for part in ("placebo", "excess", *INTERVALS)),
)  # fmt: skip

