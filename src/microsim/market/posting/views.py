"""What posting goes by: the types of tasks, the demand, the law, AI, and what is planned and on show today."""

from typing import NamedTuple

import numpy as np

from microsim.market.ai.automation import Technology
from microsim.state.records import Record

from .offers import PostingRules
from .target import Belief

# What requesters need to know of a type of task; money in 1/10,000. `gate` is the country or language that the type
# asks for; `role` is what its tasks do for AI.
TYPE = np.dtype(
    [
        *((name, "f8") for name in ("cdf", "seconds", "seconds_log_sd", "price", "difficulty", "value", "test")),
        *((name, "i8") for name in ("gate", "role")),
    ]
)  # fmt: skip


class DemandView(NamedTuple):
    """Parameters of demand (see the configuration of the same name)."""

    size_log_sd: float
    size_max: int
    expiry_days: int
    approval_gate: float
    approval_needed: float
    number_gate: float
    number_needed: int
    gate_premium: float
    country_gate: float
    post_hour: float
    post_hour_sd: float
    job_value_log_sd: float


class PricingView(NamedTuple):
    """Parameters of prices (see the configuration of the same name), and what requesters believe."""

    guess_log_sd: float
    batch_guess_log_sd: float
    grid_5: float
    grid_10: float
    grid_25: float
    belief: Belief


class DemandToday(NamedTuple):
    """What is wanted today.

    Attributes:
        demand: batches relative to a weekday.
        plans: what is planned, over what usually is, by platform and task type, ``float64[n_platforms, n_types]``.
        budget_days: days of planned outlay that a budget holds at most, besides two batches.
    """

    demand: float
    plans: np.ndarray
    budget_days: float


class PostingParameters(NamedTuple):
    """All that requesters go by when they post.

    Attributes:
        types: records of `TYPE`.
        may_gate: whether a requester may ask for a country instead, by task type and country,
            ``bool[n_types, n_countries]``.
        pricing, demand, rules, ai, today: how prices are set, what is wanted, what holds, what AI can do, and today.
    """

    types: Record
    may_gate: np.ndarray
    pricing: PricingView
    demand: DemandView
    rules: PostingRules
    ai: Technology
    today: DemandToday
