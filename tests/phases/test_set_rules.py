"""The law of the day: what platforms set themselves, laws, and that rules are kept while they are the same."""

from dataclasses import fields, replace

import numpy as np
import pytest

from microsim.config.load import load
from microsim.market.law.phase import rules_on, set_rules
from microsim.regulation.pay_floor import PayFloor
from microsim.regulation.rules import Rules
from microsim.state.countries import countries
from microsim.state.platforms import Platforms

FLOOR = load(["regulation=pay_floor"]).regulation["pay_floor"].model_dump()
ARRAYS = [field.name for field in fields(Rules) if field.name not in ("platforms", "countries")]


def laws(**each) -> str:
    told = {name: FLOOR | changes for name, changes in each.items()}
    return f"regulation={told}".replace("None", "null").replace("'", "")


def morning(hamlet, day: int) -> Rules:
    hamlet.open_day(day)
    set_rules(hamlet)
    return hamlet.rules


def made_anew(hamlet, day: int) -> Rules:
    """The rules of a day, as they are without any that were kept."""
    rules = Rules.of(hamlet.platforms, hamlet.platform_names, countries(hamlet.config))
    for law in hamlet.config.regulation.values():
        rules = law.amend(rules, day) if law.in_force(day) else rules
    return rules


def assert_fresh(hamlet, day: int) -> None:
    rules, anew = hamlet.rules, made_anew(hamlet, day)
    for name in ARRAYS:
        mine, other = getattr(rules, name), getattr(anew, name)
        assert (mine.dtype, mine.tobytes()) == (other.dtype, other.tobytes()), name
    for mine, other in zip(rules.law, anew.law, strict=True):
        assert mine.tobytes() == other.tobytes()


def test_what_platforms_set_themselves_holds(hamlet):
    hamlet.platforms.fee_share[0] = 0.25
    set_rules(hamlet)
    rules = hamlet.rules
    assert rules.fee_share.tolist() == [0.25, 0.3] and rules.fee_min.tolist() == [0, 500]
    assert rules.price_min.tolist() == [100, 500] and rules.payout_threshold.tolist() == [10_000, 5_000]
    assert rules.auto_approval_days.tolist() == [7, 5] and rules.payment_delay_days.tolist() == [3, 0]
    assert rules.suspension_approval.tolist() == [0.6, 0.6] and rules.suspension_after.tolist() == [50, 50]
    assert rules.forfeits.tolist() == [True, False] and not rules.contribution_share.any() and not rules.declared.any()


def test_rules_never_write_back_to_platforms(hamlet):
    set_rules(hamlet)
    for field in fields(hamlet.rules):
        entries = getattr(hamlet.rules, field.name)
        if isinstance(entries, np.ndarray):
            entries[:] = 1
    assert hamlet.platforms.used("fee_share").tolist() == [0.2, 0.3]
    set_rules(hamlet)
    assert hamlet.rules.payment_delay_days.tolist() == [3, 0]


def test_rules_are_the_same_object_while_nothing_changes(hamlet):
    first = morning(hamlet, 0)
    assert morning(hamlet, 1) is morning(hamlet, 2) is rules_on(hamlet, 3) is first
    assert morning(hamlet, 3).law is first.law


@pytest.mark.parametrize("name", [name for name in ARRAYS if name in Platforms.columns])
def test_whatever_a_platform_changes_by_hand_holds_the_next_morning(hamlet, name):
    first = morning(hamlet, 0)
    column = hamlet.platforms.used(name)
    column[1] = not column[1] if column.dtype == bool else column[1] + 1
    assert morning(hamlet, 1) is not first
    assert getattr(hamlet.rules, name)[1] == hamlet.rules.law.platforms[name][1] == column[1]
    assert_fresh(hamlet, 1)


def test_what_else_platforms_count_does_not_make_new_rules(hamlet):
    first = morning(hamlet, 0)
    hamlet.platforms.used("accepted_pay")[:] = 7
    assert morning(hamlet, 1) is first


@pytest.mark.parametrize("name", ARRAYS)
def test_rules_changed_by_hand_last_one_day(hamlet, name):
    entries = getattr(morning(hamlet, 0), name)
    entries[:] = 1 - entries
    morning(hamlet, 1)
    assert_fresh(hamlet, 1)


@pytest.mark.parametrize("part", [0, 1])
def test_records_changed_by_hand_last_one_day(hamlet, part):
    morning(hamlet, 0).law[part].view(np.uint8)[:] = 1
    morning(hamlet, 1)
    assert_fresh(hamlet, 1)


def test_rules_put_there_by_somebody_else_last_one_day(hamlet):
    hamlet.rules = replace(morning(hamlet, 0), forfeits=np.array([False, True]))
    assert morning(hamlet, 1).forfeits.tolist() == [True, False]


def test_laws_come_change_and_go_on_their_days(hamlet_with):
    hamlet = hamlet_with(laws(one={"from_day": 2, "until_day": 4}, other={"from_day": 5, "hourly": 3}))
    floors, seen = [], []
    for day in range(8):
        floors.append(morning(hamlet, day).floor[0])
        seen.append(hamlet.rules)
        assert_fresh(hamlet, day)
    assert floors == [0, 0, *[FLOOR["hourly"] * 10_000] * 3, *[30_000] * 3]
    assert len({id(rules) for rules in seen}) == 3 and seen[2] is seen[4]


class Rising(PayFloor):
    """A floor that rises every third day: what a law says may have a date."""

    def amend(self, rules: Rules, day: int) -> Rules:
        return replace(super().amend(rules, day), floor=np.full(len(rules.platforms), 1.0 + day // 3))


def test_a_law_with_steps_over_time_is_asked_every_day(hamlet_with):
    hamlet = hamlet_with(laws(one={}))
    hamlet.config.regulation["one"] = Rising(hourly=5.0)
    seen = [morning(hamlet, day) for day in range(7)]
    assert [rules.law.platforms["floor"][0] for rules in seen] == [1, 1, 1, 2, 2, 2, 3]
    assert seen[0] is seen[2] is not seen[3] is seen[5] is not seen[6]


def test_tomorrows_rules_leave_todays_as_they_are(hamlet_with):
    hamlet = hamlet_with(laws(one={"from_day": 3}))
    today = morning(hamlet, 2)
    tomorrow = rules_on(hamlet, 3)
    assert not today.law.platforms["floor"].any() and tomorrow.law.platforms["floor"].all()
    assert hamlet.rules is today and morning(hamlet, 3) is tomorrow


def test_a_fork_under_other_laws_has_rules_of_its_own(hamlet_with, changed):
    hamlet = hamlet_with()
    first = morning(hamlet, 0)
    with super(type(hamlet), hamlet).fork(changed(hamlet.config, laws(one={}))) as twin:
        set_rules(twin)
        assert twin.rules.floor.all() and not first.floor.any()
    assert morning(hamlet, 1) is first
