"""Ratios, means and quantiles that are NaN where there is nothing to measure."""

import math

import numpy as np
from numpy.typing import ArrayLike


def ratio(part: float, whole: float) -> float:
    """Part over whole.

    Example:
        >>> ratio(1, 4), ratio(1, 0)
        (0.25, nan)
    """
    return float(part) / float(whole) if whole else math.nan


def mean(values: ArrayLike) -> float:
    """Mean; for flags, the share that is true.

    Example:
        >>> mean([True, False]), mean([])
        (0.5, nan)
    """
    values = np.asarray(values, float)
    return float(values.mean()) if len(values) else math.nan


def quantile(values: ArrayLike, share: float) -> float:
    """The value below which a share lies, interpolated linearly.

    Example:
        >>> quantile([1, 2, 4], 0.5), quantile([1, 2, 4], 0.75), quantile([], 0.5)
        (2.0, 3.0, nan)
    """
    values = np.asarray(values, float)
    return float(np.quantile(values, share)) if len(values) else math.nan


def weighted_median(values: ArrayLike, weights: ArrayLike) -> float:
    """The smallest value up to which half of the weight lies.

    Example:
        >>> weighted_median([3.0, 1.0, 2.0], [5, 1, 1]), weighted_median([1.0], [0])
        (3.0, nan)
    """
    values, weights = np.asarray(values, float), np.asarray(weights, float)
    if not weights.sum() > 0:
        return math.nan
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= weights.sum() / 2
    return float(values[order][np.argmax(reached)])
