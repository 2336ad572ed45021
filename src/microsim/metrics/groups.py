"""The same metrics for groups of workers."""

from dataclasses import replace
from typing import TYPE_CHECKING

from microsim.config.describe import declared
from microsim.config.people import MotiveShares

from .register import METRICS
from .tables import Tables

if TYPE_CHECKING:
    import pandas as pd

MOTIVES = {
    motive: (declared(share, "label_en"), declared(share, "label_fr"))
    for motive, share in MotiveShares.model_fields.items()
}
OF_WORKERS = (
    "share_active_weekly", "share_active_monthly", "hourly_pay_median", "effective_hourly_pay",
    "hours_per_active_month", "monthly_income_mean", "unpaid_share_of_time", "share_of_tasks_rejected",
)  # fmt: skip


def only(tables: Tables, column: str, value: object) -> Tables:
    """The same run with the workers of one group; the other tables stay as they are.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> len(only(seven_workers(), "motive", "necessity").workers)
        2
    """
    w = tables.workers
    return replace(tables, workers=w[w[column] == value])


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
    import pandas as pd

    rows = []
    for motive, (english, french) in MOTIVES.items():
        part = only(tables, "motive", motive)
        row = {"motive": motive, "label_en": english, "label_fr": french, "workers": len(part.registered)}
        rows.append(row | {name: METRICS[name].measure(part) for name in OF_WORKERS})
    return pd.DataFrame(rows).set_index("motive")
