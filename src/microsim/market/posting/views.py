"""What posting goes by: the types of tasks, the demand, the law, AI, and what is planned and on show today."""

from typing import NamedTuple

import numpy as np

from microsim.market.ai.automation import Technology

from .offers import PostingRules


class TypeView(NamedTuple):
    """What requesters need to know of task types, one entry each; money in 1/10,000.

    `lowest_markup` and `highest_markup` are the ends of the range of prices, which never goes below one cent. `gate`
    is the country or language that a type asks for; `may_gate` by type and country: whether a requester may ask for
    that country instead; `role` is what the tasks do for AI.
    """

    cdf: np.ndarray
    seconds: np.ndarray
    seconds_log_sd: np.ndarray
    price: np.ndarray
    price_low: np.ndarray
    price_high: np.ndarray
    lowest_markup: np.ndarray
    highest_markup: np.ndarray
    difficulty: np.ndarray
    value: np.ndarray
    test: np.ndarray
    gate: np.ndarray
    may_gate: np.ndarray
    role: np.ndarray


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
    """All that requesters go by when they post; spreads of prices and of values by kind of requester."""

    types: TypeView
    price_log_sd: np.ndarray
    value_log_sd: np.ndarray
    demand: DemandView
    rules: PostingRules
    ai: Technology
    today: DemandToday
