"""Find cues in the sentences of a text: words by which something is proposed, asked, ordered, conditioned, judged.

The cues are data, `cues.toml`; what is found is a hint for a person and never a statement.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cablegraph.drafting.sentences import Habits, sentences
from cablegraph.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PART = re.compile(r"\{([a-z]\w*)\}")  # not a count such as {0,3}
_LETTER = re.compile(r"\S|\s+")
_EDGES = ' .!?;:,"”“»«'
# So many words before a cue a "not" may still belong to it.
_NEAR = 3
# Longer runs without a full stop are lists or tables; a cue is sought in their beginning only.
_LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue of the grammar; `concept`, `speaker` and `listener` are empty where the cue leaves them open."""

    kind: str
    name: str
    example: str
    expression: re.Pattern[str]
    concept: str = ""
    speaker: str = ""
    listener: str = ""
    once: bool = False
    unless: re.Pattern[str] | None = None

    def search(self, words: str) -> re.Match[str] | None:
        """Return the first place where the cue stands, None where words beside it give it another meaning."""
        return None if self.unless and self.unless.search(words) else self.expression.search(words)


@dataclass(frozen=True, slots=True)
class Found:
    """A cue in a sentence: where the sentence and the cue's words stand, and the words cut out by named groups.

    `negated` says that a "not" in the cue or shortly before it may turn its meaning round, `reported` that words of
    saying or thinking stand before it, so that somebody else may be speaking.
    """

    cue: Cue
    sentence: Span
    words: Span
    parts: tuple[tuple[str, Span], ...] = ()
    negated: bool = False
    reported: bool = False

    def part(self, name: str) -> Span | None:
        """Return where the words of a named group stand."""
        return dict(self.parts).get(name)


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues in the order of the grammar, how its language ends sentences, what negates and what reports."""

    cues: tuple[Cue, ...]
    habits: Habits
    negation: re.Pattern[str]
    reporting: re.Pattern[str]


@cache
def grammar() -> Cues:
    """Load the cues once."""
    tables = tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))
    parts: dict[str, str] = tables["parts"]

    def expression(pattern: str) -> re.Pattern[str]:
        while (spelled := _PART.sub(lambda part: f"(?:{parts[part[1]]})", pattern)) != pattern:
            pattern = spelled
        for word, short in tables["abbreviated"].items():
            pattern = re.sub(rf"\b{word}\b(?!\?)", f"(?:{word}|{short})", pattern)
        return re.compile(pattern, re.IGNORECASE)

    def cue(table: dict[str, Any]) -> Cue:
        pattern, other = table.pop("pattern"), table.pop("except", None)
        return Cue(expression=expression(pattern), unless=expression(other) if other else None, **table)

    negation, reporting = (expression(tables[name]["pattern"]) for name in ("negation", "reported"))
    return Cues(tuple(map(cue, tables["cue"])), Habits.of(tables["sentences"]), negation, reporting)


def find(text: str, region: Span, message_of: Callable[[Span], str | None] = lambda _: None) -> Iterator[Found]:
    """Yield, sentence by sentence, the first cue of each kind that fits.

    *message_of* tells which message a sentence belongs to: "our proposal" in another one is another proposal.
    """
    known = grammar()
    spoken_of: set[tuple[str, str, str | None]] = set()
    for sentence in sentences(text, region, known.habits):
        words, offsets = _folded(text, sentence)
        kinds: set[str] = set()
        for cue in known.cues:
            if cue.kind not in kinds and (match := cue.search(words)):
                kinds.add(cue.kind)
                said = (cue.name, match[0].casefold(), message_of(sentence))
                if cue.once and said in spoken_of:
                    continue
                spoken_of.add(said)
                yield _found(cue, sentence, match, offsets, known)


def _folded(text: str, sentence: Span) -> tuple[str, list[int]]:
    """Return a sentence with each run of white space as one blank, and the offset of each of its characters."""
    letters: list[str] = []
    offsets: list[int] = []
    for match in _LETTER.finditer(text, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
        letters.append(" " if match[0].isspace() else match[0])
        offsets.append(match.start())
    return "".join(letters), [*offsets, offsets[-1] + 1]


def _found(cue: Cue, sentence: Span, match: re.Match[str], offsets: list[int], known: Cues) -> Found:
    parts = []
    for name, words in match.groupdict().items():
        if words and (bare := words.strip(_EDGES)):
            start = match.start(name) + words.index(bare)
            parts.append((name, Span(offsets[start], offsets[start + len(bare) - 1] + 1)))
    found = dict(parts)
    whole = Span(offsets[match.start()], offsets[match.end() - 1] + 1)
    start, end = match.span("cue") if "cue" in found else match.span()
    before = " ".join(match.string[:start].split()[-_NEAR:])
    negated = known.negation.search(f"{before} {match.string[start:end]}") is not None
    reported = known.reporting.search(match.string, 0, start) is not None
    return Found(cue, sentence, found.pop("cue", whole), tuple(found.items()), negated, reported)
