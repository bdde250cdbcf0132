"""Compare names that have a family name and given names, as Europeans write them in Latin and Cyrillic letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.names.european import given_names, is_given
from cablegraph.names.spelling import distance
from cablegraph.names.verdict import Comparison, Verdict, best, different, same, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.names.european import Part, Reading

# How large a share of the letters must differ for two words to be surely not one: within a script, and across scripts.
WITHIN, ACROSS = 0.5, 0.67

# What an initial can stand for where another language spells the name: W is V, J can be I or Zh.
_INITIALS = {
    "w": "vu",
    "j": "izd",
    "i": "iej",
    "c": "kstc",
    "x": "ksh",
    "h": "hgk",
    "s": "sz",
    "z": "zst",
    "g": "gjdh",
    "e": "eia",
    "u": "ui",
    "k": "kc",
    "f": "ft",
    "t": "tf",
}
_CLASSES = str.maketrans(
    {"b": "p", "d": "t", "g": "k", "h": "k", "c": "k", "q": "k", "z": "s", "j": "s", "v": "f", "w": "f"}
)
_PATRONYMIC = re.compile(r"(ov|ev)?i?(ch|chna|vna|na)$")
_FEMININE = re.compile(r"(?<=ov|ev|in)a$|(?<=sk)aia$")


def compare_people(one: tuple[Reading, ...], other: tuple[Reading, ...]) -> Comparison:
    """Compare two names by all their readings; the pair of readings under which they are nearest decides."""
    pairs = [(a, b) for a in one for b in other]
    met = [(a, b) for a, b in pairs if _met(a, b)]
    found = best(_same_surname(a, b) for a, b in met) or best(_other_surname(a, b) for a, b in pairs)
    return found or unknown("a name has no word that could be a family name")


def _met(one: Reading, other: Reading) -> frozenset[str]:
    """Return the keys that two family names share; across scripts a doubled letter is as good as a single one."""
    if (one.scheme == "cyrillic") == (other.scheme == "cyrillic"):
        return one.surname.keys & other.surname.keys
    return _single(one.surname.keys) & _single(other.surname.keys)


def _single(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"(.)\1", r"\1", key) for key in keys)


def _same_surname(one: Reading, other: Reading) -> Comparison:
    surname = f'"{one.surname.text}" and "{other.surname.text}" are one family name ({min(_met(one, other))})'
    if not one.given and not other.given:
        return same(surname, "neither has a given name")
    if not one.given or not other.given:
        return unknown(surname, "one has no given name, and a family name alone can be anybody's who has it")
    return _with_given(surname, one.given, other.given)


def _with_given(surname: str, one: tuple[Part, ...], other: tuple[Part, ...]) -> Comparison:
    pairs = list(zip(one, other, strict=False))
    judged = [_compare_given(a, b) for a, b in pairs]
    against = [each for each in judged if each.verdict != Verdict.SAME]
    if against:
        worst = Verdict.DIFFERENT if any(each.verdict == Verdict.DIFFERENT for each in against) else Verdict.UNKNOWN
        return Comparison(worst, (surname, *(line for each in against for line in each.why)))
    why = (surname, *(line for each in judged for line in each.why))
    spelled_out = any(not a.initial and not b.initial for a, b in pairs)
    letter_by_letter = len(one) == len(other) and all(a.initial and b.initial for a, b in pairs)
    if spelled_out or letter_by_letter or len(pairs) > 1:
        return same(*why, *_left_over(one, other))
    return unknown(*why, "a single initial is borne by many given names")


def _left_over(one: tuple[Part, ...], other: tuple[Part, ...]) -> list[str]:
    rest = (one if len(one) > len(other) else other)[min(len(one), len(other)) :]
    return [f'"{part.text}" is in one only, which says nothing against' for part in rest]


def _compare_given(one: Part, other: Part) -> Comparison:
    shown = f'"{one.text}" and "{other.text}"'
    if one.initial or other.initial:
        if any(_begins(a, b) for a in one.keys for b in other.keys):
            return same(f"{shown} agree as far as the initial goes")
        return different(f"{shown} begin otherwise")
    if one.keys & other.keys:
        return same(f"{shown} are one given name")
    sets = [frozenset(number for key in part.keys for number in given_names().get(key, ())) for part in (one, other)]
    if sets[0] & sets[1]:
        return same(f"{shown} are one given name in two languages")
    if one.patronymic != other.patronymic:
        return unknown(f"{shown} are a patronymic and a name, which can't be compared")
    if one.patronymic:
        stems = [frozenset(_PATRONYMIC.sub("", key) for key in part.keys) for part in (one, other)]
        if _apart(*stems, limit=0.5):
            return different(f"{shown} are other patronymics")
    elif _apart(one.keys, other.keys, limit=0.4):
        return different(f"{shown} are other given names")
    return unknown(f"{shown} are near, but not one name by any spelling")


def _begins(one: str, other: str) -> bool:
    return other[:1] in _INITIALS.get(one[:1], one[:1]) or one[:1] in _INITIALS.get(other[:1], other[:1])


def _other_surname(one: Reading, other: Reading) -> Comparison:
    shown = f'"{one.surname.text}" and "{other.surname.text}"'
    bases = [_base(reading.surname.keys) for reading in (one, other)]
    if bases[0] & other.surname.keys or bases[1] & one.surname.keys:
        if one.scheme == other.scheme == "cyrillic" and not (one.given and other.given):
            return unknown(f"{shown}: a woman's name, or a man's in the genitive")
        return different(f"{shown}: a woman's family name and a man's")
    if _turned(one, other):
        return unknown(f"{shown}: the same words in another order")
    limit = WITHIN if (one.scheme == "cyrillic") == (other.scheme == "cyrillic") else ACROSS
    if _apart(one.surname.keys, other.surname.keys, limit):
        if _given_alone(one, other):
            return unknown(f"{shown}: one may be a given name alone")
        return different(f"{shown} are other family names by every spelling")
    return unknown(f"{shown} are near, but not one family name by any spelling")


def _base(keys: frozenset[str]) -> frozenset[str]:
    """Return the masculine of a feminine family name."""
    bases = {_FEMININE.sub("", key) for key in keys if _FEMININE.search(key)}
    return frozenset(bases | {base + "i" for base in bases if base.endswith("sk")})


def _turned(one: Reading, other: Reading) -> bool:
    return any(one.surname.keys & part.keys for part in other.given) and any(
        other.surname.keys & part.keys for part in one.given
    )


def _given_alone(one: Reading, other: Reading) -> bool:
    """Say whether one name is a single word that stands among the given names of the other, or is known as such."""
    for a, b in ((one, other), (other, one)):
        if not a.given and (is_given(a.surname.keys) or any(a.surname.keys & part.keys for part in b.given)):
            return True
    return False


def _apart(one: Iterable[str], other: Iterable[str], limit: float) -> bool:
    """Say whether two words are well apart in every spelling: in their letters, and in the classes of their sounds."""
    for a in one:
        for b in other:
            size = max(len(a), len(b), 1)
            letters = distance(a, b)
            if letters <= 2 or letters / size < limit:
                return False
            if (
                limit > ACROSS - 0.01
                and distance(_sounds(a), _sounds(b)) / max(len(_sounds(a)), len(_sounds(b)), 1) < limit
            ):
                return False
    return True


def _sounds(key: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub("[aeiou]", "", key.translate(_CLASSES)))
