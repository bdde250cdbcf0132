"""Turn a historian's annotation of a text into statements: one table a section says which key means what."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.corpus import fields
from cablegraph.corpus.fields import agents, concept, contents, nodes, places, time, words
from cablegraph.corpus.scope import (
    BASIS_KEYS,
    Scope,
    check_keys,
    fields_of,
    items_of,
    optional,
    required,
    text_of,
)
from cablegraph.corpus.yaml_tree import Fields
from cablegraph.errors import AnnotationError, did_you_mean
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.times.bounds import zone
from cablegraph.vocabulary import AGENT_CLASSES, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.corpus.fields import Field
    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Tree

_REASONS = {
    "grounds": contents("ground"),
    "conditions": contents("condition"),
    "consequences": contents("expectedConsequence"),
}
_HOP: Mapping[str, Field] = MappingProxyType(
    {
        "from": agents("from"),
        "to": agents("to"),
        "via": agents("via"),
        "from_place": places("fromPlace"),
        "to_place": places("toPlace"),
        "dispatched": time("dispatchedAt"),
        "received": time("receivedAt"),
        "dispatch_number": words("dispatchNumber"),
        "receipt_number": words("receiptNumber"),
    }
)
_COPY: Mapping[str, Field] = MappingProxyType({"agent": agents("copyRecipient"), "count": fields.count})
# Section -> the kind of its entries, the keys they may have and what each means.
SECTIONS: Mapping[str, tuple[Kind, Mapping[str, Field]]] = MappingProxyType(
    {
        "agents": (Kind.AGENT, {"members": agents("member")}),
        "names": (Kind.DESIGNATION, {"kind": concept("designationKind"), "stands_for": agents("designates")}),
        "messages": (
            Kind.MESSAGE,
            {
                "title": words("title"),
                "numbers": words("identifier"),
                "markings": words("marking"),
                "sender": agents("sender"),
                "authors": agents("author"),
                "addressees": agents("addressee"),
                "encloses": nodes("encloses", Kind.MESSAGE, "message"),
            },
        ),
        "references": (
            Kind.REFERENCE,
            {"kind": concept("referenceKind"), "to": nodes("refersTo", Kind.MESSAGE, "message")},
        ),
        "sessions": (Kind.SESSION, {"date": time("occurredAtDate")}),
        "issues": (Kind.ISSUE, {}),
        "proposals": (
            Kind.PROPOSAL,
            {"by": agents("attributedTo"), "option_of": nodes("optionOf", Kind.ISSUE, "issue")},
        ),
        "stances": (
            Kind.STANCE,
            {
                "by": agents("attributedTo"),
                "kind": concept("attitude"),
                "about": contents("concerns"),
                "session": nodes("inSession", Kind.SESSION, "session"),
                **_REASONS,
            },
        ),
        "acts": (
            Kind.ACT,
            {
                "by": agents("attributedTo"),
                "to": agents("to"),
                "kind": concept("speechActKind"),
                "about": contents("concerns"),
                "session": nodes("inSession", Kind.SESSION, "session"),
                "times": fields.count,
                **_REASONS,
            },
        ),
    }
)
_HEAD = ("language", "annotator", "source", "zones")
# What an entry of a section needs besides its id.
_REQUIRED = {
    "agents": ("label", "quote", "kind"),
    "names": ("name", "quote", "kind", "stands_for"),
    "messages": ("label",),
    "references": ("quote", "kind"),
    "sessions": ("label", "quote"),
    "issues": ("label", "quote"),
    "proposals": ("label", "quote", "by"),
    "stances": ("quote", "by", "kind", "about"),
    "acts": ("quote", "by", "kind"),
}
# Keys that an entry's own function reads, beside those of its table.
_OWN = {"agents": {"kind"}, "names": {"name"}, "messages": {"starts", "ends", "copies", "hops"}}


def read(tree: Tree, document: str, text: str, registers: Registers) -> Scope:
    """Return all that the annotation *tree* says of *text*.

    Raise `AnnotationError` or `FileError`, with file, line and column, at the first thing that can't be right.
    """
    root = fields_of(tree)
    check_keys(root, {*_HEAD, *SECTIONS}, "an annotation")
    annotator = required(root, "annotator")
    by = registers.agent(text_of(annotator), annotator.where)
    scope = Scope(document, text, registers, by, ids=_ids(root))
    _read_zones(scope, root)
    for entry in items_of(root.fields.get("messages")):
        _read_extent(scope, fields_of(entry))
    for section in SECTIONS:
        for entry in items_of(root.fields.get(section)):
            _read_entry(scope, section, fields_of(entry))
    _describe_witness(scope, root)
    return scope


def _ids(root: Fields) -> dict[Kind, set[str]]:
    """Gather the ids of all entries first, so that one may name another that comes later."""
    ids: dict[Kind, set[str]] = {kind: set() for kind, _ in SECTIONS.values()}
    for section, (kind, _) in SECTIONS.items():
        for entry in items_of(root.fields.get(section)):
            name = _id(section, fields_of(entry))
            if name in ids[kind]:
                raise AnnotationError(f'The id "{name}" is used twice.', "Give each its own.", entry.where)
            ids[kind].add(name)
    return ids


def _id(section: str, entry: Fields) -> str:
    """Return an entry's id; a name's is made of its words."""
    if section == "names" and "id" not in entry.fields:
        return slug(text_of(required(entry, "name")))
    given = required(entry, "id")
    name = text_of(given)
    if not name or any(character.isspace() or character in '<>"{}|\\^`/#?%' for character in name):
        raise AnnotationError(f'The id "{name}" is not usable.', f'Write it as "{slug(name)}".', given.where)
    return name


def _read_zones(scope: Scope, root: Fields) -> None:
    declared = root.fields.get("zones")
    if declared is None:
        return
    for name, tree in fields_of(declared).fields.items():
        entry = fields_of(tree)
        check_keys(entry, {"zone", "because"}, "a zone")
        given, reason = required(entry, "zone"), text_of(required(entry, "because"))
        try:
            zone(text_of(given))
        except KeyError:
            advice = "Write an IANA name such as Europe/Moscow or Asia/Shanghai."
            raise AnnotationError(f'There is no time zone "{text_of(given)}".', advice, given.where) from None
        scope.zones[name] = (text_of(given), Basis(Status.INFERRED, scope.by, (), reason))


def _read_extent(scope: Scope, entry: Fields) -> None:
    """Find the words of a message that this text carries; a message without `starts:` is only mentioned."""
    starts = entry.fields.get("starts")
    node = scope.node(Kind.MESSAGE, _id("messages", entry))
    if starts is None:
        return
    first = scope.find(starts, None, None)
    last = scope.find(required(entry, "ends"), None, None)
    if last.end < first.end:
        raise AnnotationError("The message ends before it starts.", "", entry.where)
    scope.spans[node] = Span(first.start, last.end)
    witness = Node(Kind.WITNESS, scope.document)
    rationale = "The program found the message's first and last words in the text."
    basis = Basis(Status.INFERRED, scope.by, (first, last), rationale)
    scope.say(node, "witness", witness, basis, entry.where)


def _read_entry(scope: Scope, section: str, entry: Fields) -> None:
    kind, table = SECTIONS[section]
    check_keys(entry, {"id", "label", *BASIS_KEYS, *table, *_OWN.get(section, ())}, f'an entry of "{section}"')
    for key in _REQUIRED[section]:
        required(entry, key)
    name = _id(section, entry)
    node = Node(kind, f"{scope.document}/{name}") if kind is Kind.AGENT else scope.node(kind, name)
    basis = scope.basis(entry) if BASIS_KEYS & entry.fields.keys() else None
    scope.add(node, optional(entry, "label") or _label(scope, section, entry, basis))
    _read_own(scope, section, node, entry, basis)
    for key, field in table.items():
        if key in entry.fields:
            field(scope, node, entry.fields[key], basis)


def _label(scope: Scope, section: str, entry: Fields, basis: Basis | None) -> str:
    if section == "names":
        return f'"{text_of(required(entry, "name"))}"'
    span = basis.spans[0] if basis and basis.spans else Span(0, 0)
    return scope.text[span.start : span.end]


def _read_own(scope: Scope, section: str, node: Node, entry: Fields, basis: Basis | None) -> None:
    """Read what an entry of this section says beside the keys of its table."""
    if section == "messages":
        _read_message(scope, node, entry)
        return
    assert basis is not None
    if not basis.spans:
        raise AnnotationError("Nothing says in which words this is read.", "Give it a `quote:`.", entry.where)
    if section == "names":
        words("asWritten")(scope, node, required(entry, "name"), basis)
    elif section in {"references", "sessions", "issues", "proposals"}:
        span = basis.spans[0]
        stated = Basis(Status.STATED, scope.by, (span,))
        scope.say(node, "asWritten", scope.text[span.start : span.end], stated, entry.where)
    if section == "agents":
        scope.classes[node] = (_agent_class(required(entry, "kind")),)
    else:
        fields.reported(scope, node, basis.spans[0], entry.where)


def _agent_class(tree: Tree) -> str:
    kind = text_of(tree)
    if kind not in AGENT_CLASSES:
        raise AnnotationError(f'The kind "{kind}" is unknown.', did_you_mean(kind, AGENT_CLASSES, "Known are"), tree.where)
    return AGENT_CLASSES[kind]


def _read_message(scope: Scope, node: Node, entry: Fields) -> None:
    _read_holding(scope, node, entry)
    for item in items_of(entry.fields.get("copies")):
        copy = fields_of(item)
        check_keys(copy, {*_COPY, *BASIS_KEYS}, "a copy")
        basis = scope.basis(copy)
        recipient = text_of(required(copy, "agent"))
        line = scope.add(Node(Kind.DISTRIBUTION, f"{node.id}/{recipient}"), f"copy to {recipient}")
        scope.say(node, "distribution", line, basis, copy.where)
        for key, field in _COPY.items():
            if key in copy.fields:
                field(scope, line, copy.fields[key], basis)
    for number, item in enumerate(items_of(entry.fields.get("hops"))):
        _read_hop(scope, node, fields_of(item), number)


def _read_hop(scope: Scope, message: Node, entry: Fields, number: int) -> None:
    check_keys(entry, {"after", *_HOP, *BASIS_KEYS}, "a hop")
    basis = scope.basis(entry)
    name = message.id if number == 0 else f"{message.id}/{number + 1}"
    hop = scope.add(Node(Kind.TRANSMISSION, name), f"transmission of {scope.labels[message]}")
    scope.say(hop, "transmits", message, basis, entry.where)
    if "after" in entry.fields:
        previous = entry.fields["after"]
        named = required(previous, "message") if isinstance(previous, Fields) else previous
        before = Node(Kind.TRANSMISSION, scope.known(Kind.MESSAGE, named).id)
        scope.say(hop, "previousHop", before, scope.basis(previous, basis), previous.where)
    for key, field in _HOP.items():
        if key in entry.fields:
            field(scope, hop, entry.fields[key], basis)


def _read_holding(scope: Scope, node: Node, entry: Fields) -> None:
    """Conclude from the text at hand whether the message is held, held inside another, or only mentioned."""
    span = scope.spans.get(node)
    if span is None:
        held, rationale = "referencedOnly", "No text of the message is in the data; other messages mention it."
    elif any(o.start <= span.start and span.end <= o.end for n, o in scope.spans.items() if n != node):
        held, rationale = "heldAsEnclosure", "The text of the message is in the data inside another message."
    else:
        held, rationale = "held", "The text of the message is in the data."
    basis = Basis(Status.INFERRED, scope.by, (), rationale)
    scope.say(node, "holdingStatus", Node(Kind.CONCEPT, held), basis, entry.where)


def _describe_witness(scope: Scope, root: Fields) -> None:
    """Say of the text file itself in which language it is and from which source it was taken."""
    witness = scope.add(Node(Kind.WITNESS, scope.document), f"text of {scope.document}")
    language = root.fields.get("language")
    if language is not None:
        rationale = "Entered by the annotator for the whole text."
        basis = Basis(Status.INFERRED, scope.by, (), rationale)
        scope.say(witness, "language", text_of(language), basis, language.where)
    source = root.fields.get("source")
    if source is not None:
        name = scope.registers.source(text_of(source), source.where)
        rationale = "The text was taken from this source, as the annotator enters it."
        basis = Basis(Status.EDITORIAL, scope.by, (), rationale, name)
        scope.say(witness, "textSource", Node(Kind.SOURCE, name), basis, source.where)
