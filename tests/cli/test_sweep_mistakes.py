"""Wrong command lines of sweeps: one line on stderr, exit status 2, nothing computed, nothing written."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from microsim.cli.entry import main
from microsim.config import grid, groups
from microsim.config.describe import parameters
from microsim.config.errors import UserError
from microsim.config.load import load
from microsim.config.sweeping import Multirun
from microsim.runs.many.job import Answer, Failure, Job
from microsim.runs.many.sweep import plan_of_words
from microsim.runs.outcome import Outcome, packed

FEE, SEEDS, FOLDER = "platforms.mturk.fee_share", "seed=1,2", "results/sweeps/made"
OUTCOME = Outcome({"hourly_pay_median": 5.0}, packed(pa.table({"day": [0]})), {"simulation": 1.0})

MISTAKES = [
    # no values, too many, the same ones
    (["seed=range(2,2)"], "has no value, so there is nothing to run: range(a,b) begins with a and ends before b"),
    (["seed=range(1,5,-1)"], "has no value"),
    (["seed=range(1,5,0)"], "never ends: a range needs a step other than 0"),
    (["scale=range(0,inf)"], "never ends: a range needs finite numbers"),
    (["scale=range(nan,1)"], "needs finite numbers"),
    (["scale=interval(0,1)"], "has no end of values: say how many, as range(0,1,0.1)"),
    (["seed=shuffle(range(0,3))"], "Leave shuffle out"),
    (["seed=shuffle(1,2,3)"], "Leave shuffle out"),
    (["scenario=glob(x*)"], "nothing to run: choose among classroom, france_2019, global_pool, mturk_2017"),
    (["scenario=glob([1])"], "glob takes names as text"),
    (["days=glob(*)"], "glob chooses among files, and days is no group of them"),
    (["seed=1,1"], "has 1 twice: the same run would be made again"),
    (["scenario=classroom,france_2019,classroom"], "has classroom twice"),
    (["seed=1,1.0"], "runs 0 and 1 are the same (seed=1): leave one of them out"),
    (["seed=range(0,1000000)"], "this is 1,000,000 runs: 1,000,000 (seed). If you mean it, say sweep.confirm=true"),
    (["days=range(1,201)", "seed=range(0,100)"], "this is 20,000 runs: 200 (days) x 100 (seed)"),
    (["seed=range(0,1000000000000)"], "has 1,000,000,000,000 values: no more than 10,000,000 fit"),
    (["seed=range(0,1000000000000)", "sweep.confirm=true"], "no more than 10,000,000 fit. Make its step larger"),
    (["seed=range(0,1" + "0" * 400 + ")"], "has too many values"),
    (["scale=range(0,1,1e-320)"], "has too many values"),
    (["scale=range(0,1,1e-400)"], "never ends"),
    # unknown names
    (["platforms.mturk.fee_shrae=0.1,0.2"], "did you mean platforms.mturk.fee_share?"),
    (["platfroms.mturk.fee_share=0.1,0.2"], "did you mean platforms.mturk.fee_share?"),
    (["platforms.mtruk.fee_share=0.1,0.2"], "platforms.mtruk is not there: did you mean platforms.mturk?"),
    (["dasy=1,2", SEEDS], "did you mean days?"),
    ([SEEDS, "fee_share=0.1"], "did you mean platforms.mturk.fee_share or platforms.fairdesk.fee_share?"),
    (["scenari=classroom,france_2019"], "did you mean scenario?"),
    (["scenario=clasroom,france_2019"], "the nearest of classroom, france_2019, global_pool, mturk_2017 is classroom"),
    (["churn=default,nosuch"], "churn=nosuch does not exist"),
    (["scenario=classroom,../config"], "scenario is chosen by name"),
    (["scenario=classroom,null"], "scenario is chosen by name"),
    (["a.b.c=1,2"], "a.b.c is not a parameter"),
    (["scenario=classroom,france_2019", "platforms.fairdesk.fee_share=0.1"], "run 1 (scenario=france_2019)"),
    # settings of the sweep
    ([SEEDS, "sweep=fee"], "the nearest of default, fees is fees"),
    ([SEEDS, "executor=locl"], "the nearest of dask, local is local"),
    ([SEEDS, "executor=dask"], "executor=dask needs a scheduler: say executor.address=tcp://HOST:PORT"),
    ([SEEDS, "executor=dask", "executor.adress=tcp://x:1"], "did you mean executor.address?"),
    ([SEEDS, "sweep.retrys=2"], "did you mean sweep.retries?"),
    ([SEEDS, "sweep.retries=101"], "sweep.retries = 101 is outside [0, 100]"),
    ([SEEDS, "sweep.on_error=halt"], "is not one of continue, stop"),
    ([SEEDS, "sweep.name=a/b"], "is not the name of one folder"),
    ([SEEDS, "executor.processes=1,2"], "executor.processes is the same for all runs"),
    ([SEEDS, "swep.retries=1"], "swep.retries is not a parameter: did you mean sweep.retries?"),
    ([SEEDS, "sweep.instruments=[market_suply]"], "market_suply is no instrument"),
    ([SEEDS, "days=1,true"], "days = True is not a number"),
    # what cannot vary
    (["output=a,b"], "output changes no number, so it cannot vary"),
    (["lang=en,fr"], "lang changes no number"),
    (["++figures=true,false"], "figures changes no number"),
    (["hydra.x=1,2"], "Sweeping over Hydra's configuration is not supported"),
    (["+hydra.x=1,2"], "Hydra's own settings cannot vary"),
    (["hydra=1,2"], "Hydra's own settings cannot vary"),
    # Hydra's own plugins
    ([SEEDS, "hydra/launcher=nosuch"], "Could not find 'hydra/launcher/nosuch'"),
    ([SEEDS, "hydra/launcher=basic,joblib"], "Sweeping over Hydra's configuration is not supported"),
    ([SEEDS, "hydra/launcher=["], "no viable alternative"),
    ([SEEDS, "hydra.launcher._target_=nosuch.X"], "hydra.launcher._target_=nosuch.X: Hydra says: Invalid plugin"),
    ([SEEDS, "hydra.launcher=3"], "hydra.launcher=3: Hydra says: "),
    ([SEEDS, "hydra/launcher=null"], "hydra/launcher=null: Hydra says: "),
    ([SEEDS, "hydra/launcher=basic", "hydra.sweep.dir=${nope}"], "Interpolation key 'nope' not found"),
    ([SEEDS, "hydra/sweeper=basic"], "hydra/sweeper=basic: this is a sweeper itself"),
    ([SEEDS, "+hydra/launcher=basic"], "Hydra's own settings have no effect here"),
    ([SEEDS, "hydra.launcher.n_jobs=2"], "Could not override 'hydra.launcher.n_jobs'"),
    # options
    ([SEEDS, "--cfg", "job"], "--cfg shows the configuration of one run: see microsim run --cfg job"),
    ([SEEDS, "--frobnicate"], "--frobnicate is not an option of microsim sweep"),
    (["--seed=1,2"], "parameters go without dashes: seed=1,2"),
    ([SEEDS, "--config-dir"], "expected one argument"),
    ([SEEDS, "--config-dir", "no/such"], "--config-dir no/such is not a folder"),
    ([SEEDS, "days"], "'days' sets nothing: write KEY=VALUE"),
    # values, in one run of several
    ([f"{FEE}=0.1,1.9"], f"run 1 ({FEE}=1.9): {FEE} = 1.9 is outside [0, 1]"),
    (["days=10,0", "seed=1,2"], "run 2 (days=0 seed=1): days = 0 is outside [1, 3650]"),
    ([f"{FEE}=0.1,1.9", "--dry-run"], f"run 1 ({FEE}=1.9)"),
    (["seed=range(72057594037927934,72057594037927938)"], "run 2 (seed=72057594037927936)"),
    (["days=10,ten"], "run 1 (days=ten): days = 'ten' is not a whole number"),
    (["seed=1,1.5"], "seed = 1.5 is not a whole number"),
    (["scale=1,inf"], "scale = inf is not a finite number"),
    (["seed=2,true"], "seed = True is not a number"),
    (["platforms.mturk.label=1,2"], "is not text: put it in quotes"),
    (["record=weeks,monthz"], "Did you mean months?"),
    (["scenario.start_date=2019-01-01,2019-13-01"], "run 1 (scenario.start_date=2019-13-01)"),
    (["population.motive_shares={necessity: 0.5},{necessity: 0.4}"], "population.motive_shares add up to 1.25"),
    (["population.country_shares={FR: 1.0},{}"], "changes nothing: a mapping is merged"),
    (["platforms=two_platforms,mturk"], "accounts per worker on one platform"),
    (["platforms.mturk=null,3"], "to take it out, write ~platforms.mturk"),
    (["~platforms.mturk=1,2"], "Could not delete"),
    (["+seed=1,2"], "Write seed=1."),
    (["days=${nope},3"], "days: Interpolation key 'nope' not found"),
    (["days=3,???"], "Missing mandatory value"),
    (["platforms.mturk._target_=os.system,x"], "is refused"),
    # grammar
    (["seed=1,2", "seed=3"], "seed is set twice: seed=1,2 and seed=3"),
    (["seed=1,2", "++seed=range(3)"], "seed is set twice"),
    ([f"{FEE}=0.1,0.2", "platforms.mturk={fee_share: 0.3}"], "sets again: put what varies last"),
    (["seed=1,range(2,4)"], "has several values within a value. Write them out, as seed=a,b"),
    (["scenario=glob(*),classroom"], "has several values within a value"),
    (["record=[choice(weeks,months)]"], "has several values within a value"),
    (["seed=choice()"], "empty choice is not legal"),
    (["seed=choise(1,2)"], "Unknown function 'choise'"),
    (["seed=range(a,b)"], "cannot be read"),
    (["seed=1,2,"], "cannot be read"),
    (["seed=1,[2"], "cannot be read"),
    (["=1,2"], "names nothing"),
    (["a..b=1,2"], "cannot be read"),
    (["days=\x1b[31m,1"], "cannot be read"),
    (["seed=" + "9" * 5000 + ",1"], "cannot be read"),
    ([""], "sets nothing"),
]
OTHER_MISTAKES = [
    (["status"], "microsim status takes one folder, and was given nothing"),
    (["summary"], "microsim summary takes one folder"),
    (["verify"], "microsim verify takes one folder"),
    (["status", "a", "b"], "microsim status takes one folder, and was given a b"),
    (["summary", FOLDER, FOLDER], "takes one folder, and was given"),
    (["verify", FOLDER, "everything"], "takes one folder, and was given"),
    (["status", "nowhere"], "nowhere holds no sweep: give the folder of one"),
    (["summary", "nowhere"], "nowhere holds no sweep"),
    (["verify", "nowhere"], "nowhere holds no sweep"),
    (["status", "results"], "results holds no sweep"),
    (["status", f"{FOLDER}/sweep.sqlite"], "holds no sweep"),
    (["status", FOLDER, "--watch"], "--watch is not an option of microsim status"),
    (["status", "broken"], "is damaged"),
    (["summary", "broken"], "is damaged"),
    (["verify", "broken"], "is damaged"),
    (["verify", FOLDER, "--sample", "0"], "--sample 0 is not a whole number from 1 to"),
    (["verify", FOLDER, "--sample", "-1"], "--sample"),
    (["verify", FOLDER, "--sample=2.5"], "--sample 2.5 is not a whole number"),
    (["verify", FOLDER, "--sample", "many"], "--sample many is not a whole number"),
    (["verify", FOLDER, "--sample"], "expected one argument"),
    (["verify", FOLDER, "all", "--sample", "3"], "leave one of the two out"),
    (["verify", FOLDER, "--processes", "two"], "--processes two is not a whole number"),
    (["verify", "results/sweeps/failed"], "has no finished run to compare with"),
    (["summary", FOLDER, "--metrics"], "expected one argument"),
    (["summary", FOLDER, "--metrics", "hourly_pay_medain"], "did you mean hourly_pay_median?"),
    (["summary", FOLDER, "--metrics", "hourly_pay_median,xyz"], "has no metric xyz: microsim describe metrics lists"),
    (["summary", "results/sweeps/failed"], "has no finished run yet"),
    (["sweep", SEEDS, "sweep.name=made", "days=31"], "holds another sweep: nothing there, days=31 here"),
]


class Pool:
    """Stands in for processes: every run comes to the same, and where nothing shall be computed there is none."""

    room = 1
    answer: Answer | None = None

    def __init__(self, processes: int = 0) -> None:
        self.jobs: list[Job] = []

    def submit(self, job: Job) -> None:
        assert self.answer is not None, "a run was computed"
        self.jobs.append(job)

    def answers(self, patience: float) -> list[tuple[Job, Any]]:
        jobs, self.jobs = self.jobs, []
        return [(job, self.answer) for job in jobs]

    def close(self) -> None:
        self.jobs.clear()


@pytest.fixture(autouse=True, scope="module")
def no_processes() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("microsim.runs.many.local.LocalPool", Pool)
        patch.setattr("microsim.runs.many.forking.begin", lambda: None)
        yield


@pytest.fixture(scope="module")
def home(no_processes, tmp_path_factory) -> Path:
    """A folder with a sweep that has ended, one whose runs have failed, and a file that is none."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, answer in {"made": OUTCOME, "failed": Failure("build", "ValueError: no")}.items():
            patch.setattr(Pool, "answer", answer)
            main(["sweep", SEEDS, f"sweep.name={name}"])
    folder.joinpath("broken").mkdir()
    folder.joinpath("broken", "sweep.sqlite").write_text("SQLite format 3, or so it says", "utf-8")
    return folder


