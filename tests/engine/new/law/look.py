"""What platforms take of the outlay of requesters, with the law, from a day on, and without."""

import json

from microsim import load
from microsim.regulation import describe_regulations
from microsim.runs.measure import measure
from microsim.runs.outcome import daily_table

SMALL = ["scenario=classroom", "scale=0.3", "days=10", "burn_in_days=4"]
CAP = "regulation=fee_cap", "regulation.fee_cap.max_fee_share=0.05"
outcomes = [measure(load([*SMALL, *words])) for words in ((), CAP, (*CAP, "regulation.fee_cap.from_day=6"))]
fees = [daily_table(one.daily)["fees"].to_pylist() for one in outcomes]
print(json.dumps({
    "described": "fee_cap" in {row["regulation"] for row in describe_regulations()},
    "share": [one.metrics["fee_share_of_outlay"] for one in outcomes],
    "the same before its day": fees[0][:10] == fees[2][:10] != fees[1][:10],
    "other from it on": fees[0][10:] != fees[2][10:],
}))  # fmt: skip
