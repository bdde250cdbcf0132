"""Read a name as Korean: McCune-Reischauer, Revised, Kontsevich, the forms of newspapers, Hangul or Han characters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare, plain
from cablegraph.names.syllables import MOST_SYLLABLES, REMEMBERED, Reading, cut, has_room, in_order, is_credible
from cablegraph.names.tables import characters, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.names.spelling import Written

Table = dict[str, frozenset[str]]

_BREVES = re.compile("[ŏŭ]")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = "-ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_STYLES = {
    "marked": ("mccune_reischauer",),
    "bare": ("mccune_reischauer", "revised", "also_latin"),
    "cyrillic": ("kontsevich", "also_cyrillic"),
}
_BEFORE_I = "ㅑㅒㅕㅖㅛㅠㅣ"


@lru_cache(REMEMBERED)
def readings(name: Written) -> frozenset[Reading]:
    """Return the readings of a name as syllables of Hangul, family name first; none if it isn't Korean.

    The family name and the syllable after it are given as in Seoul (이 for 리), so that North and South meet.
    """
    if name.script in {"han", "hangul"}:
        return _of_letters(name)
    if not has_room(name):
        return frozenset()
    found: set[Reading] = set()
    for style, words in _ways(name):
        found |= _read(style, words, name)
    return frozenset(_as_in_seoul(reading) for reading in found if is_credible(name, reading))


def spelled(reading: Reading) -> tuple[str, str]:
    """Return a reading in Revised and in McCune-Reischauer without marks, to measure how far two lie apart."""
    return "".join(_revised(syllable) for syllable in reading), "".join(_mccune(syllable) for syllable in reading)


def _read(style: str, words: list[str], name: Written) -> frozenset[Reading]:
    surnames, syllables = _tables()[f"surname {style}"], _tables()[style]
    if name.whole:
        return _cut_word(words[0], syllables, syllables, MOST_SYLLABLES)
    found: set[Reading] = set()
    given = [_cut_word(word, syllables, syllables) for word in words[1:]]
    if all(given):
        found |= in_order([_cut_word(words[0], surnames, syllables), *given], comma=True)
    if not name.comma and len(words) == 2 and words[1] in surnames:
        last = frozenset((each,) for each in surnames[words[1]])
        first = frozenset(each for each in _cut_word(words[0], syllables, syllables) if len(each) == 2)
        found |= in_order([last, first], comma=True)
    return frozenset(found)


def _cut_word(word: str, first: Table, others: Table, most: int = 2) -> frozenset[Reading]:
    parts = [part for part in word.split("-") if part]
    if len(parts) > MOST_SYLLABLES:
        return frozenset()
    found: frozenset[Reading] = frozenset([()])
    for number, part in enumerate(parts):
        table = first if number == 0 else others
        found = frozenset((*head, *tail) for head in found for tail in cut(part, table, most))
    return found - {()}


def _ways(name: Written) -> Iterable[tuple[str, list[str]]]:
    if name.script == "cyrillic":
        yield "cyrillic", [word.replace("ё", "е") for word in name.words]
        return
    words = [word.strip(".") for word in name.words]
    if any(_BREVES.search(word) for word in words):
        yield "marked", words
        yield "marked", [word.replace("'", "") for word in words]
    else:
        yield "bare", [bare(word).replace("'", "") for word in words]


def _of_letters(name: Written) -> frozenset[Reading]:
    letters = [letter for word in name.words for letter in word]
    if not 1 <= len(letters) <= 4 or (name.script == "han" and len(name.words) > 2):
        return frozenset()
    known = characters()
    ways = [(letter,) if "가" <= letter <= "힣" else known[letter][2] if letter in known else () for letter in letters]
    found = (_as_in_seoul(reading) for reading in product(*ways))
    return frozenset(reading for reading in found if name.whole or is_surname(reading[0]))


def _as_in_seoul(reading: Reading) -> Reading:
    return (*(_softened(syllable) for syllable in reading[:2]), *reading[2:])


def is_surname(syllable: str) -> bool:
    """Say whether a syllable of Hangul is a family name, as written in Seoul or in Pyongyang."""
    return ("surname", _softened(syllable)) in _letters()


def _parts(syllable: str) -> tuple[str, str, str]:
    code = ord(syllable) - ord("가")
    return _INITIALS[code // 588], _VOWELS[code % 588 // 28], _FINALS[code % 28]


def _softened(syllable: str) -> str:
    """Return 이 for 리 and 여 for 녀, 노 for 로: as Seoul writes what Pyongyang keeps at a beginning."""
    initial, vowel, final = _parts(syllable)
    if initial in "ㄹㄴ" and vowel in _BEFORE_I:
        initial = "ㅇ"
    elif initial == "ㄹ":
        initial = "ㄴ"
    return chr(ord("가") + _INITIALS.index(initial) * 588 + _VOWELS.index(vowel) * 28 + _FINALS.index(final))


@cache
def _letters() -> dict[tuple[str, str], dict[str, str]]:
    return {(row["place"], row["letter"]): row for row in rows("korean")}


def _forms(place: str, letter: str, columns: Iterable[str]) -> list[str]:
    row = _letters().get((place, letter))
    found = [form for column in columns for form in row[column].split()] if row else []
    return ["" if form == "-" else form for form in dict.fromkeys(found)]


def spellings(syllable: str, columns: tuple[str, ...]) -> set[str]:
    """Return how a syllable can be written by some columns of the table of letters."""
    initial, vowel, final = _parts(syllable)
    starts, middles = _forms("initial", initial, columns), _forms("vowel", vowel, columns)
    if vowel not in "ㅣㅟㅑㅕㅛㅠ":
        starts = [start for start in starts if start != "sh"]
    ends = _forms("final", final, columns)
    return {"".join(parts) for parts in product(starts, middles, ends)}


def _revised(syllable: str) -> str:
    return min(spellings(syllable, ("revised",)), key=lambda form: (len(form), form), default=syllable)


def _mccune(syllable: str) -> str:
    form = min(spellings(syllable, ("mccune_reischauer",)), key=lambda form: (len(form), form), default=syllable)
    return bare(form).replace("'", "")


@cache
def _tables() -> dict[str, Table]:
    """Return which syllables a spelling can be: with breves, without, in Cyrillic; as a family name there are more."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for syllable in sorted({each for entry in characters().values() for each in entry[2]}):
        for style, columns in _STYLES.items():
            for form in spellings(syllable, columns):
                found[style][_normal(form, style)].add(syllable)
                if is_surname(syllable):
                    found[f"surname {style}"][_normal(form, style)].add(syllable)
    for (place, syllable), row in _letters().items():
        if place in {"surname", "given"}:
            for style in _STYLES:
                for form in row["also_cyrillic" if style == "cyrillic" else "also_latin"].split():
                    found[style if place == "given" else f"surname {style}"][_normal(form, style)].add(syllable)
    return {style: {form: frozenset(some) for form, some in table.items()} for style, table in found.items()}


def _normal(form: str, style: str) -> str:
    if style == "bare":
        return bare(form).replace("'", "")
    return plain(form).replace("ё", "е")