def ids(mistakes: list[tuple[list[str], str]]) -> list[str]:
    return [ascii(" ".join(words))[1:-1][:70] for words, _ in mistakes]


def assert_told_in_one_line(words: list[str], fragment: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.startswith("microsim: ") and err.count("\n") == 1 and err.rstrip("\n").isprintable()
    assert fragment in err


@pytest.mark.parametrize(("words", "fragment"), MISTAKES, ids=ids(MISTAKES))
def test_a_mistake_gives_one_line_and_status_2(words, fragment, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert_told_in_one_line(["sweep", *words], fragment, capsys)
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize(("words", "fragment"), OTHER_MISTAKES, ids=ids(OTHER_MISTAKES))
def test_mistakes_about_a_sweep_that_is_there(words, fragment, home, capsys, monkeypatch):
    monkeypatch.chdir(home)
    assert_told_in_one_line(words, fragment, capsys)


def test_what_is_right_is_taken(home, monkeypatch, capsys):
    monkeypatch.chdir(home)
    monkeypatch.setattr(Pool, "answer", OUTCOME)
    dry = ["sweep", "--dry-run", f"{FEE}=0.1,0.2", "seed=range(0,3)"]
    assert [main(words) for words in (["status", FOLDER], ["verify", FOLDER, "all"], dry)] == [0, 0, 0]
    out, err = capsys.readouterr()
    assert "2 runs, 2 done" in out and "6 runs would be made" in out and err == ""


class Dice:
    """Draws that are the same every time."""

    def __init__(self, number: int) -> None:
        self.number, self.drawn = number, 0

    def below(self, most: int) -> int:
        self.drawn += 1
        return int.from_bytes(hashlib.sha256(f"{self.number} {self.drawn}".encode()).digest()) % most

    def one_of(self, things: Sequence[Any]) -> Any:
        return things[self.below(len(things))]


FIXED = [[], ["figures=false"], ["scenario=france_2019", "scale=0.01"]]
ROWS = {row["key"]: row for row in parameters(load()) if not row["key"].startswith(("output", "lang", "figures"))}
NUMBERS = [row for row in ROWS.values() if row["low"] is not None and row["key"] != "seed"]
NO_NUMBERS = ["ten", "[1]", "{a: 1}", "true", "null", "''", "'1 2'", "nan", "-inf", "${x}", "[]", "2019-01-01", "a.b"]
ODD = ["", "=", "~", "seed", "seed=(", "seed=1,", "seed=,", "=1,2", "a..b=1", "seed=range(3,3)", "seed=range(0,inf)",
       "days=range(1,2,0)", "seed=1,[2", "days=choice(", "seed=interval(0,1)", "seed=glob(*)", "scenario=glob(zz*)",
       "scenario=[glob(*)]", "seed=range(0,1000001)", "seed={a: 1},{a: [}", "hydra.x=1,2", "days='", "seed=1,1",
       "seed=1,range(2,3)", "output=a,b", "sweep.retries=1,2"]  # fmt: skip
SIGNS = "a.=~+@/[]{}(),$'\"\\ :\n"


def value(row: Any, dice: Dice, inside: bool = True) -> str:
    """A number in the range of a parameter, or beyond it."""
    low, high, whole = row["low"], row["high"], isinstance(row["value"], int)
    if inside:
        share = dice.below(1001) / 1000
        return str(round(low + (high - low) * share)) if whole else repr(min(high, low + (high - low) * share))
    beyond = (1 + dice.below(100)) * (1 if whole else max(abs(high), 1) / 100)
    return repr(dice.one_of([low - beyond, high + beyond]))


def misspelt(word: str, dice: Dice, known: Sequence[str]) -> str:
    """A name with a letter dropped, doubled, or swapped with the next."""
    while True:
        at = dice.below(len(word))
        wrong = dice.one_of([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
                             word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]])  # fmt: skip
        if wrong and wrong not in known:
            return wrong


def right_word(dice: Dice) -> str:
    row = dice.one_of(NUMBERS)
    return f"{row['key']}={value(row, dice)},{value(row, dice)}"


def wrong_word(dice: Dice) -> tuple[str, str]:
    """A word that no sweep may take, and what is wrong."""
    kind = dice.one_of([*["name"] * 6, *["range"] * 4, *["kind"] * 4, *["odd"] * 4, "choice"])
    row = dice.one_of(NUMBERS)
    key, fine = row["key"], value(row, dice)
    if kind == "name":
        key = misspelt(dice.one_of(sorted(ROWS)), dice, [*ROWS])
        return f"{key}={fine},{dice.one_of([value(row, dice), 'a', '[1]', 'null'])}", kind
    if kind == "choice":
        group = dice.one_of(groups.groups())
        found = groups.choices(group)
        return f"{group}={found[0]},{misspelt(dice.one_of(found), dice, found)}", kind
    if kind == "odd":
        signs = "".join(dice.one_of(SIGNS) for _ in range(1 + dice.below(9)))
        return dice.one_of([dice.one_of(ODD), f"seed=1,{signs}"]), kind
    wrong = value(row, dice, inside=False) if kind == "range" else dice.one_of(NO_NUMBERS)
    return f"{key}={','.join(dice.one_of([[fine, wrong], [wrong, fine]]))}", kind


@pytest.mark.parametrize("trials", [200, pytest.param(1000, marks=pytest.mark.long)])
def test_whatever_is_typed_is_taken_or_refused_in_one_line(trials, monkeypatch):
    composed, compose, taken, refused = {}, grid.compose_and_tell, 0, {}

    def compose_once(words, folder):
        said = json.dumps(words)
        if said not in composed:
            composed[said] = compose(words, folder)
        return composed[said]

    monkeypatch.setattr(grid, "compose_and_tell", compose_once)  # a tenth of a second each
    for number in range(trials):
        dice = Dice(number)
        wrong, kind = wrong_word(dice) if dice.below(2) else (right_word(dice), "")
        words = [right_word(dice) for _ in range(1 + dice.below(2))]
        words = [*dice.one_of(FIXED), *words, wrong] if dice.below(2) else [*dice.one_of(FIXED), wrong, *words]
        try:
            plan_of_words(words, Multirun())
            assert not kind, f"{wrong} was taken in {words}"
            taken += 1
        except UserError as error:
            assert str(error).strip() and len(str(error).splitlines()) == 1, words
            refused[kind] = refused.get(kind, 0) + 1
    assert taken > trials / 5 and len(refused) == 6 and min(refused.values()) > trials / 50, (taken, refused)
