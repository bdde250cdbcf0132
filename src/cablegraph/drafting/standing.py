"""Look at an annotation that stands already: what it speaks of, which ids it uses, which quotes no longer fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cablegraph import anchors
from cablegraph.corpus.candidates import SECTION
from cablegraph.corpus.scope import items_of
from cablegraph.corpus.sections import SECTIONS
from cablegraph.corpus.yaml_tree import Fields, Items, Text
from cablegraph.errors import AnnotationError
from cablegraph.model.span import Span
from cablegraph.vocabulary import slug

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Tree

# Keys whose plain texts are words of the telegram.
_QUOTES = frozenset({"quote", "within", "starts", "ends", "title", "numbers", "markings", "as_written"})
_CONTENTS = frozenset({"about", "grounds", "conditions", "consequences"})
# Section -> the kinds of candidate that an entry of it makes needless.
_COVERS = {
    "proposals": ("proposal", "option"),
    "acts": ("request", "instruction"),
    "stances": ("assessment",),
    "references": ("reference",),
}
_REASONS = {"conditions": "condition", "grounds": "ground", "consequences": "consequence"}


@dataclass(frozen=True)
class Standing:
    """An annotation as it stands in its file, and the text that it is of."""

    root: Fields
    text: str

    def entries(self, section: str) -> Iterator[Fields]:
        """Yield the entries of a section; what is no entry is passed over, `cablegraph check` speaks of it."""
        for item in items_of(self.root.fields.get(section)):
            if isinstance(item, Fields):
                yield item

    @cached_property
    def ids(self) -> frozenset[str]:
        """All ids that entries and candidates have."""
        sections = (*SECTIONS, SECTION)
        return frozenset(words for s in sections for e in self.entries(s) if (words := said(e, "id")) is not None)

    @property
    def local_agents(self) -> frozenset[str]:
        """The ids of the agents that this annotation alone knows."""
        return frozenset(words for entry in self.entries("agents") if (words := said(entry, "id")) is not None)

    def shadows(self, registers: Registers) -> Iterator[AnnotationError]:
        """Yield what to mend where an agent of this annotation has become a row of a register."""
        for entry in self.entries("agents"):
            named = said(entry, "id")
            if named in registers.agents:
                what = f'The agent "{named}" is a row of the registers too, and here this entry is meant, not the row.'
                yield AnnotationError(what, "Take this entry away where the row is meant.", entry.where)

    @cached_property
    def names(self) -> frozenset[str]:
        """The forms of name that entries and candidates speak of, as slugs."""
        entries = [*self.entries("names"), *self.entries(SECTION)]
        return frozenset(slug(name) for entry in entries if (name := said(entry, "name")) is not None)

    @cached_property
    def misfits(self) -> tuple[AnnotationError, ...]:
        """What is quoted and no longer stands in the text, each with its place in the file and the nearest words."""
        fields = {key: value for key, value in self.root.fields.items() if key != SECTION}
        waiting = [entry for entry in self.entries(SECTION) if said(entry, "accept") != "never"]
        found = [e for tree in (Fields(fields, {}, self.root.where), *waiting) for e in _misfits(tree, self.text)]
        return tuple(
            sorted(found, key=lambda error: (error.where.line or 0, error.where.column or 0) if error.where else (0, 0))
        )

    @cached_property
    def messages(self) -> dict[str, Span]:
        """Where the words of each message stand, for those whose first and last words are found."""
        spans: dict[str, Span] = {}
        for entry in self.entries("messages"):
            named, starts, ends = (said(entry, key) for key in ("id", "starts", "ends"))
            first, last = (self._only(words) for words in (starts, ends))
            if named and first and last and first.start < last.end:
                spans[named] = Span(first.start, last.end)
        return spans

    @property
    def lost_messages(self) -> bool:
        """Say whether a message stands here whose words are not found, so that nobody can tell which are new."""
        return sum("starts" in entry.fields for entry in self.entries("messages")) > len(self.messages)

    @cached_property
    def covered(self) -> dict[str, list[Span]]:
        """Where the words stand of which something is said already, by kind of candidate."""
        spans: dict[str, list[Span]] = {}
        for entry in self.entries(SECTION):
            spans.setdefault(said(entry, "kind") or "", []).extend(self._quoted(entry))
        for section, kinds in _COVERS.items():
            for entry in self.entries(section):
                for kind in kinds:
                    spans.setdefault(kind, []).extend(self._quoted(entry))
        for entry in (*self.entries("stances"), *self.entries("acts")):
            for key, kind in _REASONS.items():
                for item in items_of(entry.fields.get(key)):
                    spans.setdefault(kind, []).extend(self._quoted(item))
        return spans

    def is_covered(self, kind: str, span: Span) -> bool:
        """Say whether something of this kind is said of words already, or waits to be."""
        return any(one.start < span.end and span.start < one.end for one in self.covered.get(kind, ()))

    def party(self, message: str, key: str) -> str | None:
        """Return the id of the one agent under a key of a message, None where there is none or more than one."""
        found = set()
        for entry in self.entries("messages"):
            if said(entry, "id") == message:
                for item in items_of(entry.fields.get(key)):
                    found.add(said(item, "agent") if isinstance(item, Fields) else _text(item))
        return found.pop() if len(found) == 1 else None

    def message_at(self, span: Span) -> str | None:
        """Return the id of the innermost message whose words hold a span."""
        holding = [
            (o.end - o.start, name) for name, o in self.messages.items() if o.start <= span.start and span.end <= o.end
        ]
        return min(holding)[1] if holding else None

    def _only(self, words: str | None) -> Span | None:
        found = list(anchors.occurrences(self.text, words, Span(0, len(self.text)))) if words else []
        return found[0] if len(found) == 1 else None

    def _quoted(self, tree: Tree) -> Iterator[Span]:
        """Yield where an entry's own quotes stand, or the words nearest to them where the text has changed."""
        if isinstance(tree, Text):
            yield from self._places(tree.text, None)
            return
        if not isinstance(tree, Fields):
            return
        for item in items_of(tree.fields.get("quote")):
            inner = item if isinstance(item, Fields) else tree
            words = said(inner, "quote") if isinstance(item, Fields) else _text(item)
            if words:
                yield from self._places(words, said(inner, "within"))

    def _places(self, words: str, within: str | None) -> Iterator[Span]:
        whole = Span(0, len(self.text))
        regions = list(anchors.occurrences(self.text, within, whole)) if within else [whole]
        found = [span for region in regions for span in anchors.occurrences(self.text, words, region)]
        if not found:
            near = anchors.nearest(self.text, words)
            found = list(anchors.occurrences(self.text, near, whole)) if near else []
        yield from found


