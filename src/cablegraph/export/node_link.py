"""Node-link JSON for d3, sigma and networkx itself (`networkx.node_link_graph` reads it)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from cablegraph.networks import Network

SCHEMA = "cablegraph-network/1"


def render(graph: Network, path: Path, _form: str) -> dict[Path, str]:
    """Return the file: the graph's own facts, then its nodes, then its edges, which name nodes by their ids."""
    content = {
        "schema": SCHEMA,
        "directed": True,
        "multigraph": True,
        "graph": graph.graph,
        "nodes": [{"id": node, **facts} for node, facts in graph.nodes(data=True)],
        "edges": [
            {"source": source, "target": target, "key": key, **facts}
            for source, target, key, facts in graph.edges(keys=True, data=True)
        ],
    }
    return {path: json.dumps(content, ensure_ascii=False, indent=1) + "\n"}
