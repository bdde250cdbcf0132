"""Keep offers in a file for whoever decides, and write them for people: in lines, as JSON, as TSV."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from cablegraph.files import write_whole
from cablegraph.linking import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from cablegraph.linking.candidates import Offer
    from cablegraph.model.link import Candidate, Feature

_COLUMNS = ("subject", "score", "item", "label", "lived", "evidence")


def as_json(offers: Iterable[Offer]) -> dict[str, object]:
    """Return offers as JSON can hold them: each subject with its candidates, their features, and what was dropped."""
    return {"schema": kept.SCHEMA, "offers": {offer.subject.id: _offer(offer) for offer in offers}}


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
    path = folder / kept.FILE
    known = kept.offers(path) if path.is_file() else {}
    whole = as_json(offers)
    fresh = whole["offers"]
    assert isinstance(fresh, dict)
    whole["offers"] = dict(sorted({**known, **fresh}.items()))
    write_whole(path, json.dumps(whole, ensure_ascii=False, indent=1) + "\n")
    return path


def tsv(offers: Iterable[Offer]) -> Iterator[str]:
    """Yield a line for each candidate, tab-separated, for a spreadsheet; a subject without any has one that says so."""
    yield "\t".join(_COLUMNS)
    for offer in offers:
        name = offer.subject.id.rpartition("/")[2]
        for candidate in offer.candidates:
            item = candidate.item
            cells = (name, str(candidate.score), item.qid, item.label or "", item.lived, evidence(candidate))
            yield "\t".join(" ".join(cell.split()) for cell in cells)
        if not offer.candidates:
            yield "\t".join((name, "", "none", "", "", f"{len(offer.dropped)} dropped"))


def words(offers: Iterable[Offer]) -> Iterator[str]:
    """Yield each subject with its candidates, one line a piece of evidence, and what was dropped and why."""
    for offer in offers:
        subject = offer.subject
        named = f", named from {subject.first} to {subject.last}" if subject.first else ""
        yield f"{subject.id}: {', '.join(subject.names)} ({subject.kind}{named})"
        for candidate in offer.candidates:
            item = candidate.item
            lived = f", {item.lived}" if item.lived else ""
            yield f"  {candidate.score:>5}  {item.qid}  {item.label or ''}{lived}"
            for feature in candidate.features:
                yield f"         {_share(feature):>5}  {feature.name:<12} {' '.join(feature.why.split())}"
        for qid, why in offer.dropped:
            yield f"  dropped  {qid}  {why}"
        if not offer.candidates:
            yield "  nothing that it could be was found"


def _share(feature: Feature) -> str:
    return {"for": f"+{feature.weight}", "against": f"-{feature.weight}"}.get(feature.verdict, "0")


def evidence(candidate: Candidate) -> str:
    """Say what the score is made of: `+0.40 name: …; 0 office: …`."""
    return "; ".join(f"{_share(one)} {one.name}: {one.why}" for one in candidate.features)
