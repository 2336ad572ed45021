"""The metric in what a run leaves behind, in what is described, and in a table of many runs."""

import contextlib
import io
import json
from pathlib import Path

from microsim.cli import main
from microsim.metrics import describe_metrics
from microsim.runs.outcome import DRIFT  # noqa: F401  the room of runs is there

NAME = "active_on_the_busiest_day"
words = ["scenario=classroom", "scale=0.3", "days=5", "burn_in_days=2", "figures=false", "output=out"]
with contextlib.redirect_stdout(io.StringIO()):
    assert main(["run", *words]) == 0
(folder,) = Path("out").glob("*/*")
import pandas as pd  # noqa: E402

daily = pd.read_parquet(folder / "daily.parquet")
print(json.dumps({
    "described": NAME in {row["metric"] for row in describe_metrics()},
    "summary": json.loads((folder / "summary.json").read_text(encoding="utf-8"))[NAME],
    "by hand": float(daily.active[daily.day >= 0].max()),
}))  # fmt: skip
