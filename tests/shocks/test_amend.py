"""What each shock makes of an environment, by hand; on other days it is not asked."""

import re
from dataclasses import FrozenInstanceError

import pytest

from microsim.config.dated import Shock
from microsim.config.targets import known
from microsim.shocks import describe_shocks
from microsim.shocks.demand_slump import DemandSlump
from microsim.shocks.disconnection import Disconnection
from microsim.shocks.environment import Environment, Layoff, Refusal
from microsim.shocks.mass_rejection import MassRejection
from microsim.shocks.platform_closure import PlatformClosure
from microsim.shocks.unemployment_surge import UnemploymentSurge

PLACES, TYPES = ("town", "desk"), ("quiz", "label", "film")


def amended(*shocks: Shock, day: int) -> Environment:
    environment = Environment()
    for shock in shocks:
        environment = shock.amend(environment, day) if shock.in_force(day) else environment
    return environment


def test_a_disconnection_takes_one_day():
    shock = Disconnection(platform="town", from_day=3, share=0.1)
    assert [amended(shock, day=day).disconnected for day in (2, 3, 4)] == [{}, {"town": 0.1}, {}]


def test_of_two_disconnections_on_a_platform_the_larger_counts_in_either_order():
    small, large = (Disconnection(platform="town", from_day=3, share=share) for share in (0.1, 0.4))
    elsewhere = Disconnection(platform="desk", from_day=3, share=0.2)
    for shocks in ((small, large, elsewhere), (elsewhere, large, small)):
        assert amended(*shocks, day=3).disconnected == {"town": 0.4, "desk": 0.2}


def test_a_mass_rejection_takes_its_days_and_looks_for_the_same_requester_on_all_of_them():
    shock = MassRejection(platform="town", from_day=3, days=2, rank=4, share=0.5)
    expected = (Refusal("town", 4, 3, 0.5),)
    assert [amended(shock, day=day).refusals for day in (2, 3, 4, 5)] == [(), expected, expected, ()]


def test_shocks_of_different_kinds_add_up_and_what_they_amend_is_not_changed_in_place():
    calm = Environment()
    both = MassRejection(platform="town", from_day=3).amend(
        Disconnection(platform="town", from_day=3).amend(calm, 3), 3
    )
    assert both.disconnected and both.refusals and not (calm.disconnected or calm.refusals)


def test_slumps_multiply_where_they_overlap_and_only_there():
    everywhere = DemandSlump(from_day=3, days=2, share=0.5)
    desk = DemandSlump(from_day=4, days=2, share=3, platforms=["desk"], task_types=["quiz", "film"])
    plans = [amended(everywhere, desk, day=day).planned(PLACES, TYPES).tolist() for day in (2, 3, 4, 5, 6)]
    assert plans == [
        [[1, 1, 1], [1, 1, 1]], [[0.5, 0.5, 0.5], [0.5, 0.5, 0.5]], [[0.5, 0.5, 0.5], [1.5, 0.5, 1.5]],
        [[1, 1, 1], [3, 1, 3]], [[1, 1, 1], [1, 1, 1]],
    ]  # fmt: skip


def test_a_surge_lays_off_on_its_day_and_its_prospects_fade_with_the_jobs_found():
    one, other = (UnemploymentSurge(from_day=day, share=0.2, half_life_days=10, prospects=3) for day in (4, 14))
    assert [amended(one, other, day=day).layoffs for day in (3, 4, 5, 14)] == [
        (), (Layoff(0.2, 10),), (), (Layoff(0.2, 10),)
    ]  # fmt: skip
    assert [amended(one, other, day=day).attraction for day in (3, 4, 14, 24)] == [1, 3, 2 * 3, 1.5 * 2]


def test_a_platform_closes_tonight_and_is_closed_from_tomorrow_on():
    shock = PlatformClosure(platform="desk", from_day=3, requesters_move=0.25)
    told = [(env.closing(PLACES, day).tolist(), env.closed(PLACES, before=day).tolist())
            for day in (2, 3, 4, 9) for env in [amended(shock, day=day)]]  # fmt: skip
    no, desk = [False, False], [False, True]
    assert told == [(no, no), (desk, no), (no, desk), (no, desk)]
    assert amended(shock, day=3).of_closures("requesters_move", PLACES).tolist() == [0, 0.25]


NEEDED = {"platform": "town", "country": "IN"}


@pytest.mark.parametrize("item", known(Shock, Shock.room), ids=lambda item: item.__name__)
def test_nothing_of_a_shock_stays_in_a_calm_environment(item):
    needed = {name: value for name, value in NEEDED.items() if name in item.model_fields}
    calm = Environment(capability={"quiz": 0.0})
    shaken = item(from_day=3, **needed).amend(calm, 3)
    assert repr(shaken) != repr(calm) == repr(Environment(capability={"quiz": 0.0}))
    with pytest.raises(FrozenInstanceError):
        shaken.weekday = 3


@pytest.mark.parametrize("item", known(Shock, Shock.room), ids=lambda item: item.__name__)
def test_every_shock_says_in_one_sentence_of_two_languages_what_it_does(item):
    for sentence in (item.told_en, item.told_fr):
        assert re.fullmatch(r"[A-ZÀÉ].+\.", sentence) and ". " not in sentence
    assert item.told_en != item.told_fr and item.told_en in {row["does"] for row in describe_shocks()}
