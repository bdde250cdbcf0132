"""Bring Latin and Cyrillic spellings of a name to keys that meet, whatever language wrote them down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product
from typing import TYPE_CHECKING

from cablegraph.names.spelling import bare, plain
from cablegraph.names.syllables import REMEMBERED
from cablegraph.names.tables import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.names.spelling import Written

_MOST_UMLAUTS = 4
MOST = 64  # keys of one word; a word with more ways than that has no use for them
_PATRONYMIC = re.compile(r"(vich|vitch|witsch|wicz|vič|vna|wna|вич|вна|ична)$")
_UMLAUTS = {"ä": ("a", "ae"), "ö": ("o", "oe"), "ü": ("u", "ue"), "å": ("a", "aa"), "ø": ("o", "oe")}
_DATIVE = re.compile(r"(?<=[оеи][вн])(у|ым|е)$")
_ADJECTIVE = re.compile(r"(?<=[сц]к)(ого|ому|им|ом)$")


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: its keys, and whether it is an initial or a patronymic."""

    text: str
    keys: frozenset[str]
    initial: bool = False
    patronymic: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as a family name with what stands beside it, by the spelling of one language."""

    scheme: str
    surname: Part
    given: tuple[Part, ...]


def readings(name: Written) -> tuple[Reading, ...]:
    """Return a name's readings, one a scheme of spelling that it can follow; none in other scripts."""
    if name.script not in {"latin", "cyrillic"}:
        return ()
    surname, given = _arrange(name)
    if not surname:
        return ()
    found = []
    for scheme in schemes(name):
        whole = " ".join(surname)
        keys = frozenset(key for form in _uninflected(whole, name) for key in word_keys(form, scheme))
        parts = tuple(_part(word, scheme) for whole_word in given for word in whole_word.split("-") if word)
        found.append(Reading(scheme, Part(whole, keys), parts))
    return tuple(found)


def index_keys(name: Written) -> frozenset[str]:
    """Return the keys of the words that can be the family name: of the first and the last that are written out."""
    full = [word for word in name.words if not is_initial(word) and not _PATRONYMIC.search(word)] or list(name.words)
    if name.script not in {"latin", "cyrillic"} or not full:
        return frozenset()
    found = {key for reading in readings(name) for key in reading.surname.keys}
    for word in {full[0], full[-1]}:
        found |= {key for scheme in schemes(name) for key in word_keys(word, scheme)}
    return frozenset(re.sub(r"(.)\1", r"\1", key) for key in found)


def whole_keys(name: Written) -> frozenset[str]:
    """Return the keys of a name in one piece, as a place's is."""
    whole = "".join(name.words).replace("-", "")
    if name.script not in {"latin", "cyrillic"}:
        return frozenset()
    return frozenset(key for scheme in schemes(name) for key in word_keys(whole, scheme))


@lru_cache(REMEMBERED)
def schemes(name: Written) -> tuple[str, ...]:
    """Return the schemes that a name's own spelling allows; a Cyrillic one has its one."""
    if name.script == "cyrillic":
        return ("cyrillic",)
    text = " ".join(word for word in name.words if not is_initial(word))
    allowed = (scheme for scheme, needs, lacks in _gates() if _allowed(text, needs, lacks))
    return tuple(dict.fromkeys(("plain", *allowed)))


@lru_cache(maxsize=20_000)
def word_keys(word: str, scheme: str) -> frozenset[str]:
    """Return the keys of a word by one scheme of spelling."""
    if scheme == "plain":
        if sum(letter in _UMLAUTS for letter in word) > _MOST_UMLAUTS:
            return frozenset([_finished(word)])
        ways = [_UMLAUTS.get(letter, (letter,)) for letter in word.replace("ß", "ss")]
        return frozenset(_finished("".join(way)) for way in product(*ways))
    found = {""}
    for options in _spell(word, scheme):
        found = {head + option for head in found for option in options}
        if len(found) > MOST:
            return frozenset([_finished(word)])
    return frozenset(_finished(key) for key in found)


def is_initial(word: str) -> bool:
    """Say whether a word is an initial: a letter or two with a full stop, or a single letter."""
    return len(word.rstrip(".")) == 1 or (word.endswith(".") and len(word) <= 3)


