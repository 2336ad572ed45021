"""What draws and tornados move, over which ranges, and where in them: to the bit as `drawn.json` says.

Families beyond those of the scenario alone are listed for AI, shocks and laws. Who lets a further parameter be drawn,
or changes a value or a range, writes the file anew on purpose (`python tests/config/test_drawn.py`), and with it the
numbers of every comparison.
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

FILE = Path(__file__).parent / "drawn.json"
GOLDEN = json.loads(FILE.read_text(encoding="utf-8"))
PLACES = (0.125, 0.9)  # in the range, after both ends

load_once = lru_cache(load)


def in_hex(number):
    return number if isinstance(number, int) else number.hex()


def families_beyond(words: str, known: dict[str, list[str]]) -> list[str]:
    """Families of a configuration, without those of its scenario alone."""
    scenario = words.split()[0]
    there = list(families(load_once(tuple(words.split()))))
    return there if words == scenario else [family for family in there if family not in known[scenario]]


def ranges() -> dict[str, list[float | str]]:
    """Both ends of each range, and what lies at two places in it."""
    told = {}
    for words in GOLDEN["families"]:
        for row in parameters(load_once(tuple(words.split()))):
            if plausible(row) is not None and row["drawn"]:
                numbers = (*plausible(row), *(between(row, place) for place in PLACES))
                told[f"{family_of(row['key'])} {row['value']!r}"] = [in_hex(number) for number in numbers]
    return told


def places(names) -> dict[str, list[str]]:
    """Three places of each family in the Latin hypercube."""
    return {family: [place.hex() for place in at] for family, at in all_positions(names, 3).items()}


def first_draw(words: str) -> str:
    """Digest of what the first of three draws makes of a configuration."""
    config = load_once((words,))
    there = families(config)
    moved = {row["key"] for rows in there.values() for row in rows}
    first = {family: at[0] for family, at in all_positions(there, 3).items()}
    values = {row["key"]: float(row["value"]).hex() for row in parameters(drawn(config, there, first))
              if row["key"] in moved}  # fmt: skip
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


@pytest.mark.parametrize("words", GOLDEN["families"])
def test_the_same_parameters_are_drawn_in_the_same_order(words):
    assert families_beyond(words, GOLDEN["families"]) == GOLDEN["families"][words]


def test_ranges_and_what_lies_within_them_are_the_same_to_the_bit():
    assert ranges() == GOLDEN["ranges"]


def test_places_in_the_latin_hypercube_are_the_same_to_the_bit():
    assert places(GOLDEN["positions"]) == GOLDEN["positions"]


@pytest.mark.parametrize("words", GOLDEN["drawn"])
def test_a_draw_gives_the_same_configuration(words):
    assert first_draw(words) == GOLDEN["drawn"][words]


def test_what_is_declared_as_not_drawn_stands_still_and_is_told():
    config = load_once(("scenario=france_2019",))
    still = {row["key"]: row for row in parameters(config) if row["drawn"] is False}
    assert len(still) > 30 and "assumed" in still["rejection.steady"]["source"]
    assert plausible(still["rejection.steady"]) == (0.05, 0.2)
    assert still.keys().isdisjoint({row["key"] for rows in families(config).values() for row in rows})


def write() -> None:
    """Write `drawn.json` anew, of the same configurations."""
    told: dict[str, list[str]] = {}
    for words in sorted(GOLDEN["families"], key=lambda words: len(words.split())):  # scenarios before what goes beyond
        told[words] = families_beyond(words, told)
    anew = {
        "families": {words: told[words] for words in GOLDEN["families"]},
        "ranges": ranges(),
        "positions": places(GOLDEN["positions"]),
        "drawn": {words: first_draw(words) for words in GOLDEN["drawn"]},
    }
    parts = (
        f"{json.dumps(part)}: {{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in rows.items()) + "\n}"
        for part, rows in anew.items()
    )
    FILE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
