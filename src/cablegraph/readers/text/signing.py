"""Tell from a pattern, without compiling it, what its signs are."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, digits
from typing import TYPE_CHECKING

from cablegraph.readers.text.signs import OTHER, START, Signs, start_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.readers.text.signs import Needs, Starts

_PIECE = re.compile(
    r"\\u[\da-f]{4}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P<\w+>|\(\?\(\w+\)|\(\?[a-z]+:|\(\?(?:<?[=!]|[:>])|\{[a-z]\w*\}|<\w+>"
    r"|(?:[*+?]|\{\d*,?\d*\})[?+]?|[A-Za-z]{2,}(?![*+?]|\{\d)|.",
    re.DOTALL,
)
_WHITE, _DIGITS = frozenset(" \t\r\n\v\f\x1c\x1d\x1e\x1f" + OTHER), frozenset(digits + OTHER)
_CLASSES = {"d": _DIGITS, "s": _WHITE, "w": _DIGITS | frozenset(ascii_lowercase) | {"_"}}
MOST_STARTS = 100  # beginnings that are made from two parts: where there are more, the first part must do
FEW = 6  # characters of a class one of which may be asked for
_MEMBER = re.compile(r"(\\.|[^\\])-(\\.|[^\\])|(\\u[\da-f]{4}|\\.|[^\\])", re.DOTALL)
MOST_SETS = 3  # sets of needed words: those that rule out most
MOST_NEEDED = 24  # words one of which is needed: to ask for more takes as long as the pattern itself

_NOTHING = Signs(frozenset(), frozenset({""}))


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
        return Signs(_union(way.starts for way in ways), frozenset().union(*(way.whole for way in ways)), needs)

    def _row(self, pieces: list[str]) -> Signs:
        """Read one alternative: what follows one another."""
        begun, run = _NOTHING, ""
        needs: list[frozenset[str]] = []
        while pieces[-1] not in {"|", ")"}:
            piece = pieces.pop()
            if len(piece) > 1 and piece.isalpha():
                begun = _followed(begun, _plain(piece)) if begun.whole else begun
                run += piece.lower()
                continue
            left = len(pieces)
            item = self._item(piece, pieces)
            if item is None:  # takes no room
                continue
            begun = _followed(begun, item) if begun.whole else begun
            if item.needs and piece[0] not in "([{<" and len(pieces) == left:  # a character, and just once
                run += next(iter(item.needs[0]))
                continue
            needs += [frozenset({run}), *item.needs] if run else item.needs
            run = ""
        needs += [frozenset({run})] if run else []
        needs = sorted(needs, key=_worth, reverse=True)[:MOST_SETS] if len(needs) > 1 else needs
        return Signs(begun.starts, begun.whole, tuple(needs))

    def _item(self, piece: str, pieces: list[str]) -> Signs | None:
        """Read one item with what says how often it may stand; None for what takes no room."""
        if piece in {"^", "$", r"\b", r"\B"}:
            return None
        if piece.startswith("(?") and piece[-1] in "=!":
            told = self._either(pieces)
            return _NOTHING._replace(needs=told.needs) if piece == "(?=" else None
        item = self._either(pieces) if piece[0] == "(" else self._simple(piece)
        often = pieces[-1]
        if often[0] in "*+?{" and often[-1] in "*+?}" and not often[1:2].isalpha():
            pieces.pop()
            return _repeated(item, often)
        return item

    def _simple(self, piece: str) -> Signs:
        return self._named(piece) if piece[0] in "{<" and len(piece) > 1 else _plain(piece)


@cache
def _plain(piece: str) -> Signs:
    """Tell the signs of a word, a character or a class of characters."""
    if piece == " ":
        return Signs(_WHITE)  # or more of it: any white space, see times.forms.loosen
    if piece == ".":
        return Signs()
    if piece[0] == "[":
        return _of_class(piece)
    if piece[0] != "\\" or len(piece) > 2 or not piece[1].isalnum():
        return _word((_letter(piece) if piece[0] == "\\" else piece).lower())
    return _one_of(_CLASSES[piece[1]]) if piece[1] in _CLASSES else Signs()  # a kind of characters


def _letter(piece: str) -> str:
    return piece.encode().decode("unicode_escape") if len(piece) > 2 else piece[-1]


def _word(word: str) -> Signs:
    start = start_of(word)
    starts, whole = (frozenset({start}), frozenset()) if len(start) == START else (frozenset(), frozenset({start}))
    return Signs(starts, whole, (frozenset({word}),))


def _one_of(characters: frozenset[str]) -> Signs:
    """Tell the signs of a class that holds these characters; any that is not ASCII may be the same in another case."""
    return Signs(frozenset(), characters | {OTHER})


def _of_class(piece: str) -> Signs:
    """Tell the signs of a class of characters; little of one that says what it does not hold."""
    if piece[1] == "^":
        return Signs()
    held: set[str] = set()
    plain = set()
    for first, last, one in _MEMBER.findall(piece[1:-1]):
        if last:
            held.update(chr(code).lower() for code in range(ord(first[-1]), min(ord(last[-1]), 127) + 1))
        elif len(one) == 2 and one[1].isalnum():
            if one[1] not in _CLASSES:
                return Signs()
            held |= _CLASSES[one[1]]
        else:
            letter = _letter(one).lower()
            held.add(start_of(letter))
            plain.add(letter)
            continue
        plain.update(ascii_lowercase)  # more than few
    return _one_of(frozenset(held))._replace(needs=(frozenset(plain),) if len(plain) <= FEW else ())


def _followed(one: Signs, other: Signs) -> Signs:
    """Tell with what begins that in which *other* follows *one*; what is needed may be left out."""
    if one is _NOTHING:
        return other
    if one.starts is None:
        return one
    open_ = one.whole - {""}  # what anything may follow
    if other.starts is None:
        return Signs(None if one.empty else one.starts | open_)
    if len(one.whole) * (len(other.starts) + len(other.whole)) > MOST_STARTS:
        begun = one.starts | open_
        return Signs(begun | other.starts, other.whole) if one.empty else Signs(begun)
    joined = {begin + end for begin in one.whole for end in other.whole}
    starts = {(begin + end)[:START] for begin in one.whole for end in other.starts}
    starts.update(both[:START] for both in joined if len(both) >= START)
    return Signs(one.starts | starts, frozenset(both for both in joined if len(both) < START))


def _repeated(item: Signs, often: str) -> Signs:
    """Tell the signs of an item that may stand several times or not at all."""
    starts, whole = item.starts, item.whole
    if often[:1] != "?" and often[:5] != "{0,1}":
        starts, whole = None if starts is None else starts | (whole - {""}), whole & {""}
    if often[0] in "*?" or often[1:2] in {"0", ","}:
        return Signs(starts, whole | {""})
    return Signs(starts, whole, item.needs)


def _union(sets: Iterable[Starts]) -> Starts:
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
