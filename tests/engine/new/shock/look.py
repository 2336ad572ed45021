"""What is posted, with the shock and without."""

import json

from microsim import Market, load
from microsim.shocks import describe_shocks

posted = {}
for name, words in {"without": [], "with": ["shock=holiday", "shock.holiday.from_day=2"]}.items():
    with Market(load(["scenario=classroom", "scale=0.3", "days=6", "burn_in_days=4", *words])) as market:
        for _ in range(10):
            market.step()
        posted[name] = market.days.posted[:10].tolist()
print(json.dumps(posted | {"described": "holiday" in {row["shock"] for row in describe_shocks()}}))
