"""Build the graph of a data folder: read, map, validate, resolve, and put the result in place as a whole.

The output folder ends up with `graph.nq` (everything), `graph.trig` (the same, to be read by people), `stated.ttl`
(what the words of the sources say, alone), `ontology.html`, `store/`, which answers questions, and `parts/`, which
holds what each part of the corpus became: a build that was killed goes on from there, and a later one reads only what
has changed. The same data gives the same bytes. Where the data can't be read, or `must` findings say that the graph
would say something false, all but `parts/` stays as it was.

    corpus.folder -> parts -> workers -> segments -> resolution -> links -> graph.nq -> store
"""

from __future__ import annotations

from cablegraph.graph.assembly import Graph, build, check, recorded_findings
from cablegraph.graph.links import renew as renew_links
from cablegraph.graph.publication import PARTS, QUADS, STORE

__all__ = ["PARTS", "QUADS", "STORE", "Graph", "build", "check", "recorded_findings", "renew_links"]
