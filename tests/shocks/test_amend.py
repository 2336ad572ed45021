"""What each shock makes of an environment, by hand; on other days it is not asked."""

import re

import pytest

from microsim.config.dated import Shock
from microsim.config.targets import known
from microsim.shocks import describe_shocks
from microsim.shocks.disconnection import Disconnection
from microsim.shocks.mass_rejection import MassRejection
from microsim.state.environment import Environment, Refusal


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


@pytest.mark.parametrize("item", known(Shock, Shock.room), ids=lambda item: item.__name__)
def test_every_shock_says_in_one_sentence_of_two_languages_what_it_does(item):
    for sentence in (item.told_en, item.told_fr):
        assert re.fullmatch(r"[A-ZÀÉ].+\.", sentence) and ". " not in sentence
    assert item.told_en != item.told_fr and item.told_en in {row["does"] for row in describe_shocks()}
