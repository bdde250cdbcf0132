"""Write the messages of a graph as an index of letters in the TEI's Correspondence Metadata Interchange Format (CMIF).

Sender, addressee, places and dates of every message, with the URIs of authority files, and what lists of letters that
were read say of themselves. The file validates against CMIF's RelaxNG schema and its Schematron, and whatever CMIF can
say comes back unchanged when such a file is read, built and written again.

What CMIF can't say is left out, and counted:

| in the graph | in CMIF |
|---|---|
| hours, and the clocks that may be meant | days only |
| enclosures, and messages that mention others | no place: each message stands by itself |
| lists of copies, markings, authors beside the sender | no place |
| hops: forwarding, redirecting, transmitting | only the first sending and each receiving; the schema has no other act |
| proposals, stances, acts of speech, sessions | no place |
| status and reason | only `evidence="conjecture"`, for what is inferred; a reason never |
| rival and disputed readings | left out; a time with two dates is too |
| `cert` medium and high, `sameAs` | not in the schema; `cert="low"` stays |
| dates in words only | a date needs an attribute: the words become a note |
| a post, or an agent of whom nobody says what it is | `name`, which is neither person nor organisation |
| one of several days | the time between the first and the last of them |

What is stated or editorial is written; what is inferred only where it is asked for, marked as conjecture. Who is
unknown is "Unknown", as CMIF wants it. A message that no list describes gets its id in the graph as its key, and the
index itself as its edition.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cablegraph.errors import InputError, OutputError, did_you_mean
from cablegraph.export.cmif import limits, rows
from cablegraph.export.cmif.records import Maker
from cablegraph.export.cmif.xml import render
from cablegraph.model.correspondence import Bibliography, Correspondence, Header, Letter, Party
from cablegraph.networks import DRAWN
from cablegraph.readers.cmif import read_fragment
from cablegraph.times.dating import is_date
from cablegraph.vocabulary import Kind, node_iri

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cablegraph.export.cmif.rows import Fact, ListFact
    from cablegraph.store.terms import Store

# What a header needs, with the option of the command line that gives it.
_NEEDED = {
    "title": "--title",
    "editors": "--editor",
    "publishers": "--publisher",
    "url": "--url",
    "date": "--date",
    "licence_url": "--licence",
}


@dataclass(frozen=True, slots=True)
class Index:
    """An index of letters, ready to be written, and how much of each kind of thing it leaves out."""

    data: bytes
    letters: int
    left_out: Mapping[str, int]


def write(store: Store, header: Header, *, statuses: Collection[str] = DRAWN, document: str | None = None) -> Index:
    """Return the index of all messages, or of those that one document (a text or a list of letters) speaks of.

    What *header* leaves open is taken from the list of letters that all of them come from, where there is one. Raise
    `InputError` for an unknown document, `OutputError` where the header lacks what CMIF demands; what can be said of it
    without the messages is said before they are read.
    """
    _check_forms(header)
    told = _by_list(rows.lists(store))
    if not told and document is None:
        _check(header)
    known, inferred = rows.facts(store, statuses)
    found = _chosen(known, document)
    maker = Maker(rows.things(store))
    made: list[tuple[tuple[str, int, str], Letter, str | None]] = []
    for message, facts in found.items():
        name = message.removeprefix(node_iri(Kind.MESSAGE, ""))
        letter = maker.letter(name, facts)
        if letter:
            home = next((fact.document for fact in facts if fact.letter), None)
            first = min((fact.document or "~", fact.start) for fact in facts)
            made.append(((*first, name), letter, home))
    made.sort(key=lambda entry: entry[0])
    homes = {home for _, _, home in made}
    whole = _header(header, told.get(next(iter(homes)) or "", []) if len(homes) == 1 else [])
    _check(whole)
    index, left_out = limits.within(_correspondence(whole, [(letter, home) for _, letter, home in made], told))
    every = Counter(maker.left_out) + left_out
    if document is None:
        every += Counter(dict(rows.beyond(store)))
        every["inferred statements"] += inferred
    return Index(render(index), len(index.letters), dict(sorted((+every).items())))


def _chosen(found: Mapping[str, list[Fact]], document: str | None) -> Mapping[str, list[Fact]]:
    if document is None:
        return found
    known = {fact.document for facts in found.values() for fact in facts if fact.document}
    if document not in known:
        what = f'No message is told of in a document "{document}".'
        raise InputError(what, did_you_mean(document, known, "Documents are"))
    return {message: facts for message, facts in found.items() if any(fact.document == document for fact in facts)}


def _by_list(told: Iterable[ListFact]) -> dict[str, list[ListFact]]:
    """Return what each list says of itself and its editions, by the id of its document."""
    found: dict[str, list[ListFact]] = defaultdict(list)
    for fact in told:
        found[fact.list.removeprefix(node_iri(Kind.SOURCE, ""))].append(fact)
    return found


def _header(given: Header, told: Sequence[ListFact]) -> Header:
    """Fill what a header leaves open with what a list says of itself."""
    own = [fact for fact in told if fact.source == fact.list]

    def first(name: str) -> str:
        return next((fact.value for fact in own if fact.says == name), "")

    def parties(name: str) -> tuple[Party, ...]:
        read = (read_fragment(fact.words or "") for fact in own if fact.says == name)
        return tuple(party for party in read if isinstance(party, Party))

    return Header(
        title=given.title or first("title"),
        editors=given.editors or parties("editor"),
        publishers=given.publishers or parties("publisher"),
        url=given.url or first("url") or None,
        date=given.date or first("issued") or None,
        licence=given.licence or ("" if given.licence_url else first("rights")),
        licence_url=given.licence_url or first("license") or None,
    )


def _check(header: Header) -> None:
    """Raise `OutputError` where the header lacks what CMIF demands, or has what its schema refuses."""
    missing = [option for name, option in _NEEDED.items() if not getattr(header, name)]
    if missing:
        what = "The header of the index lacks what CMIF demands of it."
        raise OutputError(what, f"Add {', '.join(missing)}.")
    _check_forms(header)


def _check_forms(header: Header) -> None:
    """Raise `OutputError` where an address or the date that a header has would be refused by CMIF's schema."""
    for address in (*filter(None, [header.url]), *(header.licence_url or "").split()):
        if not limits.is_uri(address):
            raise OutputError(f'"{address}" is no URI.', "Write https://… in full, without spaces.")
    if header.date and not is_date(header.date):
        raise OutputError(f'"{header.date}" is not a date.', "Write it as 2026-11-24, under --date.")


