"""What holds for every law: no bit moves before its day, several are in force together, in any order, or contradict."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from tests.law.test_cases import LAWS, own_rules

from microsim.config.errors import UserError
from microsim.config.load import load
from microsim.market.law.phase import refuse_laws
from microsim.model import Market
from microsim.state.state import State

PLATFORM = "platforms.fairdesk.directs=true"
SMALL = ["scenario=classroom", "scale=0.4", "burn_in_days=10", "days=30", PLATFORM,
         "requesters.one_shot.refusers=0.5"]  # fmt: skip
POLICY = 6
PACKAGES = {
    "status_quo": {"contributions"},
    "eu_directive_2024_2831": {"contributions", "appeal", "suspension_review", "employment"},
    "france_employment_status": {"contributions", "employment"},
    "laissez_faire": set(),
}


@pytest.fixture(scope="module")
def evening():
    """A small market on the evening before the first measured day, in which no law is in force."""
    with Market(load(SMALL)) as market:
        while market.day < 0:
            market.step()
        yield market


def lived(evening, days, *words):
    """All columns of a fork after some days under the laws chosen by words."""
    with evening.fork(load([*SMALL, *words])) as market:
        for _ in range(days):
            market.step()
        return {f"{name}.{column}": getattr(market, name).used(column).copy()
                for name in State.tables() for column in getattr(market, name).columns}  # fmt: skip


def differing(one, other):
    return [name for name, values in one.items() if not np.array_equal(values, other[name])]


@pytest.mark.parametrize("law", LAWS)
def test_no_bit_moves_before_the_policy_date(evening, law):
    words = f"regulation={law}", f"regulation.{law}.from_day={POLICY}"
    assert differing(lived(evening, POLICY), lived(evening, POLICY, *words)) == []


@pytest.mark.parametrize("law", LAWS)
def test_every_law_does_something(evening, law):
    assert differing(lived(evening, 20), lived(evening, 20, f"regulation={law}", f"regulation.{law}.compliance=1.0"))


def test_a_fork_under_a_law_is_the_run_under_that_law(evening):
    words = "regulation=[pay_floor,employment]"
    with Market(load([*SMALL, words])) as market:
        for _ in range(10 + 15):
            market.step()
        alone = {f"{name}.{column}": getattr(market, name).used(column) for name in State.tables()
                 for column in getattr(market, name).columns}  # fmt: skip
        assert differing(lived(evening, 15, words), alone) == []


@pytest.mark.parametrize("pair", list(combinations(LAWS, 2)), ids="+".join)
def test_every_pair_is_in_force_together_and_in_either_order_the_same(pair):
    one, other = pair
    there = load([f"regulation=[{one},{other}]", PLATFORM]).regulation
    assert set(there) == {one, other}
    rules = own_rules()
    a, b = there[one], there[other]
    for field in type(rules).__dataclass_fields__:
        first, second = (getattr(two.amend(one.amend(rules, 0), 0), field) for one, two in ((a, b), (b, a)))
        assert np.array_equal(first, second), field


@pytest.mark.parametrize(("package", "laws"), PACKAGES.items())
def test_packages(package, laws):
    assert set(load([f"regulation={package}"]).regulation) == laws


def test_two_laws_that_set_the_same_in_their_own_ways_are_refused(tmp_path):
    other = tmp_path / "regulation" / "other.yaml"
    other.parent.mkdir()
    target = "microsim.regulation.contributions.Contributions"
    other.write_text(f"# @package regulation.other\n_target_: {target}\nshare: 0.3\n")
    config = load(["regulation=[contributions,other]"], tmp_path)
    with Market(config) as market, pytest.raises(UserError, match="contributions and regulation.other contradict") as e:
        market.step()
    assert "\n" not in str(e.value)


def test_existing_laws_of_which_one_is_repealed_may_not_contradict_each_other_in_the_burn_in(tmp_path):
    other = tmp_path / "regulation" / "other.yaml"
    other.parent.mkdir()
    target = "microsim.regulation.contributions.Contributions"
    other.write_text(f"# @package regulation.other\n_target_: {target}\nshare: 0.3\nexisting: true\n")
    old = [f"regulation.contributions.{change}" for change in ("existing=true", "from_day=0", "until_day=-1")]
    with pytest.raises(UserError, match="contributions and regulation.other contradict"):
        refuse_laws(load(["regulation=[contributions,other]", *old], tmp_path))
    refuse_laws(load(["regulation=[contributions,other]", *old, "regulation.other.existing=false"], tmp_path))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["regulation=pay_flor"], "is pay_floor"),
        (["regulation=pay_floor", "regulation.pay_floor.platforms=[mtruk]"], "is mturk"),
        (["regulation=pay_floor", "regulation.pay_floor.from_day=-1"], "is outside"),
        (["regulation=pay_floor", "regulation.pay_floor.from_day=90"], "is after the run ends"),
        (["regulation=pay_floor", "regulation.pay_floor.compliance=1.2"], "is outside [0, 1]"),
        (["regulation=pay_floor", "~regulation.pay_floor.hourly"], "hourly is missing"),
        (["regulation=pay_floor", "regulation.pay_floor._target_=microsim.shocks.disconnection.Disconnection"],
         "is not a regulation"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_one_line(words, told):
    with pytest.raises(UserError) as error:
        load(["scenario=classroom", *words])
    assert told in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["regulation=employment", "regulation.employment.platforms=[mturk]"], "holds on no platform"),
        (["regulation=contributions", "regulation.contributions.countries=[XX]"], "is nobody's: workers live in FR"),
    ],
)
def test_scopes_of_nobody_are_told_on_the_first_morning(words, told):
    with Market(load([*SMALL, *words])) as market, pytest.raises(UserError, match=told):
        market.step()


def test_rules_are_replaced_not_changed_in_place():
    rules = own_rules()
    before = {name: np.copy(getattr(rules, name)) for name in type(rules).__dataclass_fields__}
    for name in LAWS:
        law = load([f"regulation={name}", PLATFORM]).regulation[name]
        law.amend(replace(rules), 0)
    assert all(np.array_equal(before[name], getattr(rules, name)) for name in before)


@pytest.mark.parametrize("law", [law for law in LAWS if "compliance" not in LAWS[law].ignores])
def test_a_law_that_nobody_obeys_moves_no_bit(evening, law):
    words = f"regulation={law}", f"regulation.{law}.compliance=0.0"
    assert differing(lived(evening, 12), lived(evening, 12, *words)) == []
