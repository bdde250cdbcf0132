"""Keep the store on disk whole: a new one is loaded beside the old one and takes its place in a single step.

A store folder holds generations, named by the digest of their quads, and a file `CURRENT` that names the valid one.
Whoever is killed in the middle of a load leaves `CURRENT` as it was.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import asdict, dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from cablegraph.errors import OutputError, Position, StoreError
from cablegraph.files import is_alive, write_whole
from cablegraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

CURRENT = "CURRENT"
# Raise by one whenever the graph's form changes so that older stores can't be asked any more.
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Generation:
    """What `CURRENT` says: the generation's folder, the graph's form, and the program that made it."""

    name: str
    format: int
    made_by: str


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


def publish(quads: Path, digest: str, folder: Path, made_by: str) -> Generation:
    """Load an N-Quads file into a new generation and make it the valid one; drop all others.

    A generation that is already there under the same digest is kept. Raise `OutputError` where the disk takes no more;
    the old generation is then still the valid one.
    """
    wanted = Generation(digest[:16], FORMAT, made_by)
    partial = folder / f"{wanted.name}.partial-{os.getpid()}"
    # What CURRENT names is never touched before CURRENT names something else.
    free = (name for number in count(2) if not (folder / (name := f"{digest[:16]}.{number}")).exists())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not _is_valid(folder, wanted):
            if (folder / wanted.name).exists():
                wanted = replace(wanted, name=next(free))
            _load(quads, partial)
            partial.rename(folder / wanted.name)
            write_whole(folder / CURRENT, json.dumps(asdict(wanted)) + "\n")
    except OSError as error:
        advice = "Make room, or choose another folder; the old store is untouched."
        raise OutputError(f"The store can't be written: {error}.", advice, Position(str(folder))) from None
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
    store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS)
    store.flush()


def _sweep(folder: Path, keep: str) -> None:
    for path in folder.iterdir():
        _, partial, process = path.name.partition(".partial-")
        if path.is_dir() and path.name != keep and not (partial and is_alive(int(process))):
            shutil.rmtree(path, ignore_errors=True)
