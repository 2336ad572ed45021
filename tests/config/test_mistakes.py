"""Wrong command lines: one line that says what, where, why and the cure; exit status 2; never a traceback."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from microsim.cli import main
from microsim.config.describe import parameters
from microsim.config.errors import ConfigError, UserError
from microsim.config.load import from_mapping, load

FRANCE = "scenario=france_2019"
FEE = (
    "platforms.mturk.fee_share = 1.9 is outside [0, 1] share of accepted pay (charged to the requester on top of"
    " accepted pay; source G1). Change it in configs/platforms/*.yaml or on the command line."
)

MISTAKES = [
    # unknown names
    (["platforms.mturk.fee_shrae=0.3"], "did you mean platforms.mturk.fee_share?"),
    (["platfroms.mturk.fee_share=0.3"], "did you mean platforms.mturk.fee_share?"),
    (["fee_share=0.3"], "did you mean platforms.mturk.fee_share or platforms.fairdesk.fee_share?"),
    (["platforms.fee_share=0.3"], "did you mean platforms.mturk.fee_share or platforms.fairdesk.fee_share?"),
    (["workers=300"], "did you mean population.workers?"),
    (["population.workres=300"], "did you mean population.workers?"),
    (["behaviour.fee_share=0.1"], "did you mean platforms.mturk.fee_share or"),
    (["dasy=3"], "did you mean days?"),
    (["xyz=3"], "xyz is not a parameter: it resembles none"),
    (["scenario.days=3"], "scenario.days is not a parameter"),
    ([FRANCE, "platforms.mturk2.fee_share=0.3"], "platforms.mturk2 is not there: did you mean platforms.mturk?"),
    (["platforms.clickworker.fee_share=0.3"], "platforms.clickworker is not there: there are mturk, fairdesk"),
    (["platforms.mine.label=Mine"], "To add a new one, set platforms.mine.accounts too."),
    (["platforms.mine.lable=Mine", "platforms.mine.accounts=9"], "did you mean platforms.mine.label?"),
    # AI
    (["ai=fast", "ai.paths.translation.speed=-2"], "(how fast it rises, for it never falls: a tenth to nine tenths"),
    (["ai=fast", "ai.paths.translation.ceiling=1.2"], "ai.paths.translation.ceiling = 1.2 is outside [0, 1]"),
    (["ai.paths={transaltion: {onset: 0, ceiling: 1}}"], "no task type there is: the nearest is translation"),
    (["ai=fast", "~task_types.translation"], "ai.paths.translation is about no task type there is"),
    (["ai.paths={translation: {ceiling: 1}}"], "ai.paths.translation.onset is missing"),
    (["ai=llm2023"], "the nearest of fast, llm_2023, none is llm_2023"),
    (["ai.exmaples=0.1"], "did you mean ai.examples?"),
    (["shock=ai_wave", "shock.ai_wave.task_types=[transaltion]"], "task_types = 'transaltion' does not exist"),
    # groups and choices
    (["scenario=frnace_2019"], "the nearest of classroom, france_2019, global_pool, mturk_2017 is france_2019"),
    (["scenario=../config"], "scenario is chosen by name"),
    (["platform=two_platforms"], "did you mean platforms?"),
    (["foo/bar=x"], "foo/bar is not a parameter"),
    (["scenario=3"], "scenario is chosen by name"),
    (["scenario=null"], "scenario is chosen by name"),
    (["platforms@market=two_platforms"], "Could not override 'platforms@market'"),
    (["+platforms=two_platforms"], "Write platforms=two_platforms."),
    (["++platforms=two_platforms"], "Write platforms=two_platforms."),
    # nothing left
    (["~scenario"], "scenario is missing: choose one of classroom, france_2019"),
    (["~platforms"], "platforms is missing: choose one of"),
    (["platforms=[]"], "platforms is missing: choose one of"),
    (["platforms={}"], "platforms={} changes nothing"),
    (["platforms=null"], "platforms is chosen by name"),
    (["~platforms.mturk", "~platforms.fairdesk"], "a market needs at least one platform"),
    (["platforms.mturk=null"], "to take it out, write ~platforms.mturk"),
    (["platforms.mturk=3"], "platforms.mturk = 3 is not a group of parameters"),
    (["~requesters.one_shot", "~requesters.regular", "~requesters.large"], "there are none"),
    (["~population.workers"], "population.workers is missing"),
    (["~platforms.mtruk"], "did you mean platforms.mturk?"),
    (["~platforms.mturk=3"], "Could not delete"),
    (["~churn.half_life_days"], "~churn.half_life_days takes nothing out"),
    (["population.workers=???"], "Missing mandatory value"),
    # ranges
    ([FRANCE, "platforms.mturk.fee_share=1.9"], FEE),
    (["population.workers=0"], "population.workers = 0 is outside [1, 9999999] persons"),
    (["seed=-1"], "seed = -1 is outside [0, 72057594037927935]"),
    (["days=0"], "days = 0 is outside [1, 3650] days"),
    (["scale=1e-9"], "scale = 1e-09 is outside [0.0001, 10]"),
    (["days=9999", "lang=it"], "(and 1 more)"),
    # kinds
    (["days=ten"], "days = 'ten' is not a whole number"),
    (["days="], "Nothing stands after the equals sign"),
    (["days=1.5"], "is not a whole number"),
    (["days=[1]"], "is not a whole number"),
    (["seed.x=1"], "is not a whole number"),
    (["days=true"], "days = True is not a number"),
    (["population.country_shares={FR:true}"], "is not a number"),
    (["seed=nan"], "seed = nan is not a finite number"),
    (["figures=maybe"], "is not yes or no"),
    (["platforms.mturk.label=3"], "is not text: put it in quotes"),
    (["platforms.mturk.countries=FR"], "is not a list"),
    (["lang=de"], "lang = 'de' is not one of en, fr"),
    (["record=week"], "Did you mean weeks?"),
    (["record.weeks=1"], "cannot be composed"),
    (["scenario.start_date=2019-13-01"], "is not a date"),
    (["population.country_shares={1:1.0}"], "the name 1 is not text"),
    # shares and sums
    (["population.motive_shares.necessity=0.5"], "population.motive_shares add up to 1.25, not to 1"),
    (["population.country_shares={DE:1.0}"], "population.country_shares add up to 2"),
    (["population.country_shares={FR:1.5,DE:-0.5}"], "DE is -0.5, below 0"),
    (["population.country_shares={}"], "changes nothing"),
    (["requesters.large.share=0.5"], "the shares of requesters add up to 1.47"),
    (["platforms.mturk.accounts=0", "platforms.fairdesk.accounts=0"], "no platform has accounts"),
    (["population.accounts_per_worker=8"], "accounts per worker on one platform"),
    # grammar
    (["seed=1,2"], "asks for several runs: write microsim sweep, or --multirun"),
    (["seed=range(1,3)"], "asks for several runs: write microsim sweep, or --multirun"),
    (["scenario=classroom,france_2019"], "asks for several runs: write microsim sweep, or --multirun"),
    (["scenario=glob(*)"], "asks for several runs: write microsim sweep, or --multirun"),
    (["record=weeks,months"], "write 'record=[weeks,months]'"),
    (["days"], "'days' sets nothing: write KEY=VALUE"),
    (["=3"], "names nothing"),
    ([""], "sets nothing"),
    (["~"], "names nothing"),
    (["days=["], "'days=[' cannot be read"),
    (["a..b=3"], "cannot be read"),
    (["seed@x=3"], "config group 'seed' does not exist"),
    (["seed=1", "seed=2"], "seed is set twice: seed=1 and seed=2"),
    (["seed=1", "++seed=2"], "seed is set twice"),
    (["scenario=classroom", FRANCE], "scenario is set twice"),
    (["+seed=3"], "Write seed=3."),
    (["hydra.run.dir=here"], "Hydra's own settings have no effect"),
    (["hydra={verbose: true}"], "Hydra's own settings have no effect"),
    (["seed=" + "9" * 5000], "cannot be read: Exceeds the limit"),
    (["days=" + "[" * 3000], "cannot be read"),
    (["days=\x1b[31m"], "cannot be read"),
    # interpolations and targets
    (["days=${nope}"], "days: Interpolation key 'nope' not found"),
    (["days=${days}"], "days: Recursive interpolation"),
    (["days=${oc.env:MICROSIM_NOT_SET}"], "Environment variable 'MICROSIM_NOT_SET' not found"),
    (["output='${'"], "no viable alternative"),
    (["platforms.mturk._target_=os.system"], "platforms.mturk._target_ = 'os.system' is refused"),
    (["platforms.mturk._target_=microsimulation.x"], "is refused"),
    (["--config-dir", "no/such/folder"], "--config-dir no/such/folder is not a folder"),
]


@pytest.mark.parametrize(
    ("overrides", "fragment"), MISTAKES, ids=[ascii(" ".join(overrides)[:60]) for overrides, _ in MISTAKES]
)
def test_a_mistake_gives_one_line_and_status_2(overrides, fragment, capsys):
    assert main(["run", "--cfg", "job", *overrides]) == 2
    out, err = capsys.readouterr()
    assert out == "" and err.count("\n") == 1 and fragment in err and err.rstrip("\n").isprintable()


def test_a_mistake_is_a_value_error_in_python():
    with pytest.raises(ValueError) as caught:
        load([FRANCE, "platforms.mturk.fee_share=1.9"])
    assert isinstance(caught.value, ConfigError | UserError) and str(caught.value) == FEE


COMPLETE = load().model_dump()
ROWS = {row["key"]: row for row in parameters(load())}
SUMS = (  # bound to other parameters
    "share", "accounts", "accounts_per_worker", "demand_weight", "first_hour", "last_hour", "accuracy_least",
    "accuracy_most", "grid_5", "grid_10", "grid_25",
)  # fmt: skip
FREE = [
    key
    for key, row in ROWS.items()
    if row["low"] is not None and "_shares." not in key and not (key.split(".")[0] != "demand" and key.endswith(SUMS))
]


def values(row) -> st.SearchStrategy:
    whole = isinstance(row["value"], int)
    return st.integers(row["low"], row["high"]) if whole else st.floats(row["low"], row["high"])


@st.composite
def misspelt(draw) -> str:
    key = draw(st.sampled_from(sorted(ROWS)))
    place = draw(st.integers(0, len(key) - 1))
    letter = draw(st.sampled_from("abcxyz_"))
    wrong = draw(st.sampled_from([key[:place] + letter + key[place:], key[:place] + key[place + 1 :]]))
    return wrong if wrong not in ROWS and wrong.strip(".") == wrong and ".." not in wrong else f"{key}x"


scalars = st.one_of(
    st.integers(),
    st.floats(),
    st.booleans(),
    st.sampled_from(["", "null", "[]", "{}", "[a]", "{a:1}", "fr", "'x'", "${x}", "(", ","]),
)
overrides = st.lists(
    st.one_of(
        st.builds("{}={}".format, st.sampled_from(sorted(ROWS)), scalars),
        st.builds("{}{}={}".format, st.sampled_from(["+", "++", "~"]), st.sampled_from(sorted(ROWS)), scalars),
        st.builds("{}={}".format, st.sampled_from(["platforms", "scenario", "churn"]), scalars),
        st.text(max_size=12),
        st.text(alphabet="a.=~+@/[]{}(),$'\"\\ \n", max_size=12),
    ),
    max_size=3,
)


@settings(max_examples=40, deadline=None)
@given(overrides)
def test_whatever_is_typed_is_taken_or_refused_in_one_line(words):
    try:
        load(words)
    except UserError as error:
        assert str(error).strip() and len(str(error).splitlines()) == 1


@settings(max_examples=15, deadline=None)
@given(misspelt(), scalars)
def test_nothing_misspelt_is_taken(key, value):
    with pytest.raises(UserError):
        load([f"{key}={value}"])


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_value_in_its_range_is_taken_and_none_outside(data):
    key = data.draw(st.sampled_from(FREE))
    row = ROWS[key]
    inside = data.draw(values(row))
    assert {row["key"]: row["value"] for row in parameters(from_mapping(with_value(key, inside)))}[key] == inside
    step = 1 if isinstance(row["value"], int) else max(abs(row["high"]), 1) * 1e-6
    for outside in (row["low"] - step, row["high"] + step, math.nan, True):
        with pytest.raises(ConfigError, match=key):
            from_mapping(with_value(key, outside))


def with_value(key: str, value: object) -> dict:
    """The complete config as plain mappings, one value replaced, the rest shared."""
    changed = level = dict(COMPLETE)
    *groups, last = key.split(".")
    for group in groups:
        level[group] = dict(level[group])
        level = level[group]
    level[last] = value
    return changed
