"""Every unit is read in both languages."""

from microsim import metrics
from microsim.metrics.units import UNITS, unit_to_read

SAME = ("", "h", "currency", "currency/h")  # in both languages


def test_every_unit_of_a_metric_has_french_words():
    units = {unit_to_read(metric["unit"], "currency", "en") for metric in metrics.describe_metrics()}
    assert not units.difference(UNITS, SAME)
