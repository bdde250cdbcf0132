"""Keep the store on disk whole: a new one is loaded beside the old one and takes its place in a single step.

A store folder holds generations, named by the digest of their quads, and a file `CURRENT` that names the valid one.
Whoever is killed in the middle of a load leaves `CURRENT` as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from cablegraph.errors import OutputError, Position, StoreError
from cablegraph.files import locked, write_whole
from cablegraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

CURRENT = "CURRENT"
LOCK = "LOCK"
# Raise by one whenever the graph's form changes so that older stores can't be asked any more.
FORMAT = 1
_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Generation:
    """What `CURRENT` says: the generation's folder, the graph's form, and the program that made it."""

    name: str
    format: int
    made_by: str

    def holds(self, quads: Iterable[bytes]) -> bool:
        """Say whether the generation was made of these N-Quads, given piece by piece."""
        digest = hashlib.sha256()
        for piece in quads:
            digest.update(piece)
        return self.name.partition(".")[0] == digest.hexdigest()[:_DIGITS]


def current(folder: Path) -> Generation:
    """Return what the store folder holds; raise `StoreError` where it holds nothing that this program can read."""
    path = folder / CURRENT
    build_again = "Run `cablegraph build` again."
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        found = Generation(str(facts["name"]), int(facts["format"]), str(facts["made_by"]))
    except FileNotFoundError:
        raise StoreError("There is no store here.", "Run `cablegraph build` first.", Position(str(folder))) from None
    except (OSError, ValueError, KeyError, TypeError):
        raise StoreError("The store is damaged: its CURRENT is unreadable.", build_again, Position(str(path))) from None
    if found.format != FORMAT:
        what = f"The store was made by {found.made_by}, in form {found.format}; this program reads form {FORMAT}."
        raise StoreError(what, build_again, Position(str(path)))
    if not (folder / found.name).is_dir():
        raise StoreError(f"The store is damaged: {found.name} is missing.", build_again, Position(str(path)))
    return found


def open_store(folder: Path) -> EmbeddedStore:
    """Open the valid generation of a store folder for reading."""
    path = folder / current(folder).name
    try:
        return EmbeddedStore.on_disk(path)
    except OSError as error:
        what = f"The store is damaged: {error}."
        raise StoreError(what, "Run `cablegraph build` again.", Position(str(path))) from None


def publish(
    quads: Path,
    digest: str,
    folder: Path,
    made_by: str,
    accept: Callable[[EmbeddedStore], object] = lambda store: store,
) -> Generation:
    """Load an N-Quads file into a new generation and make it the valid one; drop all others.

    A generation that is already there under the same digest is kept; of two builds at once the second waits. *accept*
    is called with the loaded store; where it raises, or the disk takes no more (`OutputError`), the old generation is
    still the valid one.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder / LOCK):
            return _replace(quads, Generation(digest[:_DIGITS], FORMAT, made_by), folder, accept)
    except OSError as error:
        advice = "Make room, or choose another folder; the old store is untouched."
        raise OutputError(f"The store can't be written: {error}.", advice, Position(str(folder))) from None


def _replace(quads: Path, wanted: Generation, folder: Path, accept: Callable[[EmbeddedStore], object]) -> Generation:
    if _is_valid(folder, wanted):
        accept(open_store(folder))
    else:
        # What CURRENT names is never touched before CURRENT names something else.
        names = (wanted.name, *(f"{wanted.name}.{number}" for number in range(2, 100)))
        wanted = replace(wanted, name=next(name for name in names if not (folder / name).exists()))
        partial = folder / f"{wanted.name}.partial-{os.getpid()}"
        try:
            _load(quads, partial)
            accept(EmbeddedStore.on_disk(partial))
            partial.rename(folder / wanted.name)
            write_whole(folder / CURRENT, json.dumps(asdict(wanted)) + "\n")
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    valid = current(folder)
    _sweep(folder, valid.name)
    return valid


def _is_valid(folder: Path, wanted: Generation) -> bool:
    """Say whether the store holds these quads already, made by this program, and can be opened."""
    try:
        found = current(folder)
        open_store(folder)
    except StoreError:
        return False
    return found.name.partition(".")[0] == wanted.name and replace(found, name=wanted.name) == wanted


def _load(quads: Path, target: Path) -> None:
    import pyoxigraph as ox

    shutil.rmtree(target, ignore_errors=True)
    store = ox.Store(str(target))
    # Lenient, since every line was read strictly when what it belongs to was checked.
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
    store.flush()


def _sweep(folder: Path, keep: str) -> None:
    for path in folder.iterdir():
        if path.is_dir() and path.name != keep:
            shutil.rmtree(path, ignore_errors=True)
