"""Read a name as Chinese: Pinyin, Wade-Giles with or without its marks, Palladius or Han characters."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare
from cablegraph.names.syllables import MOST_SYLLABLES, Reading, cut, has_room, in_order, is_credible
from cablegraph.names.tables import characters, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.names.spelling import Written

Table = dict[str, frozenset[str]]


def readings(name: Written) -> frozenset[Reading]:
    """Return the readings of a name as syllables of Pinyin without tones, family name first; none if it isn't Chinese."""
    if name.script == "han":
        return _of_characters(name)
    if not has_room(name):
        return frozenset()
    found: set[Reading] = set()
    for table, words in _ways(name):
        found |= in_order([_cut_word(word, table, name.whole) for word in words], name.comma)
    return frozenset(reading for reading in found if is_credible(name, reading))


def mendings(name: Written) -> frozenset[Reading]:
    """Return the readings that a misspelt Pinyin name has when one missing letter is put in; none if it needs no mending.

    Only a name of three syllables is mended, so that the two others bear it out.
    """
    if name.script != "latin" or len(name.words) < 2 or readings(name):
        return frozenset()
    table = _tables()["pinyin"]
    words = [_toneless(word) for word in name.words]
    found: set[Reading] = set()
    for number, word in enumerate(words):
        for place in range(len(word) + 1):
            for letter in "abcdefghijklmnopqrstuwxyz":
                whole = [*words[:number], word[:place] + letter + word[place:], *words[number + 1 :]]
                found |= in_order([_cut_word(part, table) for part in whole], name.comma)
    return frozenset(reading for reading in found if len(reading) == 3)


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


def _single(syllables: Iterable[str]) -> frozenset[Reading]:
    return frozenset((syllable,) for syllable in syllables)


def _ways(name: Written) -> Iterable[tuple[Mapping[str, frozenset[str]], list[str]]]:
    """Yield each scheme's table with the words to be read by it; marks that are written at all are taken as complete."""
    tables = _tables()
    if name.script == "cyrillic":
        yield tables["palladius"], list(name.words)
        return
    toneless = [_toneless(word) for word in name.words]
    yield tables["pinyin"], toneless
    yield tables["pinyin"], [word.replace("v", "ü") for word in toneless]
    marked = any("'" in word for word in name.words)
    yield tables["wade" if marked else "wade_bare"], [_loose(word) for word in toneless]


def _cut_word(word: str, table: Mapping[str, frozenset[str]], whole: bool = False) -> frozenset[Reading]:
    """Cut a word at its hyphens, and between them into syllables; an apostrophe of Pinyin parts syllables too.

    Places have more syllables than given names, and old maps leave the apostrophe out: Yenan for Yen-an.
    """
    parted = "" if whole or table is _tables()["palladius"] else "aeo"
    apart = word.split("-") if table is not _tables()["pinyin"] else re.split("[-']", word)
    found: frozenset[Reading] = frozenset([()])
    for part in filter(None, apart):
        part_readings = cut(part, table, MOST_SYLLABLES if whole else 2, parted)
        found = frozenset((*head, *tail) for head in found for tail in part_readings)
    return found - {()}


def _toneless(word: str) -> str:
    """Return a word without the marks of the tones; ü and ê stay."""
    marks = {"ǖ": "ü", "ǘ": "ü", "ǚ": "ü", "ǜ": "ü", "ŭ": "ŭ", "ê": "ê", "ü": "ü"}
    return "".join(marks.get(letter) or bare(letter) for letter in re.sub(r"(?<=[a-zü])[0-5]", "", word)).strip(".")


def _loose(word: str) -> str:
    return bare(word)


@cache
def _spellings() -> dict[str, str]:
    return {row["pinyin"]: bare(row["wade_giles"]).replace("'", "") for row in rows("mandarin")}


@cache
def _tables() -> dict[str, Table]:
    """Return for each scheme which syllables a spelling can be; of Wade-Giles with its apostrophes and without."""
    found: dict[str, dict[str, set[str]]] = {
        name: defaultdict(set) for name in ("pinyin", "wade", "wade_bare", "palladius")
    }
    for row in rows("mandarin"):
        syllable = row["pinyin"]
        found["pinyin"][syllable].add(syllable)
        if "ü" in syllable:
            found["pinyin"][syllable.replace("ü", "yu")].add(syllable)
        for form in (row["wade_giles"], *row["wade_giles_also"].split()):
            found["wade"][bare(form)].add(syllable)
            found["wade_bare"][bare(form).replace("'", "")].add(syllable)
        for form in (row["palladius"], *row["palladius_also"].split()):
            found["palladius"][form].add(syllable)
            found["palladius"][form.replace("э", "е")].add(syllable)
    return {name: {form: frozenset(some) for form, some in table.items()} for name, table in found.items()}
