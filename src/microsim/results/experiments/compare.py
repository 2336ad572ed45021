"""Whether what was computed again is what a reference says: to the bit, or within the reference's own interval."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from microsim.results.sweeps import half_width

from .table import Table, Value

Verdict = Literal["bit", "tolerance", "unmet"]


@dataclass(frozen=True)
class Line:
    """One metric of one case.

    Attributes:
        case, metric: which.
        there: mean of the reference over the seeds compared; None where nothing was measured.
        here: the same mean, computed again.
        tolerance: half of the 95 % interval of the reference's mean, over all its seeds; None of fewer than two.
        unlike: seeds whose values differ.
        verdict: every seed the same to the bit; or the means no further apart than the tolerance; or neither.
        met: whether that is enough, given what bits are to be expected.
    """

    case: str
    metric: str
    there: Value
    here: Value
    tolerance: Value
    unlike: tuple[int, ...]
    verdict: Verdict
    met: bool


def compare(reference: Table, again: Table, bits_expected: bool) -> list[Line]:
    """Every metric of every case of what was computed again, beside the reference.

    Args:
        reference: as it was committed.
        again: the same cases and metrics, and all or some of the seeds.
        bits_expected: whether platform and code are those of the reference, so that only equal bits are enough.

    Example:
        >>> there = Table(("pay",), {("all", 1): {"pay": 2.0}, ("all", 2): {"pay": 3.0}})
        >>> here = Table(("pay",), {("all", 1): {"pay": 2.0000000000000004}})
        >>> (line,) = compare(there, here, bits_expected=False)
        >>> line.verdict, line.unlike, line.met
        ('tolerance', (1,), True)
        >>> compare(there, here, bits_expected=True)[0].met
        False
    """
    return [_line(reference, again, case, metric, bits_expected) for metric in again.metrics for case in again.cases]


def half_interval(values: Sequence[float]) -> float | None:
    """Half of the 95 % interval of a mean by Student's t with n - 1 degrees of freedom; None of fewer than two values.

    Example:
        >>> round(half_interval([1.0, 2.0, 3.0]), 3), half_interval([1.0])
        (2.484, None)
    """
    return float(half_width(statistics.stdev(values), len(values))) if len(values) > 1 else None


def same_bits(one: Value, other: Value) -> bool:
    """Whether two values are the same float, signs of zero included, or are both none.

    Example:
        >>> same_bits(0.1, 0.1), same_bits(0.0, -0.0), same_bits(None, 0.0), same_bits(None, None)
        (True, False, False, True)
    """
    return one is other if one is None or other is None else one.hex() == other.hex()


def _line(reference: Table, again: Table, case: str, metric: str, bits_expected: bool) -> Line:
    seeds = again.seeds(case)
    there, here = reference.of(case, metric, seeds), again.of(case, metric, seeds)
    unlike = tuple(seed for seed, one, other in zip(seeds, there, here, strict=True) if not same_bits(one, other))
    means = _mean(there), _mean(here)
    tolerance = half_interval(_measured(reference.of(case, metric, reference.seeds(case))))
    verdict: Verdict = "bit" if not unlike else "tolerance" if _within(*means, tolerance) else "unmet"
    met = verdict == "bit" or (verdict == "tolerance" and not bits_expected)
    return Line(case, metric, *means, tolerance, unlike, verdict, met)


def _within(there: Value, here: Value, tolerance: Value) -> bool:
    return there is not None and here is not None and tolerance is not None and abs(there - here) <= tolerance


def _measured(values: Sequence[Value]) -> list[float]:
    return [value for value in values if value is not None]


def _mean(values: Sequence[Value]) -> Value:
    measured = _measured(values)
    return statistics.fmean(measured) if measured else None
