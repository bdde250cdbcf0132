"""Follow a message back through the hops that brought it, with times as intervals and the time between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.errors import QueryError
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cablegraph.store.terms import Store


@dataclass(frozen=True, slots=True)
class Fact:
    """Who or where, with the status of the statement and the reason for it."""

    property: str
    value: str
    status: str
    rationale: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """When, as written and in EDTF, and between which moments in UTC that lies and why (None where that is open)."""

    property: str
    written: str
    status: str
    edtf: str | None = None
    earliest: datetime | None = None
    latest: datetime | None = None
    earliest_because: str | None = None
    latest_because: str | None = None
    rationale: str | None = None


@dataclass(frozen=True)
class Hop:
    """One hop: the message it conveys, who and where, and when."""

    iri: str
    message: str
    label: str
    facts: tuple[Fact, ...]
    moments: tuple[Moment, ...]

    def moment(self, name: str) -> Moment | None:
        """Return the time of dispatch or receipt that is asserted and has bounds, if there is one."""
        asserted = (m for m in self.moments if m.property == name and m.status != "disputed" and m.earliest)
        return next(asserted, None)


@dataclass(frozen=True, slots=True)
class Latency:
    """The least and the most time between two moments of a chain; never less than none."""

    sent: Moment
    received: Moment
    least: timedelta
    most: timedelta


@dataclass(frozen=True, slots=True)
class Holder:
    """Who held a post that a message names, on the message's day: by Wikidata alone, which is no word of a document.

    `held` is surely or perhaps; `starts` and `ends` are as Wikidata gives them (EDTF).
    """

    post: str
    day: str
    holder: str
    item: str
    held: str
    starts: str | None
    ends: str | None
    retrieved: str
    revision: str | None
    message: str
    label: str


@dataclass(frozen=True)
class Chain:
    """The hops of a message's way, the first one first, and the times between dispatch and receipt.

    `holders` is what `link enrich` has brought of the posts that these messages name; often nothing.
    """

    message: str
    label: str
    hops: tuple[Hop, ...]
    latencies: tuple[Latency, ...] = field(default=())
    holders: tuple[Holder, ...] = field(default=())


def find_message(store: Store, name: str) -> tuple[str, str]:
    """Return the IRI and the label of the one message that goes by a number, id, IRI or words of its label.

    Raise `QueryError` where there is none or more than one, and say which.
    """
    rows = queries.rows(store, "messages/find", name=name).records()
    found = sorted({(row["message"] or "", row["name_in_graph"] or "") for row in rows})
    numbered = {(row["message"] or "", row["name_in_graph"] or "") for row in rows if row["number"] == name}
    exact = [entry for entry in found if entry[0] == name or entry[0].endswith(f"/message/{name}")] or sorted(numbered)
    worded = [entry for entry in found if re.search(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", entry[1])]
    found = exact or worded
    if len(found) == 1:
        return found[0]
    if not found:
        advice = "`cablegraph query messages/list` lists them all."
        raise QueryError(f'No message goes by "{name}".', advice)
    listed = "; ".join(f"{iri.removeprefix(PREFIXES['id'] + 'message/')} ({label})" for iri, label in found[:8])
    more = f"; and {len(found) - 8} more" if len(found) > 8 else ""
    raise QueryError(f'{len(found)} messages go by "{name}".', f"Say which: {listed}{more}.")


def follow(store: Store, name: str) -> Chain:
    """Return the way of the message that goes by *name*."""
    iri, label = find_message(store, name)
    moments: dict[str, list[Moment]] = {}
    for row in queries.rows(store, "chain/times", message=iri).records():
        moments.setdefault(row["hop"] or "", []).append(_moment(row))
    facts: dict[str, list[Fact]] = {}
    carried: dict[str, tuple[str, str]] = {}
    for row in queries.rows(store, "chain/path", message=iri).records():
        hop = row["hop"] or ""
        facts.setdefault(hop, [])
        if row["property"] == "transmits":
            carried[hop] = (row["carried"] or "", row["value"] or "")
        else:
            fact = Fact(row["property"] or "", row["value"] or "", row["status"] or "", row["rationale"])
            facts[hop].append(fact)
    # The question gives the latest hop first; a chain is told from its beginning.
    hops = tuple(
        Hop(hop, *carried.get(hop, ("", "")), tuple(facts[hop]), tuple(moments.get(hop, ()))) for hop in reversed(facts)
    )
    messages = dict.fromkeys((*(hop.message for hop in hops), iri))
    return Chain(iri, label, hops, tuple(_latencies(hops)), tuple(_holders(store, messages)))


def _holders(store: Store, messages: Collection[str]) -> Iterator[Holder]:
    rows = queries.rows(store, "wikidata/holders").records()
    return (holder(row) for row in rows if row["message"] in messages)


def holder(row: Mapping[str, str | None]) -> Holder:
    """Return the holder that a row tells of; its columns are those of the question `wikidata/holders`."""
    return Holder(
        post=row["post_label"] or "",
        day=row["day"] or "",
        holder=row["holder_label"] or "",
        item=(row["holder"] or "").rpartition("/")[2],
        held=row["held"] or "",
        starts=row["from"],
        ends=row["until"],
        retrieved=row["retrieved"] or "",
        revision=row["revision"],
        message=row["message"] or "",
        label=row["message_label"] or "",
    )


def _moment(row: dict[str, str | None]) -> Moment:
    return Moment(
        property=row["property"] or "",
        written=row["written"] or "",
        status=row["status"] or "",
        edtf=row["edtf"],
        earliest=_utc(row["earliest"]),
        latest=_utc(row["latest"]),
        earliest_because=row["earliest_because"],
        latest_because=row["latest_because"],
        rationale=row["rationale"],
    )


def _utc(text: str | None) -> datetime | None:
    return datetime.fromisoformat(re.sub(r"Z$", "+00:00", text)) if text else None


def _latencies(hops: tuple[Hop, ...]) -> Iterator[Latency]:
    """Yield the time from the first dispatch to the last receipt, then that of each hop whose both ends are known."""
    if not hops:
        return
    pairs = [(hops[0].moment("dispatchedAt"), hops[-1].moment("receivedAt"))]
    pairs += [(hop.moment("dispatchedAt"), hop.moment("receivedAt")) for hop in hops]
    seen = set()
    for sent, received in pairs:
        if sent and received and (sent, received) not in seen:
            seen.add((sent, received))
            yield _latency(sent, received)


def _latency(sent: Moment, received: Moment) -> Latency:
    assert sent.earliest is not None
    assert sent.latest is not None
    assert received.earliest is not None
    assert received.latest is not None
    nothing = timedelta()
    least = max(nothing, received.earliest - sent.latest)
    return Latency(sent, received, least, max(nothing, received.latest - sent.earliest))
