"""Read a name as Chinese: Pinyin, Wade-Giles with or without its marks, Palladius or Han characters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from math import prod
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare
from cablegraph.names.syllables import MOST_SYLLABLES, REMEMBERED, Reading, cut, has_room, in_order, is_credible
from cablegraph.names.tables import characters, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cablegraph.names.spelling import Written

_CLEARLY = (
    3  # times as frequent as all the others, so that hua is clear beside gua and kua, and nong is not beside neng
)

_VOWELS = "aeiouü"

Table = dict[str, frozenset[str]]


@lru_cache(REMEMBERED)
def readings(name: Written) -> frozenset[Reading]:
    """Return a name as syllables of Pinyin without tones, family name first, in every reading; none if not Chinese."""
    if name.script == "han":
        return _of_characters(name)
    if name.script == "hangul":
        return _of_hangul(name)
    if not has_room(name) or "ŏ" in name.text:
        return frozenset()
    found: set[Reading] = set()
    for scheme, words in _ways(name):
        found |= _read(words, scheme, name)
    return frozenset(reading for reading in found if is_credible(name, reading))


def mixed(name: Written) -> frozenset[Reading]:
    """Return the readings of a name that is spelt half by Pinyin, half by Wade-Giles: Ke-nung."""
    if name.script != "latin" or not has_room(name):
        return frozenset()
    read = [_cut_word(bare(_toneless(word)), "mixed", name.whole) for word in name.words]
    return frozenset(reading for reading in in_order(read, name.comma) if is_credible(name, reading))


def is_regular(name: Written) -> bool:
    """Say whether a name can be read by Pinyin or Palladius, which have but one reading for a spelling."""
    if name.script not in {"latin", "cyrillic"} or not has_room(name):
        return False
    scheme, words = next(iter(_ways(name)))
    return any(is_credible(name, reading) for reading in _read(words, scheme, name))


def mendings(name: Written) -> frozenset[Reading]:
    """Return the readings of a misspelt name with one missing letter put in; none if it needs no mending.

    Only one word of a name of three syllables is mended, so that the others bear it out, and not in Wade-Giles without
    its marks, where nearly every word has some reading.
    """
    if name.script not in {"latin", "cyrillic"} or not 2 <= len(name.words) <= MOST_SYLLABLES or readings(name):
        return frozenset()
    found: set[Reading] = set()
    for scheme, words in _ways(name):
        read = [_cut_word(word, scheme) for word in words] if scheme != "wade_bare" else []
        if read.count(frozenset()) == 1:
            amiss = read.index(frozenset())
            mended = _with_a_letter(words[amiss], scheme)
            read[amiss] = frozenset(reading for whole in mended for reading in _cut_word(whole, scheme))
            found |= in_order(read, name.comma)
    return frozenset(reading for reading in found if len(reading) == 3)


def clear_mending(name: Written) -> Reading | None:
    """Return the one mending that leaves no doubt: its sounds are far more frequent than all others' together."""
    frequencies = _frequencies()
    weights = {reading: prod(frequencies[syllable] for syllable in reading) for reading in mendings(name)}
    best = max(sorted(weights), key=lambda reading: weights[reading], default=None)
    if best is None or weights[best] < _CLEARLY * (sum(weights.values()) - weights[best]):
        return None
    return best


@cache
def _frequencies() -> dict[str, int]:
    return {row["pinyin"]: int(row["frequency"]) for row in rows("mandarin")}


def _with_a_letter(word: str, scheme: str) -> Iterable[str]:
    """Yield a word with one letter more, wherever that makes a syllable of the scheme beside another, or alone."""
    table, damaged = _tables()[scheme], _damaged(scheme)
    for part in re.finditer("[^-']+" if scheme == "pinyin" else "[^-]+", word):
        before, after = word[: part.start()], word[part.end() :]
        for place in range(len(part[0])):
            head, tail = part[0][:place], part[0][place:]
            if not head or head in table:
                yield from (before + head + whole + after for whole in damaged.get(tail, ()))
            if tail in table:
                yield from (before + whole + tail + after for whole in damaged.get(head, ()))
            if head and tail[0] in _VOWELS and scheme == "pinyin":
                yield f"{before}{head}'{tail}{after}"


@cache
def _damaged(scheme: str) -> dict[str, frozenset[str]]:
    """Return for each syllable that has lost a letter which ones it can have been; ü and v are never lost."""
    found: dict[str, set[str]] = defaultdict(set)
    for syllable in _tables()[scheme]:
        for place, letter in enumerate(syllable):
            if letter not in "üv":
                found[syllable[:place] + syllable[place + 1 :]].add(syllable)
    return {rest: frozenset(wholes) for rest, wholes in found.items()}


