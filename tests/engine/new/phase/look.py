"""The column that the phase counts, beside what another one says of who worked; who is said to write it; its time."""

import json

from fingerprint import columns

from microsim import Market, load
from microsim.market.day import describe_phases

SMALL = ["scenario=classroom", "scale=0.1", "days=3", "burn_in_days=2"]
told = {}
with Market(load(SMALL)) as market:
    in_a_row = [0] * 10_000
    for _ in range(3):
        market.step()
        w = market.workers
        worked = w.used("last_active") == market.day - 1
        in_a_row = [(before + 1) * int(now) for before, now in zip(in_a_row, worked, strict=False)]
    told["streaks"] = w.used("streak").tolist()
    told["by hand"] = in_a_row + [0] * (w.n - len(in_a_row))
    told["days"] = columns(market)
    told["timed"] = market.seconds_per_phase["count_streaks"] > 0.0
told["described"] = [row for row in describe_phases() if row["phase"] == "count_streaks"]
print(json.dumps(told))
