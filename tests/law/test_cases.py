"""The cases of each law, as written in its file of cases: what it makes of the rules, and of a small market.

A case under `rules` says which rules differ from those without a law, on which day. One under `market` runs two weeks
of a classroom with the law and without, and compares metrics. One that is an `evasion` runs eight weeks of a classroom
with people abroad, where everybody reacts, and may compare with the same law where nobody does (`naive`).
"""

import re
from pathlib import Path

import numpy as np
import pytest
import yaml

from microsim import facts
from microsim.config.dated import Regulation
from microsim.config.load import load
from microsim.config.nearest import did_you_mean
from microsim.config.targets import known, target_of
from microsim.model import Market
from microsim.regulation import describe_regulations
from microsim.regulation.rules import Rules
from microsim.runs.measure import measure

HERE = Path(__file__).parent
LAWS = {item.__module__.rpartition(".")[2]: item for item in known(Regulation, Regulation.room)}
CASES = {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(HERE.glob("*.yaml"))}
SMALL = ["scenario=classroom", "scale=0.5", "days=14", "burn_in_days=10", "requesters.one_shot.refusers=0.5"]
STRATEGIC = [
    "scenario=classroom", "days=56", "burn_in_days=28", "requesters.one_shot.refusers=0.5", "reaction=strategic",
    "platforms.fairdesk.directs=true", "population.foreign_pool={abroad: {people: 0.5, reservation_wage: 1}}",
]  # fmt: skip
RULES = [(law, case) for law, cases in CASES.items() for case in cases["rules"]]
MARKETS = [(law, case) for law, cases in CASES.items() for case in cases.get("market", ())]
EVASIONS = [(law, case) for law, cases in CASES.items() for case in cases.get("evasion", ())]
NOT_METRICS = ("says", "law", "settings", "changes nothing")


def _id(value):
    return value["says"][:60] if isinstance(value, dict) else value


def own_rules() -> Rules:
    """Those of two platforms, of which the second directs the work, without any law."""
    with Market(load(["scenario=classroom", "platforms.fairdesk.directs=true"])) as market:
        return Rules.of(market.platforms, market.platform_names, ["FR"])


@pytest.fixture(scope="module")
def rules():
    return own_rules()


def test_every_law_has_cases_one_file_and_a_choice():
    assert set(CASES) == set(LAWS) == {row["regulation"] for row in describe_regulations()}
    for name in LAWS:
        law = load([f"regulation={name}"]).regulation[name]
        assert type(law) is LAWS[name]


@pytest.mark.parametrize("name", LAWS)
def test_every_law_says_in_one_sentence_of_two_languages_what_it_does_and_where_it_is_written(name):
    law = LAWS[name]
    for sentence in (law.told_en, law.told_fr):
        assert re.fullmatch(r"[A-ZÀÉ].+\.", sentence) and ". " not in sentence
    assert all(re.fullmatch(r"[A-ZÀÉ].+\.", text) for text in (law.evasion_en, law.evasion_fr))
    assert law.told_en != law.told_fr and law.evasion_en != law.evasion_fr
    assert all(facts.source(anchor) for anchor in law.anchor)


@pytest.mark.parametrize(("law", "case"), RULES, ids=_id)
def test_what_a_law_makes_of_the_rules(law, case, rules):
    told = Regulation.model_validate({"_target_": target_of(LAWS[law]), **case["law"]})
    days = {int(key.split()[1]): value for key, value in case.items() if key.startswith("day ")}
    assert days
    for day, expected in days.items():
        amended = told.amend(rules, day) if told.in_force(day) else rules
        for field in Rules.__dataclass_fields__:
            was, is_now = getattr(rules, field), getattr(amended, field)
            if field not in expected:
                assert np.array_equal(was, is_now), field
                continue
            wanted = was.copy()
            for platform, value in expected[field].items():
                row = rules.platforms.index(platform)
                if isinstance(value, dict):
                    for country, share in value.items():
                        wanted[row, rules.countries.index(country)] = share
                else:
                    wanted[row] = value
            assert np.array_equal(is_now, wanted), (field, is_now)


@pytest.fixture(scope="module")
def status_quo():
    return measure(load(SMALL))


@pytest.mark.parametrize(("law", "case"), MARKETS, ids=_id)
def test_what_a_law_makes_of_a_market(law, case, status_quo):
    words = [f"regulation.{law}.{name}={value}" for name, value in case["law"].items()]
    outcome = measure(load([*SMALL, f"regulation={law}", *words]))
    checked = case.get("changes nothing", False)
    if checked:
        assert (outcome.metrics, outcome.daily) == (status_quo.metrics, status_quo.daily)
    assert claims_hold(case, outcome.metrics, {"the status quo": status_quo.metrics}) or checked


def claims_hold(case, metrics, others) -> int:
    """Check what a case claims of metrics, against numbers and against other markets. How many claims there were."""
    count = 0
    for metric in case.keys() - set(NOT_METRICS):
        assert metric in metrics, f"{metric} is no metric: {did_you_mean(metric, metrics) or 'see describe metrics'}"
        for claim, number in case[metric].items():
            words = claim.partition(" ")
            to = others[words[2]][metric] if words[2] in others else number
            value, is_so = metrics[metric], {"is": "__eq__", "above": "__gt__", "below": "__lt__", "at": "__ge__"}
            assert getattr(value, is_so[words[0]])(to), (metric, claim, value, to)
            count += 1
    return count


@pytest.fixture(scope="module")
def where_all_react():
    return measure(load(STRATEGIC))


@pytest.mark.parametrize(("law", "case"), EVASIONS, ids=_id)
def test_how_a_law_is_evaded(law, case, where_all_react):
    words = [f"regulation={law}", *(f"regulation.{law}.{name}={value}" for name, value in case["law"].items())]
    settings = [f"{name}={value}" for name, value in case.get("settings", {}).items()]
    both = [load([*STRATEGIC, *words, *settings, f"reaction.mode={mode}"]) for mode in ("strategic", "naive")]
    strategic, naive = (measure(config).metrics for config in both)
    others = {"naive": naive} if settings else {"naive": naive, "the status quo": where_all_react.metrics}
    assert claims_hold(case, strategic, others)
