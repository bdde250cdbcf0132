"""Resolve the mentions of all segments against their messages, and keep the outcome as a segment of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.graph import parts, segments
from cablegraph.resolution import resolve as resolve_mentions
from cablegraph.resources import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from cablegraph.graph.segments import Segment

NAME = "what mentions mean"


def resolve(made: Sequence[Segment], folder: Path) -> Segment:
    """Return the segment of what the mentions in all others mean, from disk where nothing has changed."""
    target = folder / f"{segments.key(fingerprint(), NAME, *(segment.quads.name for segment in made))}.nq"
    known = segments.read(target)
    if known:
        return known
    messages = [message for segment in made for message in segment.messages]
    mentions = [mention for segment in made for mention in segment.mentions]
    return parts.write(NAME, resolve_mentions(messages, mentions), target)
