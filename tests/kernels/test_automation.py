"""When requesters turn to AI and what they give people to do then; when workers have AI do their tasks. All by hand."""

import numpy as np
import pytest

from microsim.compiling import compiled
from microsim.config.load import load
from microsim.market.ai.assistance import chance_unnoticed, pays_off, time_with
from microsim.market.ai.automation import (
    Habits,
    Prospect,
    accuracy_of,
    check_time,
    check_worth,
    expected_profit,
    fit,
    turns,
    worth_of_ai,
)
from microsim.market.parameters import technology

TASK = Prospect(worth=10.0, outlay=2.0, price=1.5, done=1.0, timely=1.0)
USUAL = Habits(usable=0.8, refused=0.0, effort=0.0)


@compiled
def fits(seed, n, ai):
    total = usable = 0.0
    for who in range(1, n + 1):
        accuracy = fit(seed, who, 0, ai)
        total += accuracy
        usable += accuracy > 0.0
    return total, usable


@pytest.mark.parametrize(
    ("task", "habits", "profit"),
    [
        (TASK, USUAL, 10 * (0.8 - 0.2 * 0.25) - 2),  # 5.5
        (TASK, USUAL._replace(effort=1.0), 10 * 0.8 - 2 - 0.75),  # nothing that it judges bad is used
        (TASK, USUAL._replace(refused=1.0), 7.5),  # pays nobody
        (TASK._replace(done=0.5), USUAL, 0.5 * 5.5),  # half never comes
        (TASK._replace(timely=0.5), USUAL, 10 * (0.8 * 0.5 - 0.05) - 2),  # comes late
    ],
)
def test_what_people_are_expected_to_bring(task, habits, profit):
    assert expected_profit(task, habits, error_cost=0.25, review_cost=0.5) == pytest.approx(profit)


def test_what_ai_brings_and_its_checks():
    assert worth_of_ai(10.0, 0.6, 0.25) == pytest.approx(10 * (0.6 - 0.1))
    assert check_worth(0.6, 0.25) == pytest.approx(0.4 * 1.25)
    # AI and a perfect check of it are worth as much as a right answer
    assert worth_of_ai(10.0, 0.6, 0.25) + 10.0 * check_worth(0.6, 0.25) == pytest.approx(10.0)
    assert [check_time(accuracy, 0.3) for accuracy in (0.0, 1.0)] == pytest.approx([1.3, 0.3])


def test_turning_takes_more_than_the_threshold_and_setting_up_only_once():
    assert [turns(gain, 0.5, 1.0, False) for gain in (1.4, 1.6)] == [False, True]
    assert [turns(gain, 0.5, 1.0, True) for gain in (-1.1, -0.9)] == [False, True]


def test_ai_is_of_use_to_the_exposed_and_as_good_as_its_skill_in_the_middle():
    config = load(["scenario=classroom"])
    ai = technology(config, {name: 0.8 for name in config.task_types})
    ai = ai._replace(exposure=np.full(len(config.task_types), 0.3))
    total, usable = fits(1, 20_000, ai)
    assert usable / 20_000 == pytest.approx(0.3, abs=0.01)
    assert accuracy_of(0.8, 0.0) == pytest.approx(0.8) and accuracy_of(1.0, -3.0) == 1.0
    assert fits(1, 1_000, ai._replace(fit_log_odds=0.0))[0] == pytest.approx(0.8 * fits(1, 1_000, ai)[1])
    assert fits(1, 1_000, technology(config, {})) == (0.0, 0.0)


def test_workers_weigh_time_saved_against_the_risk():
    assert time_with(1.0, 0.4) == pytest.approx(0.6) and time_with(0.0, 0.4) == 1.0
    chances = [chance_unnoticed(0, n, 10.0) for n in (0, 5, 6)]  # 0.64 would do
    assert [pays_off(0.9, 0.77, chance, 0.4, 0.8) for chance in chances] == [True, True, False]
    assert not pays_off(0.6, 0.77, 1.0, 0.4, 0.8)  # 0.616 would be good enough
    assert not pays_off(0.0, 0.0, 1.0, 0.4, 0.8)
