"""Suspension by the approval rate: by hand, and in the right direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.standing.suspension import deserves_suspension


@pytest.mark.parametrize(
    ("approved", "rejected", "suspended"),
    [(29, 21, True), (30, 20, False), (0, 49, False), (0, 50, True), (0, 0, False)],
)
def test_suspension_below_sixty_per_cent_of_fifty(approved, rejected, suspended):
    assert deserves_suspension(approved, rejected, 0.6, 50) is suspended


@given(st.integers(0, 500), st.integers(0, 500), st.floats(0.0, 1.0), st.integers(1, 100))
def test_an_approval_never_leads_to_suspension(approved, rejected, least, after):
    if approved + rejected >= after and not deserves_suspension(approved, rejected, least, after):
        assert not deserves_suspension(approved + 1, rejected, least, after)
