"""Everything that a run of many is measured by: metrics, drifts of the burn-in, instruments."""

from typing import Any

from microsim.config.nearest import did_you_mean
from microsim.metrics.register import METRICS

DRIFTS = {
    "drift_price": ("Drift of the price at the end of the burn-in", "Dérive du prix à la fin du rodage"),
    "drift_stock": (
        "Drift of the batches on show at the end of the burn-in",
        "Dérive des lots en ligne à la fin du rodage",
    ),
    "drift_active": (
        "Drift of the active people at the end of the burn-in",
        "Dérive des actifs à la fin du rodage",
    ),
    "drift_belief": (
        "Drift of the expected pay at the end of the burn-in",
        "Dérive de la rémunération attendue à la fin du rodage",
    ),
}


def is_measure(name: str) -> bool:
    """Whether a run can be asked for it.

    Example:
        >>> [is_measure(name) for name in ("hourly_pay_median", "drift_price", "hourly_pay_medain")]
        [True, True, False]
    """
    return name in METRICS or name in DRIFTS or is_instrument(name)


def is_instrument(name: str) -> bool:
    """Whether it is taken by changing a stored state."""
    return name not in METRICS and name not in DRIFTS and name in _instruments()


def advice_for(name: str) -> str:
    """The measure that a misspelt name was meant to be, or where they are listed."""
    return did_you_mean(name, [*METRICS, *DRIFTS, *_instruments()]) or "microsim describe metrics lists them."


def told(name: str, currency: str) -> dict[str, str]:
    """Unit and labels of a measure.

    Example:
        >>> told("drift_price", "EUR")["unit"], told("hourly_pay_median", "EUR")["unit"]
        ('share', 'EUR/h')
    """
    if name in DRIFTS:
        label_en, label_fr = DRIFTS[name]
        return {"unit": "share", "label_en": label_en, "label_fr": label_fr}
    of_which: Any = METRICS if name in METRICS else _instruments()
    return {part: text for part, text in of_which[name].told(currency).items() if part != "meaning"}


def _instruments() -> dict[str, Any]:
    from microsim.instruments import INSTRUMENTS  # start-up: they bring the model along, so only where one may be meant

    return INSTRUMENTS
