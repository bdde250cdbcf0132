"""Make a small sketch of a text's words, by which two texts can be compared when neither is at hand.

The sketch holds the smallest hashes of all runs of three longer words; the part that two sketches share is about the
part of their runs that the texts share (A. Broder, On the resemblance and containment of documents, 1997).
"""

from __future__ import annotations

import re
from heapq import nsmallest
from itertools import islice
from zlib import crc32

SIZE = 24
_LONGER = re.compile(r"[^\W\d_]{6,}")


def sketch(text: str, start: int = 0, end: int | None = None) -> tuple[int, ...]:
    """Return the sketch of text[start:end], smallest hash first; a text of few words has a short one."""
    words = [word.encode() for word in _LONGER.findall(text.casefold(), start, len(text) if end is None else end)]
    runs = zip(words, islice(words, 1, None), islice(words, 2, None), strict=False)
    return tuple(nsmallest(SIZE, {crc32(b" ".join(run)) for run in runs}))


def likeness(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Return about which part of their runs of words two texts share, from 0 to 1; 0 where one is too short to tell."""
    if min(len(one), len(other)) < SIZE:
        return 0.0
    smallest = set(nsmallest(SIZE, {*one, *other}))
    return len(smallest & set(one) & set(other)) / SIZE
