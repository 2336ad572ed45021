"""What draws and tornados move, over which ranges, and where in them: to the bit as when ranges followed from words.

`drawn.json` was written by the code of commit d1fad3f, in which a plausible range followed from a parameter's unit and
source. Families beyond those of the scenario alone are listed for AI, shocks and laws. Who lets a further parameter be
drawn, or changes a range, changes the file on purpose, and with it the numbers of every comparison.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path

import pytest

from microsim.config.describe import parameters
from microsim.config.load import load
from microsim.config.plausible import between, plausible
from microsim.runs.assumed import all_positions, drawn, families, family_of

GOLDEN = json.loads((Path(__file__).parent / "drawn.json").read_text(encoding="utf-8"))
PLACES = (0.125, 0.9)  # in the range, after both ends

load_once = lru_cache(load)


def in_hex(number):
    return number if isinstance(number, int) else number.hex()


@pytest.mark.parametrize("words", GOLDEN["families"])
def test_the_same_parameters_are_drawn_in_the_same_order(words):
    scenario = words.split()[0]
    there = list(families(load_once(tuple(words.split()))))
    if words != scenario:
        there = [family for family in there if family not in GOLDEN["families"][scenario]]
    assert there == GOLDEN["families"][words]


def test_ranges_and_what_lies_within_them_are_the_same_to_the_bit():
    told = {}
    for words in GOLDEN["families"]:
        for row in parameters(load_once(tuple(words.split()))):
            if plausible(row) is not None and row["drawn"]:
                numbers = (*plausible(row), *(between(row, place) for place in PLACES))
                told[f"{family_of(row['key'])} {row['value']!r}"] = [in_hex(number) for number in numbers]
    assert told == GOLDEN["ranges"]


def test_places_in_the_latin_hypercube_are_the_same_to_the_bit():
    told = all_positions(GOLDEN["positions"], 3)
    assert {family: [place.hex() for place in places] for family, places in told.items()} == GOLDEN["positions"]


@pytest.mark.parametrize("words", GOLDEN["drawn"])
def test_a_draw_gives_the_same_configuration(words):
    config = load_once((words,))
    there = families(config)
    moved = {row["key"] for rows in there.values() for row in rows}
    places = {family: at[0] for family, at in all_positions(there, 3).items()}
    values = {row["key"]: float(row["value"]).hex() for row in parameters(drawn(config, there, places))
              if row["key"] in moved}  # fmt: skip
    assert hashlib.sha256(json.dumps(values).encode()).hexdigest() == GOLDEN["drawn"][words]


def test_what_is_declared_as_not_drawn_stands_still_and_is_told():
    config = load_once(("scenario=france_2019",))
    still = {row["key"]: row for row in parameters(config) if row["drawn"] is False}
    assert len(still) > 30 and "assumed" in still["rejection.steady"]["source"]
    assert plausible(still["rejection.steady"]) == (0.05, 0.2)
    assert still.keys().isdisjoint({row["key"] for rows in families(config).values() for row in rows})
