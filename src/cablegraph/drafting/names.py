"""Draft what the names in a message's head stand for: as entries where their kind is certain, else as candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph import anchors
from cablegraph.drafting.layout import Blank
from cablegraph.drafting.quotes import quote
from cablegraph.drafting.register import kind_of_name, meant, quoted
from cablegraph.model.reading import ReadAgent
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from cablegraph.drafting.layout import Entry, Value
    from cablegraph.drafting.register import Names
    from cablegraph.model.reading import Reading, ReadMessage
    from cablegraph.model.span import Span

_KIND = Blank("fullName, surname, spellingVariant, codeName, epithet, collective, post or office")


def name_entries(
    reading: Reading, names: Names, taken: Collection[str], held: Sequence[Span]
) -> tuple[list[Entry], list[Entry]]:
    """Return entries for the names of a reading whose kind is certain, and candidates for the others.

    *taken* are the slugs of the names of which the annotation speaks already, *held* the words of its messages.
    """
    certain: list[Entry] = []
    others: list[Entry] = []
    seen = {"", *taken}
    for named in (named for message in reading.messages for named in _named(message)):
        form = slug(named.name)
        words, matched = quote(names.text, named.span), None
        inside = any(region.start <= named.span.start and named.span.end <= region.end for region in held)
        # A footnote's figure may stick to a name, so that it is no word of the text by itself.
        once = len(list(anchors.occurrences(names.text, named.name, named.span))) == 1
        if form not in seen and words is not None and inside and once:
            matched = names.match(named.name, named.span, named.gloss, named.kind)
        if words is None or matched is None:
            continue
        seen.add(form)
        stands_for = meant(matched, words)
        entry: dict[str, Value] = {"name": " ".join(named.name.split()), **quoted(words)}
        kind = kind_of_name(names.registers.agents.get(matched.id), named.name)
        if kind is not None:
            certain.append({**entry, "kind": kind, "stands_for": stands_for})
        else:
            others.append({"kind": "name", "accept": "no", **entry, "concept": _KIND, "stands_for": stands_for})
    return certain, others


def _named(message: ReadMessage) -> Iterator[ReadAgent]:
    """Yield who is named in a message's head or signature; whoever is only inferred is named somewhere else."""
    if message.sender is not None and message.sender.status != "inferred":
        yield message.sender
    yield from message.addressees
    yield from message.via
    yield from (ReadAgent(copy.name, copy.span) for copy in message.copies)
