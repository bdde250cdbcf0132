"""Keep offers in a file for whoever decides, and write them for people: as a table, as JSON, as TSV."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from cablegraph.errors import FileError, Position
from cablegraph.files import read_bytes, write_whole
from cablegraph.store.terms import Rows, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from cablegraph.linking.candidates import Offer
    from cablegraph.model.link import Candidate

FILE = "candidates.json"
SCHEMA = "cablegraph-candidates/1"
_COLUMNS = ("subject", "score", "item", "label", "lived", "evidence")


def as_json(offers: Iterable[Offer]) -> dict[str, object]:
    """Return offers as JSON can hold them: each subject with its candidates, their features, and what was dropped."""
    return {"schema": SCHEMA, "offers": {offer.subject.id: _offer(offer) for offer in offers}}


def _offer(offer: Offer) -> dict[str, object]:
    return {
        "subject": asdict(offer.subject),
        "source": offer.source,
        "candidates": [_candidate(candidate) for candidate in offer.candidates],
        "dropped": [{"qid": qid, "why": why} for qid, why in offer.dropped],
    }


def _candidate(candidate: Candidate) -> dict[str, object]:
    whole = json.loads(json.dumps(asdict(candidate), default=str))
    return {"score": whole["score"], "item": whole["item"], "features": whole["features"]}


def keep(offers: Iterable[Offer], folder: Path) -> Path:
    """Add offers to those kept in an output folder; a subject's new offer takes the place of its old one."""
    path = folder / FILE
    kept = _kept(path) if path.is_file() else {}
    whole = as_json(offers)
    fresh = whole["offers"]
    assert isinstance(fresh, dict)
    whole["offers"] = dict(sorted({**kept, **fresh}.items()))
    write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return path


def _kept(path: Path) -> dict[str, object]:
    try:
        known = json.loads(read_bytes(path))
        offers = known["offers"] if known["schema"] == SCHEMA else None
    except (ValueError, KeyError, TypeError):
        offers = None
    if not isinstance(offers, dict):
        what = "The offers kept so far can't be read, so new ones can't be added."
        raise FileError(what, "Take the file away; `cablegraph link candidates` makes it anew.", Position(str(path)))
    return offers


def table(offers: Sequence[Offer]) -> Rows:
    """Return a row for each candidate; a subject without any has one row that says so."""
    rows = []
    for offer in offers:
        name = offer.subject.id.rpartition("/")[2]
        for candidate in offer.candidates:
            item = candidate.item
            label = item.labels.get("en") or next(iter(item.labels.values()), "")
            lived = f"{item.born or '?'} to {item.died or '?'}" if item.born or item.died else ""
            rows.append((name, str(candidate.score), item.qid, label, lived, evidence(candidate)))
        if not offer.candidates:
            rows.append((name, "", "none", "", "", f"{len(offer.dropped)} dropped"))
    return Rows(_COLUMNS, tuple(tuple(Term("literal", cell) for cell in row) for row in rows))


def tsv(offers: Sequence[Offer]) -> Iterator[str]:
    """Yield the lines of the table as plain tab-separated text, for a spreadsheet."""
    rows = table(offers)
    yield "\t".join(rows.columns)
    for row in rows.values():
        yield "\t".join(" ".join((cell or "").split()) for cell in row)


def evidence(candidate: Candidate) -> str:
    """Say what the score is made of: `+0.40 name …; 0 office …`."""
    signs = {"for": "+", "against": "-"}
    return "; ".join(
        f"{signs[one.verdict]}{one.weight} {one.name}: {one.why}"
        if one.verdict in signs
        else f"0 {one.name}: {one.why}"
        for one in candidate.features
    )
