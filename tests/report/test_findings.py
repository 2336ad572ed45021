"""A finding claims no more than its intervals allow, in both languages, with the numbers of its row."""

import math
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from microsim.plots.comparison.quantity import quantity
from microsim.plots.comparison.told import ENDS
from microsim.report.finding import KINDS, effect_finding, verdict_of
from microsim.report.finding_words import SUBJECTS, WORDS
from microsim.report.findings import findings_of
from microsim.report.who import people_findings, verdict_of_excess
from microsim.results.comparison.example import comparison_example

NAN = math.nan
DIRECTIONS = re.compile(r"\b(rises?|falls?|higher|lower|up|down|augmente|baisse|hausse)\b", re.IGNORECASE)
UNITS = ("EUR/month", "EUR", "share of tasks submitted", "tasks/day", "persons", "ratio", "EUR/answer")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False)


@st.composite
def effects(draw):
    """A row of effects, its intervals there or not, not necessarily around the effect."""
    row = {"law": "pay_floor", "metric": draw(st.sampled_from([*KINDS, "no_such_metric"])), "label_en": "Label",
           "label_fr": "Libellé", "unit": draw(st.sampled_from(UNITS)), "baseline": draw(st.floats(0, 1e6)),
           "effect": draw(NUMBERS), "n_seeds": draw(st.integers(1, 20)), "n_draws": draw(st.sampled_from([0, 5, 20])),
           "wider": "", "low": NAN, "high": NAN}  # fmt: skip
    row["value"] = row["baseline"] + row["effect"]
    for of in ("seeds", "draws"):
        there = row[f"n_{of}"] > (of == "seeds")
        low, high = sorted([draw(NUMBERS), draw(NUMBERS)]) if there else (NAN, NAN)
        row |= {f"low_{of}": low, f"high_{of}": high, f"same_sign_{of}": row[f"n_{of}"] // 2}
        if there and not high - low <= row["high"] - row["low"]:
            row |= {"wider": of, "low": low, "high": high}
    return row


def texts(found):
    return found.claim_en, found.claim_fr, found.basis_en, found.basis_fr


@given(effects())
def test_no_direction_where_an_interval_includes_zero(row):
    found = effect_finding(row, "EUR", 0.95, 0.05)
    intervals = [(row[f"low_{of}"], row[f"high_{of}"]) for of in ("seeds", "draws") if row[f"n_{of}"] > (of == "seeds")]
    named = any(DIRECTIONS.search(text) for text in texts(found))
    if not intervals or any(low <= 0 <= high for low, high in intervals) or row["effect"] == 0:
        assert not named and found.verdict not in ("up", "down")
    if named:
        sign = 1 if found.verdict == "up" else -1
        assert all(sign * end > 0 for interval in intervals for end in interval) and sign * row["effect"] > 0


@given(effects())
def test_both_languages_are_there_and_numbers_are_those_of_the_row(row):
    found = effect_finding(row, "EUR", 0.95)
    assert found.claim_en and found.claim_fr and found.basis_en and found.basis_fr
    assert "nan" not in " ".join(texts(found)) and "{" not in " ".join(texts(found))
    for lang in ("en", "fr"):
        how = quantity(row["unit"], "EUR", lang, [row[end] for end in ENDS])
        if found.verdict in ("up", "down"):
            assert how.size(row["effect"]) in found.claim(lang)
        if found.verdict in ("up", "down", "open"):
            assert how.interval(row["low"], row["high"]) in found.claim(lang)
            assert how.level(row["baseline"]) in found.basis(lang)
        if found.verdict == "one":
            assert how.level(row["value"]) in found.claim(lang) and "interval" in found.basis(lang)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_nobody_loses_by_a_law_where_an_interval_of_the_excess_includes_zero(excess, one, other, third, fourth):
    ends = {"seeds": sorted((one, other)), "draws": sorted((third, fourth))}
    row = {f"{end}_{over}_losers": value for over, pair in ends.items()
           for end, value in zip(("low", "high"), pair, strict=True)}  # fmt: skip
    verdict = verdict_of_excess({"excess_losers": excess, **row}, "losers")
    if any(low <= 0 <= high for low, high in ends.values()):
        assert verdict == "open"


def test_the_interval_that_is_quoted_is_the_wider():
    rows = comparison_example().effects.to_dict("records")
    row = next(row for row in rows if row["wider"] == "draws" and verdict_of(row) == "up")
    found = effect_finding(row, "EUR", 0.95)
    assert "over draws of the assumed parameters" in found.basis_en
    assert quantity(row["unit"], "EUR", "en", [row[end] for end in ENDS]).interval(row["low_draws"], row["high_draws"])\
        in found.claim_en  # fmt: skip


def test_where_only_the_narrower_interval_includes_zero_both_are_told():
    row = comparison_example().effects.to_dict("records")[0]
    row |= {"low_seeds": -0.01, "high_seeds": 0.3, "low_draws": 0.1, "high_draws": 1.0, "low": 0.1, "high": 1.0}
    found = effect_finding(row | {"wider": "draws"}, "EUR", 0.95)
    assert found.verdict == "open"
    assert "95% interval over seeds: −0.01 to +0.30" in found.basis_en


def test_one_seed_claims_nothing():
    for found in findings_of(comparison_example(1, 0)):
        assert found.verdict in ("one", "open"), found
        assert not DIRECTIONS.search(" ".join(texts(found))), found


def test_without_draws_it_is_said_that_assumptions_were_not_varied():
    found = findings_of(comparison_example(10, 0))
    assert any("the assumed parameters were not varied" in one.basis_en for one in found)
    assert all("draws" not in one.basis_en for one in found)


def test_a_law_that_changes_nothing_is_the_same():
    row = comparison_example().effects.to_dict("records")[0]
    still = {f"{end}{of}": 0.0 for end in ("low", "high") for of in ("", "_seeds", "_draws")}
    assert effect_finding(row | still | {"effect": 0.0}, "EUR", 0.95).verdict == "same"


def test_who_loses_most_comes_first_and_only_beyond_the_placebo():
    found = {one.kind: one for one in people_findings(comparison_example(), "pay_floor")}
    assert found["losers_decile"].claim_en.startswith(
        "Groups in which more lose than under the placebo, by income before the law: earned nothing before (15.1%, pla")
    assert "9 of 11" in found["losers_decile"].basis_en
    nobody = {one.kind: one for one in people_findings(comparison_example(), "france_employment_status")}
    assert "In none of the 14 groups" in nobody["losers_groups"].claim_en


def test_small_groups_and_intervals_of_no_width_are_left_out():
    whole = comparison_example()
    small = whole.winners.assign(people=29.0)
    found = people_findings(replace(whole, winners=small), "pay_floor")
    assert not any(one.kind.startswith("losers_") for one in found)
    still = whole.winners.assign(low_losers=whole.winners.excess_losers, high_losers=whole.winners.excess_losers)
    found = people_findings(replace(whole, winners=still), "pay_floor")
    assert not any(one.kind.startswith("losers_") for one in found)


def test_no_end_is_beyond_all_people():
    whole = comparison_example()
    wide = whole.winners.assign(low_losers=-1.7, high_losers=2.4)
    found = people_findings(replace(whole, winners=wide), "pay_floor")[0]
    assert "−100.0 to +100.0" in found.claim_en


def test_totals_say_at_which_size_they_are():
    found = {one.kind: one for one in findings_of(comparison_example()) if one.law == "pay_floor"}
    assert "times 20 for the whole" in found["volume"].basis_en
    assert "times 20" not in found["income"].basis_en


def test_words_are_there_in_both_languages():
    for english, french in [*WORDS.values(), *SUBJECTS.values()]:
        assert english and french
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", french))
    named = {key for key, pair in WORDS.items() if any(DIRECTIONS.search(text) for text in pair)}
    assert named == {"up", "down", "summary_up", "summary_down"}


BEYOND = "speak against a difference beyond"


@given(effects())
def test_what_lies_beyond_is_excluded_only_by_an_interval_that_holds_the_other_over_enough_draws(row):
    if BEYOND in effect_finding(row, "EUR", 0.95).basis_en:
        over = [(row[f"low_{of}"], row[f"high_{of}"]) for of in ("seeds", "draws")]
        assert row["n_draws"] >= 20
        assert all(row["low"] <= low and high <= row["high"] for low, high in over)


def test_an_interval_that_sticks_out_of_the_wider_one_is_told_beside_it():
    row = comparison_example().effects.to_dict("records")[0]
    row |= {"low_seeds": -0.2, "high_seeds": 0.3, "low_draws": -0.1, "high_draws": 1.0, "low": -0.1, "high": 1.0}
    basis = effect_finding(row | {"wider": "draws"}, "EUR", 0.95).basis_en
    assert BEYOND not in basis and "95% interval over seeds: −0.20 to +0.30" in basis
    within = effect_finding(row | {"wider": "draws", "low_seeds": 0.0}, "EUR", 0.95).basis_en
    assert BEYOND in within


def test_few_draws_have_a_range_and_no_interval():
    said = " ".join(text for one in findings_of(comparison_example(1, 5)) for text in texts(one))
    assert "range of the 5 draws" in said and "étendue des 5 tirages" in said
    assert "95% interval" not in said and BEYOND not in said
