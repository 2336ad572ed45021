"""What is measured: identities, and metrics with a unit, a meaning and a label in English and French."""

# isort: off
from . import (  # in the order in which they are told
    activity,
    ai,
    burden,
    cohort,
    composition,
    countries,
    demand,
    income,
    inequality,
    rejection,
    lockout,
    money,
    pay,
    time,
)

# isort: on
from .countries import by_country
from .groups import by_experience, by_motive, by_role
from .register import metric
from .summary import describe_metrics, summary
from .tables import Tables

__all__ = [
    "Tables", "by_country", "by_experience", "by_motive", "by_role", "describe_metrics", "metric", "summary",
    "activity", "ai", "burden", "cohort", "composition", "countries", "demand", "income", "inequality",
    "lockout", "money", "pay", "rejection", "time",
]  # fmt: skip
