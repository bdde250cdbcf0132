"""Say in words how the things of a graph stand towards Wikidata: on whose decision, on which evidence."""

from __future__ import annotations

import textwrap
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.linking.standing import Say, Standing

_INDENT = " " * 4


def lines(standings: Sequence[Standing], width: int = 80) -> Iterator[str]:
    """Yield each thing with its standing and all that was decided, then how many there are of each standing."""
    for one in standings:
        yield from _wrapped(f"{one.name} ({one.id}): {one.whole}", width, "", "  ")
        for say in one.said:
            yield from _said(say, width)
        if one.whole == "contradicted":
            yield f"{_INDENT}Nothing is stated while the reviewers contradict each other."
    yield ""
    counts = Counter(one.whole for one in standings)
    yield ", ".join(f"{count} {standing}" for standing, count in sorted(counts.items()))


def _said(say: Say, width: int) -> Iterator[str]:
    item = " ".join(filter(None, (say.qid, say.item and f"({say.item})"))) or "no item"
    sure = f", confidence {say.confidence}" if say.confidence else ""
    verdict = "accepted" if say.standing in {"linked", "contradicted"} else say.standing
    yield from _wrapped(f"{verdict}: {item}, by {say.reviewer} on {say.decided}{sure}", width, "  ", _INDENT)
    yield from _wrapped(f"evidence: {say.evidence}", width, _INDENT, _INDENT)


def _wrapped(words: str, width: int, first: str, later: str) -> list[str]:
    """Return lines that leave identifiers and addresses whole, to be copied."""
    return textwrap.wrap(
        words, width, initial_indent=first, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
    )
