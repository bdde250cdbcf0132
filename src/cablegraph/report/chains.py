"""Tell a chain of hops in words: who, when as written, between which moments, and why."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from cablegraph.report.labels import readable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cablegraph.chain import Chain, Holder, Hop, Latency, Moment

_PARTIES = {"from": "from", "to": "to", "via": "via", "fromLocation": "at", "toLocation": "going to"}
_TIMES = {"dispatchedAt": "sent", "receivedAt": "received"}


def lines(chain: Chain) -> Iterator[str]:
    """Yield the chain as lines of text."""
    yield chain.label
    for number, hop in enumerate(chain.hops, 1):
        yield ""
        yield from _hop(number, hop)
    for latency in chain.latencies:
        yield ""
        yield from _latency(latency)
    yield from holders(chain.holders)


def holders(found: Collection[Holder]) -> Iterator[str]:
    """Yield who held posts on a day, apart from what stands before it and marked as Wikidata's word; often nothing."""
    if found:
        yield ""
        yield "by Wikidata, and not by any document:"
        yield from map(_holder, found)


def _holder(one: Holder) -> str:
    surely = "held" if one.held == "surely" else "perhaps held"
    source = f"Wikidata, retrieved {one.retrieved[:10]}, revision {one.revision or 'unknown'}"
    tenure = f"from {one.starts or '?'} until {one.ends or '?'}"
    what = f'{one.holder} ({one.item}) {surely} the post "{one.post}" on {one.day}'
    return f"  {what}, {tenure} ({source}); the post is named in {one.label}"


def _hop(number: int, hop: Hop) -> Iterator[str]:
    yield f"hop {number}: {hop.label}"
    for fact in hop.facts:
        role = _PARTIES.get(fact.property) or readable(fact.property)
        yield f"  {role:<9}{fact.value} ({fact.status}){_because(fact.rationale)}"
    for moment in hop.moments:
        yield from _moment(moment)


def _moment(moment: Moment) -> Iterator[str]:
    yield f'  {_TIMES[moment.property]:<9}"{moment.written}" ({moment.status}){_because(moment.rationale)}'
    if moment.earliest and moment.latest:
        yield f"           at the earliest {utc(moment.earliest)}. {moment.earliest_because or ''}"
        yield f"           at the latest   {utc(moment.latest)}. {moment.latest_because or ''}"
    elif moment.edtf:
        yield f"           {moment.edtf}; which clock is meant stays open"


def _because(rationale: str | None) -> str:
    return f"  {rationale}" if rationale else ""


def _latency(latency: Latency) -> Iterator[str]:
    yield (
        f'from "{latency.sent.written}" (sent) to "{latency.received.written}" (received): '
        f"{duration(latency.least)} to {duration(latency.most)}"
    )
    sent, received = latency.sent, latency.received
    assert sent.earliest is not None
    assert sent.latest is not None
    assert received.earliest is not None
    assert received.latest is not None
    if latency.least == timedelta():
        yield f"  least: the sending may fall on the receipt ({utc(received.earliest)})"
    else:
        yield f"  least: sent as late as {utc(sent.latest)}, received as early as {utc(received.earliest)}"
    yield f"  most:  sent as early as {utc(sent.earliest)}, received as late as {utc(received.latest)}"


def utc(moment: datetime) -> str:
    """Write a moment of UTC to the minute, or to the second where it has one."""
    return moment.strftime("%Y-%m-%d %H:%M:%S UTC" if moment.second else "%Y-%m-%d %H:%M UTC")


def duration(span: timedelta) -> str:
    """Write a duration in hours and minutes; seconds are rounded off to the nearest minute."""
    minutes = round(span.total_seconds() / 60)
    return f"{minutes // 60} h {minutes % 60:02} min"


def as_dict(chain: Chain) -> dict[str, object]:
    """Return the chain as a JSON object (schema cablegraph-chain/1); moments in ISO 8601, durations in minutes.

    `holders` is Wikidata's word and only there where `link enrich` has brought any.
    """
    told = {key: value for key, value in asdict(chain).items() if value or key != "holders"}
    return {"schema": "cablegraph-chain/1", **{key: _plain(value) for key, value in told.items()}}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, timedelta):
        return round(value.total_seconds() / 60)
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    return value
