"""Find the files that come with the program: the ontology and the questions."""

from __future__ import annotations

from pathlib import Path

_ROOM = Path(__file__).parent
_CHECKOUT = _ROOM.parents[1]


def folder(name: str) -> Path:
    """Return the folder "ontology" or "queries": inside an installed package, else at the top of a checkout."""
    installed = _ROOM / name
    return installed if installed.is_dir() else _CHECKOUT / name