def said(entry: Tree, key: str) -> str | None:
    """Return the text of a key, None where there is none or something else."""
    return _text(entry.fields.get(key)) if isinstance(entry, Fields) else None


def _text(tree: Tree | None) -> str | None:
    return tree.text if isinstance(tree, Text) and tree.text.strip() else None


def _misfits(tree: Tree, text: str, key: str = "") -> Iterator[AnnotationError]:
    if isinstance(tree, Fields):
        if "quote" in tree.fields and isinstance(tree.fields.get("within"), Text):
            yield from _misfits_within(tree, text)
        for name, value in tree.fields.items():
            if not ("within" in tree.fields and name in {"quote", "cue"}):
                yield from _misfits(value, text, name)
    elif isinstance(tree, Items):
        for item in tree.items:
            yield from _misfits(item, text, key)
    elif key in _QUOTES or key in _CONTENTS or key == "cue":
        yield from _misfit(tree, text, Span(0, len(text)))


def _misfits_within(tree: Fields, text: str) -> Iterator[AnnotationError]:
    around = said(tree, "within")
    region = next(anchors.occurrences(text, around or "", Span(0, len(text))), None)
    for item in items_of(tree.fields["quote"]):
        if isinstance(item, Text) and region is not None:
            yield from _misfit(item, text, region)


def _misfit(quote: Text, text: str, region: Span) -> Iterator[AnnotationError]:
    if quote.text.strip() and next(anchors.occurrences(text, quote.text, region), None) is None:
        try:
            anchors.find(text, quote.text, quote.where, region=region)
        except AnnotationError as error:
            yield error
