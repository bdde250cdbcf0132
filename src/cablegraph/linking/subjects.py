"""Read from the graph what can be linked: names in every form, posts, days, and who else the same messages name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.errors import QueryError, did_you_mean
from cablegraph.linking import lifetimes
from cablegraph.model.link import Subject
from cablegraph.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cablegraph.store.terms import Store

_KINDS = {"Person": "person", "CorporateBody": "body", "Group": "group", "Position": "office", "Place": "place"}
# Forms of a designation that are names; all others (code names, epithets, posts) stand for somebody only because the
# graph says so, and are never looked up elsewhere.
_NAMES = ("preferred", "registered", "fullName", "spellingVariant", "surname")

# What to do where nothing can be linked: what only one text names has no identity that a link could be of.
REGISTER = "Add a row to people.csv, organisations.csv or places.csv (`annotate` offers them), then build."


def subjects(store: Store) -> tuple[Subject, ...]:
    """Return everything in the graph that can be linked, in the order of their ids."""
    names, kinds, designations = _names(store)
    posts = defaultdict(list)
    for row in queries.rows(store, "linking/posts").records():
        posts[row["thing"]].append(row["post"] or "")
    days, acted, beside = _messages(store)
    return tuple(
        Subject(
            id=_short(thing),
            kind=kinds[thing],
            names=tuple(names[thing]),
            designations=tuple(designations[thing]),
            offices=tuple(posts[thing]),
            beside=tuple(sorted(_short(other) for other in beside[thing] if other in kinds)),
            # The day that is surely the earliest is the one that ends first, the latest the one that begins last.
            first=min(days[thing], key=lifetimes.end, default=None),
            last=max(days[thing], key=lifetimes.start, default=None),
            acted=max(acted[thing], key=lifetimes.start, default=None),
        )
        for thing in sorted(kinds)
    )


def _short(iri: str) -> str:
    return iri.replace(PREFIXES["id"], "id:", 1)


def _names(store: Store) -> tuple[Mapping[str, list[str]], dict[str, str], Mapping[str, list[str]]]:
    """Return by thing: its names, the preferred one first, each once whatever its capitals; its kind; other forms."""
    rows = queries.rows(store, "linking/names").records()
    names: defaultdict[str, dict[str, str]] = defaultdict(dict)
    designations: defaultdict[str, list[str]] = defaultdict(list)
    kinds = {}
    ranked = sorted(rows, key=lambda row: _NAMES.index(row["as"]) if row["as"] in _NAMES else len(_NAMES))
    for row in ranked:
        thing, words, form = str(row["thing"]), str(row["name"]), row["as"]
        kinds[thing] = _KINDS[str(row["kind"])]
        if form in _NAMES:
            names[thing].setdefault(words.casefold(), words)
        else:
            designations[thing].append(f"{words} ({form}, {row['status']})")
    return {thing: list(names[thing].values()) for thing in kinds}, kinds, designations


def _messages(
    store: Store,
) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]], Mapping[str, set[str]]]:
    """Return by thing: the days of the messages that name it, of those that it sent or got, and what else they name."""
    days: defaultdict[str, set[str]] = defaultdict(set)
    acted: defaultdict[str, set[str]] = defaultdict(set)
    messages: defaultdict[str, set[str]] = defaultdict(set)
    rows = queries.rows(store, "linking/named").records()
    for row in rows:
        thing = str(row["thing"])
        messages[str(row["message"])].add(thing)
        if row["day"] and lifetimes.bounds(row["day"]):
            days[thing].add(row["day"])
            if row["role"] == "acts":
                acted[thing].add(row["day"])
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for together in messages.values():
        for thing in together:
            beside[thing] |= together - {thing}
    return days, acted, beside


def linked(store: Store) -> dict[str, str]:
    """Return the Q-ids of the accepted links by the subject's id."""
    rows = queries.rows(store, "register/wikidata").records()
    return {_short(str(row["entity"])): str(row["value"]) for row in rows}


def posts(store: Store) -> dict[str, str]:
    """Return the Q-ids of the accepted links of posts by the subject's id."""
    rows = queries.rows(store, "linking/offices").records()
    return {_short(str(row["thing"])): str(row["qid"]) for row in rows}


def chosen(known: Sequence[Subject], wanted: Iterable[str]) -> tuple[Subject, ...]:
    """Return the subjects that words name: an id, its last part, a name, or a code name that the graph resolves.

    Raise `QueryError` with the nearest where words name none, or several.
    """
    found = {}
    for words in wanted:
        matching = [subject for subject in known if is_called(subject, words)]
        if len(matching) != 1:
            called = "is the name of several things." if matching else "is in no register of this graph."
            near = (subject.id.rpartition("/")[2] for subject in matching or known)
            raise QueryError(f'"{words}" {called}', did_you_mean(words, near, "Known are") or REGISTER)
        found[matching[0].id] = matching[0]
    return tuple(found.values())


def is_called(subject: Subject, words: str) -> bool:
    """Say whether words are an id of a subject, one of its names, or a code name that the graph resolves."""
    plain = words.casefold()
    forms = [subject.id, subject.id.rpartition("/")[2], subject.id.partition("/")[2], *subject.names]
    forms += [designation.partition(" (")[0] for designation in subject.designations]
    return plain in {form.casefold() for form in forms}
