"""What the entries of one annotation share: the text, the known ids, and the statements gathered so far."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cablegraph import anchors
from cablegraph.concepts import CONCEPTS
from cablegraph.corpus.yaml_tree import Fields, Items, Text
from cablegraph.errors import AnnotationError, Position, did_you_mean, raise_all
from cablegraph.model.statement import Basis, Node, Statement, Status, Value
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Tree
    from cablegraph.model.mention import Mention
    from cablegraph.model.span import Span

BASIS_KEYS = frozenset({"quote", "within", "status", "because", "source"})
# Kinds whose ids are unique in the corpus by themselves; all others are given the document's id in front.
_CORPUS_WIDE = frozenset({Kind.MESSAGE, Kind.TRANSMISSION, Kind.CONCEPT, Kind.PLACE, Kind.SOURCE})


@dataclass
class Scope:
    """One annotation on its way to statements.

    `holders` says of every message of the corpus, by id, which texts hold it; `shared` are the messages here whose
    words another text holds too: only the annotator speaks of those. `mentions` are those of messages that are still to
    be found in the corpus.
    """

    document: str
    text: str
    registers: Registers
    by: str
    holders: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ids: Mapping[Kind, Collection[str]] = field(default_factory=dict)
    zones: dict[str, tuple[str, Basis]] = field(default_factory=dict)
    spans: dict[Node, Span] = field(default_factory=dict)
    shared: set[Node] = field(default_factory=set)
    labels: dict[Node, str] = field(default_factory=dict)
    classes: dict[Node, tuple[str, ...]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def say(self, subject: Node, name: str, value: Value, basis: Basis, where: Position) -> None:
        """Add one statement."""
        self.statements.append(Statement(subject, name, value, basis, where))

    def add(self, node: Node, label: str) -> Node:
        """Bring a node into the graph under a label."""
        self.labels.setdefault(node, label)
        return node

    def node(self, kind: Kind, name: str) -> Node:
        """Return the node of an id as annotations write it: ids with a slash belong to another document."""
        if kind in _CORPUS_WIDE or "/" in name:
            return Node(kind, name)
        return Node(kind, f"{self.document}/{name}")

    def known(self, kind: Kind, tree: Tree) -> Node:
        """Return the node that an entry names, or raise `AnnotationError` where this annotation has none of that id."""
        name = text_of(tree)
        known = self.ids.get(kind, ())
        if name not in known and "/" not in name and not (kind is Kind.MESSAGE and self.is_elsewhere(name)):
            advice = did_you_mean(name, known, f"Known are, of the kind {kind.value}")
            raise AnnotationError(f'The {kind.value} "{name}" is unknown here.', advice, tree.where)
        return self.node(kind, name)

    def is_elsewhere(self, message: str) -> bool:
        """Say whether another text of the corpus than this one holds a message."""
        return bool(self.holders.get(message, frozenset()) - {self.document})

    def agent(self, tree: Tree) -> Node:
        """Return the agent that an entry names: a group of this annotation or a row of a register."""
        name = text_of(tree)
        groups = self.ids.get(Kind.AGENT, ())
        if name in groups:
            return Node(Kind.AGENT, f"{self.document}/{name}")
        return Node(Kind.AGENT, self.registers.agent(name, tree.where, dict.fromkeys(groups)))

    def place(self, tree: Tree) -> Node:
        """Return the place that an entry names, a row of places.csv."""
        return Node(Kind.PLACE, self.registers.place(text_of(tree), tree.where))

    def concept(self, scheme: str, tree: Tree) -> Node:
        """Return a concept of one of our schemes, or raise `AnnotationError` with the nearest one."""
        name = text_of(tree)
        if name not in CONCEPTS[scheme]:
            advice = did_you_mean(name, CONCEPTS[scheme], "Known are")
            raise AnnotationError(f'"{name}" is not one of the kinds of {scheme}.', advice, tree.where)
        return Node(Kind.CONCEPT, name)

    def message_at(self, span: Span) -> Node | None:
        """Return the innermost message whose words hold the span."""
        holding = [
            (outer.end - outer.start, node)
            for node, outer in self.spans.items()
            if outer.start <= span.start and span.end <= outer.end
        ]
        return min(holding)[1] if holding else None

    def find(self, tree: Tree, within: str | None, default: Basis | None) -> Span:
        """Find a quote, first in the one passage that the entry around it quotes, then in the whole text."""
        quote = text_of(tree)
        if within is None and default is not None and len(default.spans) == 1:
            found = list(anchors.occurrences(self.text, quote, default.spans[0]))
            if len(found) == 1:
                return found[0]
        return anchors.find(self.text, quote, tree.where, within=within)

    def basis(self, tree: Tree, default: Basis | None = None) -> Basis:
        """Read what an entry stands on; what it does not say it takes over from the entry around it."""
        if not isinstance(tree, Fields):
            if default is None:
                raise AnnotationError("Nothing says what this stands on.", "Give it a `quote:`.", tree.where)
            return default
        spans = tuple(self._quotes(tree, default))
        own = BASIS_KEYS & tree.fields.keys()
        if not own and default is not None:
            return default
        status = self._status(tree, default)
        basis = Basis(
            status=status,
            by=self.by,
            spans=spans or (default.spans if default else ()),
            rationale=optional(tree, "because")
            or (default.rationale if default and default.status is status else None),
            source=self._source(tree) or (default.source if default and default.status is status else None),
        )
        self._check(basis, spans, tree.where)
        return basis

    def computed(self, basis: Basis, rationale: str) -> Basis:
        """Return a basis for what the program works out by itself from the words of *basis*."""
        return Basis(Status.INFERRED, PROGRAM, basis.spans, rationale)

    def inferred(self, basis: Basis, rationale: str, spans: tuple[Span, ...] | None = None) -> Basis:
        """Return a basis for what the annotator concludes from what stands on *basis*."""
        return replace(
            basis,
            status=Status.INFERRED,
            rationale=rationale,
            source=None,
            spans=basis.spans if spans is None else spans,
        )

    def _quotes(self, tree: Fields, default: Basis | None) -> Iterator[Span]:
        for quote in items_of(tree.fields.get("quote")):
            if isinstance(quote, Fields):
                check_keys(quote, {"quote", "within"}, "a quote")
                yield self.find(required(quote, "quote"), optional(quote, "within"), default)
            else:
                yield self.find(quote, optional(tree, "within"), default)

    def _status(self, tree: Fields, default: Basis | None) -> Status:
        given = tree.fields.get("status")
        if given is None:
            if "because" in tree.fields or "source" in tree.fields:
                advice = "Add `status: editorial`, `status: inferred` or `status: disputed`."
                raise AnnotationError("A reason or a source is given, but no status.", advice, tree.where)
            return default.status if default is not None else Status.STATED
        try:
            return Status(text_of(given))
        except ValueError:
            advice = did_you_mean(text_of(given), [*Status], "Known are")
            raise AnnotationError(f'The status "{text_of(given)}" is unknown.', advice, given.where) from None

    def _source(self, tree: Fields) -> str | None:
        given = tree.fields.get("source")
        return None if given is None else self.registers.source(text_of(given), given.where)

    @staticmethod
    def _check(basis: Basis, own: tuple[Span, ...], where: Position) -> None:
        if basis.status is Status.STATED and not basis.spans:
            raise AnnotationError("What is stated needs the words that state it.", "Give it a `quote:`.", where)
        if basis.status is not Status.STATED and not basis.rationale:
            raise AnnotationError(f"What is {basis.status} needs a reason.", "Say why under `because:`.", where)
        if basis.status is Status.EDITORIAL and not (basis.source or own):
            advice = "Name a row of sources.csv under `source:`, or quote the editor's words."
            raise AnnotationError("What is editorial needs its source.", advice, where)


def text_of(tree: Tree) -> str:
    """Return the text of a scalar, or raise `AnnotationError` where there is a list or a mapping."""
    if not isinstance(tree, Text):
        raise AnnotationError("One word or text is wanted here.", "", tree.where)
    return tree.text


def fields_of(tree: Tree) -> Fields:
    """Return a mapping, or raise `AnnotationError` where there is something else."""
    if not isinstance(tree, Fields):
        raise AnnotationError("A mapping (`key: value`) is wanted here.", "", tree.where)
    return tree


def items_of(tree: Tree | None) -> tuple[Tree, ...]:
    """Return the items of a list; one thing alone counts as a list of one, nothing as an empty one."""
    if tree is None or (isinstance(tree, Text) and not tree.text):
        return ()
    return tree.items if isinstance(tree, Items) else (tree,)


def required(tree: Fields, key: str) -> Tree:
    """Return the value of a key, or raise `AnnotationError` where it is missing."""
    if key not in tree.fields:
        raise AnnotationError(f'The key "{key}" is missing.', "", tree.where)
    return tree.fields[key]


def optional(tree: Fields, key: str) -> str | None:
    """Return the text of a key, or None."""
    value = tree.fields.get(key)
    return None if value is None else text_of(value)


def check_keys(tree: Fields, known: Collection[str], what: str) -> None:
    """Raise `AnnotationError` for the keys that *what* can't have, each with the nearest known one."""
    raise_all(
        [
            AnnotationError(f'The key "{key}" is unknown in {what}.', did_you_mean(key, known, "Known are"), where)
            for key, where in tree.keys.items()
            if key not in known
        ]
    )
