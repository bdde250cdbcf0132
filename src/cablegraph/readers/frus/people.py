"""Say whether a name in a document is that of the person in the volume's list at whom its markup points.

The markup is not always right: in one volume "President Kennedy" points dozens of times at his brother, the Attorney
General. So a pointer is believed only where the words agree with that entry of the list and with no other.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from cablegraph.readers.frus.grammar import grammar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cablegraph.model.edition import ListedPerson

_TOKEN = re.compile(r"[^\W\d_][\w\u2019'-]*\.?")
_INITIALS = re.compile(r"(?:[A-Z]\.? ?){2,4}")
_SEGMENT = re.compile(r"[;,]|\b(?:thereafter|until|after|before|from|since|and)\b")
_TAIL = re.compile(r"\b(?:to|of|for|in|at|on)\b")
# Words that say nothing of which post or which person is meant.
_EMPTY = frozenset(
    (
        *("the", "of", "for", "in", "at", "to", "and", "on", "also", "by", "his", "that", "acting", "former"),
        *("mr", "mrs", "dr", "sir", "jr", "sr", "senator", "general", "lieutenant", "major", "colonel", "captain"),
        *("admiral", "vice", "rear", "marshal", "generalissimo", "brigadier"),
    )
)


@dataclass(frozen=True)
class People:
    """The list of persons of a volume, ready to be asked."""

    listed: Sequence[ListedPerson]

    @cached_property
    def _by_id(self) -> Mapping[str, ListedPerson]:
        return {person.id: person for person in self.listed}

    @cached_property
    def _by_surname(self) -> Mapping[str, list[ListedPerson]]:
        names: dict[str, list[ListedPerson]] = {}
        for person in self.listed:
            names.setdefault(_surname(person.name), []).append(person)
        return names

    def doubt(self, pointer: str, name: str, post: str) -> str | None:
        """Say why *pointer* can't be believed of a *name* with its *post*; None where it can.

        *pointer* is an entry's id, *post* the words of title or post by the name, empty where there are none.
        """
        person = self._by_id.get(pointer)
        if person is None:
            return "the list of persons has no such entry"
        if not _same_name(name, person.name):
            return f'the list says "{person.name}"'
        namesakes = [other for other in self._by_surname[_surname(person.name)] if _same_name(name, other.name)]
        fitting = [other for other in namesakes if post and _held(post, other.description)]
        if len(namesakes) > 1 and fitting != [person]:
            names = " and ".join(other.name for other in fitting or namesakes)
            doubt = "have the same surname, and no word tells which is meant"
            return f"the post fits {names}" if fitting else f"{names} {doubt}"
        known = grammar().kinds["post"].search(person.description)
        wanted = _tokens(post)
        if known and wanted and not fitting and not wanted & _tokens(person.description):
            return f'the list calls {person.name} "{person.description}"'
        return None

    @cached_property
    def _answers(self) -> dict[tuple[str, str, str], str | None]:
        return {}

    def contradiction(self, pointer: str, name: str, title: str) -> str | None:
        """Say what in a name of the running text and in the title before it speaks against *pointer*."""
        key = (pointer, name, title)
        if key not in self._answers:
            self._answers[key] = self._contradiction(*key)
        return self._answers[key]

    def _contradiction(self, pointer: str, name: str, title: str) -> str | None:
        person = self._by_id.get(pointer)
        if person is None:
            return "the list of persons has no such entry"
        if _tokens(name) and not _tokens(name) & _tokens(person.name) and not _run_together(name, person.name):
            return f'the list says "{person.name}"'
        words, parts = title.split(), name.split()
        while parts and not _tokens(parts[0]) & _tokens(person.name):
            words.append(parts.pop(0))  # the markup may take the title into the name
        name = " ".join(parts) or name
        titles = [" ".join(words[start:]) for start in range(len(words))]
        if any(_held(words, person.description) for words in titles):
            return None
        for other in self._by_surname[_surname(person.name)]:
            if _same_name(name, other.name) and any(_held(words, other.description) for words in titles):
                return f"that is the title of {other.name}"
        return None


@lru_cache(maxsize=1 << 14)
def _tokens(words: str) -> frozenset[str]:
    letters = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in letters if not unicodedata.combining(c)).casefold()
    tokens = {token.strip(".\u2019'").removesuffix("\u2019s").removesuffix("'s") for token in _TOKEN.findall(plain)}
    return frozenset(tokens - _EMPTY)


def _surname(listed: str) -> str:
    """Return the first word of an entry that is no rank: of "Ball, George W." it is "ball"."""
    first = listed.partition(",")[0]
    tokens = [token for token in _TOKEN.findall(first) if token.casefold().strip(".") not in _EMPTY]
    return tokens[0].casefold() if tokens else first.casefold()


def _same_name(name: str, listed: str) -> bool:
    """Say whether all parts of a name are in the listed one, the surname among them; an initial fits a forename.

    Beside a forename that is in both, an initial more does no harm.
    """
    if _INITIALS.fullmatch(name):
        return re.sub(r"[^A-Z]", "", name) == _initials(listed)
    given, known = _tokens(name), _tokens(listed)
    surname = _tokens(listed.partition(",")[0])
    if not given or not given & surname:
        return False
    spare = {part for part in given if len(part) == 1 and (given & known) - surname}
    return all(_fits(part, known) for part in given - spare)


def _initials(listed: str) -> str:
    """Return the initials of a listed name in the order in which it is spoken: of "Ball, George W." they are GWB."""
    surname, _, forenames = listed.partition(",")
    return "".join(word[0] for word in (*_TOKEN.findall(forenames), *_TOKEN.findall(surname)))


def _run_together(name: str, listed: str) -> bool:
    """Say whether a name is a listed one but for blanks and hyphens, or its initials: "DeGaulle", "JCKing", "JFK"."""
    surname, _, forenames = listed.partition(",")
    spoken = "".join(letter for letter in f"{forenames}{surname}".casefold() if letter.isalpha())
    given = "".join(letter for letter in name.casefold() if letter.isalpha())
    return (len(given) > len("ab") and given in spoken) or bool(_INITIALS.fullmatch(name))


def _fits(part: str, known: frozenset[str]) -> bool:
    if part in known:
        return True
    return any((len(part) == 1 or len(other) == 1) and part[0] == other[0] for other in known)


def _held(post: str, description: str) -> bool:
    """Say whether a description names the post as one that the person held, not as that of somebody he served."""
    wanted, noun = _tokens(post), _tokens(_TAIL.split(post, maxsplit=1)[0])
    for segment in _SEGMENT.split(description):
        if wanted and wanted <= _tokens(segment) and noun <= _tokens(_TAIL.split(segment, maxsplit=1)[0]):
            return True
    return False
