"""From words in Hydra's grammar to runs: Hydra's combinations in Hydra's order, each as Hydra composes it."""

import tracemalloc
from copy import deepcopy
from pathlib import Path

import pytest
from hydra import compose as compose_by_hydra
from hydra._internal.core_plugins.basic_sweeper import BasicSweeper
from hydra.core.override_parser.overrides_parser import OverridesParser
from omegaconf import OmegaConf

from microsim.config import grid
from microsim.config.compose import config_loader, hydra_of_ours
from microsim.config.errors import ConfigError
from microsim.config.grid import Draft, drafts, drafts_of_jobs, read_grid
from microsim.config.load import from_mapping, load
from microsim.config.overrides import read

FEES, SEEDS = "platforms.mturk.fee_share=0.1,0.2", "seed=range(0,3)"
SHARES = "{supplement: 0.5, necessity: 0.25, flexibility: 0.25},{supplement: 0.2, necessity: 0.4, flexibility: 0.4}"
OWN = {
    "follows": "days: 20\nburn_in_days: ${days}\nplatforms: {fairdesk: {price_min: '${platforms.mturk.fee_share}'}}",
    "needs": "days: 20\nplatforms: {fairdesk: {fee_min: '${platforms.mturk.fee_min}'}}",  # which no YAML spells out
}
MIXED = [
    ["scenario=classroom,france_2019", FEES, SEEDS],
    ["seed=7,3", "days=30", FEES, "figures=false", "scale=range(1,0.1,-0.6)"],
    ["platforms=glob([t*,f*])", "scenario=france_2019,classroom", "scale=0.5"],
    ["platforms=[two_platforms,france_2019],two_platforms", "seed=1,2"],
    ["population.workers=500,600", "population=france_2019,classroom", "scenario=classroom"],
    [f"population.motive_shares={SHARES}", "seed=1,2"],  # no YAML spells this mapping out
    ["platforms.mturk={page_length: 5},{page_length: 7}", FEES],
    [FEES, "platforms.mturk={page_length: 5}"],
    ["population={workers: 300},france_2019", "seed=1,2"],
    ["+platforms.mine.label=Mine,'My own'", "+platforms.mine.accounts=100"],
    ["platforms.mine.accounts=100", "platforms.mine.label=Mine,Yours"],
    ["~platforms.fairdesk.forfeits", "platforms.fairdesk.fee_share=0.1,0.2"],
    ["++platforms.fairdesk.fee_min=0.1,0.2", "platforms.fairdesk.forfeits=true,false"],
    ["record=[weeks],[months],[]", "days=range(30,0,-20)"],
    [r"""platforms.fairdesk.label='a, b',"c = d",e\,f,'it\'s',g h,'1','',a\\b"""],
    ["task_types.translation.country=null,FR", "scenario.start_date=2020-02-29,2020-03-01"],
    ["days=${burn_in_days},3", "burn_in_days=10"],
    ["platforms.fairdesk.label=a,'${lang}'", "platforms.fairdesk.countries=[FR,NO],['${lang}']"],
]
MORE = [pytest.param(words, marks=pytest.mark.long) for words in MIXED[9:]]
names = pytest.mark.parametrize("words", [*MIXED[:9], *MORE], ids=lambda words: " ".join(words)[:60])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder of a user's own, in whose scenarios something follows from something else."""
    for name, text in OWN.items():
        path = tmp_path / "scenario" / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"# @package _global_\ndefaults: [classroom]\nscenario: {{name: {name}}}\n{text}\n", "utf-8")
    return tmp_path


@pytest.fixture
def composed(monkeypatch) -> list[list[str]]:
    """The words that Hydra has been asked to compose."""
    asked = []
    whole = grid.compose_and_tell
    monkeypatch.setattr(grid, "compose_and_tell", lambda words, folder: asked.append(words) or whole(words, folder))
    return asked


@pytest.fixture
def nothing_composed(monkeypatch) -> None:
    monkeypatch.setattr(grid, "compose_and_tell", lambda words, folder: ({}, False))


def runs(words: list[str], folder: Path | None = None) -> list[Draft]:
    return list(drafts(read_grid(words, folder), folder))


