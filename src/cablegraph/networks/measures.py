"""How each node stands in a network: strengths, partners, PageRank and betweenness."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

    from cablegraph.networks.graph import Network

# Exact betweenness takes nodes times edges steps; above this many (about two seconds) it is estimated from a sample.
EXACT_STEPS = 5_000_000
DAMPING = 0.85  # the share that PageRank passes on, as in Brin and Page 1998


def measure(graph: Network) -> None:
    """Add to every node how it stands in the network, rounded to six digits.

    `out_strength` and `in_strength` add up the weights of its edges, `out_partners` and `in_partners` count whom they
    lead to and come from. `pagerank` is high for those to whom much is sent by others to whom much is sent.
    `betweenness` is the share of shortest paths between others that lead through the node; in large networks it is
    estimated from a fixed sample, which the graph's own `betweenness` then says.
    """
    import networkx as nx

    simple = _simple(graph)
    shares = _pagerank(simple)
    between = nx.betweenness_centrality(simple, k=_sample(simple, graph), seed=1)
    for node, facts in graph.nodes(data=True):
        facts["out_strength"] = int(simple.out_degree(node, weight="weight"))
        facts["in_strength"] = int(simple.in_degree(node, weight="weight"))
        facts["out_partners"] = int(simple.out_degree(node))
        facts["in_partners"] = int(simple.in_degree(node))
        facts["pagerank"] = round(shares[node], 6)
        facts["betweenness"] = round(float(between[node]), 6)


def _simple(graph: Network) -> nx.DiGraph[str]:
    """Return the network with parallel edges put together and their weights added."""
    import networkx as nx

    simple: nx.DiGraph[str] = nx.DiGraph()
    simple.add_nodes_from(graph)
    for source, target, facts in graph.edges(data=True):
        before = simple.get_edge_data(source, target, {"weight": 0})["weight"]
        simple.add_edge(source, target, weight=before + facts["weight"])
    return simple


def _sample(simple: nx.DiGraph[str], graph: Network) -> int | None:
    """Return from how many nodes betweenness is estimated, None where it can be exact."""
    nodes, edges = simple.number_of_nodes(), simple.number_of_edges()
    if nodes * edges <= EXACT_STEPS:
        graph.graph.pop("betweenness", None)
        return None
    sample = min(nodes, max(10, EXACT_STEPS // edges))
    graph.graph["betweenness"] = f"estimated from {sample:,} of {nodes:,} nodes"
    return sample


def _pagerank(simple: nx.DiGraph[str]) -> dict[str, float]:
    """Return the PageRank of each node by power iteration; networkx's own would need SciPy."""
    import numpy as np

    nodes = list(simple)
    if not simple.number_of_edges():
        return dict.fromkeys(nodes, 1 / max(1, len(nodes)))
    place = {node: index for index, node in enumerate(nodes)}
    edges = [(place[source], place[target], facts["weight"]) for source, target, facts in simple.edges(data=True)]
    sources, targets, weights = np.array(edges).T
    out = np.bincount(sources, weights, len(nodes))
    flow = weights / out[sources]
    shares = np.full(len(nodes), 1 / len(nodes))
    for _ in range(200):
        kept_by_silent = shares[out == 0].sum() / len(nodes)
        passed = np.bincount(targets, shares[sources] * flow, len(nodes)) + kept_by_silent
        following = (1 - DAMPING) / len(nodes) + DAMPING * passed
        settled = np.abs(following - shares).sum() < 1e-10
        shares = following
        if settled:
            break
    return dict(zip(nodes, shares.tolist(), strict=True))
