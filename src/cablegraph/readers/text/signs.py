"""Tell from a pattern, without compiling it, by which signs one sees quickly that words can't fit it.

Most words fit no form, and `re` takes long to find that out. What is told here is never too strict: a sign that is
missing rules a pattern out, one that is there proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Firsts = frozenset[str] | None
    Needs = tuple[frozenset[str], ...]

_PIECE = re.compile(
    r"\\u[\da-f]{4}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?\(\w+\)|\(\?[a-z]+:|\(\?(?:<?[=!]|[:>])|\{[a-z]\w*\}|<\w+>"
    r"|(?:[*+?]|\{\d*,?\d*\})[?+]?|[A-Za-z]{2,}(?![*+?]|\{\d)|.",
    re.DOTALL,
)
_WHITE, _DIGITS = frozenset(" \t\r\n\v\f\x1c\x1d\x1e\x1f"), frozenset("0123456789")
_CLASSES = {"d": _DIGITS, "s": _WHITE, "w": _DIGITS | frozenset(ascii_letters) | {"_"}}
FEW = 6  # characters of a class one of which may be asked for
_MEMBER = re.compile(r"(\\.|[^\\])-(\\.|[^\\])|(\\u[\da-f]{4}|\\.|[^\\])", re.DOTALL)
MOST_SETS = 3  # sets of needed words: those that rule out most
MOST_NEEDED = 24  # words one of which is needed: to ask for more takes as long as the pattern itself


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands in whatever fits a pattern.

    `firsts` holds the ASCII characters that it may begin with, in either case, None where any may; another character
    always may. `empty` says that nothing at all fits; `needs` are sets of words, as `lower` writes them: one word of
    each set is in it.
    """

    firsts: Firsts = None
    empty: bool = False
    needs: Needs = ()

    @property
    def least(self) -> int:
        """Say how many characters whatever fits has at least."""
        return max((min(map(len, words)) for words in self.needs), default=0)

    def may_stand(self, small: str) -> bool:
        """Say whether something in these words, written as `lower` does, could fit."""
        for words in self.needs:
            for word in words:  # any() of a generator takes twice as long
                if word in small:
                    break
            else:
                return False
        return True


_NOTHING = Signs(frozenset(), empty=True)


