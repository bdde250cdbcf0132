"""GraphML, valid by its schema: nodes are n0, n1, … and edges e0, e1, …, because ids must be name tokens there.

The IRI of a node is its attribute `iri`. The attributes keep their names and types.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.networks import as_graphml

if TYPE_CHECKING:
    from pathlib import Path

    from cablegraph.networks import Network


def render(graph: Network, path: Path, _form: str) -> dict[Path, bytes]:
    """Return the file."""
    named = type(graph)()
    named.graph.update(graph.graph)
    ids = {node: f"n{number}" for number, node in enumerate(graph)}
    for node, facts in graph.nodes(data=True):
        named.add_node(ids[node], iri=node, **facts)
    for number, (source, target, facts) in enumerate(graph.edges(data=True)):
        named.add_edge(ids[source], ids[target], f"e{number}", **facts)
    return {path: as_graphml(named) + b"\n"}
