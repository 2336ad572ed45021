"""The same configuration and seed give the same bytes; what is recorded changes nothing else."""

import pyarrow.parquet as pq

from microsim.config.load import from_mapping
from microsim.runs import run


def parquet(folder):
    return sorted(folder.glob("*.parquet"))


def test_twice_the_same(result, config):
    again = run(config)
    assert again.folder != result.folder and again.summary == result.summary and again.burn_in == result.burn_in
    assert again.by_motive.equals(result.by_motive) and again.by_experience.equals(result.by_experience)
    assert [path.name for path in parquet(again.folder)] == [path.name for path in parquet(result.folder)]
    for ours, theirs in zip(parquet(again.folder), parquet(result.folder), strict=True):
        assert pq.read_table(ours).equals(pq.read_table(theirs), check_metadata=True), ours.name
        assert ours.read_bytes() == theirs.read_bytes(), ours.name


def test_another_seed_gives_another_run(result, config):
    other = run(from_mapping({**config.model_dump(), "seed": 2, "record": []}))
    assert other.summary["accepted_pay"] != result.summary["accepted_pay"]


def test_recording_more_changes_nothing_else(result, config):
    less = run(from_mapping({**config.model_dump(), "record": []}))
    assert len(parquet(less.folder)) == 6
    for path in parquet(less.folder):
        assert path.read_bytes() == (result.folder / path.name).read_bytes(), path.name
