"""Networks of workers: one file per kind, each with `graph`, which makes a networkx graph of so many members.

`graph(members, network, seed)` returns a graph whose nodes are 0 to `members` - 1: `network` are the parameters,
`seed` is a whole number that follows from that of the run. Who is a member is drawn by address, so that it is the same
in every scenario; which place a member has in the graph follows from the order of identities.
"""

from typing import TYPE_CHECKING

import numpy as np

from microsim.compiling import compiled
from microsim.config.errors import ConfigError
from microsim.config.schema import Config
from microsim.random import decisions
from microsim.random.draws import draw
from microsim.state.people import Workers
from microsim.state.ties import Ties

from . import small_world, sparse

if TYPE_CHECKING:
    import networkx as nx

# a forum has no ties between its members: all write to one place, and read it
GRAPHS = {"sparse": sparse.graph, "small_world": small_world.graph}


def tie(config: Config, workers: Workers) -> Ties:
    """The ties between the people of the start; notes each member's place in `workers.place`.

    Raises:
        ConfigError: there are fewer members than a member has ties.
    """
    if config.network.kind not in GRAPHS:
        return Ties()
    rows = members(config, workers, np.flatnonzero(workers.used("person")))
    _check(config, len(rows))
    ties = as_ties(network_of(config, len(rows)))
    ties.take(workers, rows)
    return ties


def members(config: Config, workers: Workers, rows: np.ndarray) -> np.ndarray:
    """Those of some people who have ties to others, in the order of their identities."""
    if config.network.kind not in GRAPHS:
        return rows[:0]
    chosen = np.zeros(len(rows), bool)
    choose_members(config.seed, workers.id[rows], config.network.members, chosen)
    found = rows[chosen]
    return found[np.argsort(workers.id[found], kind="stable")]


@compiled
def choose_members(seed: int, ids: np.ndarray, share: float, chosen: np.ndarray) -> None:
    """Choose who has ties to others, where so large a share does.

    Args:
        seed: of the run.
        ids: identities, ``int64[n]``.
        share: of people.
        chosen: receives whether each of them has ties, ``bool[n]``.

    Example:
        >>> chosen = np.zeros(8, bool)
        >>> choose_members(1, np.arange(8), 0.5, chosen)
        >>> int(chosen.sum())
        3
    """
    for k in range(len(ids)):
        chosen[k] = draw(seed, decisions.TIES, ids[k], 0, 0, 0, 0)[0] < share


def network_of(config: Config, members: int) -> "nx.Graph":
    """The graph of so many members.

    Example:
        >>> from microsim.config.load import load
        >>> round(network_of(load(["network=sparse"]), 1000).number_of_edges() / 1000)
        4
    """
    seed = int(draw(config.seed, decisions.NETWORK, 0, 0, 0, 0, 0)[0] * 2**32)
    return GRAPHS[config.network.kind](members, config.network, seed)


def as_ties(graph: "nx.Graph") -> Ties:
    """A graph as arrays, with nobody in it yet."""
    n = graph.number_of_nodes()
    edges = np.array(graph.edges, np.int64).reshape(-1, 2)
    ends = np.concatenate([edges, edges[:, ::-1]])
    ends = ends[np.lexsort((ends[:, 1], ends[:, 0]))]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(ends[:, 0], minlength=n))])
    return Ties(offsets.astype(np.int64), ends[:, 1].copy(), np.full(n, -1, np.int64))


def _check(config: Config, members: int) -> None:
    degree = config.network.mean_degree
    if members and degree > members - 1:
        raise ConfigError(
            f"network.mean_degree = {degree:g} cannot be met: only {members:,} workers have ties"
            f" (network.members = {config.network.members:g} of those registered), so that nobody has more than"
            f" {members - 1:,}. Lower network.mean_degree, or raise network.members or scale."
        )
