"""Other jobs: who loses one, what changes with it, and what is as before once another is found.

In the hamlet all five have another job here. Anne and Dan supplement an income, Bea works out of necessity, Cleo and
Eva in gaps of the day.
"""

import numpy as np
import pytest
from tests.phases.conftest import ANNE, BEA, CLEO, DAN, EVA

from microsim.codes import Motive
from microsim.market.calendar.phase import set_environment
from microsim.market.law.phase import set_rules
from microsim.market.turnover.jobs_phase import find_and_lose_jobs
from microsim.market.turnover.people import amount_aimed_at
from microsim.random import decisions as of
from microsim.random.draws import draw
from microsim.runs.people import KeptPeople

DAY, ALL = 4, [ANNE, BEA, CLEO, DAN, EVA]
SUPPLEMENT, NECESSITY, FLEXIBILITY = Motive
SURGE = "_target_: microsim.shocks.unemployment_surge.UnemploymentSurge"
MOTIVES = (
    "motives.supplement.hours_per_day=0.5", "motives.supplement.hours_log_sd=1", "motives.necessity.hours_per_day=2",
    "motives.necessity.hours_log_sd=0.5", "motives.supplement.worthwhile_amount=1",
    "motives.supplement.worthwhile_log_sd=1", "motives.necessity.worthwhile_amount=3",
    "motives.necessity.worthwhile_log_sd=1", "motives.supplement.reservation_wage=4",
    "motives.supplement.reservation_log_sd=1", "motives.necessity.reservation_wage=2",
    "motives.necessity.reservation_log_sd=1", "motives.supplement.transfer_income=400",
)  # fmt: skip
WHAT = ("motive", "other_job", "other_income", "weekly_target", "hours_per_day", "reservation_wage", "worthwhile")


@pytest.fixture
def struck(hamlet_with):
    """The hamlet under surges: ``struck("a: {...}")``; all have a job that brings 1,000 EUR, Anne also transfers."""

    def make(*surges: str):
        hamlet = hamlet_with(*MOTIVES, f"shock={{{', '.join(surges)}}}")
        w = hamlet.workers
        w.motive[ALL] = SUPPLEMENT, NECESSITY, FLEXIBILITY, SUPPLEMENT, FLEXIBILITY
        w.other_job[ALL], w.other_income[ALL], w.transfers[ALL] = True, 10_000_000, [True, False, False, False, False]
        w.hours_per_day[ALL], w.worthwhile[ALL], w.reservation_wage[ALL] = 0.5, 20_000.0, 40_000.0
        w.weekly_target[ALL] = 0, 60_000, 0, 0, 0
        return hamlet

    return make


def evening(hamlet, day: int) -> None:
    hamlet.open_day(day)
    set_rules(hamlet)
    set_environment(hamlet)
    find_and_lose_jobs(hamlet)


def told(hamlet) -> dict[str, list]:
    return {name: getattr(hamlet.workers, name)[ALL].tolist() for name in WHAT}


def test_on_its_day_alone_the_share_lose_their_job_and_the_income_from_it(struck):
    hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: 1, half_life_days: 10000}}")
    for day, lost in ((DAY - 1, 0), (DAY, 5), (DAY + 1, 0)):
        evening(hamlet, day)
        assert hamlet.told("lost_job")["lost_job"] == lost
    now = told(hamlet)
    assert not any(now["other_job"]) and now["other_income"] == [4_000_000, 0, 0, 0, 0]
    assert now["motive"] == [NECESSITY, NECESSITY, FLEXIBILITY, NECESSITY, FLEXIBILITY]


def test_who_worked_to_supplement_has_the_aims_of_somebody_born_to_necessity(struck):
    """At the median of hours, so at the other median; a least gain and a reservation wage of the same rank."""
    hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: 1, half_life_days: 10000}}")
    before = told(hamlet)
    evening(hamlet, DAY)
    now, who = told(hamlet), hamlet.workers.id[ANNE]
    target = amount_aimed_at(draw(hamlet.seed, of.LIFETIME, who, 0, 0, 0, 0)[0], 1.0, hamlet.views.people)
    assert now["weekly_target"][0] == target > 0 and target % 50_000 == 0
    assert now["hours_per_day"] == pytest.approx([2.0, 0.5, 0.5, 2.0, 0.5])
    assert now["worthwhile"] == pytest.approx([60_000, 20_000, 20_000, 60_000, 20_000])
    assert now["reservation_wage"] == pytest.approx([20_000, 40_000, 40_000, 20_000, 40_000])
    assert now["weekly_target"][1:3] == before["weekly_target"][1:3]


def test_once_a_job_is_found_all_is_as_before(struck):
    hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: 1, half_life_days: 1}}")
    before = told(hamlet)
    evening(hamlet, DAY)
    days = hamlet.jobs_lost.used("found_on").copy()
    assert days.min() > DAY
    found = 0
    for day in range(DAY + 1, days.max() + 1):
        evening(hamlet, day)
        found += hamlet.told("found_job")["found_job"]
        back = [row in hamlet.jobs_lost.worker[:5][days <= day] for row in ALL]
        assert hamlet.workers.other_job[ALL].tolist() == back
    assert found == 5 and told(hamlet) == before


def test_groups_go_by_the_motive_before(struck):
    hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: 1, half_life_days: 10000}}")
    evening(hamlet, DAY)
    assert KeptPeople(hamlet).motive().tolist() == [SUPPLEMENT, NECESSITY, FLEXIBILITY, SUPPLEMENT, FLEXIBILITY]


def test_about_the_share_and_a_larger_share_hits_the_same_and_more_and_half_have_a_job_after_the_half_life(struck):
    hit, found = {0.3: set(), 0.6: set()}, []
    for share, whom in hit.items():
        hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: {share}, half_life_days: 50}}")
        for seed in range(300):
            hamlet.seed, hamlet.workers.other_job[ALL], hamlet.jobs_lost.n = seed, True, 0
            evening(hamlet, DAY)
            whom |= {(seed, row) for row in hamlet.jobs_lost.used("worker").tolist()}
            found += (hamlet.jobs_lost.used("found_on") - DAY).tolist()
        assert abs(len(whom) - 1_500 * share) < 4.5 * np.sqrt(1_500 * share * (1 - share))
    assert hit[0.3] < hit[0.6]
    assert abs(np.mean(np.array(found) <= 50) - 0.5) < 4.5 * 0.5 / np.sqrt(len(found))


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_surges_on_one_day_hit_whom_the_larger_hits_in_either_order(struck, order):
    surges = [f"{{{SURGE}, from_day: {DAY}, share: {share}}}" for share in (0.2, 0.7)]
    both = struck(*(f"s{n}: {surges[n]}" for n in order))
    alone = struck(f"a: {surges[1]}")
    for seed in range(20):
        lost = []
        for hamlet in (both, alone):
            hamlet.seed, hamlet.workers.other_job[ALL], hamlet.jobs_lost.n = seed, True, 0
            evening(hamlet, DAY)
            lost.append(sorted(hamlet.jobs_lost.used("worker").tolist()))
        assert lost[0] == lost[1]


def test_who_has_left_finds_nothing(struck):
    hamlet = struck(f"a: {{{SURGE}, from_day: {DAY}, share: 1, half_life_days: 1}}")
    evening(hamlet, DAY)
    hamlet.workers.present[ALL] = False
    for day in range(DAY + 1, hamlet.jobs_lost.used("found_on").max() + 1):
        evening(hamlet, day)
        assert hamlet.told("found_job") == {"found_job": 0}
