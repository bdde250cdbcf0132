"""Put what Wikidata says into a graph that is built already, in graphs of its own at the end of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph import validation
from cablegraph.files import locked
from cablegraph.graph import publication
from cablegraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from cablegraph.validation import Finding


def renew(
    output: Path, prefix: str, lines: Sequence[str], waiting: Callable[[], object] = lambda: None
) -> tuple[Finding, ...]:
    """Replace all graphs whose names begin with *prefix* by the given N-Quads; return what was found.

    Where a finding says that the graph would say something false, it stays as it was. Raise `StoreError` where there is
    no graph.
    """
    publication.check_built(output)

    def check(store: EmbeddedStore) -> list[Finding]:
        return validation.check(store, scope="corpus", levels=(validation.MUST,))

    with locked(output / publication.PARTS / "LOCK", waiting):
        found = validation.check(EmbeddedStore.in_memory(lines), scope="slice", levels=(validation.MUST,))
        if not found:
            found = publication.replace(output, prefix, lambda: iter(lines), check)
    return tuple(found)
