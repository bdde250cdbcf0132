"""The library in a handful of functions, with the nouns and verbs of the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.errors import InputError

# The networks, with their titles.
NETWORKS = {
    "actors": "Who sent and forwarded to whom, and who got copies",
    "forwarding": "Which message was carried on by which",
    "references": "Which message mentions which",
    "proposals": "Who stands how towards which proposal",
}

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import rdflib

    from cablegraph.drafting import Annotated
    from cablegraph.model.reading import Reading
    from cablegraph.networks import Network
    from cablegraph.store.embedded import EmbeddedStore
    from cablegraph.store.terms import Answer, Store
    from cablegraph.validation import Finding


def read(path: str | Path) -> Reading:
    """Return what the machine reads in one plain text; raise `FileError` where the file can't be read."""
    from cablegraph.files import read_text
    from cablegraph.readers import text

    return text.read(read_text(Path(path)))


def annotate(path: str | Path, **given: str) -> Annotated:
    """Return the draft of one text's annotation, or what stands beside it with what is new; nothing is written.

    *given* may name `annotator`, `language` and `source` for a new draft. Raise `InputError` where text, annotation or
    registers can't be read.
    """
    from cablegraph.drafting.beside import annotate_file

    return annotate_file(Path(path), None, given)[2]


def check(data: str | Path = "data") -> Sequence[Finding]:
    """Return the findings on a data folder without writing anything; raise `InputError` where it can't be read."""
    from cablegraph import graph as graphs

    return graphs.check(Path(data)).findings


def build(data: str | Path = "data", output: str | Path = "build") -> EmbeddedStore:
    """Build the graph of a data folder in an output folder and return its store, open for questions.

    Raise `InputError` where the data can't be read or a finding says that the graph would say something false.
    """
    from cablegraph import graph as graphs

    graph = graphs.build(Path(data), Path(output))
    if graph.false:
        wrong = [finding for finding in graph.findings if finding.level == "must"]
        what = f"The graph would say something false, in {len(wrong)} places: {wrong[0].message}"
        raise InputError(what, "`cablegraph check` lists them all.", wrong[0].where)
    return open(output)


def open(output: str | Path = "build") -> EmbeddedStore:  # noqa: A001
    """Open the store that a build left in an output folder; raise `StoreError` where there is none."""
    from cablegraph.graph import STORE
    from cablegraph.store import open_store

    return open_store(Path(output) / STORE)


def dataset(output: str | Path = "build") -> rdflib.Dataset:
    """Return the graph that a build left in an output folder as an rdflib Dataset, for work that rdflib does."""
    from cablegraph.graph import QUADS
    from cablegraph.store.dataset import read_dataset

    return read_dataset(Path(output) / QUADS)


def query(store: Store, name: str, **values: str) -> Answer:
    """Return the answer to a named question or a `.rq` file; values are bound to its parameters."""
    from cablegraph import queries, questions

    return queries.run(store, questions.find(name), values)


def network(
    store: Store,
    name: str,
    *,
    statuses: Collection[str] = ("stated", "editorial"),
    since: str | None = None,
    until: str | None = None,
) -> Network:
    """Return the network of that name (actors, forwarding, references, proposals), measured.

    Only ties of the given statuses are in it, and only those dated from *since* to *until* (EDTF dates) where these
    are given. Where `link enrich` has been run, linked agents carry what Wikidata says of them, under names of its own.
    """
    from cablegraph import networks, queries
    from cablegraph.linking import offices

    answer = queries.rows(store, f"networks/{name}")
    known = offices.brought(store)
    ties = offices.with_offices(networks.from_rows(answer.columns, answer.values()), known)
    graph = networks.build(ties, statuses=statuses, since=since, until=until, name=NETWORKS[name])
    networks.measure(graph)
    offices.mark(graph, known)
    return graph


def write(graph: Network, path: str | Path) -> Sequence[Path]:
    """Write a network in the format that the path's ending names; return the files written."""
    from cablegraph import export

    return export.write(graph, Path(path))
