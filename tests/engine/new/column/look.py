"""The column in the market, on an agent, in a saved state, in what is stored and described."""

import json
from pathlib import Path

from fingerprint import columns

from microsim import Market, Worker, load
from microsim.runs.people_tables import WORKERS
from microsim.runs.state_file import load_state, save_state
from microsim.state import describe_columns

SMALL = ["scenario=classroom", "scale=0.1", "days=3", "burn_in_days=2"]
told = {}
with Market(load(SMALL)) as market:
    longest = 0
    for _ in range(3):
        market.step()
        longest = max(longest, int(market.accounts.used("seconds_today").max()))
    longest_of = market.workers.used("longest_sitting").copy()
    told["days"] = columns(market)
    told["longest"] = [longest, int(longest_of[market.workers.used("person")].max())]
    told["agent"] = all(one.longest_sitting == longest_of[one.row] for one in market.agents_by_type[Worker])
    save_state(market, Path("state.npz"))
    again = load_state(market.config, Path("state.npz"))
    told["saved"] = again.workers.used("longest_sitting").tolist() == longest_of.tolist()
    table = WORKERS.build({}, market)
    told["stored"] = max(table["longest_sitting"].to_pylist())
told["described"] = [row["by"] for row in describe_columns() if row["column"] == "longest_sitting"]
print(json.dumps(told))
