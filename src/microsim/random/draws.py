"""Addressed randomness: a draw is a function of what is decided, never of what was drawn before.

The generator is Philox4x32-7 (Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3": seven
rounds are the fewest that pass their tests), checked against the authors' known answers for 7 rounds and for 10. Its
128-bit counter and 64-bit key hold the whole address:

    counter 0   who, low 32 bits                    key 0   seed, low 32 bits
    counter 1   who, high 8 bits | counter << 8     key 1   decision | seed, high 24 bits << 8
    counter 2   requester
    counter 3   day + 32768 | slot << 16

`who` names a worker or, where nobody else is concerned, a requester; `requester`, `day` and `slot` name a batch, which
is the same thing in every scenario. `counter` numbers the repetitions *within* one decision (the fourth task of this
worker in this batch). Nothing is ever addressed by a row.
"""

import math

import numpy as np

from microsim.compiling import compiled, internal, typed

_M0, _M1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_W0, _W1 = np.uint64(0x9E3779B9), np.uint64(0xBB67AE85)
_LOW, _WORD = np.uint64(0xFFFFFFFF), np.uint64(32)
_BYTE, _HALF = np.uint64(8), np.uint64(16)
_DAY_ZERO = 32768
ROUNDS = 7

MAX_WHO = 2**40 - 1
MAX_COUNTER = 2**24 - 1
MAX_SEED = 2**56 - 1


