"""Networks of workers: as many ties as asked for, whose places they are, and what cannot be met."""

import networkx as nx
import numpy as np
import pytest

from microsim.config.errors import ConfigError
from microsim.config.information import Network
from microsim.config.load import load
from microsim.model import Market
from microsim.networks import as_ties, network_of, small_world, sparse

MEMBERS = 5_000


@pytest.mark.parametrize("degree", [1.0, 4.0, 7.6])
@pytest.mark.parametrize("clustering", [0.0, 0.5, 1.0])
def test_a_sparse_network_has_the_mean_degree_and_more_triangles_the_more_are_asked_for(degree, clustering):
    """Geometric numbers have a standard deviation near the mean (twice that for ends in triangles)."""
    graph = sparse.graph(MEMBERS, Network(mean_degree=degree, clustering=clustering), 3)
    mean = 2 * graph.number_of_edges() / MEMBERS
    assert mean == pytest.approx(degree, abs=5 * 2 * (degree + 1) / np.sqrt(MEMBERS))
    assert nx.number_of_selfloops(graph) == 0 and set(graph) == set(range(MEMBERS))
    triangles = sum(nx.triangles(graph).values()) / 3
    assert triangles < 20 * degree**2 if clustering == 0.0 else triangles > 0.1 * degree * clustering * MEMBERS / 3


def test_a_small_world_is_small_and_clustered():
    graph = small_world.graph(1_000, Network(mean_degree=8.0, rewired=0.1), 3)
    assert nx.average_shortest_path_length(graph) < 6 and nx.average_clustering(graph) > 0.3
    assert nx.average_clustering(small_world.graph(1_000, Network(mean_degree=8.0, rewired=1.0), 3)) < 0.05


def test_the_same_seed_gives_the_same_ties_and_another_others():
    config = load(["network=sparse"])
    first, again = set(network_of(config, 300).edges), set(network_of(config, 300).edges)
    assert first == again != set(network_of(config.model_copy(update={"seed": 2}), 300).edges)


def test_a_graph_as_arrays():
    """A triangle, one who hangs on it, one alone."""
    graph = nx.empty_graph(5)
    graph.add_edges_from([(0, 1), (1, 2), (2, 0), (2, 3)])
    ties = as_ties(graph)
    assert ties.offsets.tolist() == [0, 2, 4, 7, 8, 8] and ties.ties.tolist() == [1, 2, 0, 2, 0, 1, 3, 2]
    assert ties.holder.tolist() == [-1] * 5


def test_leavers_free_their_places_and_newcomers_who_are_members_take_them():
    words = ["network=sparse", "network.members=0.6", "churn.half_life_days=30", "burn_in_days=60"]
    with Market(load(words)) as market:
        w, ties = market.workers, market.ties
        at_start = (ties.holder >= 0).sum()
        assert at_start == len(ties.holder) == pytest.approx(300, abs=55)  # 500 people, 4.5 standard deviations
        for _ in range(60):
            market.step()
        held = ties.holder >= 0
        assert w.place[ties.holder[held]].tolist() == np.flatnonzero(held).tolist()
        holders = w.used("place") >= 0
        assert holders.sum() == held.sum() and w.used("present")[holders].all()
        newcomers = holders & (w.used("entry_day") > -60)
        assert 0 < newcomers.sum() < at_start


@pytest.mark.parametrize("kind", ["sparse", "small_world"])
def test_more_ties_than_members_is_told_in_one_line(kind):
    config = load(["scenario=classroom", f"network={kind}", "network.members=0.1", "network.mean_degree=80"])
    with pytest.raises(ConfigError, match="network.mean_degree = 80 cannot be met: only .* workers have ties") as error:
        Market(config)
    assert "\n" not in str(error.value)
