"""Put a graph in place as a whole: its quads, its store, and what is written out for people, or nothing at all."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph import validation
from cablegraph.errors import Position, StoreError
from cablegraph.files import read_lines, write_together
from cablegraph.resources import folder
from cablegraph.serialize import stated, trig
from cablegraph.store import publish as load_store
from cablegraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from cablegraph.store.embedded import EmbeddedStore
    from cablegraph.validation import Finding

STORE = "store"
QUADS = "graph.nq"
PARTS = "parts"


@dataclass(frozen=True, slots=True)
class Content:
    """All quads of a graph, as often as they are asked for: as pieces of bytes, and as lines without their ends."""

    pieces: Callable[[], Iterator[bytes]]
    lines: Callable[[], Iterator[str]]


class _FoundFalseError(Exception):
    """The whole graph, loaded, says something false."""


def publish(
    content: Content, output: Path, check: Callable[[EmbeddedStore], list[Finding]], *, leave: bool
) -> list[Finding]:
    """Load a graph and *check* it as a whole; where nothing is false, put all files in place. Return what was found.

    Without *leave* only the quads and the store are made.
    """
    digest = hashlib.sha256()
    found: list[Finding] = []

    def everything() -> Iterator[bytes]:
        for piece in content.pieces():
            digest.update(piece)
            yield piece

    def load(partial: Mapping[Path, Path], others_written: Callable[[], object]) -> None:
        def accept(store: EmbeddedStore) -> None:
            found.extend(check(store))
            if any(finding.level == validation.MUST for finding in found):
                raise _FoundFalseError
            others_written()

        load_store(partial[output / QUADS], digest.hexdigest(), output / STORE, f"cablegraph {__version__}", accept)

    others: dict[Path, bytes | Iterable[bytes]] = {}
    if leave:
        others = {
            output / "graph.trig": trig(content.lines()),
            output / "stated.ttl": stated(content.lines()),
            output / "ontology.html": (folder("ontology") / "cablegraph.html").read_bytes(),
        }
    with suppress(_FoundFalseError):
        write_together({output / QUADS: everything()}, load, others)
    return found


def check_built(output: Path) -> None:
    """Raise `StoreError` where a folder holds no graph that a build has made."""
    if not (output / QUADS).is_file() or not (output / PARTS).is_dir():
        raise StoreError("There is no graph here.", "Run `cablegraph build` first.", Position(str(output)))


def replace(
    output: Path,
    prefix: str,
    lines: Callable[[], Iterator[str]],
    check: Callable[[EmbeddedStore], list[Finding]],
) -> list[Finding]:
    """Put other lines in the place of all graphs whose names begin with *prefix*; publish and return what was found."""

    def whole() -> Iterator[str]:
        known = read_lines(output / QUADS)
        yield from (line for line in known if not line.rsplit(" ", 2)[1].startswith(f"<{prefix}"))
        yield from lines()

    return publish(Content(lambda: (f"{line}\n".encode() for line in whole()), whole), output, check, leave=True)
