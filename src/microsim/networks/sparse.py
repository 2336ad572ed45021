"""Few have ties, with unequal numbers of them, part of them in triangles: friends, kin, people who met in a forum."""

import math
from typing import TYPE_CHECKING

from microsim.config.information import Network
from microsim.random import decisions
from microsim.random.draws import draw

if TYPE_CHECKING:
    import networkx as nx  # start-up


def graph(members: int, network: Network, seed: int) -> "nx.Graph":
    """A random clustered graph (Newman 2009): every member has ties of two sorts, single ones and ones in triangles.

    The numbers of each sort are geometric, so most members have few ties and some have many; the share `clustering`
    of ties is in triangles. Ties drawn twice are one, so that the mean degree falls short by a little in small graphs.

    Example:
        >>> import networkx as nx
        >>> drawn = graph(2000, Network(mean_degree=8.0, clustering=0.5), 1)
        >>> round(2 * drawn.number_of_edges() / 2000), nx.average_clustering(drawn) > 0.1
        (8, True)
    """
    import networkx as nx  # start-up

    single = [_geometric(seed, i, 0, network.mean_degree * (1.0 - network.clustering)) for i in range(members)]
    triangles = [_geometric(seed, i, 1, 0.5 * network.mean_degree * network.clustering) for i in range(members)]
    for i in range(sum(single) % 2):  # ends of ties must fit together
        single[i] += 1
    for i in range(-sum(triangles) % 3):
        triangles[i % members] += 1
    drawn = nx.Graph(nx.random_clustered_graph(list(zip(single, triangles, strict=True)), seed=seed))
    drawn.remove_edges_from(list(nx.selfloop_edges(drawn)))
    return drawn


def _geometric(seed: int, member: int, sort: int, mean: float) -> int:
    """A number of ties, 0 or more, with this mean."""
    if mean <= 0.0:
        return 0
    u = draw(seed, decisions.NETWORK, member, 0, 0, 0, 1)[sort]
    return int(math.log(u) / math.log(mean / (1.0 + mean)))
