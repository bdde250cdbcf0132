"""Find the files that come with the program: the ontology, the questions, and the program itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_ROOM = Path(__file__).parent
_CHECKOUT = _ROOM.parents[1]


def folder(name: str) -> Path:
    """Return the folder "ontology" or "queries": inside an installed package, else at the top of a checkout."""
    installed = _ROOM / name
    return installed if installed.is_dir() else _CHECKOUT / name


@cache
def fingerprint() -> str:
    """Return a digest of the program and its ontology; it changes with every byte that can change a graph."""
    import hashlib

    digest = hashlib.sha256()
    for root in dict.fromkeys((_ROOM, folder("ontology"))):
        for path in sorted(root.rglob("*")):
            if path.suffix in {".py", ".toml", ".csv", ".ttl", ".rq"} and "examples" not in path.parts:
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
