"""Say at the nodes and ties of a network what Wikidata says of the linked people: item, life, offices on the day.

All names begin with `wikidata_`, since it is not the documents' word. An office is given as held on a day only where
both its ends are known and enclose that day; one that a known date only does not rule out is told apart, as possible;
one without any date is not told at all.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.linking import lifetimes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cablegraph.networks import Network, Tie
    from cablegraph.store.terms import Store

_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T[\d:]+Z?)?")


def whole_day(edtf: str | None) -> str | None:
    """Return the one day that a date is or lies in, None where it leaves the day open or in doubt."""
    match = _DAY.fullmatch(edtf or "")
    return match[1] if match else None


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office with its days as Wikidata gives them (EDTF), if it does."""

    office: str
    starts: str | None
    ends: str | None

    def on(self, day: str) -> bool | None:
        """Say whether it was surely held on a day (True), surely not (False), or can't be told (None)."""
        if lifetimes.surely_within(day, self.starts, self.ends):
            return True
        return False if lifetimes.before(day, self.starts) or lifetimes.before(self.ends, day) else None

    def held(self, day: str, died: str | None) -> str | None:
        """Say how it was held on a day: surely, perhaps, or None where it was not or no date tells.

        Whoever died before that day held none, even where Wikidata gives an office no end.
        """
        on = self.on(day)
        if on is False or lifetimes.before(died, day) or not (self.starts or self.ends):
            return None
        return "surely" if on else "perhaps"


@dataclass(frozen=True, slots=True)
class Known:
    """What Wikidata says of one agent: facts for his node, and the offices that he held."""

    facts: Mapping[str, str]
    tenures: tuple[Tenure, ...]

    def on_day(self, day: str) -> tuple[str, str]:
        """Return the offices surely held on a day, and those that may have been, each with the day before it."""
        died = self.facts.get("wikidata_died")
        held = [(one, one.held(day, died)) for one in self.tenures]
        sure = sorted({one.office for one, how in held if how == "surely"})
        open_ = sorted({_possible(one) for one, how in held if how == "perhaps" and one.office not in sure})
        return _told(day, sure), _told(day, open_)


def _possible(tenure: Tenure) -> str:
    return f"possibly {tenure.office} (from {tenure.starts or '?'} until {tenure.ends or '?'})"


def _told(day: str, offices: Iterable[str]) -> str:
    words = ", ".join(offices)
    return f"{day}: {words}" if words else ""


def brought(store: Store) -> dict[str, Known]:
    """Return what `link enrich` has brought, by the IRI of the linked agent; nothing where it never ran."""
    rows: defaultdict[str, list[Mapping[str, str | None]]] = defaultdict(list)
    for row in queries.rows(store, "wikidata/brought").records():
        rows[row["thing"] or ""].append(row)
    return {agent: Known(_facts(found), tuple(_tenures(found))) for agent, found in rows.items()}


def _facts(rows: list[Mapping[str, str | None]]) -> dict[str, str]:
    """Return the facts of a node; where two items are accepted for one agent, both are told."""
    names = ("item", "born", "died", "retrieved", "revision")
    told = {name: " ".join(dict.fromkeys(value for row in rows if (value := row[name]))) for name in names}
    return {f"wikidata_{name}": words for name, words in told.items() if words}


def _tenures(rows: Iterable[Mapping[str, str | None]]) -> Iterator[Tenure]:
    for row in rows:
        if row["office"]:
            office = row["office_label"] or row["office"].rpartition("/")[2]
            yield Tenure(office, row["from"], row["until"])


def with_offices(ties: Iterable[Tie], known: Mapping[str, Known]) -> Iterator[Tie]:
    """Yield the ties, those of a known day with the offices that Wikidata gives to their ends on that day."""
    for tie in ties:
        day = whole_day(tie.date)
        source, target = known.get(tie.source or ""), known.get(tie.target or "")
        if day is None or (source is None and target is None):
            yield tie
            continue
        held, possible = source.on_day(day) if source else ("", "")
        other_held, other_possible = target.on_day(day) if target else ("", "")
        yield replace(
            tie,
            wikidata_source_office_on_day=held,
            wikidata_source_office_possibly=possible,
            wikidata_target_office_on_day=other_held,
            wikidata_target_office_possibly=other_possible,
        )


def mark(graph: Network, known: Mapping[str, Known]) -> None:
    """Add to each node that is known its item, dates of life, and when and in which revision that was retrieved."""
    for node, facts in graph.nodes(data=True):
        if node in known:
            facts.update(known[node].facts)
