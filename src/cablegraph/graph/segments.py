"""Keep what each part of a corpus became, so that a build that is interrupted, or run again, need not read it again.

A segment is two files, named by a digest of all that it was made from (the files, the registers, the program itself):
`KEY.nq`, the part's quads, and `KEY.json`, which is written last and says what was counted and found. A segment
without its second file does not exist.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from cablegraph.errors import Position
from cablegraph.files import is_alive, write_whole
from cablegraph.graph.tally import Tally, from_dict
from cablegraph.model.mention import KnownMessage, Mention
from cablegraph.validation import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

_DIGITS = 20


@dataclass(frozen=True, slots=True)
class Description:
    """What a node is, as one document says: a node that several documents speak of is described by the first alone."""

    document: str
    kind: str
    id: str
    label: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A part of a graph: where its quads are, what they hold, and what the resolver needs to know of it.

    `descriptions` are those of nodes that other documents may describe too; they are not among the quads.
    """

    part: str
    quads: Path
    documents: tuple[str, ...]
    tally: Tally
    findings: tuple[Finding, ...]
    messages: tuple[KnownMessage, ...] = ()
    mentions: tuple[Mention, ...] = ()
    descriptions: tuple[Description, ...] = ()


def key(*facts: str | bytes) -> str:
    """Return the name of a segment that is made from these facts and nothing else."""
    digest = hashlib.sha256()
    for fact in facts:
        data = fact.encode() if isinstance(fact, str) else fact
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()[:_DIGITS]


def write(segment: Segment) -> None:
    """Record a segment whose quads are on disk; from now on it exists."""
    facts = {
        "part": segment.part,
        "documents": segment.documents,
        "tally": segment.tally.as_dict(),
        "findings": [asdict(finding) for finding in segment.findings],
        "messages": [asdict(message) for message in segment.messages],
        "mentions": [asdict(mention) for mention in segment.mentions],
        "descriptions": [asdict(description) for description in segment.descriptions],
    }
    write_whole(segment.quads.with_suffix(".json"), json.dumps(facts, ensure_ascii=False, separators=(",", ":")))


def read(quads: Path) -> Segment | None:
    """Return the segment whose quads are in a file, None where it is not there or not whole."""
    try:
        facts = json.loads(quads.with_suffix(".json").read_text(encoding="utf-8"))
        return Segment(
            part=facts["part"],
            quads=quads,
            documents=tuple(facts["documents"]),
            tally=from_dict(facts["tally"]),
            findings=tuple(_finding(finding) for finding in facts["findings"]),
            messages=tuple(_record(KnownMessage, message) for message in facts["messages"]),
            mentions=tuple(_record(Mention, mention) for mention in facts["mentions"]),
            descriptions=tuple(_record(Description, description) for description in facts["descriptions"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _finding(facts: dict[str, object]) -> Finding:
    where = facts.pop("where")
    place = Position(**where) if isinstance(where, dict) else None
    return Finding(**facts, where=place)  # type: ignore[arg-type]


def _record(kind: Callable[..., _Record], facts: dict[str, object]) -> _Record:
    """Return a flat record; what JSON holds as a list is a tuple there."""
    return kind(**{name: _tuple(value) for name, value in facts.items()})


def _tuple(value: object) -> object:
    return tuple(_tuple(item) for item in value) if isinstance(value, list) else value


def sweep(folder: Path, keep: Collection[Path]) -> None:
    """Remove the segments that are not to be kept, and what builds that were killed have left."""
    wanted = {path.with_suffix("").name for path in keep}
    for path in _files(folder):
        name, _, process = path.name.partition(".partial-")
        busy = process.isdigit() and is_alive(int(process))
        if not busy and (process or name.partition(".")[0] not in wanted):
            path.unlink(missing_ok=True)


def _files(folder: Path) -> Iterable[Path]:
    return [path for path in folder.iterdir() if path.name.partition(".")[2].startswith(("nq", "json"))]


if TYPE_CHECKING:
    from typing import TypeVar

    _Record = TypeVar("_Record", KnownMessage, Mention, Description)
