"""Effects of laws: paired differences to the baseline, the same seed and the same draw, with intervals."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.results.intervals import described, quantile_of_t
from microsim.results.measures import told as told_of

from .groups import in_order, label

if TYPE_CHECKING:
    import pandas as pd

KEYS = ["law", "by", "group", "metric"]
POINT = ["by", "group", "metric", "draw", "seed"]
OF_PLATFORMS = {  # metrics that only groups have
    "hours": ("h/month", "Hours worked", "Heures travaillées"),
    "net_income": ("{currency}/month", "Net income of all", "Revenu net de l'ensemble"),
}


def paired(values: "pd.DataFrame", baseline: str) -> "pd.DataFrame":
    """Every value beside that of the baseline with the same seed and draw, and the difference.

    Args:
        values: one row per `law`, `draw`, `seed`, `by`, `group`, `metric`: `value`.
        baseline: name of the law that others are compared with.

    Returns:
        The rows of the other laws where both have a value, with `baseline` and `difference`.
    """
    there = values[values.law == baseline].set_index(POINT).value.rename("baseline")
    both = values[values.law != baseline].join(there, on=POINT)
    both["difference"] = both.value - both.baseline
    return both.dropna(subset="difference")


def effects_of(pairs: "pd.DataFrame", currency: str) -> "pd.DataFrame":
    """The table of effects: what `intervals.described` tells of the differences, and how they were come by.

    Args:
        pairs: see `paired`.
        currency: code of the currency of all amounts.

    Returns:
        One row per law, group and metric; see `docs/comparisons.md`.
    """
    import pandas as pd  # start-up

    if pairs.empty:
        return pd.DataFrame(columns=[*KEYS, "effect"])
    out = described(pairs, KEYS)
    base = pairs[pairs.draw == 0]
    grouped = base.groupby(KEYS, sort=False)
    out = out.join(grouped[["baseline", "value"]].mean(), on=KEYS)
    out["narrower"] = _narrower(out, out[KEYS].join(grouped[["baseline", "value"]].var(), on=KEYS))
    for place, lang in enumerate(("en", "fr")):
        out.insert(3 + place, f"group_{lang}", [label(*of, lang) for of in zip(out.by, out.group, strict=True)])
    about = {metric: about_metric(metric, currency) for metric in out.metric.unique()}
    for place, part in enumerate(("label_en", "label_fr", "unit")):
        out.insert(6 + place, part, [about[metric][part] for metric in out.metric])
    return in_order(out)


def about_metric(metric: str, currency: str) -> dict[str, str]:
    """Unit and labels of a metric.

    Example:
        >>> about_metric("hours", "EUR")["unit"], about_metric("fees", "EUR")["label_fr"]
        ('h/month', 'Commissions')
    """
    if metric in OF_PLATFORMS:
        unit, english, french = OF_PLATFORMS[metric]
        return {"unit": unit.replace("{currency}", currency), "label_en": english, "label_fr": french}
    return told_of(metric, currency)


def _narrower(out: "pd.DataFrame", variances: "pd.DataFrame") -> np.ndarray:
    """Width of the interval of the difference of two means without pairing, over that with it."""
    n, width = out.n_seeds.to_numpy(), (out.high_seeds - out.low_seeds).to_numpy()
    t = np.array([quantile_of_t(max(2 * count - 2, 1)) for count in n])
    unpaired = 2.0 * t * np.sqrt((variances.baseline + variances.value).to_numpy() / n)
    return np.divide(unpaired, width, out=np.full(len(out), np.nan), where=width > 0)
