"""What posting goes by: the types of tasks, the demand, the law, AI, and what is planned and on show today."""

from typing import NamedTuple

import numpy as np

from microsim.market.ai.automation import Technology
from microsim.state.records import Record

from .offers import PostingRules

# What requesters need to know of a type of task; money in 1/10,000. `lowest_markup` and `highest_markup` are the ends
# of the range of prices, which never goes below one cent; `gate` is the country or language that the type asks for;
# `role` is what its tasks do for AI.
TYPE = np.dtype(
    [
        *((name, "f8") for name in ("cdf", "seconds", "seconds_log_sd", "price", "price_low", "price_high",
                                    "lowest_markup", "highest_markup", "difficulty", "value", "test")),
        *((name, "i8") for name in ("gate", "role")),
    ]
)  # fmt: skip


class DemandView(NamedTuple):
    """Parameters of demand (see the configuration of the same name).

    `value_within` is the root of the share of the variance of values that lies between the batches of a requester.
    """

    size_log_sd: float
    size_max: int
    expiry_days: int
    stated_log_sd: float
    stated_bias: float
    approval_gate: float
    approval_needed: float
    number_gate: float
    number_needed: int
    gate_premium: float
    country_gate: float
    post_hour: float
    post_hour_sd: float
    value_within: float


class DemandToday(NamedTuple):
    """What is wanted and seen today.

    Attributes:
        demand: batches relative to a weekday.
        plans: what is planned, over what usually is, by platform and task type, ``float64[n_platforms, n_types]``.
        seen_markup: mean log price over the usual price of batches on show, ``float64[n_types]``.
        budget_days: days of planned outlay that a budget holds at most, besides two batches.
    """

    demand: float
    plans: np.ndarray
    seen_markup: np.ndarray
    budget_days: float


class PostingParameters(NamedTuple):
    """All that requesters go by when they post.

    Attributes:
        types: records of `TYPE`.
        may_gate: whether a requester may ask for a country instead, by task type and country,
            ``bool[n_types, n_countries]``.
        price_log_sd, value_log_sd: spreads of prices and of values by kind of requester, ``float64[n_kinds]``.
        demand, rules, ai, today: what is wanted, what holds, what AI can do, and what is seen.
    """

    types: Record
    may_gate: np.ndarray
    price_log_sd: np.ndarray
    value_log_sd: np.ndarray
    demand: DemandView
    rules: PostingRules
    ai: Technology
    today: DemandToday
