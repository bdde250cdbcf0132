"""Cut words into syllables of a table, in every way in which that can be done."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cablegraph.names.spelling import Written

Reading = tuple[str, ...]

MOST_SYLLABLES = 4  # of one name: two of a double family name and two more
LONGEST = 8  # letters of a syllable: ch'uang, dots and marks counted
REMEMBERED = 4096  # readings of so many names are kept, since a name is mostly compared with several others
MOST = 400  # readings of one name; more would only be a name of a language that has no such syllables


def cut(word: str, table: Mapping[str, frozenset[str]], most: int = 2, parted: str = "") -> frozenset[Reading]:
    """Return the readings of a word as up to *most* syllables of the table; none if it can't be cut so.

    No syllable but the first begins with a letter of *parted*: before those the scheme would have put a mark.
    """
    if not word:
        return frozenset([()])
    if most == 0:
        return frozenset()
    found: set[Reading] = set()
    for end in range(1, min(len(word), LONGEST) + 1):
        heads = table.get(word[:end])
        if heads and word[end : end + 1] not in (parted or "\0"):
            found.update((head, *tail) for tail in cut(word[end:], table, most - 1, parted) for head in heads)
        elif heads and end == len(word):
            found.update((head,) for head in heads)
    return frozenset(found)


def has_room(name: Written) -> bool:
    """Say whether a name can be one of syllables by its length alone, before any table is read."""
    if len(name.words) == 1 and "-" not in name.words[0] and not name.whole:
        return len(name.words[0]) <= LONGEST
    return 1 <= len(name.words) <= MOST_SYLLABLES


def is_credible(name: Written, reading: Reading) -> bool:
    """Say whether a reading has a number of syllables that a person's or a place's name has.

    One word alone, in Latin or Cyrillic letters and without a hyphen, is a family name and so of one syllable; else
    many a Petrov could be cut up too.
    """
    if name.whole:
        return len(reading) <= MOST_SYLLABLES
    if len(name.words) == 1 and "-" not in name.words[0]:
        return len(reading) == 1
    return 2 <= len(reading) <= MOST_SYLLABLES


def join(words: Sequence[frozenset[Reading]]) -> frozenset[Reading]:
    """Return the readings of a name from those of its words; none where a word has none."""
    found: set[Reading] = set()
    for parts in product(*words):
        found.add(tuple(syllable for part in parts for syllable in part))
        if len(found) > MOST:
            return frozenset()
    return frozenset(found)


def in_order(words: Sequence[frozenset[Reading]], comma: bool) -> frozenset[Reading]:
    """Return the readings of a name, family name first, also of one written the other way round.

    "Kenong Li" and "You Chan Yang" are turned round. A comma says that the family name comes first.
    """
    found = join(words)
    if not comma and len(words) == 2:
        first = {reading for reading in words[0] if len(reading) == 2}
        last = {reading for reading in words[1] if len(reading) == 1}
        found |= join([frozenset(last), frozenset(first)])
    if not comma and len(words) == 3:
        single = [frozenset(reading for reading in word if len(reading) == 1) for word in words]
        found |= join([single[2], single[0], single[1]])
    return frozenset(reading for reading in found if reading)


def is_turned(one: Reading, other: Reading) -> bool:
    """Say whether two names are the same syllables in another order."""
    return one != other and sorted(one) == sorted(other)


def pairs(some: Iterable[Reading], others: Iterable[Reading]) -> Iterable[tuple[Reading, Reading]]:
    """Yield each reading of the one with each of the other."""
    return product(sorted(some), sorted(others))