def _correspondence(
    header: Header, letters: Sequence[tuple[Letter, str | None]], told: Mapping[str, Sequence[ListFact]]
) -> Correspondence:
    """Join letters and editions: each letter's own where a list names it, else the index itself."""
    itself = Bibliography(limits.edition_id(header.url or ""), "online", header.title, (header.url or "",))
    editions: dict[str | None, dict[str, Bibliography]] = {}
    once: dict[str | None, Bibliography] = {}
    for home in dict.fromkeys(home for _, home in letters):
        editions[home] = {"": itself} if home is None else _editions(told.get(home, ()))
        for name, edition in editions[home].items():
            if once.setdefault(edition.id, edition) != edition:
                # Two lists use one id for two editions.
                editions[home][name] = renamed = replace(edition, id=limits.edition_id(f"{home} {name}"))
                once[renamed.id] = renamed
    placed = []
    for letter, home in letters:
        names = [source.rpartition("#")[2] for source in letter.sources] if home is not None else [""]
        used = (editions[home][name].id for name in names if name in editions[home])
        placed.append(replace(letter, sources=tuple(f"#{name}" for name in used)))
    return Correspondence(header, tuple(once.values()) or (itself,), tuple(placed))


def _editions(told: Iterable[ListFact]) -> dict[str, Bibliography]:
    """Return the editions of a list by their xml:id."""
    read = (read_fragment(fact.words or "") for fact in told if fact.says == "title" and fact.source != fact.list)
    return {str(found.id): found for found in read if isinstance(found, Bibliography) and found.id}
