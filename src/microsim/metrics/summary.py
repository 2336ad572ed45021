"""All metrics of one run, and the list of what is measured."""

import math
from typing import Any

from .register import METRICS
from .tables import Tables


def summary(tables: Tables) -> dict[str, dict[str, Any]]:
    """Every metric that the tables allow.

    Returns:
        ``{metric: {value, unit, meaning, label_en, label_fr}}``; the value is None where there is nothing to measure.
        A metric is left out if the run did not record the table it needs.

    Example:
        >>> from microsim.metrics.example import seven_workers
        >>> row = summary(seven_workers())["hourly_pay_median"]
        >>> row["value"], row["unit"]
        (2.5, 'EUR/h')
    """
    rows = {}
    for name, metric in METRICS.items():
        if metric.needs and getattr(tables, metric.needs) is None:
            continue
        value = float(metric.measure(tables))
        rows[name] = {"value": value if math.isfinite(value) else None, **metric.told(tables.currency)}
    return rows


def describe_metrics() -> list[dict[str, str]]:
    """One row per metric: metric, unit, meaning, label_en, label_fr, needs (a table that not every run records)."""
    return [
        {"metric": name, **metric.told("currency"), "needs": metric.needs or ""} for name, metric in METRICS.items()
    ]
