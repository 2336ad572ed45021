"""The table of a log-normal factor: against the exact quantile, in order, and with the right mean."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.random.draws import lognormal
from microsim.random.quantiles import CELLS, factor, spread

HALF = spread(0.5)


@pytest.mark.parametrize(("low", "high", "error"), [(1, 2, 0.016), (2, 10, 0.006), (10, 128, 5e-4), (128, 384, 1e-4)])
def test_close_to_the_exact_quantile(low, high, error):
    """In units of the log-SD, from the second cell inwards."""
    for u in np.linspace(low / CELLS, high / CELLS, 1_000):
        exact = math.log(lognormal(u, 1.0, 0.5))
        assert math.log(factor(u, HALF)) == pytest.approx(exact, abs=0.5 * error)


@given(st.floats(1e-10, 1.0 / CELLS, exclude_max=True), st.floats(0.0, 2.0))
def test_the_ends_are_exact(u, log_sd):
    for end in (u, 1.0 - u):
        if end * CELLS < 1 or end * CELLS >= CELLS - 1:
            assert factor(end, spread(log_sd)) == lognormal(end, 1.0, log_sd)


@given(st.floats(1e-9, 1.0 - 1e-9), st.floats(1e-9, 1.0 - 1e-9), st.floats(0.0, 2.0))
def test_never_falls(u, v, log_sd):
    table = spread(log_sd)
    assert factor(min(u, v), table) <= factor(max(u, v), table) * (1.0 + 1e-12)


@pytest.mark.parametrize("log_sd", [0.0, 0.3, 0.7, 1.2])
def test_the_mean_is_that_of_the_distribution(log_sd):
    """Over 100,001 evenly spread numbers, against exp(log_sd^2 / 2); what lies beyond the last costs the wide ones."""
    table = spread(log_sd)
    mean = np.mean([factor((i + 0.5) / 100_001, table) for i in range(100_001)])
    assert mean == pytest.approx(math.exp(0.5 * log_sd**2), rel=1e-3)