def spelled(reading: Reading) -> tuple[str, str]:
    """Return a reading in Pinyin and in Wade-Giles without marks, in one piece, to measure how far two lie apart."""
    wade = _spellings()
    return "".join(reading), "".join(wade[syllable] for syllable in reading)


def _of_characters(name: Written) -> frozenset[Reading]:
    known = characters()
    letters = [letter for word in name.words for letter in word]
    if not 1 <= len(letters) <= 4 or len(name.words) > 2:
        return frozenset()
    return in_order([_single(known[letter][1] if letter in known else ()) for letter in letters], comma=True)


def _of_hangul(name: Written) -> frozenset[Reading]:
    """Read Hangul as Korean newspapers write Chinese names by their sound today: 마오쩌둥."""
    return cut("".join(name.words).replace("-", ""), _tables()["hangul"], MOST_SYLLABLES)


def _single(syllables: Iterable[str]) -> frozenset[Reading]:
    return frozenset((syllable,) for syllable in syllables)


def _ways(name: Written) -> Iterable[tuple[str, list[str]]]:
    """Yield each scheme with the words to be read by it; marks that are written at all are all taken so."""
    if name.script == "cyrillic":
        yield "palladius", list(name.words)
        return
    toneless = [_toneless(word) for word in name.words]
    yield "pinyin", toneless
    if any("v" in word for word in toneless):
        yield "pinyin", [word.replace("v", "ü") for word in toneless]
    marked = any("'" in word for word in name.words)
    yield "wade" if marked else "wade_bare", [bare(word) for word in toneless]


def _read(words: list[str], scheme: str, name: Written) -> frozenset[Reading]:
    """Return the readings of a name by one scheme; the first word that has none settles it."""
    found: list[frozenset[Reading]] = []
    for word in words:
        cuts = _cut_word(word, scheme, name.whole)
        if not cuts:
            return frozenset()
        found.append(cuts)
    return in_order(found, name.comma)


@lru_cache(REMEMBERED)
def _cut_word(word: str, scheme: str, whole: bool = False) -> frozenset[Reading]:
    """Cut a word at its hyphens, and between them into syllables; an apostrophe of Pinyin parts syllables too.

    Places have more syllables than given names, and old maps leave the apostrophe out: Yenan for Yen-an.
    """
    table = _tables()[scheme]
    parted = "" if whole or scheme == "palladius" else _VOWELS
    apart = re.split("[-']", word) if scheme == "pinyin" else word.split("-")
    parts = [part for part in apart if part]
    if len(parts) > MOST_SYLLABLES:
        return frozenset()
    found: frozenset[Reading] = frozenset([()])
    for part in parts:
        part_readings = cut(part, table, MOST_SYLLABLES if whole else 2, parted)
        found = frozenset((*head, *tail) for head in found for tail in part_readings)
    return found - {()}


def _toneless(word: str) -> str:
    """Return a word without the marks of the tones; ü and ê stay."""
    word = re.sub(r"(?<=[a-zü])[0-5]", "", word).strip(".")
    if word.isascii():
        return word
    marks = {"ǖ": "ü", "ǘ": "ü", "ǚ": "ü", "ǜ": "ü", "ŭ": "ŭ", "ê": "ê", "ü": "ü"}
    return "".join(marks.get(letter) or bare(letter) for letter in word)


@cache
def _spellings() -> dict[str, str]:
    return {row["pinyin"]: bare(row["wade_giles"]).replace("'", "") for row in rows("mandarin")}


@cache
def _tables() -> dict[str, Table]:
    """Return for each scheme which syllables a spelling can be; of Wade-Giles with its apostrophes and without.

    "mixed" is Pinyin, and Wade-Giles without apostrophes for what is no syllable of Pinyin.
    """
    schemes = ("pinyin", "wade", "wade_bare", "palladius", "hangul")
    found: dict[str, dict[str, set[str]]] = {name: defaultdict(set) for name in schemes}
    for row in rows("mandarin"):
        syllable = row["pinyin"]
        found["pinyin"][syllable].add(syllable)
        if "ü" in syllable:
            found["pinyin"][syllable.replace("ü", "yu")].add(syllable)
        for form in (row["wade_giles"], *row["wade_giles_also"].split()):
            found["wade"][bare(form)].add(syllable)
            found["wade_bare"][bare(form).replace("'", "")].add(syllable)
        found["hangul"][row["hangul"]].add(syllable)
        for form in (row["palladius"], *row["palladius_also"].split()):
            found["palladius"][form].add(syllable)
            found["palladius"][form.replace("э", "е")].add(syllable)
    tables = {name: {form: frozenset(some) for form, some in table.items()} for name, table in found.items()}
    return {**tables, "mixed": {**tables["wade_bare"], **tables["pinyin"]}}
