"""Hand the graph to those who work with rdflib."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.files import read_text

if TYPE_CHECKING:
    from pathlib import Path

    import rdflib


def read_dataset(quads: Path) -> rdflib.Dataset:
    """Return an N-Quads file as an rdflib Dataset whose default graph is the union of the named ones.

    rdflib is slower than the store by far; raise `FileError` where the file can't be read.
    """
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=read_text(quads), format="nquads")
    return dataset
