"""Write a network in the formats of the tools that historians use: one file a format.

| ending | for | how parallel edges and statuses come out |
|---|---|---|
| .gexf | Gephi, Gephi Lite | all of both; edges whose days are known carry start and end for the time line |
| .graphml | yEd, Cytoscape, igraph, R | all; nodes are n0, n1, … as the format allows no IRI there, `iri` says which |
| .json | d3, sigma, networkx | node-link: `nodes` and `edges`, schema "cablegraph-network/1" |
| .csv | spreadsheets, Gephi, nodegoat | a pair: NAME.nodes.csv and NAME.edges.csv |
| .dot | Graphviz | kinds by colour and dash; inferred and disputed ties marked |
| .svg, .png | papers and slides | a picture of up to 150 nodes |

Every file is the same, byte by byte, for the same network. (`export.rdf` writes the whole graph instead.)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from cablegraph.errors import OutputError, Position, did_you_mean
from cablegraph.export.csv_pair import ties
from cablegraph.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from cablegraph.networks import Network

__all__ = ["FORMS", "ties", "write"]

FORMS = ("csv", "dot", "gexf", "graphml", "json", "png", "svg")
_MODULES = {"csv": "csv_pair", "json": "node_link", "png": "picture", "svg": "picture"}


def write(graph: Network, path: Path, form: str | None = None) -> tuple[Path, ...]:
    """Write a network to a file and return the paths written: one, or two for CSV.

    The form is one of `FORMS`; where none is given, the path's ending says it. Raise `OutputError` for an unknown form,
    for a picture of too many nodes, or where the disk refuses.
    """
    wanted = (form or path.suffix.removeprefix(".")).lower()
    if wanted not in FORMS:
        what = (
            f'There is no network format "{wanted}".' if wanted else "The file's name has no ending that says a format."
        )
        raise OutputError(what, did_you_mean(wanted, FORMS, "The formats are"), Position(str(path)))
    files = import_module(f"cablegraph.export.{_MODULES.get(wanted, wanted)}").render(graph, path, wanted)
    for target, content in files.items():
        write_whole(target, content)
    return tuple(files)
