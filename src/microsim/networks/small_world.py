"""Members stand in a ring and know their neighbours; some ties lead anywhere instead."""

from typing import TYPE_CHECKING

from microsim.config.information import Network

if TYPE_CHECKING:
    import networkx as nx  # start-up


def graph(members: int, network: Network, seed: int) -> "nx.Graph":
    """A small world (Watts and Strogatz 1998); the mean degree is the next even number to `mean_degree`.

    Example:
        >>> drawn = graph(100, Network(mean_degree=6.0, rewired=0.1), 1)
        >>> 2 * drawn.number_of_edges() / 100
        6.0
    """
    import networkx as nx  # start-up

    neighbours = min(2 * round(network.mean_degree / 2), max(0, members - 1))
    return nx.watts_strogatz_graph(members, neighbours, network.rewired, seed=seed) if members else nx.Graph()
