"""Hold the graph and answer SPARQL: on disk, in memory, or at a remote endpoint, behind one interface."""

from __future__ import annotations

from cablegraph.store.generations import current, open_store, publish
from cablegraph.store.terms import Answer, Rows, Store, Term, Triples

__all__ = ["Answer", "Rows", "Store", "Term", "Triples", "current", "open_store", "publish"]