def jobs_of_hydra(words: list[str], folder: Path | None = None) -> list[list[str]]:
    """What Hydra's own sweeper makes of a command line."""
    parser = OverridesParser.create(config_loader=config_loader(folder))
    return BasicSweeper.split_arguments(parser.parse_overrides(words), None)[0]


def as_set(words: list[str]) -> list[tuple[str, str]]:
    """What words set, by name; 1 and 1.0 are told apart."""
    return sorted((word.key_or_group, repr(word.value())) for word in read(words))


@pytest.mark.parametrize(
    ("word", "values"),
    [
        ("seed=1,2", [1, 2]),
        ("seed=choice(2,1)", [2, 1]),
        ("seed=range(3)", [0, 1, 2]),
        ("seed=range(start=1,stop=7,step=2)", [1, 3, 5]),
        ("seed=range(5,0,-2)", [5, 3, 1]),
        ("seed=range(9007199254740993,9007199254740995)", [9007199254740993, 9007199254740994]),  # no float holds these
        ("scale=range(0,1,0.25)", [0.0, 0.25, 0.5, 0.75]),
        ("scale=range(1,0,-0.25)", [1.0, 0.75, 0.5, 0.25]),
        ("scale=float(range(1,3))", [1.0, 2.0]),
        ("seed=sort(3,1,2,reverse=true)", [3, 2, 1]),
        ("scale=.5, 1e-3 ,1.50", [0.5, 0.001, 1.5]),
        ("scenario=glob(*)", ["classroom", "france_2019", "global_pool", "mturk_2017"]),
        ("scenario=glob(*_20*)", ["france_2019", "mturk_2017"]),
        ("scenario=glob([c*,f*],exclude=*9)", ["classroom"]),
        ("platforms=[mturk,two_platforms],mturk", [["mturk", "two_platforms"], "mturk"]),
        ("platforms.mturk.label='a, b',\"it's\",a b,e\\,f,'1'", ["a, b", "it's", "a b", "e,f", "1"]),
        ("platforms.mturk.label=str(1,2)", ["1", "2"]),
        ("+platforms.mine.label=a,b", ["a", "b"]),
        ("population.motive_shares={a: 1},{a: 2}", [{"a": 1}, {"a": 2}]),
        ("record=[weeks],[weeks,months],[]", [["weeks"], ["weeks", "months"], []]),
        ("task_types.translation.country=null,FR", [None, "FR"]),
        ("platforms.mturk.forfeits=true,False", [True, False]),
    ],
)
def test_every_form_of_the_grammar_gives_its_values(word, values, nothing_composed):
    found = [run.settings for run in runs([word])]
    key = word.partition("=")[0].lstrip("+")
    assert [list(settings) for settings in found] == [[key]] * len(values)
    assert [repr(settings[key]) for settings in found] == [repr(value) for value in values]


@names
def test_combinations_and_their_order_are_those_of_hydra(words, nothing_composed):
    assert [as_set(run.words) for run in runs(words)] == [as_set(job) for job in jobs_of_hydra(words)]
    assert read_grid(words).size == len(runs(words))