@compiled
def philox(
    rounds: int, c0: np.uint64, c1: np.uint64, c2: np.uint64, c3: np.uint64, k0: np.uint64, k1: np.uint64
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Philox4x32 on a 128-bit counter under a 64-bit key.

    Args:
        rounds: 7 here; 10 is the authors' default.
        c0, c1, c2, c3: counter, four ``uint64`` that hold 32-bit words.
        k0, k1: key, two ``uint64`` that hold 32-bit words.

    Returns:
        Four ``uint64`` that hold 32 random bits each.

    Source: Salmon et al. 2011; known answers in ``tests/kernels/test_random.py``.

    Example:
        >>> z = np.uint64(0)
        >>> [hex(int(word)) for word in philox(10, z, z, z, z, z, z)]
        ['0x6627e8d5', '0xe169c58d', '0xbc57ac4c', '0x9b00dbd8']
    """
    for _ in range(rounds):
        p0 = _M0 * c0
        p1 = _M1 * c2
        c0, c1, c2, c3 = (p1 >> _WORD) ^ c1 ^ k0, p1 & _LOW, (p0 >> _WORD) ^ c3 ^ k1, p0 & _LOW
        k0 = (k0 + _W0) & _LOW
        k1 = (k1 + _W1) & _LOW
    return c0, c1, c2, c3


@internal
def _open_unit(word: np.uint64) -> float:
    return (float(word) + 0.5) * 2.3283064365386963e-10  # 2**-32: never 0, never 1


@typed("UniTuple(f8, 4)(i8, i8, i8, i8, i8, i8, i8)")
def draw(
    seed: int, decision: int, who: int, requester: int, day: int, slot: int, counter: int
) -> tuple[float, float, float, float]:
    """Four independent uniform numbers for one address.

    Args:
        seed: of the run, 0 to ``MAX_SEED``.
        decision: one of ``kernels.decisions``, 0 to 255.
        who: identity of the worker or requester who decides, 0 to ``MAX_WHO``.
        requester, day, slot: the batch concerned (day on which it was posted), or 0, the day of the decision, 0.
        counter: number within the decision, 0 to ``MAX_COUNTER``.

    Returns:
        Four ``float64`` in the open interval (0, 1).

    Example:
        >>> draw(1, 3, 17, 0, 5, 0, 0) == draw(1, 3, 17, 0, 5, 0, 0)
        True
        >>> draw(1, 3, 17, 0, 5, 0, 0) == draw(1, 3, 17, 0, 6, 0, 0)
        False
    """
    s, w = np.uint64(seed), np.uint64(who)
    w0, w1, w2, w3 = philox(
        ROUNDS,
        w & _LOW,
        (w >> _WORD) | (np.uint64(counter) << _BYTE),
        np.uint64(requester),
        np.uint64(day + _DAY_ZERO) | (np.uint64(slot) << _HALF),
        s & _LOW,
        np.uint64(decision) | ((s >> _WORD) << _BYTE),
    )
    return _open_unit(w0), _open_unit(w1), _open_unit(w2), _open_unit(w3)


@typed("f8(f8)")
def normal(u: float) -> float:
    """Standard normal quantile of a uniform number, to about 1 part in 10**16.

    Scalar arithmetic only, so that compiled and interpreted runs give the same bits.

    Args:
        u: ``float64`` in (0, 1).

    Returns:
        ``float64``.

    Source: Wichura 1988, algorithm AS 241 (PPND16).

    Example:
        >>> round(normal(0.975), 6)
        1.959964
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        r = 0.180625 - q * q
        top = (
            (
                (
                    (
                        ((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r
                        + 45921.953931549871457
                    )
                    * r
                    + 13731.693765509461125
                )
                * r
                + 1971.5909503065514427
            )
            * r
            + 133.14166789178437745
        ) * r + 3.387132872796366608
        low = (
            (
                (
                    (
                        ((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r
                        + 21213.794301586595867
                    )
                    * r
                    + 5394.1960214247511077
                )
                * r
                + 687.1870074920579083
            )
            * r
            + 42.313330701600911252
        ) * r + 1.0
        return q * top / low
    r = math.sqrt(-math.log(u if q < 0.0 else 1.0 - u))
    if r <= 5.0:
        r -= 1.6
        top = (
            (
                (
                    (
                        ((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r
                        + 1.27045825245236838258
                    )
                    * r
                    + 3.64784832476320460504
                )
                * r
                + 5.7694972214606914055
            )
            * r
            + 4.6303378461565452959
        ) * r + 1.42343711074968357734
        low = (
            (
                (
                    (
                        ((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
                        + 0.14810397642748007459
                    )
                    * r
                    + 0.68976733498510000455
                )
                * r
                + 1.6763848301838038494
            )
            * r
            + 2.05319162663775882187
        ) * r + 1.0
    else:
        r -= 5.0
        top = (
            (
                (
                    (
                        ((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r
                        + 0.026532189526576123093
                    )
                    * r
                    + 0.29656057182850489123
                )
                * r
                + 1.7848265399172913358
            )
            * r
            + 5.4637849111641143699
        ) * r + 6.6579046435011037772
        low = (
            (
                (
                    (
                        ((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
                        + 7.868691311456132591e-4
                    )
                    * r
                    + 0.0148753612908506148525
                )
                * r
                + 0.13692988092273580531
            )
            * r
            + 0.59983220655588793769
        ) * r + 1.0
    return -top / low if q < 0.0 else top / low


@typed("f8(f8, f8, f8)")
def lognormal(u: float, median: float, log_sd: float) -> float:
    """Log-normal quantile: ``median`` at ``u`` = 0.5, standard deviation of the logarithm ``log_sd``.

    Example:
        >>> lognormal(0.5, 20.0, 1.3)
        20.0
    """
    return median * math.exp(log_sd * normal(u))


@typed("i8(f8, f8)")
def poisson(u: float, mean: float) -> int:
    """Poisson quantile by inversion; beyond a mean of 500 the rounded normal quantile (error under 1 %).

    Example:
        >>> [poisson(u, 2.0) for u in (0.1, 0.5, 0.9)]
        [0, 2, 4]
    """
    if mean <= 0.0:
        return 0
    if mean > 500.0:
        return int(max(0.0, math.floor(mean + math.sqrt(mean) * normal(u) + 0.5)))
    count, term = 0, math.exp(-mean)
    total = term
    while u > total and count < 10_000:
        count += 1
        term *= mean / count
        total += term
    return count


_FOLD, _LEAST = 500.0, 1e-290  # logarithm of what is taken off probabilities below the least to begin with


@typed("i8(f8, i8, f8)")
def binomial(u: float, n: int, p: float) -> int:
    """Binomial quantile by inversion: how many of `n` succeed, as one draw. Never falls in `u`, `n` or `p`.

    Counts from the end that is nearer, successes or failures, so in about ``n * min(p, 1 - p)`` steps, from the chance
    of none, a power by squaring. Where that is too small for a float (of 8,191 halves it is 10**-2466), powers of
    ``exp(-500)`` are left out at first and multiplied in as the sum grows: the sum is far below any `u` until all are
    in. Each cumulative probability is right to 1 part in 10**11.

    Args:
        u: ``float64`` in (0, 1).
        n: tries, 0 to some 10,000.
        p: chance of each, 0 to 1.

    Returns:
        ``int64``, 0 to `n`: the least number whose cumulative probability is `u` or more.

    Example:
        >>> [binomial(u, 10, 0.9) for u in (0.01, 0.5, 0.99)], binomial(0.5, 8_191, 0.5)
        ([6, 9, 10], 4095)
    """
    rare = min(p, 1.0 - p)
    if n <= 0 or rare <= 0.0:
        return n if p > 0.5 else 0
    reach = u if p <= 0.5 else 1.0 - u
    none, power, left, folds = 1.0, 1.0 - rare, n, 0
    while left > 0:
        none *= power if left & 1 else 1.0
        power *= power
        left >>= 1
    if none < _LEAST:
        log_none = n * math.log(1.0 - rare)
        folds = int(-log_none / _FOLD)
        none = math.exp(log_none + folds * _FOLD)
    count, odds, term, total = 0, rare / (1.0 - rare), none, none
    while (folds > 0 or reach > total) and count < n:
        term *= odds * (n - count) / (count + 1)
        count += 1
        total += term
        if folds > 0 and total > 1.0:
            term, total, folds = term * math.exp(-_FOLD), total * math.exp(-_FOLD), folds - 1
    return count if p <= 0.5 else n - count
