"""Turn the machine's reading of a text into entries of an annotation: messages, mentions, names.

An entry says no more than the reading does. What can't be quoted so that it is found again is left out; the program's
own reading still says it when the graph is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph.anchors import shorten
from cablegraph.drafting.quotes import beginning, ending, quote
from cablegraph.drafting.register import Names, agent_entry, basis, meant, quoted
from cablegraph.model.span import Span
from cablegraph.times.bounds import local_range
from cablegraph.times.written import Context, edtf, read_time

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cablegraph.drafting.layout import Entry, Value
    from cablegraph.model.reading import ReadAgent, ReadCopy, Reading, ReadMessage, ReadReference, ReadTime, ReadWords

SENT = "A message with a sender, an addressee, a place or a time was sent."
ROLE = "The reader takes this for the time of sending."


@dataclass
class Draft:
    """What is new for an annotation, section by section; `ids` names the messages of the reading."""

    names: Names
    ids: dict[str, str] = field(default_factory=dict)
    messages: list[Entry] = field(default_factory=list)
    references: list[Entry] = field(default_factory=list)

    def words(self, found: Iterable[ReadWords]) -> list[Value]:
        """Return words of the text as values that are their own quotes."""
        entries: list[Value] = []
        for read in found:
            words = quote(self.names.text, read.span)
            if words is None:
                continue
            if read.text.casefold().split() == words.words.casefold().split():
                entries.append(quoted(words) if words.within else words.words)
            elif read.text in words.words:
                entries.append({"value": read.text, **quoted(words)})
        return entries

    def agents(self, found: Iterable[ReadAgent | None]) -> list[Value]:
        """Return agents as entries, each once."""
        entries = [agent_entry(self.names, read) for read in found if read is not None]
        seen: dict[Value, Value] = {}
        for entry in entries:
            if entry is not None:
                seen.setdefault(str(entry["agent"]), entry)
        return list(seen.values())

    def add_message(self, message: ReadMessage, reading: Reading) -> None:
        """Add a message that the text carries, unless its first or last words can't be told from others."""
        text = self.names.text
        first, last = beginning(text, message.span), ending(text, message.span)
        if first is None or last is None:
            return
        entry: dict[str, Value] = {
            "id": self.ids[message.id],
            "label": self.label(message, reading),
            "starts": first,
            "ends": last,
        }
        if message.form and message.enclosed_in is None:
            _put(entry, "title", self.words([message.form]))
        _put(entry, "numbers", self.words(message.numbers))
        _put(entry, "markings", self.words(message.markings))
        _put(entry, "sender", self.agents([message.sender]))
        _put(entry, "addressees", self.agents(message.addressees))
        _put(entry, "encloses", self.enclosed(message, reading))
        _put_list(entry, "copies", self.copies(message.copies))
        _put_list(entry, "hops", self.hops(message, reading))
        self.messages.append(entry)

    def label(self, message: ReadMessage, reading: Reading) -> str:
        """Return a title in the words of the reading: what it is, its number, from whom, to whom."""
        form = message.form.text if message.form else "message"
        parts = [form[:1].upper() + form[1:], *(f"No. {number.text}" for number in message.numbers[:1])]
        if message.sender:
            parts.append(f"from {message.sender.name}")
        if message.addressees:
            parts.append(f"to {message.addressees[0].name}")
        if message.sent:
            parts.append(f"of {message.sent.written}")
        if len(parts) == 1:
            parts.append(f"{reading.messages.index(message) + 1} of this text")
        return shorten(" ".join(parts), 120)

    def enclosed(self, message: ReadMessage, reading: Reading) -> list[Value]:
        """Return links to the messages that this one encloses."""
        because = "The reader found the words of the one inside those of the other."
        return [
            {"message": self.ids[inner.id], **basis("inferred", because)}
            for inner in reading.messages
            if inner.enclosed_in == message.id and inner.id in self.ids
        ]

    def copies(self, found: Iterable[ReadCopy]) -> list[Entry]:
        """Return the lines of a distribution list, one for each who is on it."""
        lines: dict[str, Entry] = {}
        for copy in found:
            words = quote(self.names.text, _with_count(self.names.text, copy))
            matched = self.names.match(copy.name, copy.span)
            if words is None or matched is None or matched.id in lines:
                continue
            line: dict[str, Value] = {**quoted(words), "agent": meant(matched, words)}
            if copy.count is not None:
                line["count"] = _count(copy.count, words.words)
            lines[matched.id] = line
        return list(lines.values())

    def hops(self, message: ReadMessage, reading: Reading) -> list[Entry]:
        """Return the leg of its way that the text tells of, or nothing."""
        hop: dict[str, Value] = {}
        _put(hop, "from", self.agents([message.sender]))
        _put(hop, "to", self.agents(message.addressees))
        _put(hop, "via", self.agents(message.via))
        _put(hop, "from_place", self.place(message.place))
        _put(hop, "to_place", self.place(message.destination))
        _put(hop, "dispatched", self.time(message.sent, because=ROLE))
        _put(hop, "received", self.time(message.received))
        if not hop:
            return []
        brought = [inner for inner in reading.messages if inner.enclosed_in == message.id and not inner.via]
        if brought and brought[0].id in self.ids and self.came_to(message.sender, brought[0]):
            because = "The message passes on the one that it encloses."
            hop["after"] = {"message": self.ids[brought[0].id], **basis("inferred", because)}
        return [{**basis("inferred", SENT), **hop}]

    def came_to(self, sender: ReadAgent | None, brought: ReadMessage) -> bool:
        """Say whether a message was addressed to whoever sends the one that encloses it."""
        ids = {entry["agent"] for entry in self.agents(brought.addressees) if isinstance(entry, Mapping)}
        return any(isinstance(entry, Mapping) and entry["agent"] in ids for entry in self.agents([sender]))

    def place(self, found: ReadWords | None) -> list[Value]:
        """Return a place that places.csv knows."""
        matched = self.names.place(found) if found else None
        words = quote(self.names.text, found.span) if found else None
        if matched is None or words is None:
            return []
        return [{"place": matched.id, **quoted(words), **basis(matched.status, matched.because)}]

    def time(self, found: ReadTime | None, because: str | None = None) -> list[Value]:
        """Return a time as it is written, with its date where the words alone don't give it."""
        words = quote(self.names.text, found.span) if found else None
        if found is None or words is None:
            return []
        role = basis("inferred", because) if because else basis("stated", None)
        entry: dict[str, Value] = {**quoted(words), **role}
        alone = read_time(words.words)
        if found.edtf != (edtf(alone, Context()) if alone else None) and local_range(found.edtf) is not None:
            reason = "What the words leave out is taken from the rest of the text."
            entry["edtf"] = {"value": found.edtf, **basis("inferred", reason)}
        return [entry]

    def add_reference(self, reference: ReadReference, named: str, target: str) -> None:
        """Add a mention of a message, and the message that it means, under the ids given."""
        words = quote(self.names.text, reference.span)
        if words is None:
            return
        entry: dict[str, Value] = {"id": named, **quoted(words), "kind": "mentions"}
        if not reference.plural:
            entry["to"] = target
            self.messages.append(self.mentioned(reference, target))
        self.references.append(entry)

    def mentioned(self, reference: ReadReference, target: str) -> Entry:
        """Return the message that a mention means."""
        words = quote(self.names.text, reference.span)
        assert words is not None
        label = shorten(f'Message mentioned as "{" ".join(reference.written.split())}"', 120)
        entry: dict[str, Value] = {"id": target, "label": label}
        if reference.number and reference.number in words.words:
            _put(entry, "numbers", [{"value": reference.number, **quoted(words)}])
        sender, addressee = (self.agents([_worked_out(a)]) for a in (reference.sender, reference.addressee))
        _put(entry, "sender", sender)
        _put(entry, "addressees", addressee)
        hop: dict[str, Value] = {}
        _put(hop, "from", sender)
        _put(hop, "to", addressee)
        _put(hop, "dispatched", self.time(reference.date, because="The mention gives the message this date."))
        if hop:
            entry["hops"] = [{**quoted(words), **basis("inferred", SENT), **hop}]
        return entry


