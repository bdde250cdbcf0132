"""Turn Cold War telegrams into a knowledge graph that historians can check word by word.

    import cablegraph as cg

    graph = cg.build("data", "build")           # texts and annotations -> a validated graph on disk
    table = cg.query(graph, "chain/hops")       # a named question -> rows
    network = cg.network(graph, "actors")       # who wrote to whom -> a networkx graph
    cg.write(network, "actors.gexf")            # -> Gephi, igraph, a picture
    reading = cg.read("telegram.txt")           # what the program sees in a plain text by itself
    draft = cg.annotate("telegram.txt")         # the same as the beginning of an annotation: draft.yaml

Nothing is imported before it is used, and no store is kept behind your back.
"""

from __future__ import annotations

from cablegraph.version import __version__

# Spelt out rather than imported from `typing`, which takes as long to import as the rest of the start.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from cablegraph.api import annotate, build, check, dataset, network, open, query, read, write  # noqa: A004

__all__ = ["__version__", "annotate", "build", "check", "dataset", "network", "open", "query", "read", "write"]


def __getattr__(name: str) -> object:
    """Import the functions of the library when one of them is first used."""
    if name in __all__:
        from cablegraph import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
