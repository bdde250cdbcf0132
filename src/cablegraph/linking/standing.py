"""Say how each actor and place of a graph stands: linked, unsure, rejected, contradicted, or open."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.errors import QueryError, did_you_mean
from cablegraph.linking import subjects
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cablegraph.store.terms import Store

# What a thing as a whole is said to be, where several decisions are known: the first of these that one of them is.
STANDINGS = ("contradicted", "linked", "unsure", "nothing found", "rejected", "open")


@dataclass(frozen=True, slots=True)
class Say:
    """One decision about a thing: how it stands, about which item, by whom, on which day, how surely, on what."""

    standing: str
    qid: str | None
    item: str | None
    reviewer: str
    decided: str
    confidence: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A thing of the graph, how it stands as a whole, and every decision about it; open is what has none."""

    id: str
    name: str
    whole: str
    said: tuple[Say, ...]


def standings(store: Store) -> list[Standing]:
    """Return how each actor and place of a graph stands, in the order of their names."""
    rows = queries.rows(store, "links/standing").records()
    things = groupby(rows, key=lambda row: (str(row["thing"]), str(row["name"])))
    return [_standing(thing, name, list(run)) for (thing, name), run in things]


def _standing(thing: str, name: str, rows: Sequence[dict[str, str | None]]) -> Standing:
    said = tuple(
        Say(
            standing=str(row["standing"]),
            qid=row["qid"],
            item=row["item_label"],
            reviewer=str(row["reviewer"]),
            decided=str(row["decided"]),
            confidence=row["confidence"],
            evidence=str(row["evidence"]),
        )
        for row in rows
        if row["standing"] != "open"
    )
    known = {str(row["standing"]) for row in rows}
    whole = next(standing for standing in STANDINGS if standing in known)
    return Standing(thing.removeprefix(PREFIXES["id"]), name, whole, tuple(sorted(said, key=_rank)))


def _rank(say: Say) -> tuple[int, str, str]:
    return STANDINGS.index(say.standing), say.qid or "", say.reviewer


def chosen(store: Store, known: Sequence[Standing], wanted: Iterable[str]) -> list[Standing]:
    """Return the things that words name: an id, its last part, a label, or another name or a code name in the graph.

    Raise `QueryError` where words name none.
    """
    found: dict[str, Standing] = {}
    for words in wanted:
        plain = words.removeprefix("id:").casefold()
        forms = {one.id: {one.id, one.id.rpartition("/")[2], one.name.casefold()} for one in known}
        matching = [one for one in known if plain in forms[one.id]]
        if not matching:
            called = {
                each.id.removeprefix("id:") for each in subjects.subjects(store) if subjects.is_called(each, words)
            }
            matching = [one for one in known if one.id in called]
        if not matching:
            names = [one.id.rpartition("/")[2] for one in known]
            raise QueryError(f'The graph has no actor or place "{words}".', did_you_mean(words, names, "Known are"))
        found.update({one.id: one for one in matching})
    return list(found.values())
