"""Set out a candidate for a person who decides: what the graph knows, what Wikidata says, what speaks for it."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cablegraph.model.link import Candidate, Decision, Item, Subject

_SIGNS = {"for": "+", "against": "-"}
_LANGUAGES = ("en", "ru", "zh", "ko")
_MOST_WORDS = 2
_FILLER = "\0"


def lines(case: Candidate, words: Sequence[str], decisions: Iterable[Decision], width: int) -> Iterator[str]:
    """Yield the lines of a screen's body, none wider than *width*; *words* are the passages that name the subject."""
    yield "IN THE GRAPH"
    yield from _entries(_graph(case.subject, words), width)
    yield f"IN WIKIDATA  {case.item.qid}"
    yield from _entries(_wikidata(case.item), width)
    yield f"SCORE {case.score}, the sum of"
    yield from _entries(_features(case), width)
    said = [f"{made.reviewer} {made.verdict} {made.qid or 'no item'} on {made.decided}" for made in decisions]
    if said:
        yield "DECIDED"
        yield from _entries([("", one) for one in said], width)


def _entries(entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """Yield `name  words` for each entry that has words, on as many lines as it needs."""
    for name, words in entries:
        head = f"  {name:<11}"
        # A character that fills two columns is counted as two; the last column is left for one that is cut in half.
        padded = "".join(f"{c}{_FILLER}" if east_asian_width(c) in "WF" else c for c in words)
        for line in textwrap.wrap(padded, width - 1, initial_indent=head, subsequent_indent=" " * len(head)):
            yield line.replace(_FILLER, "")


def _graph(subject: Subject, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    yield "names", f"{'; '.join(subject.names)} ({subject.kind})"
    yield "called", "; ".join(subject.designations)
    yield "posts", "; ".join(subject.offices)
    yield "named", " to ".join(dict.fromkeys(day for day in (subject.first, subject.last) if day))
    for number, passage in enumerate(words[:_MOST_WORDS]):
        yield "" if number else "words", passage
    if len(words) > _MOST_WORDS:
        yield "", f"and in {len(words) - _MOST_WORDS} more places"


def _wikidata(item: Item) -> Iterator[tuple[str, str]]:
    yield "names", "; ".join(_in_order(item.labels))
    yield "also", "; ".join(name for language in _LANGUAGES for name in item.aliases.get(language, ())[:3])
    yield "described", next(iter(_in_order(item.descriptions)), "")
    yield "lived", item.lived
    offices = (f"{held.label or held.office} ({held.starts or '?'} to {held.ends or '?'})" for held in item.offices)
    yield "offices", "; ".join(offices)
    yield "seen", f"revision {item.revision}, {item.retrieved}" if item.revision else ""


def _in_order(words: object) -> list[str]:
    """Return the words of each language, those of the field's languages first."""
    assert hasattr(words, "items")
    known = dict(words.items())
    order = [*(name for name in _LANGUAGES if name in known), *(name for name in known if name not in _LANGUAGES)]
    return [f"{known[name]} [{name}]" for name in order]


def _features(case: Candidate) -> Iterator[tuple[str, str]]:
    for feature in case.features:
        yield (
            f"{_SIGNS.get(feature.verdict, ' ')}{feature.weight if feature.verdict in _SIGNS else 0} ",
            (f"{feature.name}: {feature.why}"),
        )