@cache
def given_names(loosely: bool = False) -> dict[str, frozenset[tuple[int, int]]]:
    """Return for the key of each known given name the names that it can be a spelling of, as row and place in it.

    *Loosely* all names of a row are one: those of other languages, and short forms.
    """
    found: dict[str, set[tuple[int, int]]] = {}
    for number, row in enumerate(rows("given")):
        names = row["names"].split("|")
        if loosely:
            names = [";".join((*names, row["short"]))]
        for place, name in enumerate(names):
            for form in map(plain, filter(None, name.split(";"))):
                for key in _given_keys(form):
                    found.setdefault(key, set()).add((number, place))
    return {key: frozenset(some) for key, some in found.items()}


def _given_keys(form: str) -> Iterator[str]:
    cyrillic = _any_scheme(form) == "cyrillic"
    for scheme in ("cyrillic",) if cyrillic else ("plain", *(gate[0] for gate in _gates())):
        yield from word_keys(form, scheme)


def is_given(keys: frozenset[str]) -> bool:
    """Say whether a word is a given name that the table knows."""
    return any(key in given_names(loosely=True) for key in keys)


def _arrange(name: Written) -> tuple[list[str], list[str]]:
    """Return the words of the family name, and the others; particles are left out."""
    words = [word for word in name.words if word not in _particles()] or list(name.words)
    if name.family:
        family = sum(word not in _particles() for word in name.words[: name.family])
        return words[:family], words[family:]
    full = [word for word in words if not is_initial(word)]
    if not full:
        return [], words
    if len(words) > 1 and _family_first(words, full):
        return words[:1], words[1:]
    return words[-1:], words[:-1]


def _family_first(words: list[str], full: list[str]) -> bool:
    if full == words[:1]:
        return True
    if len(words) > 2 and _PATRONYMIC.search(words[-1]) and not _PATRONYMIC.search(words[-2]):
        return True
    first, last = (is_given(word_keys(word, _any_scheme(word))) for word in (words[0], words[-1]))
    return last and not first and not is_initial(words[0])


def _any_scheme(word: str) -> str:
    return "cyrillic" if "а" <= bare(word)[:1] <= "я" else "plain"


def _part(word: str, scheme: str) -> Part:
    if is_initial(word):
        return Part(word, word_keys(word.rstrip("."), scheme), initial=True)
    return Part(word, word_keys(word, scheme), patronymic=bool(_PATRONYMIC.search(word)))


def _uninflected(word: str, name: Written) -> list[str]:
    """Return a Cyrillic family name, also without an ending that no nominative has: Молотову, Вышинским."""
    if name.script != "cyrillic" or len(name.words) > 1:
        return [word]
    forms = [word, _DATIVE.sub("", word), _ADJECTIVE.sub("ий", word)]
    return list(dict.fromkeys(forms))


@cache
def _particles() -> frozenset[str]:
    return frozenset(row["particle"] for row in rows("particles"))


@cache
def _gates() -> tuple[tuple[str, str, str], ...]:
    return tuple((row["scheme"], row["from"], row["to"]) for row in rows("latin") if row["kind"] == "scheme")


def _allowed(text: str, needs: str, lacks: str) -> bool:
    return (not needs or bool(re.search(needs, text))) and not (lacks and re.search(lacks, text))


@cache
def _rules(scheme: str) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    if scheme == "cyrillic":
        table = {row["letter"]: row["key"] for row in rows("cyrillic")}
    else:
        table = {row["from"]: row["to"] for row in rows("latin") if row["kind"] == "rule" and row["scheme"] == scheme}
    ways = {form.rstrip("$"): tuple("" if way == "-" else way for way in to.split()) for form, to in table.items()}
    ordered = sorted(table, key=len, reverse=True)
    pattern = "|".join(re.escape(form.rstrip("$")) + (r"(?=$|[ -])" if form.endswith("$") else "") for form in ordered)
    return re.compile(pattern), ways


def _spell(word: str, scheme: str) -> list[tuple[str, ...]]:
    pattern, ways = _rules(scheme)
    found: list[tuple[str, ...]] = []
    place = 0
    for hit in pattern.finditer(word):
        found += [(word[place : hit.start()],), ways[hit[0]]]
        place = hit.end()
    return [*found, (word[place:],)]


def _finished(key: str) -> str:
    """Return a key in its last form: no marks, y as i, no j between, one i, e for ie, ев for ов after a hiss."""
    key = re.sub(r"[^a-z]", "", bare(key)).replace("y", "i")
    key = re.sub(r"(?<=[szc]h)io", "e", key)
    key = re.sub(r"(?<=[szc]h)ov$", "ev", key)
    return re.sub(r"ie", "e", re.sub(r"i+", "i", key))
