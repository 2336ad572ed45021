"""How long people sit, with the law, with one that nobody is under, and without."""

import json

from fingerprint import columns

from microsim import Market, load

SMALL = ["scenario=classroom", "scale=0.1", "days=3", "burn_in_days=2"]
told = {}
for name, words in {"without": [], "with": ["regulation=day_limit", "regulation.day_limit.hours=0.25"]}.items():
    with Market(load([*SMALL, *words])) as market:
        for _ in range(3):
            market.step()
        told[name] = {
            "days": columns(market),
            "planned": int((market.sessions.used("end") - market.sessions.used("start")).max()),
            "seconds": int(market.days.seconds_sessions[2]),
        }
        told[name]["rule"] = float(market.rules.law.people["longest_day"].max())
print(json.dumps(told))
