"""Turn the rows of a network question into a networkx graph, and measure it.

A network is a directed multigraph: one edge for every (source, target, kind), whose key is the kind and whose `weight`
is the number of messages that it is drawn from. Everything in it is a number or one line of text, so that every format
can hold it. It says of itself which statuses it was drawn from and how many ties were left out.

    rows of an answer -> from_rows -> Ties -> build -> graph -> measure -> the same with strengths and centralities

This package is the only importer of networkx; it knows no RDF.
"""

from __future__ import annotations

from cablegraph.networks.graph import DRAWN, Network, as_gexf, as_graphml, build, describe
from cablegraph.networks.measures import measure
from cablegraph.networks.ties import OFFICES, STATUSES, Tie, days, from_rows

__all__ = [
    "DRAWN",
    "OFFICES",
    "STATUSES",
    "Network",
    "Tie",
    "as_gexf",
    "as_graphml",
    "build",
    "days",
    "describe",
    "from_rows",
    "measure",
]
