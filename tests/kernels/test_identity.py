"""As whom workers know the requesters of a sample: itself first, the others beyond everybody, hardly ever two alike."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from microsim.random.identity import FACE_ROOM, FACES, face_of, new_requester

LAST_DAY, LAST_SLOT = 3_650, 99_999  # of the longest run
IDENTITIES = st.integers(1, new_requester(LAST_DAY, LAST_SLOT))


@given(IDENTITIES)
def test_a_requester_is_known_as_itself_first(who):
    assert face_of(who, 0) == who


@given(IDENTITIES, st.integers(1, 10_000))
def test_the_others_are_nobody_who_can_ever_be_there_and_fit_into_31_bits(who, copy):
    assert new_requester(LAST_DAY, LAST_SLOT) < FACES <= face_of(who, copy) < FACES + FACE_ROOM < 2**31


def test_hardly_any_two_are_alike():
    """3,000 of the start and 3,000 newcomers, 50 others each: of n = 300,000 numbers of m = 6e8 at random n²/2m = 75
    would be taken already, a Poisson count: 4.5 standard errors more at most. Of one requester no two are."""
    requesters = [*range(1, 3_001), *(new_requester(day, slot) for day in range(300) for slot in range(10))]
    faces = np.array([[face_of(who, copy) for copy in range(1, 51)] for who in requesters])
    assert all(len(set(row)) == 50 for row in faces.tolist())
    alike = faces.size - len(np.unique(faces))
    assert alike <= 75 + 4.5 * math.sqrt(75)
