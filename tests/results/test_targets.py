"""Targets: read, refused in one line, scored by hand."""

import pytest
import yaml

from microsim import facts
from microsim.metrics.register import METRICS
from microsim.results.targets import INSTRUMENTS, Scored, TargetsError, in_band, read_targets, score

ROW = {"value": 1.0, "low": 0.5, "high": 2.0, "unit": "h", "fact": "E2", "kind": "target"}


@pytest.fixture
def refused(tmp_path):
    """The complaint about a file of targets: ``refused("mine", {"mine": {...}})``."""

    def read(scenario: str, chapters: object) -> str:
        path = tmp_path / "targets.yaml"
        path.write_text(chapters if isinstance(chapters, str) else yaml.safe_dump(chapters), encoding="utf-8")
        with pytest.raises(TargetsError) as caught:
            read_targets(scenario, path)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return read


@pytest.mark.parametrize("scenario", ["mturk_2017", "france_2019"])
def test_shipped_targets_are_whole(scenario):
    """Each is a metric or an instrument to come, lies in its own band where it is a number, and has a source."""
    for target in read_targets(scenario):
        assert target.name in METRICS or target.name in INSTRUMENTS
        assert target.mark and facts.source(target.fact)
        assert isinstance(target.value, str) or target.low <= target.value <= target.high


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (ROW | {"low": 3.0}, "the band 3 to 2 is upside down"),
        (ROW | {"kind": "wish"}, "mine.hourly_pay_median.kind"),
        (ROW | {"colour": "blue"}, "mine.hourly_pay_median.colour"),
        ({key: ROW[key] for key in ROW if key != "fact"}, "mine.hourly_pay_median.fact"),
        (ROW | {"low": "few"}, "mine.hourly_pay_median.low"),
        ([1, 2], "is no target"),
    ],
)
def test_a_target_that_is_none_is_refused(refused, row, told):
    assert told in refused("mine", {"mine": {"hourly_pay_median": row}})


def test_an_unknown_metric_is_refused_and_the_nearest_named(refused):
    told = refused("mine", {"mine": {"hourly_pay_medain": ROW}})
    assert "mine.hourly_pay_medain is not a metric: did you mean hourly_pay_median?" in told


@pytest.mark.parametrize("text", ["", "- 1", "a: 1", "a: {b: [}"])
def test_a_file_that_holds_no_targets_is_refused(refused, text):
    assert "targets.yaml" in refused("mine", text)


def test_a_scenario_without_targets_is_told_which_have_some(refused):
    assert "mine has no targets: there are some for other." in refused("mine", {"other": {}})


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(TargetsError, match="nowhere.yaml cannot be read"):
        read_targets("france_2019", tmp_path / "nowhere.yaml")


def test_the_mean_over_seeds_decides(refused):
    """0.4 and 1.6: each seed may lie outside, the mean of 1.0 does not. What nobody measured has no verdict."""
    target, = (t for t in read_targets("france_2019") if t.name == "monthly_income_mean")
    told = [{"monthly_income_mean": value} for value in (10.0, 32.0)]
    inside, = score([target], told)
    assert (inside.mean, inside.inside, inside.values) == (21.0, True, (10.0, 32.0))
    outside, = score([target], told[:1])
    assert outside.inside is False
    unmeasured, = score([target], [{}, {"monthly_income_mean": None}])
    assert unmeasured.mean is None and unmeasured.inside is None
    check = Scored(target.model_copy(update={"kind": "input_check"}), (0.0,))
    assert in_band([inside, outside, unmeasured, check]) == (1, 2)
