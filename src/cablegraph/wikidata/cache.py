"""Keep each raw answer in a file of its own, so that it is never asked for twice and can be looked at years later.

A file's first line says in JSON what was asked of whom, when, and what came back; all bytes after it are the answer as
it arrived. A file is written beside its place and renamed, and one that is damaged counts as missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.errors import OutputError, Position
from cablegraph.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.wikidata.transport import Request

LOCK = "LOCK"


def default_folder() -> Path:
    """Return the user's own folder for such files, where this system keeps them."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Caches"
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return root / "cablegraph" / "wikidata"


@dataclass(frozen=True, slots=True)
class Record:
    """An answer as it was kept: who gave it, when (ISO 8601, UTC), the revisions of the items in it, and its bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    retrieved: str
    revisions: Mapping[str, int]
    body: bytes


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of answers."""

    folder: Path

    def find(self, request: Request) -> Record | None:
        """Return the answer to a request that was kept, None where there is none or its file is damaged."""
        try:
            head, _, body = self._path(request).read_bytes().partition(b"\n")
            facts = json.loads(head)
            if facts["sha256"] != hashlib.sha256(body).hexdigest() or facts["asked"] != request.facts():
                return None
            return Record(facts["url"], facts["status"], facts["headers"], facts["retrieved"], facts["revisions"], body)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, request: Request, record: Record) -> None:
        """Keep an answer; raise `OutputError` where the disk takes no more."""
        facts = {
            "asked": request.facts(),
            "url": record.url,
            "status": record.status,
            "headers": dict(record.headers),
            "retrieved": record.retrieved,
            "revisions": dict(record.revisions),
            "sha256": hashlib.sha256(record.body).hexdigest(),
        }
        path = self._path(request)
        self.lock()
        write_whole(path, json.dumps(facts, ensure_ascii=False, sort_keys=True).encode() + b"\n" + record.body)

    def lock(self) -> Path:
        """Return the file that whoever goes online locks; its folder is made."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            advice = "Name a folder where you may write with --cache."
            raise OutputError(
                f"The cache can't be made: {error.strerror}.", advice, Position(str(self.folder))
            ) from None
        return self.folder / LOCK

    def _path(self, request: Request) -> Path:
        return self.folder / f"{request.digest()}.answer"
