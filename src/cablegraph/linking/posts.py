"""Tell who held the posts that a reading names, on the days of its messages, by what `link enrich` has brought.

A post is found by its name alone, so only where the name is exactly that of one post in the graph and of nothing else
there. All of it is Wikidata's word: no sender or addressee is ever filled in from it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.chain import Holder, holder
from cablegraph.linking.offices import Tenure, whole_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cablegraph.model.reading import ReadAgent, Reading, ReadMessage
    from cablegraph.store.terms import Store

# What an agent is named by when the name is no post's; a person's post stands beside the name.
_NO_POSTS = {"person", "group"}


def holders(store: Store, reading: Reading) -> tuple[Holder, ...]:
    """Return who held each post that a sender, an addressee or who passes on is named by, on its message's own day.

    `message` of a holder is the message's id in the reading, `label` the same with the words that name the post.
    """
    tenures = defaultdict(list)
    for row in queries.rows(store, "wikidata/tenures").records():
        tenures[row["post"]].append(row)
    if not tenures:
        return ()
    posts = _posts(store)
    found: dict[Holder, None] = {}
    for message, day, words in _named(reading):
        for row in tenures.get(posts.get(_plain(words)), ()):
            if held := Tenure("", row["from"], row["until"]).held(day, row["died"]):
                label = f'{message} ("{words}")'
                found[holder({**row, "day": day, "held": held, "message": message, "message_label": label})] = None
    return tuple(found)


def _posts(store: Store) -> Mapping[str, str | None]:
    """Return the posts by their names; none goes by a name that something else in the graph has too."""
    things = defaultdict(set)
    for row in queries.rows(store, "linking/names").records():
        # A designation stands for a post only in the message that uses it.
        if row["as"] in {"preferred", "registered"}:
            things[_plain(str(row["name"]))].add((row["thing"], row["kind"]))
    named = {name: next(iter(found)) for name, found in things.items() if len(found) == 1}
    return {name: thing for name, (thing, kind) in named.items() if kind == "Position"}


def _named(reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Yield the messages of a known day, by id, with that day (of dispatch, else of receipt) and words for a post."""
    for message in reading.messages:
        dates = (time.edtf for time in (message.sent, message.received) if time and time.edtf)
        if day := whole_day(next(dates, None)):
            for agent in _parties(message):
                yield from ((message.id, day, words) for words in _words(agent) if words)


def _parties(message: ReadMessage) -> Iterator[ReadAgent]:
    if message.sender:
        yield message.sender
    yield from (*message.joint, *message.addressees, *message.via)


def _words(agent: ReadAgent) -> Iterator[str | None]:
    if agent.kind not in _NO_POSTS:
        yield agent.name
    yield agent.gloss
    yield agent.post.text if agent.post else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
