"""Compare names that have a family name and given names, as Europeans write them in Latin and Cyrillic letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.names.european import given_names, is_given
from cablegraph.names.spelling import bare, distance
from cablegraph.names.verdict import Comparison, Verdict, best, different, same, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.names.european import Part, Reading

# How large a share of the letters must differ for two words to be surely not one: within a script, and across scripts.
WITHIN, ACROSS = 0.5, 0.67

# What an initial can stand for where another language spells the name: within a script W is V, and J is I; across
# scripts much more is, since Russian spells foreign names by ear.
_INITIALS_WITHIN = {"w": "v", "j": "iy", "y": "ij", "i": "jy", "c": "k", "k": "c", "v": "w"}
_INITIALS_ACROSS = {
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
    pairs = [(a, b) for a in one for b in other if _may_meet(a.scheme, b.scheme)]
    met = [(a, b) for a, b in pairs if _met(a, b)]
    found = best(_same_surname(a, b) for a, b in met) or best(_other_surname(a, b) for a, b in pairs)
    return found or unknown("a name has no word that could be a family name")


def _across(one: Reading, other: Reading) -> bool:
    return (one.scheme == "cyrillic") != (other.scheme == "cyrillic")


def _may_meet(one: str, other: str) -> bool:
    """Say whether two schemes can be held against each other: that of foreign names only against Cyrillic."""
    return "foreign" not in {one, other} or "cyrillic" in {one, other}


def _met(one: Reading, other: Reading) -> frozenset[str]:
    """Return the keys that two family names share; across scripts a doubled letter is as good as a single one."""
    if _across(one, other):
        return _single(one.surname.keys) & _single(other.surname.keys)
    return one.surname.keys & other.surname.keys


def _single(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"(.)\1", r"\1", key) for key in keys)


def _same_surname(one: Reading, other: Reading) -> Comparison:
    surname = f'"{one.surname.text}" and "{other.surname.text}" are one family name ({min(_met(one, other))})'
    if not one.given and not other.given:
        return same(surname, "neither has a given name")
    if not one.given or not other.given:
        return unknown(surname, "one has no given name, and a family name alone can be anybody's who has it")
    return _with_given(surname, one.given, other.given, _across(one, other))


def _with_given(surname: str, one: tuple[Part, ...], other: tuple[Part, ...], across: bool) -> Comparison:
    """Compare given names in their order; of W. Averell and Averell the initial before may be left out."""
    ways = [_judge(one, other, across)]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    if len(longer) > len(shorter) and longer[0].initial and not shorter[0].initial:
        ways.append(_judge(longer[1:], shorter, across))
    found = best(ways)
    assert found
    return Comparison(found.verdict, (surname, *found.why))


def _judge(one: tuple[Part, ...], other: tuple[Part, ...], across: bool) -> Comparison:
    pairs = list(zip(one, other, strict=False))
    judged = [_compare_given(a, b, across) for a, b in pairs]
    against = [each for each in judged if each.verdict != Verdict.SAME]
    why = tuple(line for each in judged for line in each.why)
    spelled_out = any(
        not a.initial and not b.initial and each.verdict == Verdict.SAME
        for (a, b), each in zip(pairs, judged, strict=True)
    )
    if against:
        surely = [
            each.verdict == Verdict.DIFFERENT and not (spelled_out and (a.initial or b.initial))
            for (a, b), each in zip(pairs, judged, strict=True)
        ]
        return different(*why) if any(surely) else unknown(*why)
    letter_by_letter = len(one) == len(other) and all(a.initial and b.initial for a, b in pairs)
    if spelled_out or letter_by_letter or len(pairs) > 1:
        return same(*why, *_left_over(one, other))
    return unknown(*why, "a single initial is borne by many given names")


def _left_over(one: tuple[Part, ...], other: tuple[Part, ...]) -> list[str]:
    rest = (one if len(one) > len(other) else other)[min(len(one), len(other)) :]
    return [f'"{part.text}" is in one only, which says nothing against' for part in rest]


def _compare_given(one: Part, other: Part, across: bool) -> Comparison:
    shown = f'"{one.text}" and "{other.text}"'
    if one.initial or other.initial:
        if _agree(one, other, across):
            return same(f"{shown} agree as far as the initial goes")
        return different(f"{shown} begin otherwise")
    if one.keys & other.keys:
        return same(f"{shown} are one given name")
    if _sets(one) & _sets(other):
        return same(f"{shown} are spellings of one given name")
    if _sets(one, loosely=True) & _sets(other, loosely=True):
        return unknown(f"{shown}: the one may be the other in another language, or short for it")
    if one.patronymic != other.patronymic:
        return unknown(f"{shown} are a patronymic and a name, which can't be compared")
    if one.patronymic:
        if _apart(_stems(one), _stems(other), limit=0.5):
            return different(f"{shown} are other patronymics")
    elif _apart(one.keys, other.keys, ACROSS if across else WITHIN):
        return different(f"{shown} are other given names")
    return unknown(f"{shown} are near, but not one name by any spelling")


def _sets(part: Part, loosely: bool = False) -> frozenset[tuple[int, int]]:
    return frozenset(place for key in part.keys for place in given_names(loosely).get(key, ()))


def _stems(part: Part) -> frozenset[str]:
    return frozenset(_PATRONYMIC.sub("", key) for key in part.keys)


def _agree(one: Part, other: Part, across: bool) -> bool:
    """Say whether an initial agrees with a name or another initial."""
    if not across:
        a, b = bare(one.text)[:1], bare(other.text)[:1]
        return a == b or b in _INITIALS_WITHIN.get(a, "") or bool(_sets(one) & _sets(other))
    starts = [{key[:1] for key in part.keys if key} for part in (one, other)]
    return any(b in _INITIALS_ACROSS.get(a, a) or a in _INITIALS_ACROSS.get(b, b) for a in starts[0] for b in starts[1])


def _other_surname(one: Reading, other: Reading) -> Comparison:
    shown = f'"{one.surname.text}" and "{other.surname.text}"'
    bases = [_base(reading.surname.keys) for reading in (one, other)]
    if bases[0] & other.surname.keys or bases[1] & one.surname.keys:
        if one.scheme == other.scheme == "cyrillic" and not (one.given and other.given):
            return unknown(f"{shown}: a woman's name, or a man's in the genitive")
        return different(f"{shown}: a woman's family name and a man's")
    if _turned(one, other):
        return unknown(f"{shown}: the same words in another order")
    limit = ACROSS if _across(one, other) else WITHIN
    if _apart(one.surname.keys, other.surname.keys, limit):
        if _given_alone(one, other) or _is_part(one, other) or _is_part(other, one):
            return unknown(f"{shown}: the one name may be a part of the other")
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
    """Say whether one name is a single word that is near a given name of the other, or is known as a given name."""
    for a, b in ((one, other), (other, one)):
        if not a.given and (is_given(a.surname.keys) or any(_near(a.surname, part) for part in b.given)):
            return True
    return False


def _is_part(one: Reading, other: Reading) -> bool:
    """Say whether all words of a name are in the other: Josip Broz, Josip Broz Tito."""
    words = (other.surname, *other.given)
    return all(any(part.keys & word.keys for word in words) for part in (one.surname, *one.given))


def _near(one: Part, other: Part) -> bool:
    return not other.initial and not _apart(one.keys, other.keys, WITHIN)


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
