"""The same metrics for groups of workers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from microsim.config.describe import declared
from microsim.config.people import MotiveShares

from .register import METRICS
from .roles import main_role
from .tables import Tables, some

if TYPE_CHECKING:
    import pandas as pd

MOTIVES = {
    motive: (declared(share, "label_en"), declared(share, "label_fr"))
    for motive, share in MotiveShares.model_fields.items()
}
OF_WORKERS = (
    "share_active_weekly", "share_active_monthly", "hourly_pay_median", "effective_hourly_pay",
    "hours_per_active_month", "monthly_income_mean", "unpaid_share_of_time", "share_of_tasks_rejected",
    "wrongful_share_of_rejections", "refused_share_of_rejections", "hours_rejected", "pay_rejected", "value_kept",
    "share_rejected", "share_wrongly_rejected", "share_ever_rejected", "share_locked_out", "days_locked_mean",
    "share_recovered", "share_displaced", "displaced_found_elsewhere", "displaced_who_left",
)  # fmt: skip
ROLE_LABELS = {
    "preparation": ("Prepare", "Prépare"),
    "verification": ("Verify", "Vérifie"),
    "impersonation": ("Pose as", "Imite"),
    "none": ("Other", "Autre"),
}
EXITS = ("share_left_by_life", "share_left_disappointed", "share_left_without_account")
EXPERIENCE = {  # tasks judged before the first measured day: from so many on
    "new": (0, "New", "Nouveaux"),
    "some": (1, "Under 1,000", "Moins de 1\N{NO-BREAK SPACE}000"),
    "much": (1_000, "1,000 or more", "1\N{NO-BREAK SPACE}000 et plus"),
}


def only(tables: Tables, column: str, value: object) -> Tables:
    """The same run with the workers of one group; the other tables stay as they are.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> len(only(seven_workers(), "motive", "necessity").workers)
        2
    """
    w = tables.workers
    return replace(tables, workers=some(w, w[column] == value))


def by_motive(tables: Tables) -> "pd.DataFrame":
    """Metrics of workers per motive.

    Returns:
        One row per motive, indexed by it: label_en, label_fr, workers, then the metrics of `OF_WORKERS` in their units;
        NaN where there is nothing to measure.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> by_motive(seven_workers()).hourly_pay_median.to_dict()
        {'supplement': 6.5, 'necessity': 2.0, 'flexibility': 1.0}
    """
    return by_group(tables, "motive", MOTIVES)


def by_role(tables: Tables) -> "pd.DataFrame":
    """Metrics of workers per AI role of most of their work in the first quarter of the measured days.

    Returns:
        One row per role, indexed by it: the columns of `by_motive`. Who had less than an hour of work is in none.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> by_role(seven_workers()).share_displaced.to_dict()
        {'preparation': 1.0, 'verification': nan, 'impersonation': nan, 'none': 0.0}
    """
    w = tables.workers
    return by_group(replace(tables, workers=w.assign(role=main_role(w))), "role", ROLE_LABELS)


def by_experience(tables: Tables) -> "pd.DataFrame":
    """Metrics of workers per experience: tasks judged before the first measured day, none, under 1,000, or more.

    Returns:
        One row per group, indexed by its name: the columns of `by_motive`.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> by_experience(seven_workers()).pay_rejected.to_dict()
        {'new': 0.8, 'some': 1.0, 'much': 2.4}
    """
    import numpy as np  # start-up

    names, w = list(EXPERIENCE), tables.workers
    least = [least for least, *_ in EXPERIENCE.values()]
    groups = np.array(names)[np.searchsorted(least, w.judged_at_start, side="right") - 1]
    labels = {name: words for name, (_, *words) in EXPERIENCE.items()}
    return by_group(replace(tables, workers=w.assign(experience=groups)), "experience", labels)


def by_group(
    tables: Tables, column: str, labels: Mapping[str, Sequence[str]], names: Sequence[str] = OF_WORKERS
) -> "pd.DataFrame":
    """Metrics of workers per value of a column; `labels` are its values, with their words in English and French."""
    import pandas as pd  # start-up

    rows = []
    for group, (english, french) in labels.items():
        part = only(tables, column, group)
        row = {column: group, "label_en": english, "label_fr": french, "workers": len(part.registered)}
        rows.append(row | {name: METRICS[name].measure(part) for name in names})
    return pd.DataFrame(rows).set_index(column)
