"""Bring the names of posts to one form: "Embassy in India", "Ambassador in India (Rowe)" and New Delhi are one post.

The table `posts.csv` says which names are one post; what it lacks is learned from the messages themselves, whose date
lines say where the "Embassy in Arcadia" stands. A person is known by the last word of the name.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.model.mention import KnownMessage

HOME = "department"
_CAPITAL = "washington"
_SEATED = re.compile(r"-(?:in|at|to|of)-(?:the-)?")
_MEMBERS = re.compile(r"secretary-of-state(?:-for-.*)?$|-of-the-department-of-state$")
_POSTED = re.compile(
    r"\b(?:embassy|ambassador|legation|charge|consulate|consul|mission|delegation|representative|minister|station)"
    r"[a-z-]*?-(?:in|at|to)-(?:the-)?(?P<place>.+)$"
)
MAJORITY = 0.8


@cache
def _table() -> Mapping[str, str]:
    """Return the post that each name in the table stands for."""
    rows = csv.DictReader(files(__package__).joinpath("posts.csv").read_text(encoding="utf-8").splitlines())
    return {slug(name): row["post"] for row in rows for name in (row["post"], *row["names"].split(";"))}


class Posts:
    """The posts of a corpus by all their names."""

    def __init__(self, messages: Iterable[KnownMessage]) -> None:
        self._names = dict(_table())
        self._names.update(_learned(messages))
        self._posts = set(self._names.values())
        self._keys: dict[str, frozenset[str]] = {}

    def sender(self, message: KnownMessage) -> frozenset[str]:
        """Return under which keys a message's sender goes; who writes from elsewhere is not at home."""
        keys = self.keys(message.senders)
        place = self.place(message.place)
        if place is None:
            return keys
        return (keys - {HOME}) | {place}

    def addressee(self, message: KnownMessage) -> frozenset[str]:
        """Return under which keys a message's addressees go."""
        place = self.place(message.destination)
        return self.keys(message.addressees) | ({place} if place else frozenset())

    def place(self, name: str | None) -> str | None:
        """Return the post at a place, None for the capital, where many offices are."""
        key = slug(name) if name else ""
        return None if key in {"", _CAPITAL} else self._names.get(key, key)

    def at(self, name: str) -> str:
        """Return the post that goes by a name or is at a place, else the name itself."""
        return self.post(name) or slug(name)

    def keys(self, forms: Iterable[str]) -> frozenset[str]:
        """Return under which keys somebody goes who is named in these forms."""
        found: set[str] = set()
        for form in forms:
            if form not in self._keys:
                self._keys[form] = self._read(slug(form))
            found |= self._keys[form]
        return frozenset(found)

    def post(self, name: str) -> str | None:
        """Return the post that goes by a name, such as that of a numbered series; None where no post does."""
        return self._names.get(slug(name))

    def main(self, keys: frozenset[str]) -> str | None:
        """Return of several keys of one party the post, else the first; None where there is none."""
        posts = sorted(keys & self._posts)
        return next(iter(posts or sorted(keys)), None)

    def _read(self, name: str) -> frozenset[str]:
        """Read one name: the post, else the home office, else the name itself and its last word."""
        starts = [0, *(match.end() for match in _SEATED.finditer(name))]
        for start in starts:
            if post := self._names.get(name[start:]):
                return frozenset({post})
        if match := _POSTED.search(name):
            self._posts.add(match["place"])
            return frozenset({match["place"]})
        if _MEMBERS.search(name):
            return frozenset({HOME, name})
        return frozenset({name, name.rpartition("-")[2]}) - {""}


def _learned(messages: Iterable[KnownMessage]) -> Mapping[str, str]:
    """Learn from senders and date lines which country's post is where."""
    seats: dict[str, Counter[str]] = defaultdict(Counter)
    for message in messages:
        place = slug(message.place) if message.place else ""
        if place in {"", _CAPITAL}:
            continue
        for form in message.senders:
            named = slug(form)
            if match := re.search(r"(?:embassy|ambassador|legation|charge)-(?:in|to)-(?:the-)?(.+)$", named):
                seats[match[1]][_table().get(place, place)] += 1
    learned = {}
    for country, places in seats.items():
        (place, most), *_ = sorted(places.items(), key=lambda item: (-item[1], item[0]))
        if country not in _table() and most >= MAJORITY * places.total():
            learned[country] = place
    return learned
