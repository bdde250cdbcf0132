"""Read a name as Japanese: Hepburn, Kunrei or Polivanov, long vowels as short ones, in either order of the words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare
from cablegraph.names.syllables import cut
from cablegraph.names.tables import rows

if TYPE_CHECKING:
    from cablegraph.names.spelling import Written

_LONGEST = 6  # syllables of one word


def readings(name: Written) -> frozenset[frozenset[str]]:
    """Return the readings of a name of two words or more, each the set of its words in Hepburn; none if not Japanese.

    The order is left open, since both are in use. Han characters are not read: Japanese reads them in too many ways.
    """
    if name.script not in {"latin", "cyrillic"} or len(name.words) < 2:
        return frozenset()
    ways = [_words(word) for word in name.words]
    return frozenset(frozenset(way) for way in product(*ways) if all(len(word) > 1 for word in way))


def _words(word: str) -> frozenset[str]:
    shortened = re.sub(r"ou(?!$)|oo|oh(?![aeiou])", "o", word)
    forms = {word, shortened, shortened.replace("uu", "u"), re.sub(r"ou$", "o", shortened)}
    found = {"".join(reading) for form in forms for reading in cut(_normal(form), _table(), _LONGEST)}
    return frozenset(re.sub(r"(?<=[^aeiouy])n(?=n)", "n", each) for each in found)


def _normal(word: str) -> str:
    word = word.replace("ё", "\0").replace("й", "и").replace("-", "").replace("'", "")
    word = "".join(letter if letter == "\0" else bare(letter) for letter in word).replace("\0", "ё")
    word = re.sub(r"(?<=[aeiou])m(?=[bpm])", "n", re.sub(r"(?<=[аеиоуэюяё])м(?=[бпм])", "н", word))
    return re.sub(r"([kstpктсп])\1", r"\1", word.replace("tch", "ch"))


@cache
def _table() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows("japanese"):
        for scheme in ("hepburn", "kunrei", "polivanov"):
            found[row[scheme]].add(row["hepburn"])
    return {form: frozenset(some) for form, some in found.items()}
