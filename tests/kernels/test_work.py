"""A run of tasks, second by second."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.market.sessions.choice import Behaviour
from microsim.market.sessions.desk import DESK
from microsim.market.sessions.listing import OFFER, TERMS
from microsim.market.sessions.work import MAX_RUN, Pace, run_counter, run_length, task_time, work_run
from microsim.random import decisions as of
from microsim.random.draws import binomial, draw
from microsim.random.quantiles import spread
from microsim.state.now import Now
from microsim.state.records import cache_lines

EXACT = Behaviour(
    page_one=1.0, page_tail=1.0, pay_weight=0.1, trust_weight=2.0, outside=math.exp(10.0), patience=4,
    run_length=12.0, log_goes_on=math.log(1.0 - 1.0 / 12.0), task_spread=spread(0.0), give_up_ratio=2.0,
    notice_share=0.3, trust_start=0.99,
    trust_memory=10.0, private_memory=True, warning_weight=0.5, fading=0.0, ban_memory=10.0, least_trial=1_800.0,
    scale=1.0,
)  # fmt: skip


def run(k: Behaviour = EXACT, **changes) -> tuple:
    """Up to ten tasks of 60 s, stated as such, from 10:00 to 12:00, always right; with changes."""
    usual = dict(stated=60.0, seconds=60.0, slowness=1.0, accuracy=1.0, luck=0.5, want=10, first=0)
    case = SimpleNamespace(**(usual | dict(clock=36_000, end=43_200, strict=False) | changes))
    desks, offers, terms = cache_lines(1, DESK), cache_lines(1, OFFER), cache_lines(1, TERMS)
    desks[["who", "clock", "end", "strict"]] = (77, case.clock, case.end, case.strict)
    offers[["stated_seconds", "requester_id", "slot", "day"]] = (case.stated, 4, 2, 11)
    terms["seconds"] = case.seconds
    pace = Pace(case.slowness, case.accuracy, case.luck, case.first, case.want)
    return work_run(Now(1, 12), desks[0], offers[0], terms[0], pace, k)


# worked cases: (right, wrong, returned, seconds in submitted tasks, seconds in returned tasks, last task taken at)


def test_ten_tasks_of_a_minute():
    assert run() == (10, 0, 0, 600, 0, 36_540)


def test_a_slow_worker_takes_longer_for_each():
    assert run(slowness=1.5) == (10, 0, 0, 900, 0, 36_000 + 9 * 90)


def test_nobody_who_is_never_right_is_right():
    assert run(accuracy=0.0) == (0, 10, 0, 600, 0, 36_540)


def test_no_task_is_begun_that_would_not_fit():
    """60 + 60 s fit into 150 s, a third minute does not."""
    assert run(end=36_150) == (2, 0, 0, 120, 0, 36_060)


def test_work_ends_late_where_the_end_is_not_strict():
    """Stated 60 s, true 100 s: the second task is begun at 100 s, as 160 s fit into 170 s, and is done at 200 s."""
    assert run(seconds=100.0, end=36_170) == (2, 0, 0, 200, 0, 36_100)


def test_a_strict_end_interrupts_the_task():
    """The same with a strict end: the second task is given up after 70 s, at the end of the gap."""
    assert run(seconds=100.0, end=36_170, strict=True) == (1, 0, 1, 100, 70, 36_100)


def test_a_task_three_times_as_long_is_given_up_once_that_is_noticed():
    """After 30 % of the stated time, 18 s; and the next one likewise, but not a third."""
    assert run(seconds=180.0, want=1) == (0, 0, 1, 0, 18, 36_000)
    assert run(seconds=180.0, want=3) == (0, 0, 2, 0, 36, 36_018)


def test_a_task_twice_as_long_is_borne():
    assert run(seconds=120.0, want=1) == (1, 0, 0, 120, 0, 36_000)


def test_a_slow_worker_judges_by_his_own_pace():
    """Expects 180 s of a task stated at 60 s, so does not give up one of 240 s."""
    assert run(seconds=80.0, slowness=3.0, want=1) == (1, 0, 0, 240, 0, 36_000)


def test_giving_up_takes_no_longer_than_the_task():
    assert run(EXACT._replace(notice_share=10.0), seconds=180.0, want=1)[4] == 180


def test_the_first_task_is_begun_whatever_the_end():
    """Whether it fits is asked when the batch is chosen."""
    assert run(end=36_001) == (1, 0, 0, 60, 0, 36_000)


@pytest.mark.parametrize("luck", [0.001, 0.2, 0.8, 0.999])
def test_as_many_answers_are_right_as_one_draw_says(luck):
    right = binomial(luck, 8, 0.6)
    assert run(accuracy=0.6, luck=luck, want=8)[:2] == (right, 8 - right)


def test_what_is_given_up_is_neither_right_nor_wrong_and_two_in_a_row_end_the_run():
    """At these draws some single ones are given up before two in a row are."""
    k = EXACT._replace(task_spread=spread(1.0), give_up_ratio=2.5)
    right, wrong, returned = run(k, accuracy=0.6, want=400, end=900_000)[:3]
    assert 2 < returned < right + wrong < 398 and right == binomial(0.5, right + wrong, 0.6)


def test_times_are_those_of_the_draws_four_to_an_address():
    k = EXACT._replace(task_spread=spread(0.5), give_up_ratio=100.0)
    u = [u for block in range(2, 5) for u in draw(1, of.TASK, 77, 4, 11, 2, block)]
    for first in (8, 9, 10, 11, 12):
        own = u[first - 8 : first - 8 + 7]
        assert run(k, first=first, want=7)[3] == sum(task_time(x, 60.0, spread(0.5)) for x in own)


# addresses: where a run is cut changes nothing


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_two_runs_take_as_long_as_one(first, some, rest):
    """Some tasks, a look around, and the rest: times as in one go."""
    k = EXACT._replace(task_spread=spread(0.5), give_up_ratio=100.0)
    whole = run(k, first=first, want=some + rest, end=90_000)
    one = run(k, first=first, want=some, end=90_000)
    other = run(k, first=first + some, want=rest, clock=36_000 + one[3] + one[4], end=90_000)
    assert tuple(np.add(one[:5], other[:5])) == whole[:5]


@given(st.integers(0, 90), st.integers(0, 15), st.integers(0, MAX_RUN - 1))
def test_counters_of_tasks_do_not_collide(age, session, task):
    here = run_counter(age, session, task)
    assert 0 <= here < 2**24
    assert (here >> 17, (here >> 13) & 15, here & MAX_RUN) == (age, session, task)


def test_a_run_stops_where_its_counter_is_full():
    assert run(first=run_counter(3, 2, MAX_RUN - 3), end=90_000)[0] == 3


# theory


def test_run_lengths_are_geometric():
    """P(length > k) = (1 - 1/mean)^k: the quantile at 1 - that, from just below and just above."""
    goes_on = math.log(1.0 - 1.0 / 12.0)
    for k in range(1, 40):
        edge = 1.0 - (1.0 - 1.0 / 12.0) ** k
        assert (run_length(edge - 1e-9, goes_on), run_length(edge + 1e-9, goes_on)) == (k, k + 1)
    assert {run_length(u, -math.inf) for u in (0.01, 0.5, 0.99)} == {1}


def test_median_time_is_the_workers_own():
    assert task_time(0.5, 60.0, spread(0.5)) == 60
    assert task_time(1e-9, 0.2, spread(1.0)) == 1  # at least a second


@given(st.floats(0.001, 0.999), st.floats(1.0, 3_000.0), st.floats(0.0, 1.0))
def test_task_time_grows_with_the_median(u, median, log_sd):
    assert task_time(u, median * 2, spread(log_sd)) >= task_time(u, median, spread(log_sd))
    assert abs(math.log(task_time(0.5, median, spread(log_sd)) / median)) <= 0.5


@pytest.mark.parametrize("strict", [True, False])
@given(st.floats(1.0, 400.0), st.floats(1.0, 400.0), st.floats(0.2, 5.0), st.integers(0, 50), st.integers(0, 3_000))
def test_time_is_kept_and_a_strict_end_is_strict(strict, stated, seconds, slowness, want, window):
    k = EXACT._replace(task_spread=spread(0.5))
    case = dict(stated=stated, seconds=seconds, slowness=slowness, want=want, end=36_000 + window, strict=strict)
    right, wrong, returned, worked, lost, taken_at = run(k, accuracy=0.5, **case)
    assert 0 <= right + wrong + returned <= want and (lost == 0 or returned)
    assert worked >= right + wrong and 36_000 <= taken_at <= 36_000 + worked + lost
    if strict:
        assert worked + lost <= window
