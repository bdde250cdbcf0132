"""Expressions of the grammar, which look for the signs of what they fit before they are compiled and tried."""

from __future__ import annotations

import re
from functools import cached_property
from sys import maxsize
from typing import TYPE_CHECKING

from cablegraph.readers.text.signing import Signing, alternatives
from cablegraph.readers.text.signs import OTHER, START, Signs, lower, start_of
from cablegraph.times import forms as times

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_SLOT = re.compile(r"(?<!\?P)<(\w+)>")  # not a named group
_PART = re.compile(r"\{([a-z]\w*)\}")  # not a count such as {0,3}
SHORT = 300  # characters in which signs are sought before an expression is compiled to fit their beginning
OFTEN = 40  # times: to seek signs more often takes longer than to compile


def by_first_letter(alternatives: Iterable[str]) -> str:
    """Join alternatives, each of which begins with a plain character, so that one by one is tried only at its own."""
    groups: dict[str, list[str]] = {}
    for pattern in alternatives:
        first = pattern[: 2 if pattern[0] == "\\" else 1]
        groups.setdefault(first, []).append(pattern[len(first) :])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())


class Speller:
    """Writes patterns of the grammar out: {part} is an expression under [parts], <slot> a fact under [slots].

    *when* is the expression of a time, the fact in the slots of *told*; *signs* are those of a time.
    """

    def __init__(self, tables: Mapping[str, Mapping[str, str]], told: tuple[str, ...], when: str, signs: Signs) -> None:
        self.parts = {**tables["parts"], "cue": by_first_letter(tables["cues"]), "when": when}
        self.slots = {**tables["slots"], **dict.fromkeys(told, when)}
        self._signing = Signing(
            self.parts, self.slots, dict.fromkeys(["{when}", *(f"<{slot}>" for slot in told)], signs)
        )

    def spell(self, pattern: str) -> str:
        """Return the regular expression; each slot becomes a named group."""
        named = _SLOT.sub(lambda slot: f"(?P<{slot[1]}>{self.slots[slot[1]]})", self._parts(pattern))
        return times.loosen(self._parts(named))

    def signs(self, pattern: str) -> Signs:
        """Tell what stands in whatever fits a pattern."""
        return self._signing.signs(pattern)

    def _parts(self, pattern: str) -> str:
        while (spelled := _PART.sub(lambda part: f"(?:{self.parts[part[1]]})", pattern)) != pattern:
            pattern = spelled
        return pattern


class Expression:
    """A pattern of the grammar with the methods of a compiled one; it is compiled when its signs are first met.

    Of a pattern that is sought, only those alternatives are compiled and tried whose signs are met.
    """

    def __init__(self, pattern: str, speller: Speller) -> None:
        self.pattern, self._speller = pattern, speller
        self._spared = 0  # how often its signs were missed before it was compiled to fit a beginning
        self._sought: dict[tuple[str, ...], re.Pattern[str]] = {}

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The regular expression itself."""
        return re.compile(self._speller.spell(self.pattern))

    @cached_property
    def signs(self) -> Signs:
        """What stands in whatever fits."""
        return self._speller.signs(self.pattern)

    @cached_property
    def _starts(self) -> frozenset[str] | None:
        signs = self.signs
        return None if signs.empty or signs.starts is None else signs.starts | signs.whole

    @cached_property
    def _firsts(self) -> frozenset[str] | None:
        if self._starts is None:
            return None
        return frozenset(letter for start in self._starts for letter in (start[0], start[0].upper()))

    @cached_property
    def _ways(self) -> list[tuple[str, Signs]]:
        return [(way, self._speller.signs(way)) for way in alternatives(self.pattern)]

    def may_begin(self, start: str) -> bool:
        """Say whether what fits could begin with a start as `signs.start_of` gives it."""
        starts = self._starts
        return starts is None or start[:1] == OTHER or any(start[:length] in starts for length in range(1, START + 1))

    def match(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Fit the expression to the beginning of text[start:end]."""
        firsts, first = self._firsts, text[start : start + 1]
        if firsts is not None and first not in firsts and first <= "\x7f":
            return None
        if self._spared < OFTEN and not self._is_worth_compiling(text, start, min(end, len(text))):
            return None
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Fit the expression to all of text[start:end]."""
        able = self._able(text, start, end)
        return able.fullmatch(text, start, end) if able else None

    def search(self, text: str, start: int = 0, end: int = maxsize) -> re.Match[str] | None:
        """Find the first place in text[start:end] that the expression fits."""
        able = self._able(text, start, end)
        return able.search(text, start, end) if able else None

    def finditer(self, text: str, start: int = 0, end: int = maxsize) -> Iterator[re.Match[str]]:
        """Yield the places in text[start:end] that the expression fits, apart from one another."""
        able = self._able(text, start, end)
        return able.finditer(text, start, end) if able else iter(())

    def _is_worth_compiling(self, text: str, start: int, end: int) -> bool:
        small = lower(text[start : min(end, start + SHORT)])
        worth = self.may_begin(start_of(small)) and (end - start > SHORT or self.signs.may_stand(small))
        self._spared += OFTEN if worth else 1
        return worth

    def _able(self, text: str, start: int, end: int) -> re.Pattern[str] | None:
        """Give the alternatives that could fit something in text[start:end], None where there are none."""
        small = lower(text[start:end])
        if not self.signs.may_stand(small):
            return None
        if len(self._ways) == 1:
            return self.compiled
        ways = tuple([way for way, signs in self._ways if signs.may_stand(small)])
        if len(ways) == len(self._ways):
            return self.compiled
        if ways and ways not in self._sought:
            self._sought[ways] = re.compile(self._speller.spell("|".join(ways)))
        return self._sought.get(ways)