def lower(text: str) -> str:
    """Write *text* in lower case without moving an offset, and letters as those for which `re` takes them too."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def alternatives(pattern: str) -> list[str]:
    """Part a pattern at the bars that stand in no brackets."""
    ways, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece[0] == "(") - (piece == ")")
        if piece == "|" and not depth:
            ways.append("")
        else:
            ways[-1] += piece
    return ways


class Signing:
    """Reads patterns, in which nothing refers to what another part fitted.

    The signs of parts and slots are told from *parts* and *slots* when they are asked for, but for those in *known*.
    """

    def __init__(self, parts: Mapping[str, str], slots: Mapping[str, str], known: Mapping[str, Signs]) -> None:
        self.spelled = {f"<{name}>": pattern for name, pattern in slots.items()}
        self.spelled |= {f"{{{name}}}": pattern for name, pattern in parts.items()}
        self.known = dict(known)

    def signs(self, pattern: str) -> Signs:
        """Tell the signs of a pattern."""
        return self._either([*_PIECE.findall(pattern), ")"][::-1])

    def _named(self, name: str) -> Signs:
        if name not in self.known:
            self.known[name] = self.signs(self.spelled[name])
        return self.known[name]

    def _either(self, pieces: list[str]) -> Signs:
        """Read alternatives up to the bracket that closes them."""
        ways = [self._row(pieces)]
        while pieces.pop() == "|":
            ways.append(self._row(pieces))
        needs: Needs = ways[0].needs
        if len(ways) > 1:
            needs = _fewest(word for way in ways for word in way.needs[0]) if all(way.needs for way in ways) else ()
        return Signs(_union(way.firsts for way in ways), any(way.empty for way in ways), needs)

    def _row(self, pieces: list[str]) -> Signs:
        """Read one alternative: what follows one another."""
        firsts: Firsts = frozenset()
        empty, run = True, ""
        needs: list[frozenset[str]] = []
        while pieces[-1] not in {"|", ")"}:
            piece = pieces.pop()
            if len(piece) > 1 and piece.isalpha():
                if empty:
                    firsts, empty = _union((firsts, _either_case(piece[0]))), False
                run += piece.lower()
                continue
            left = len(pieces)
            item = self._item(piece, pieces)
            if item is None:  # takes no room
                continue
            if empty:
                firsts, empty = _union((firsts, item.firsts)), item.empty
            if item.needs and piece[0] not in "([{<" and len(pieces) == left:  # a character, and just once
                run += next(iter(item.needs[0]))
                continue
            needs += [frozenset({run}), *item.needs] if run else item.needs
            run = ""
        needs += [frozenset({run})] if run else []
        return Signs(firsts, empty, tuple(sorted(needs, key=_worth, reverse=True)[:MOST_SETS]))

    def _item(self, piece: str, pieces: list[str]) -> Signs | None:
        """Read one item with what says how often it may stand; None for what takes no room."""
        if piece in {"^", "$", r"\b", r"\B"}:
            return None
        if piece.startswith("(?") and piece[-1] in "=!":
            told = self._either(pieces)
            return replace(_NOTHING, needs=told.needs) if piece == "(?=" else None
        item = self._either(pieces) if piece[0] == "(" else self._simple(piece)
        often = pieces[-1]
        if often[0] in "*+?{" and often[-1] in "*+?}" and not often[1:2].isalpha():
            pieces.pop()
            if often[0] in "*?" or often[1:2] in {"0", ","}:
                return Signs(item.firsts, True)
        return item

    def _simple(self, piece: str) -> Signs:
        if piece[0] in "{<" and len(piece) > 1:
            return self._named(piece)
        if piece == " ":
            return Signs(_WHITE)  # any white space, see times.forms.loosen
        if piece == ".":
            return Signs()
        if piece[0] == "[":
            return _of_class(piece)
        letter = _letter(piece)
        if len(piece) == 2 and letter.isalnum():  # a kind of characters
            return Signs(_CLASSES.get(letter))
        return Signs(_either_case(letter), needs=(frozenset({letter.lower()}),))


def _letter(piece: str) -> str:
    return piece.encode().decode("unicode_escape") if len(piece) > 2 else piece[-1]


@cache
def _either_case(letter: str) -> frozenset[str]:
    return frozenset(letter.lower() + letter.upper()) if letter.isascii() else frozenset()


def _of_class(piece: str) -> Signs:
    """Tell the signs of a class of characters; little of one that says what it does not hold."""
    if piece[1] == "^":
        return Signs()
    held: frozenset[str] = frozenset()
    plain = set()
    for first, last, one in _MEMBER.findall(piece[1:-1]):
        if last:
            held = held.union(*(_either_case(chr(code)) for code in range(ord(first[-1]), min(ord(last[-1]), 128) + 1)))
        elif len(one) == 2 and one[1].isalnum():
            if one[1] not in _CLASSES:
                return Signs()
            held |= _CLASSES[one[1]]
        else:
            held |= _either_case(_letter(one))
            plain.add(_letter(one).lower())
            continue
        plain.update(ascii_letters)  # more than few
    return Signs(held, needs=(frozenset(plain),) if len(plain) <= FEW else ())


def _union(sets: Iterable[Firsts]) -> Firsts:
    union: frozenset[str] = frozenset()
    for one in sets:
        if one is None:
            return None
        union |= one
    return union


def _fewest(needs: Iterable[str]) -> Needs:
    """Leave out words that hold another one; nothing is needed where still too many are left."""
    fewest: list[str] = []
    for need in sorted(set(needs), key=len):
        if not any(other in need for other in fewest):
            fewest.append(need)
    return (frozenset(fewest),) if len(fewest) <= MOST_NEEDED else ()


def _worth(needs: frozenset[str]) -> tuple[int, int]:
    """Say how much a set of needed words rules out: long ones more, few ones more."""
    return min(map(len, needs)), -len(needs)
