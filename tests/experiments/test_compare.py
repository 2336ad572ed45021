"""What counts as met: equal bits, or means no further apart than the reference's own interval. No market is run."""

import math
from pathlib import Path

import pandas as pd
import pytest

from microsim.results.experiments.compare import compare, half_interval, same_bits
from microsim.results.experiments.find import ExperimentError
from microsim.results.experiments.summary import differences, summary_of
from microsim.results.experiments.table import Table, from_csv, to_csv
from microsim.results.sweeps import Sweep

PAY = (2.0, 2.5, 3.5, 2.2)  # half of its interval is 1.06


def table(*values: float | None, case: str = "all") -> Table:
    return Table(("pay",), {(case, seed): {"pay": value} for seed, value in enumerate(values, start=1)})


def line(here: Table, bits_expected: bool, there: Table | None = None):
    (found,) = compare(there or table(*PAY), here, bits_expected)
    return found


def test_equal_bits_are_met_whatever_is_expected():
    for expected in (True, False):
        found = line(table(*PAY), expected)
        assert (found.verdict, found.unlike, found.met) == ("bit", (), True)


def test_a_changed_last_bit_is_met_elsewhere_only():
    here = table(2.0, math.nextafter(2.5, 3), 3.5, 2.2)
    same, other = line(here, bits_expected=True), line(here, bits_expected=False)
    assert (same.verdict, same.unlike, same.met) == ("tolerance", (2,), False)
    assert (other.verdict, other.unlike, other.met) == ("tolerance", (2,), True)


def test_beyond_the_interval_of_the_reference_nothing_is_met():
    half = half_interval(PAY)
    assert half == pytest.approx(3.182446 * 0.6658 / 2, rel=1e-3)
    within, beyond = (table(*(value + share * half for value in PAY)) for share in (0.999, 1.001))
    assert line(within, False).met
    for expected in (True, False):
        assert (line(beyond, expected).verdict, line(beyond, expected).met) == ("unmet", False)


def test_fewer_seeds_are_compared_with_the_same_seeds_and_the_interval_of_all():
    found = line(table(2.1, 2.5), bits_expected=False)
    assert (found.there, found.here, found.unlike) == (2.25, 2.3, (1,))
    assert found.tolerance == half_interval(PAY) and found.met


def test_what_was_not_measured_is_met_by_nothing_else():
    nothing = table(None, None)
    assert line(nothing, False, there=nothing).verdict == "bit"
    assert line(table(1.0, 2.0), False, there=nothing).verdict == "unmet"
    assert line(nothing, False, there=table(1.0, 2.0)).verdict == "unmet"


def test_a_single_seed_has_no_tolerance():
    found = line(table(math.nextafter(2.0, 3)), False, there=table(2.0))
    assert (found.tolerance, found.verdict) == (None, "unmet")


def test_lines_stand_by_metric_then_case():
    cells = {("b", 1): {"x": 1.0, "y": 2.0}, ("a", 1): {"x": 1.0, "y": 2.0}}
    both = Table(("x", "y"), cells)
    assert [(one.metric, one.case) for one in compare(both, both, True)] == [
        ("x", "b"), ("x", "a"), ("y", "b"), ("y", "a"),
    ]  # fmt: skip


def test_bits_are_bits():
    assert not same_bits(0.0, -0.0) and not same_bits(1.0, math.nextafter(1.0, 2)) and same_bits(-0.0, -0.0)


def test_a_table_reads_back_to_the_same_bits():
    odd = table(0.1 + 0.2, 1e-320, -0.0, 1 / 3, None, 1e22)
    again = from_csv(to_csv(odd), "x.csv")
    assert again.metrics == odd.metrics and again.cases == ["all"] and again.seeds("all") == [1, 2, 3, 4, 5, 6]
    assert all(same_bits(again.values[key]["pay"], odd.values[key]["pay"]) for key in odd.values)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "x.csv is damaged in line 1: it begins with case,seed and names of metrics"),
        ("seed,case,pay\n", "line 1"),
        ("case,seed,pay,pay\nall,1,2,3\n", "line 1"),
        ("case,seed,pay\n", "there is no row"),
        ("case,seed,pay\nall,1\n", "line 2: 2 cells where 3 are named"),
        ("case,seed,pay\nall,one,2.0\n", "line 2: invalid literal"),
        ("case,seed,pay\nall,1,2.0\nall,1,2.0\n", "line 3: all has seed 1 twice"),
    ],
)
def test_a_damaged_table_is_told_in_one_line(text, told):
    with pytest.raises(ExperimentError) as error:
        from_csv(text, "x.csv")
    assert told in str(error.value) and "\n" not in str(error.value)


def sweep_of(**pay: list[float | None]) -> Sweep:
    """A case for each list, a seed for each value."""
    rows = [{"case": case, "seed": seed, "pay": value, "run": 0, "status": "done"}
            for case, values in pay.items() for seed, value in enumerate(values, start=1)]  # fmt: skip
    return Sweep(Path(), pd.DataFrame(rows), ["case"], ["pay"], {"pay": "EUR/h"}, {}, "en", ["EUR"])


def test_differences_are_paired():
    told = summary_of(sweep_of(a=[1.0, 1.0, 1.0, 1.0], b=[2.0, 4.0, 0.5, 3.5]), ["pay"], {"b": "a"})
    none, row = told.to_dict("records")
    assert math.isnan(none["difference"]) and pd.isna(none["pairs"])
    assert (row["against"], row["difference"], row["pairs"], row["same_sign"]) == ("a", 1.5, 4, 3)
    assert row["difference_high"] - 1.5 == pytest.approx(half_interval([1.0, 3.0, -0.5, 2.5]))
    assert (row["wider"], row["draws"], row["quoted_low"]) == ("seeds", 0, row["difference_low"])
    (row,) = summary_of(sweep_of(a=[1.0], b=[3.0]), ["pay"], {"b": "a"}).to_dict("records")[1:]
    assert row["difference"] == 2.0 and math.isnan(row["difference_low"]) and row["wider"] == ""
    assert summary_of(sweep_of(a=[1.0, 2.0]), ["pay"], {}).difference.isna().all()


def test_a_seed_that_one_case_lacks_is_no_pair():
    found = differences(sweep_of(a=[1.0, None, 2.0], b=[4.0, 5.0]), ["pay"], {"b": "a"}).dropna()
    assert found[["seed", "difference"]].values.tolist() == [[1, 3.0]]


@pytest.mark.parametrize(("drawn", "wider", "low", "high"), [([9.0, -3.0], "draws", -3.0, 9.0),
                                                            ([1.6, 1.4], "seeds", -0.8, 3.8)])  # fmt: skip
def test_the_wider_interval_is_quoted(drawn, wider, low, high):
    rows = pd.DataFrame({"case": "b", "metric": "pay", "draw": [1, 2], "seed": [1, 2], "difference": drawn})
    sweep = sweep_of(a=[1.0, 1.0, 1.0, 1.0], b=[2.0, 4.0, 0.5, 3.5])
    row = summary_of(sweep, ["pay"], {"b": "a"}, rows).iloc[1]
    assert (row.difference, row.draws, row.wider) == (1.5, 2, wider)
    assert (row.draws_low, row.draws_high) == (min(drawn), max(drawn))
    assert (row.quoted_low, row.quoted_high) == pytest.approx((low, high), abs=0.3)
