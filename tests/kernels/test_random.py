"""The addressed generator: its authors' answers, distributions, addresses that do not collide, no visible pattern.

Every statistical test here draws from stated addresses, so it gives the same answer each time. The error rate is the
chance that a perfect generator would have failed on the addresses chosen.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from scipy.special import ndtri

from microsim.random.draws import (
    MAX_COUNTER,
    MAX_SEED,
    MAX_WHO,
    ROUNDS,
    binomial,
    draw,
    lognormal,
    normal,
    philox,
    poisson,
)

WORD = 2**32 - 1
MAX_REQUESTER, MAX_DECISION, MAX_SLOT, FIRST_DAY, LAST_DAY = WORD, 255, 2**16 - 1, -(2**15), 2**15 - 1

ZEROS, ONES = (0,) * 6, (WORD,) * 6
PI = (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344, 0xA4093822, 0x299F31D0)
KNOWN_ANSWERS = [  # the authors' kat_vectors for philox4x32: rounds, counter and key, words
    (10, ZEROS, "6627e8d5 e169c58d bc57ac4c 9b00dbd8"),
    (10, ONES, "408f276d 41c83b0e a20bc7c6 6d5451fd"),
    (10, PI, "d16cfe09 94fdcceb 5001e420 24126ea1"),
    (7, ZEROS, "5f6fb709 0d893f64 4f121f81 4f730a48"),
    (7, ONES, "5207ddc2 45165e59 4d8ee751 8c52f662"),
    (7, PI, "4dfccaba 190a87f0 c47362ba b6b5242a"),
]

ADDRESS = st.tuples(
    st.integers(0, MAX_SEED),
    st.integers(0, MAX_DECISION),
    st.integers(0, MAX_WHO),
    st.integers(0, MAX_REQUESTER),
    st.integers(FIRST_DAY, LAST_DAY),
    st.integers(0, MAX_SLOT),
    st.integers(0, MAX_COUNTER),
)
USUAL = (1, 34, 123, 45, -6, 7, 8)  # seed, decision, who, requester, day, slot, counter
FIELDS = ("seed", "decision", "who", "requester", "day", "slot", "counter")
SPAN = dict(zip(FIELDS, (MAX_SEED, MAX_DECISION, MAX_WHO, MAX_REQUESTER, LAST_DAY, MAX_SLOT, MAX_COUNTER), strict=True))


def by_the_book(rounds: int, counter: tuple[int, ...], key: tuple[int, ...]) -> tuple[int, ...]:
    """Philox4x32 in whole numbers without limit, after section 3.3 of Salmon et al. 2011."""
    (x0, x1, x2, x3), (k0, k1) = counter, key
    for _ in range(rounds):
        high0, low0 = divmod(0xD2511F53 * x0, 2**32)
        high1, low1 = divmod(0xCD9E8D57 * x2, 2**32)
        x0, x1, x2, x3 = high1 ^ x1 ^ k0, low1, high0 ^ x3 ^ k1, low0
        k0, k1 = (k0 + 0x9E3779B9) & WORD, (k1 + 0xBB67AE85) & WORD
    return x0, x1, x2, x3


def along(field: str, n: int, **fixed: int) -> np.ndarray:
    """Draws at `n` neighbouring addresses: ``float64[n, 4]``."""
    at = dict(zip(FIELDS, USUAL, strict=True)) | fixed
    start = 0 if field in ("decision", "slot") else at[field]
    return np.array([draw(*(at | {field: start + i}).values()) for i in range(n)])


# the authors' answers


@pytest.mark.parametrize(("rounds", "counter_and_key", "words"), KNOWN_ANSWERS)
def test_known_answers_of_the_authors(rounds, counter_and_key, words):
    given_words = [np.uint64(word) for word in counter_and_key]
    assert " ".join(f"{int(word):08x}" for word in philox(rounds, *given_words)) == words


def test_seven_rounds_are_in_use():
    assert ROUNDS == 7


@given(ADDRESS)
def test_a_draw_is_philox_at_the_address_as_laid_out(address):
    seed, decision, who, requester, day, slot, counter = address
    words = by_the_book(
        ROUNDS,
        (who % 2**32, who // 2**32 + counter * 2**8, requester, day + 2**15 + slot * 2**16),
        (seed % 2**32, decision + seed // 2**32 * 2**8),
    )
    assert draw(*address) == tuple((word + 0.5) / 2**32 for word in words)


def test_the_layout_holds_at_both_ends_of_every_field():
    low, high = (0, 0, 0, 0, FIRST_DAY, 0, 0), (*(SPAN[field] for field in FIELDS),)
    assert draw(*low) == tuple((word + 0.5) / 2**32 for word in by_the_book(ROUNDS, (0,) * 4, (0,) * 2))
    assert draw(*high) == tuple((word + 0.5) / 2**32 for word in by_the_book(ROUNDS, (WORD,) * 4, (WORD,) * 2))


# addresses


@given(ADDRESS, ADDRESS)
def test_different_addresses_draw_different_words(one, other):
    assume(one != other)
    assert draw(*one) != draw(*other)


@given(ADDRESS, st.sampled_from(FIELDS), st.data())
def test_one_field_that_differs_is_enough(address, field, data):
    at = FIELDS.index(field)
    low = FIRST_DAY if field == "day" else 0
    other = data.draw(st.integers(low, SPAN[field]).filter(lambda value: value != address[at]))
    assert draw(*address) != draw(*address[:at], other, *address[at + 1 :])


@given(ADDRESS)
def test_draws_lie_strictly_between_zero_and_one(address):
    assert all(0.0 < u < 1.0 for u in draw(*address))


# distributions


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("word", range(4))
def test_uniform_along_every_field(field, word):
    """Chi-square over 64 bins; 28 tests at 1 in 100,000 each: error rate 3 in 10,000."""
    n = 256 if field == "decision" else 20_000
    bins = 16 if field == "decision" else 64
    counts = np.histogram(along(field, n)[:, word], bins=bins, range=(0.0, 1.0))[0]
    assert stats.chisquare(counts).pvalue > 1e-5


@pytest.mark.parametrize("field", [field for field in FIELDS if field != "decision"])
def test_neighbours_are_independent(field):
    """Chi-square over 8 x 8 cells of a word and the same or next word of the neighbour.

    6 fields x 16 pairs at 1 in 100,000 each: error rate 1 in 1,000.
    """
    u = along(field, 12_001)
    for mine in range(4):
        for theirs in range(4):
            cells = np.histogram2d(u[:-1, mine], u[1:, theirs], bins=8, range=((0, 1), (0, 1)))[0]
            assert stats.chisquare(cells.ravel()).pvalue > 1e-5, (mine, theirs)


def test_the_four_words_of_a_draw_are_independent():
    """Six pairs, chi-square over 8 x 8 cells at 1 in 100,000 each: error rate 6 in 100,000."""
    u = along("who", 20_000)
    for one in range(4):
        for other in range(one):
            cells = np.histogram2d(u[:, one], u[:, other], bins=8, range=((0, 1), (0, 1)))[0]
            assert stats.chisquare(cells.ravel()).pvalue > 1e-5


def test_decisions_about_the_same_thing_are_independent():
    """One worker, two decisions, 2,000 days; correlation beyond 4.5 standard errors: error rate 1 in 20,000 in all."""
    plan, choice, task = (along("day", 2_000, decision=decision)[:, 0] for decision in (30, 34, 36))
    for one, other in ((plan, choice), (plan, task), (choice, task)):
        assert abs(np.corrcoef(one, other)[0, 1]) < 4.5 / math.sqrt(2_000)


@given(st.floats(2.0**-33, 1.0 - 2.0**-33))
def test_normal_is_the_normal_quantile(u):
    assert normal(u) == pytest.approx(ndtri(u), rel=1e-14, abs=1e-15)


def test_normal_in_the_tails_that_a_draw_can_reach():
    for power in range(2, 34):
        u = 2.0**-power
        assert normal(u) == pytest.approx(ndtri(u), rel=1e-14)
        assert normal(1.0 - u) == pytest.approx(-normal(u), rel=1e-9, abs=1e-15)  # 1 - u is rounded, so is its quantile


def test_moments_of_the_lognormal():
    """Mean and spread of the logarithm, and the mean itself, of 20,000 draws, within 4.5 standard errors each."""
    n, median, spread = 20_000, 20.0, 0.7
    x = np.array([lognormal(u, median, spread) for u in along("who", n)[:, 1]])
    assert abs(np.log(x / median).mean()) < 4.5 * spread / math.sqrt(n)
    assert abs(np.log(x).std() - spread) < 4.5 * spread / math.sqrt(2 * n)
    mean = median * math.exp(spread**2 / 2)
    assert abs(x.mean() - mean) < 4.5 * mean * math.sqrt((math.exp(spread**2) - 1) / n)


def test_a_lognormal_without_spread_is_its_median():
    assert {lognormal(u, 12.5, 0.0) for u in (1e-9, 0.3, 0.999)} == {12.5}


@pytest.mark.parametrize("mean", [0.003, 0.7, 2.0, 11.5, 140.0, 500.0])
def test_poisson_is_the_poisson_quantile(mean):
    u = np.linspace(1e-6, 1 - 1e-6, 999)
    assert [poisson(x, mean) for x in u] == stats.poisson.ppf(u, mean).tolist()


@pytest.mark.parametrize("mean", [501.0, 4_000.0, 90_000.0])
def test_a_large_poisson_is_within_one_per_cent(mean):
    u = np.linspace(0.001, 0.999, 199)
    assert [poisson(x, mean) for x in u] == pytest.approx(stats.poisson.ppf(u, mean), rel=0.01)


@pytest.mark.parametrize("mean", [0.4, 3.0, 60.0, 800.0])
def test_moments_of_the_poisson(mean):
    """Mean and variance of 20,000 draws are both the mean, within 4.5 standard errors each."""
    n = 20_000
    x = np.array([poisson(u, mean) for u in along("who", n)[:, 2]])
    assert abs(x.mean() - mean) < 4.5 * math.sqrt(mean / n)
    assert abs(x.var() - mean) < 4.5 * math.sqrt((mean + 2 * mean**2) / n)


def test_nothing_comes_of_a_mean_of_nothing():
    assert [poisson(u, mean) for u in (0.01, 0.99) for mean in (0.0, -1.0)] == [0, 0, 0, 0]


@given(st.floats(1e-9, 1 - 1e-9), st.floats(0, 490), st.floats(0, 490))
def test_of_one_draw_a_lower_mean_never_gives_more(u, one, other):
    """So a slump takes jobs away and puts none in their place."""
    assert poisson(u, min(one, other)) <= poisson(u, max(one, other))


SHARES = [1e-9, 0.001, 0.07, 0.3, 0.5, 0.501, 0.9, 0.999, 1.0 - 1e-9]
DRAWN = st.integers(0, WORD).map(lambda word: (word + 0.5) * 2.0**-32)  # what a draw can be


@pytest.mark.parametrize("p", SHARES)
@pytest.mark.parametrize("n", [1, 2, 7, 60, 900, 2_000, 8_191])
def test_binomial_is_the_binomial_quantile(n, p):
    u = np.append(np.linspace(0.0007, 0.9991, 399), [2.0**-33, 1.0 - 2.0**-33])
    told = [binomial(x, n, p) for x in u]
    assert told == stats.binom.ppf(u, n, p).tolist()
    assert told[::20] == [binomial.py_func(x, n, p) for x in u[::20]]  # and the same bits where nothing is compiled


def test_nothing_comes_of_no_tries_and_of_no_chance():
    for u in (2.0**-33, 0.5, 1.0 - 2.0**-33):
        assert [binomial(u, n, p) for n, p in ((0, 0.5), (9, 0.0), (0, 0.0))] == [0, 0, 0]
        assert binomial(u, 9, 1.0) == 9 and 0 <= binomial(u, 9, 0.5) <= 9


@given(DRAWN, DRAWN, st.integers(0, 8_191), st.integers(0, 8_191), st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_binomial_never_falls_in_luck_tries_and_chance(u, v, n, m, p, q):
    """So the same luck in two scenarios gives no fewer where more is tried, or where each is likelier."""
    low = binomial(min(u, v), min(n, m), min(p, q))
    assert low <= binomial(max(u, v), min(n, m), min(p, q)) <= binomial(max(u, v), max(n, m), min(p, q))
    assert low <= binomial(min(u, v), min(n, m), max(p, q)) <= min(n, m)


@given(DRAWN, st.integers(0, 2_000), st.floats(0.0, 1.0))
def test_one_try_more_brings_one_more_at_most(u, n, p):
    assert binomial(u, n, p) <= binomial(u, n + 1, p) <= binomial(u, n, p) + 1


@pytest.mark.parametrize(("n", "p"), [(3, 0.93), (12, 0.85), (12, 0.02), (40, 0.5), (300, 0.9)])
def test_one_count_is_distributed_as_single_draws_counted(n, p):
    """Chi-square of 5,000 counts against 5,000 counts of `n` single draws each, at cells of 50 or more: 1 in 1,000."""
    counted, many = np.zeros((2, n + 1), int), 5_000
    for i in range(many):
        single = [u for block in range((n + 3) // 4) for u in draw(1, 36, i, 0, 0, 0, block)][:n]
        counted[0, sum(u < p for u in single)] += 1
        counted[1, binomial(draw(1, 35, i, 0, 0, 0, 0)[1], n, p)] += 1
    cell = np.minimum(counted.sum(axis=0).cumsum() // 100, 2 * many // 100 - 1)
    table = np.array([np.bincount(cell, weights=row) for row in counted])
    assert stats.chi2_contingency(table[:, table.sum(axis=0) > 0]).pvalue > 1e-3