@names
def test_every_run_is_what_hydra_composes_for_its_words(words):
    made, jobs = runs(words), jobs_of_hydra(words)
    assert len(made) == len(jobs)
    for place in {0, len(jobs) // 2, len(jobs) - 1}:  # a tenth of a second each
        assert from_mapping(made[place].mapping()) == load(jobs[place])
    # the same where a sweeper of somebody else asks for the runs
    assert [run.mapping() for run in drafts_of_jobs(jobs)] == [run.mapping() for run in made]
    # and where a launcher of somebody else composes them without us
    with hydra_of_ours():
        last = compose_by_hydra("config", overrides=list(made[-1].words))
    assert from_mapping(OmegaConf.to_container(last, resolve=True)) == from_mapping(made[-1].mapping())


def test_jobs_need_not_be_a_grid(composed):
    made = list(drafts_of_jobs([["seed=1", "days=10"], ["seed=2", "days=20", "scale=0.5"], ["days=30", "seed=2"]]))
    assert [run.settings for run in made] == [{"seed": 1, "days": 10}, {"seed": 2, "days": 20}, {"days": 30, "seed": 2}]
    assert [[run.mapping()[key] for key in ("seed", "days", "scale")] for run in made] == [
        [1, 10, 1.0], [2, 20, 0.5], [2, 30, 1.0]
    ]  # fmt: skip
    assert len(composed) == 2  # with scale=0.5 and without


@pytest.mark.parametrize(
    "words",
    [
        ["scenario=follows", "days=10,20", FEES],
        ["scenario=glob(f*)", "seed=1,2"],
        ["days=10,20", "burn_in_days=${days}"],
        ["scenario=needs", "platforms.mturk.fee_min=0.1,0.2"],
    ],
    ids=" ".join,
)
def test_what_follows_from_a_value_that_varies_follows_in_every_run(words, own):
    made = [from_mapping(run.mapping()) for run in runs(words, own)]
    assert made == [load(job, own) for job in jobs_of_hydra(words, own)]
    assert [from_mapping(run.mapping()) for run in drafts_of_jobs(jobs_of_hydra(words, own), own)] == made


def test_values_that_follow(own):
    made = [from_mapping(run.mapping()) for run in runs(["scenario=follows", "days=10,30", FEES], own)]
    assert [(run.burn_in_days, run.platforms["fairdesk"].price_min) for run in made] == [
        (10, 0.1), (10, 0.2), (30, 0.1), (30, 0.2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ([FEES, "seed=range(0,100)"], 1),
        (["seed=range(0,100)", "scenario=classroom,france_2019", FEES], 2),
        (["scenario=classroom,france_2019", "platforms=mturk,two_platforms", SEEDS], 4),
        ([f"population.motive_shares={SHARES}", SEEDS], 2),
        (["+platforms.mine.label=a,b", SEEDS], 2),
    ],
)
def test_each_combination_is_composed_once(words, times, composed):
    made = runs(words)
    assert len(composed) == len({tuple(one) for one in composed}) == len({id(run.base) for run in made}) == times
    composed.clear()
    list(drafts_of_jobs(jobs_of_hydra(words)))
    assert len(composed) == times


def test_what_has_to_be_resolved_is_composed_for_every_run(composed):
    runs(["days=${burn_in_days},3", "seed=1,2,3"])
    assert len(composed) == 2 + 3  # without a seed, to see whether something follows; then where something does


def test_what_runs_share_is_not_changed():
    made = runs(["platforms.mturk.fee_share=0.1,0.2", "platforms.mine.label=a,b", "seed=1,2"])
    before = deepcopy(made[0].base)
    mappings = [run.mapping() for run in made]
    assert all(run.base is made[0].base for run in made) and made[0].base == before
    assert len({str(mapping) for mapping in mappings}) == len(made) == 8


def test_the_size_of_a_huge_grid_is_known_without_expanding_it():
    read_grid(["seed=range(0,3)"])  # the parser takes memory of its own
    tracemalloc.start()
    try:
        size = read_grid(["seed=range(0,10000000)", "days=range(1,3000001,3)", FEES]).size
        assert tracemalloc.get_traced_memory()[1] < 5e6
    finally:
        tracemalloc.stop()
    assert size == 10_000_000 * 1_000_000 * 2


@pytest.mark.parametrize(
    "words",
    [
        [FEES, "platforms.mturk={fee_share: 0.3}"],
        [FEES, "platforms={mturk: {fee_share: 0.3}}"],
        [FEES, "~platforms.mturk"],
        [FEES, "platforms.mturk={fee_share: 0.3},{page_length: 5}"],
        ["platforms.mturk={fee_share: 0.1},{fee_share: 0.2}", "platforms.mturk.fee_share=0.3"],
        ["population={workers: 300},france_2019", "population.workers=400"],
    ],
    ids=" ".join,
)
def test_what_varies_is_not_set_again_by_a_word_behind_it(words):
    with pytest.raises(ConfigError, match="sets again: put what varies last"):
        read_grid(words)
    with pytest.raises(ConfigError, match="sets again"):
        list(drafts_of_jobs(jobs_of_hydra(words)))
    assert len(runs(words[::-1])) >= 2
