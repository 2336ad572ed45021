"""Whether the market was still on its way when the laws came, so that a difference may not last."""

from microsim.facts.measured import MOST_DRIFT, settled_after
from microsim.plots.comparison.told import Told
from microsim.plots.numbers import signed_percent
from microsim.results.measures import told as measure
from microsim.results.sweeps import read_sweep

MOST = {f"drift_{name}": most for name, most in MOST_DRIFT.items()}


def drifts(told: Told) -> list[str]:
    """What drifted more than it may, each with its mean over the seeds of the baseline; nothing if that is not known.

    Nor if the scenario is known to settle in as long a burn-in: then the drift of a few seeds is luck.

    Example:
        >>> from microsim.results.comparison.example import comparison_example
        >>> drifts(Told(comparison_example(), "en"))
        []
    """
    folder, about = told.comparison.folder, told.comparison.about
    needed = settled_after(about["scenario"])
    if needed is not None and about["burn_in_days"] >= needed:
        return []
    if not (folder / "runs.parquet").is_file():
        return []
    done = read_sweep(folder).done
    if not {"law", "draw"} <= set(done.columns):
        return []
    rows = done[(done.law == told.baseline) & (done.draw == 0)]
    means = {name: float(rows[name].mean()) for name in MOST if name in rows.columns}
    return [f"{_label(name, told)} {signed_percent(mean, told.lang)}"
            for name, mean in means.items() if abs(mean) > MOST[name]]  # fmt: skip


def _label(name: str, told: Told) -> str:
    text = measure(name, told.currency)[f"label_{told.lang}"]
    return text[:1].lower() + text[1:]
