"""A column that is declared is everywhere: reset, fork, saved state, daily sums, stored tables, agents, descriptions.

The package is copied and gets columns more; nothing else is touched. Interpreted, as compiled kernels would have to be
compiled anew.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import microsim

PACKAGE = Path(microsim.__file__).parent
MORE = {
    "state/people.py": {
        "    sex: np.ndarray": '    hats: np.ndarray = column("i8", unit="hats", doc="hats owned", stored=True)\n',
        "    approved: np.ndarray": '    moods: np.ndarray = column("i8", unit="times", doc="cheerful", flow=True)\n'
        '    secret: np.ndarray = column("i8", unit="times", doc="not to be seen", shown=False, saved=False)\n',
    },
    "state/platforms.py": {
        "    directs: np.ndarray": '    smiles: np.ndarray = flow("smiles", "smiles", "smiles of the staff")\n',
    },
}
LIVED = """
import json, sys
from pathlib import Path
from microsim import Market, Worker, load
from microsim.runs.firm_tables import PLATFORMS
from microsim.runs.people_tables import WORKER_PLATFORM, WORKERS
from microsim.runs.state_file import load_state, save_state
from microsim.state import describe_columns

told, file = {}, Path(sys.argv[1])
market = Market(load(["scenario=classroom", "scale=0.1", "days=3", "burn_in_days=2"]))
market.step()
for table, name, value in ((market.accounts, "moods", 5), (market.accounts, "secret", 6), (market.workers, "hats", 7)):
    table.used(name)[:] = value
worker = market.agents_by_type[Worker][0]
told["agent"] = [worker.hats, hasattr(worker, "secret")]
worker.hats = 8
told["written"] = int(market.workers.hats[worker.row])
market.begin_day()
market.platforms.smiles[0] += 3
market.add_up()
market.platforms.smiles[1] += 4
market.add_up()
told["daily"] = int(market.days.smiles[market.today])
fork = market.fork()
told["fork"] = [int(fork.accounts.moods[3]), int(fork.workers.hats[worker.row]), int(fork.platforms.smiles[0])]
fork.accounts.moods[3] = 9
told["apart"] = int(market.accounts.moods[3])
save_state(market, file)
again = load_state(market.config, file)
told["saved"] = [int(again.accounts.moods[3]), int(again.accounts.secret[3]), int(again.workers.hats[worker.row])]
market.day = 0
market.begin_day()
told["day 0"] = [int(market.accounts.moods.sum()), int(market.platforms.smiles.sum()),
                 int(market.workers.hats[worker.row])]
told["stored"] = ["hats" in WORKERS.schema({}).names, "moods" in WORKER_PLATFORM.schema({}).names,
                  "smiles" in PLATFORMS.schema({}).names, "secret" in WORKER_PLATFORM.schema({}).names]
told["described"] = sorted(row["table"] for row in describe_columns() if row["column"] in ("hats", "moods", "smiles"))
market.close()
told["closed"] = hasattr(market, "workers")
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    home = tmp_path_factory.mktemp("one_more")
    copy = home / "src" / "microsim"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("configs", "experiments"):
        shutil.copytree(PACKAGE.parents[1] / name, home / name)
    for file, lines in MORE.items():
        text = (copy / file).read_text(encoding="utf-8")
        for before, line in lines.items():
            assert before in text
            text = text.replace(before, line + before, 1)
        (copy / file).write_text(text, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(copy.parent), "NUMBA_DISABLE_JIT": "1"}
    words = [sys.executable, "-c", LIVED, home / "state.npz"]
    return json.loads(subprocess.run(words, env=environment, check=True, capture_output=True, text=True).stdout)


def test_agents_have_it_as_an_attribute(told):
    assert told["agent"] == [7, False] and told["written"] == 8


def test_what_grows_on_platforms_is_summed_into_the_day(told):
    assert told["daily"] == 7


def test_a_fork_has_it_in_memory_of_its_own(told):
    assert told["fork"] == [5, 8, 3] and told["apart"] == 5


def test_a_saved_state_has_it_unless_it_says_not_to(told):
    assert told["saved"] == [5, 0, 8]


def test_flows_begin_anew_on_the_first_measured_day_and_stocks_do_not(told):
    assert told["day 0"] == [0, 0, 8]


def test_stored_tables_and_descriptions_have_it(told):
    assert told["stored"] == [True, True, True, False]
    assert told["described"] == ["accounts", "days", "platforms", "workers"]


def test_it_is_let_go_of_with_the_market(told):
    assert told["closed"] is False