def _worked_out(agent: ReadAgent | None) -> ReadAgent | None:
    """Return a party of a mentioned message as inferred: "your" and "my" name nobody by themselves."""
    if agent is None or agent.status != "stated":
        return agent
    because = "Worked out from the words of the mention and the parties of the message that makes it."
    return replace(agent, status="inferred", rationale=because)


def _with_count(text: str, copy: ReadCopy) -> Span:
    """Return where a copy's name stands, with its number where that follows."""
    if copy.count is None:
        return copy.span
    number = re.compile(rf"[^\w\n]{{1,4}}{copy.count}(?!\d)\)?").match(text, copy.span.end)
    return Span(copy.span.start, number.end()) if number else copy.span


def _count(count: int, words: str) -> Value:
    if str(count) in words.replace("(", " ").replace(")", " ").split():
        return str(count)
    return {"value": str(count), **basis("inferred", "The list names them more than once, or in another way.")}


def _put(entry: dict[str, Value], key: str, values: Sequence[Value]) -> None:
    """Enter values under a key: one alone as itself, several as a list, none not at all."""
    if values:
        entry[key] = values[0] if len(values) == 1 else values


def _put_list(entry: dict[str, Value], key: str, values: Sequence[Entry]) -> None:
    if values:
        entry[key] = values
