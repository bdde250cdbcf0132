"""Put what Wikidata says into a graph that is built already, in graphs of its own at the end of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph import validation
from cablegraph.errors import Position, StoreError
from cablegraph.files import locked, read_lines
from cablegraph.graph import publication
from cablegraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from cablegraph.validation import Finding


def renew(
    output: Path, prefix: str, lines: Sequence[str], waiting: Callable[[], object] = lambda: None
) -> tuple[Finding, ...]:
    """Replace all graphs whose names begin with *prefix* by the given N-Quads; return what was found.

    Where a finding says that the graph would say something false, it stays as it was. Raise `StoreError` where there is
    no graph.
    """
    quads, parts = output / publication.QUADS, output / publication.PARTS
    if not quads.is_file() or not parts.is_dir():
        raise StoreError("There is no graph here.", "Run `cablegraph build` first.", Position(str(output)))

    def whole() -> Iterator[str]:
        known = read_lines(quads)
        yield from (line for line in known if not line.rsplit(" ", 2)[1].startswith(f"<{prefix}"))
        yield from lines

    def check(store: EmbeddedStore) -> list[Finding]:
        return validation.check(store, scope="corpus", levels=(validation.MUST,))

    with locked(parts / "LOCK", waiting):
        found = validation.check(EmbeddedStore.in_memory(lines), scope="slice", levels=(validation.MUST,))
        if not found:
            content = publication.Content(lambda: (f"{line}\n".encode() for line in whole()), whole)
            found = publication.publish(content, output, check, leave=True)
    return tuple(found)
