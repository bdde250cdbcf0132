"""The signs by which one sees quickly that words can't fit a pattern.

Most words fit no form, and `re` takes long to find that out. Signs are never too strict: one that is missing rules a
pattern out, one that is there proves nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    Starts = frozenset[str] | None
    Needs = tuple[frozenset[str], ...]

OTHER = "\x80"  # stands for all characters that are not ASCII
START = 3  # characters with which something begins, that tell it from other things


class Signs(NamedTuple):
    """What stands in whatever fits a pattern.

    `starts` holds the characters with which it begins, at most `START`, as `lower` writes them and with `OTHER` for
    each that is not ASCII, None where any may stand there; `whole` what may be all of it, where that is shorter.
    `needs` are sets of words, as `lower` writes them: one word of each set is in it.
    """

    starts: Starts = None
    whole: frozenset[str] = frozenset()
    needs: Needs = ()

    @property
    def empty(self) -> bool:
        """Say whether nothing at all fits."""
        return "" in self.whole

    def may_stand(self, small: str) -> bool:
        """Say whether something in these words, written as `lower` does, could fit."""
        for words in self.needs:
            for word in words:  # any() of a generator takes twice as long
                if word in small:
                    break
            else:
                return False
        return True


def lower(text: str) -> str:
    """Write *text* in lower case without moving an offset, and letters as those for which `re` takes them too."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def start_of(small: str) -> str:
    """Give the characters with which words begin, written as `lower` does, as they stand in `Signs.starts`."""
    start = small[:START]
    return start if start.isascii() else "".join(one if one.isascii() else OTHER for one in start)
