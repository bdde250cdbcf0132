"""Compare names that are made of syllables: Chinese and Korean ones, syllable by syllable."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from cablegraph.names.spelling import distance
from cablegraph.names.syllables import is_turned, pairs
from cablegraph.names.tables import characters
from cablegraph.names.verdict import Comparison, different, same, unknown

if TYPE_CHECKING:
    from collections.abc import Callable

    from cablegraph.names.syllables import Reading

NEAR = 2  # letters; "Guanyu" and "Guanhua" are so far apart, "Zedong" and "Zemin" further

Readings = frozenset[tuple[str, ...]]


def compare_readings(
    language: str, one: Readings, other: Readings, spelled: Callable[[Reading], tuple[str, str]]
) -> Comparison:
    """Compare two names by their readings in one language; *spelled* writes a reading in two schemes."""
    met = sorted(one & other)
    if met and len(met[0]) > 1:
        return same(f"both can be read as {language} {_shown(met[0])}")
    if met:
        return same(f"both are the one syllable {_shown(met[0])} in {language}; as a family name it is many people's")
    if any(len(a) == 1 or len(b) == 1 for a, b in pairs(one, other)):
        return _alone(language, one, other)
    if any(is_turned(a, b) for a, b in pairs(one, other)):
        return unknown(f"in {language} they are the same syllables in another order")
    gap, _, a, b = min((_gap(a, b, spelled), _unlike(a, b), a, b) for a, b in pairs(one, other))
    where = f"{language} {_shown(a)} and {_shown(b)}"
    if not gap:
        return unknown(f"{where} look alike only where the marks of Wade-Giles are left out")
    if gap <= NEAR:
        return unknown(f"{where} are {gap} letter{'s' * (gap > 1)} apart: two names, or a slip in one of them")
    return different(f"{where} are {gap} letters apart even where they are nearest")


def across(chinese: Readings, korean: Readings) -> Comparison:
    """Say whether the same characters can have the Chinese reading of one name and the Korean one of the other."""
    for a, b in pairs(chinese, korean):
        if len(a) == len(b) and all((x, y) in _both() for x, y in zip(a, b, strict=True)):
            return unknown(f"the same characters could be Chinese {_shown(a)} and Korean {_shown(b)}")
    return different("no characters have both the Chinese reading of the one and the Korean reading of the other")


def _alone(language: str, one: Readings, other: Readings) -> Comparison:
    short, long = sorted((one, other), key=lambda some: min(map(len, some)))
    if any(a == b[:1] or a == b[1:] or a == b[-1:] for a, b in pairs(short, long)):
        return unknown(f"the one is a part of the other in {language}; a family name alone can be anybody's who has it")
    return different(f"as {language} the single syllable of the one is no part of the other")


def _unlike(one: Reading, other: Reading) -> int:
    return sum(a != b for a, b in zip_longest(one, other))


def _gap(one: Reading, other: Reading, spelled: Callable[[Reading], tuple[str, str]]) -> int:
    return min(distance(a, b) for a, b in zip(spelled(one), spelled(other), strict=True))


def _shown(reading: Reading) -> str:
    return " ".join(reading)


@cache
def _both() -> frozenset[tuple[str, str]]:
    return frozenset(
        (pinyin, hangul) for _, some, others, _ in characters().values() for pinyin in some for hangul in others
    )
