"""What a sample does not tell is said in one line, in both languages; what is too small can be refused."""

import pytest

import microsim.config.schema
import microsim.results.size
from microsim.config.errors import ConfigError
from microsim.config.load import load
from microsim.facts.measured import EFFECT, METRIC
from microsim.results.size import below_the_card

CARD = {
    ("town", METRIC): {"hourly_pay_median": 0.1, "hours_per_head": 0.02, "gini_of_pay": 1.0},
    ("town", EFFECT): {"hourly_pay_median": 0.1},
}


@pytest.fixture(autouse=True)
def card(monkeypatch):
    for module in (microsim.results.size, microsim.config.schema):
        monkeypatch.setattr(module, "least_scales", lambda *which: CARD.get(which, {}))


def told(scale: float, kind: str = METRIC, lang: str = "en", scenario: str = "town") -> str:
    return below_the_card(scenario, scale, kind, "EUR", lang)


def test_what_may_not_be_read_at_a_size_is_named_with_the_size_from_which_on_it_may():
    assert told(0.05) == (
        "At scale 0.05, a sample, not to be read: hourly pay, median (from 0.1), gini of pay (from 1)"
        " (scale card, docs/evidence/scale_card.md)."
    )
    assert "hours" not in told(0.05) and "hours" in told(0.01)
    assert told(0.1, EFFECT) == "" != told(0.05, EFFECT)


def test_in_french_with_a_comma():
    assert "0,05" in told(0.05, lang="fr") and "dès 0,1" in told(0.05, lang="fr")


def test_at_full_size_nothing_is_said_and_of_what_nobody_measured_that():
    assert told(1.0) == told(1.0, scenario="elsewhere") == ""
    assert "nobody measured" in told(0.5, scenario="elsewhere")


@pytest.mark.parametrize(("scale", "refused"), [(0.019, True), (0.02, False), (1.0, False)])
def test_a_size_at_which_nothing_may_be_read_is_refused_where_that_is_wanted(scale, refused):
    words = ["scenario.name=town", f"scale={scale}"]
    assert load(words).scale == scale
    if not refused:
        assert load([*words, "strict_scale=true"]).scale == scale
        return
    with pytest.raises(ConfigError, match=r"scale = 0.019 is below 0.02.*set scale=0.02 or strict") as error:
        load([*words, "strict_scale=true"])
    assert "\n" not in str(error.value)
