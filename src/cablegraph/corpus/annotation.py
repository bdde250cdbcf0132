"""Turn a historian's annotation of a text into statements: one table a section says which key means what."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.anchors import LABEL, shorten
from cablegraph.corpus import candidates, head, messages
from cablegraph.corpus.contents import contents, reported
from cablegraph.corpus.fields import agents, concept, count, nodes, words
from cablegraph.corpus.moments import time
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
from cablegraph.errors import AnnotationError, did_you_mean
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.times.bounds import zone
from cablegraph.vocabulary import AGENT_CLASSES, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cablegraph.corpus.fields import Field
    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Fields, Tree

_REASONS = {
    "grounds": contents("ground"),
    "conditions": contents("condition"),
    "consequences": contents("expectedConsequence"),
}
# Section -> the kind of its entries, the keys they may have and what each means.
SECTIONS: Mapping[str, tuple[Kind, Mapping[str, Field]]] = MappingProxyType(
    {
        "agents": (Kind.AGENT, {"members": agents("member")}),
        "names": (Kind.DESIGNATION, {"kind": concept("designationKind"), "stands_for": agents("designates")}),
        "messages": (
            Kind.MESSAGE,
            {
                "title": words("title"),
                "form": words("form"),
                "numbers": words("identifier"),
                "markings": words("marking"),
                "sender": agents("sender"),
                "authors": agents("author"),
                "addressees": agents("addressee"),
                "encloses": nodes("encloses", Kind.MESSAGE),
            },
        ),
        "references": (
            Kind.REFERENCE,
            {"kind": concept("referenceKind"), "to": nodes("refersTo", Kind.MESSAGE)},
        ),
        "sessions": (Kind.SESSION, {"date": time("occurredAtDate")}),
        "issues": (Kind.ISSUE, {}),
        "proposals": (
            Kind.PROPOSAL,
            {"by": agents("attributedTo"), "option_of": nodes("optionOf", Kind.ISSUE)},
        ),
        "stances": (
            Kind.STANCE,
            {
                "by": agents("attributedTo"),
                "kind": concept("attitude"),
                "about": contents("concerns"),
                "session": nodes("inSession", Kind.SESSION),
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
                "session": nodes("inSession", Kind.SESSION),
                "times": count,
                **_REASONS,
            },
        ),
    }
)
# The section of messages, up to the next key at the margin; the ids in it.
_MESSAGES = re.compile(r"(?ms)^messages:.*?(?=^[A-Za-z]|\Z)")
_ENTRY = re.compile(r"(?m)^(?: {0,4}- (?=\S))")
_ID = re.compile(r"(?<!\w)id: *([^\s,}#]+)")
_STARTS = re.compile(r"(?<!\w)starts:")
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
_OWN = {"agents": {"kind"}, "names": {"name"}, "messages": messages.KEYS}
# Section -> all keys that its entries may have.
KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        section: frozenset({"id", "label", *BASIS_KEYS, *table, *_OWN.get(section, ())})
        for section, (_, table) in SECTIONS.items()
    }
)


def read(
    tree: Tree, document: str, text: str, registers: Registers, holders: Mapping[str, frozenset[str]] | None = None
) -> Scope:
    """Return all that the annotation *tree* says of *text*; *holders*: which texts hold which message of the corpus.

    Candidates say something only once they are accepted. What a draft says that nobody has signed is checked like any
    other and attributed to the program; it is not for the graph. Raise `AnnotationError` or `FileError`, with file,
    line and column, at the first thing that can't be right.
    """
    root = fields_of(tree)
    check_keys(root, {*head.KEYS, *SECTIONS, candidates.SECTION}, "an annotation")
    by = head.annotator(root, registers)
    root = candidates.take_in(root, KEYS, _REQUIRED)
    scope = Scope(document, text, registers, by, holders or {}, _ids(root))
    _read_zones(scope, root)
    for entry in items_of(root.fields.get("messages")):
        messages.read_extent(scope, scope.node(Kind.MESSAGE, _id("messages", fields_of(entry))), fields_of(entry))
    for section in SECTIONS:
        for entry in items_of(root.fields.get(section)):
            _read_entry(scope, section, fields_of(entry))
    head.describe_witness(scope, root)
    return scope


def message_ids(text: str) -> Iterator[str]:
    """Yield the ids of the messages whose words an annotation's text holds, without parsing it: others may use them.

    A draft that nobody has signed says nothing, so it has none.
    """
    if head.BLANK.search(text):
        return
    section = _MESSAGES.search(text)
    _, *entries = _ENTRY.split(section[0]) if section else [""]
    for entry in entries:
        if _STARTS.search(entry) and (named := _ID.search(entry)):
            yield named[1].strip("\"'")


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


def _read_entry(scope: Scope, section: str, entry: Fields) -> None:
    kind, table = SECTIONS[section]
    check_keys(entry, KEYS[section], f'an entry of "{section}"')
    for key in _REQUIRED[section]:
        required(entry, key)
    name = _id(section, entry)
    node = Node(kind, f"{scope.document}/{name}") if kind is Kind.AGENT else scope.node(kind, name)
    basis = scope.basis(entry) if BASIS_KEYS & entry.fields.keys() else None
    if basis is not None and basis.status is Status.DISPUTED:
        advice = "Give `status: disputed` to what is doubtful of it, for example to its `by` or `about`."
        raise AnnotationError("An entry as a whole can't be disputed.", advice, entry.where)
    scope.add(node, optional(entry, "label") or _label(scope, section, entry, basis))
    _read_own(scope, section, node, entry, basis)
    for key, field in table.items():
        if key in entry.fields:
            field(scope, node, entry.fields[key], basis)


def _label(scope: Scope, section: str, entry: Fields, basis: Basis | None) -> str:
    if section == "names":
        return f'"{text_of(required(entry, "name"))}"'
    span = basis.spans[0] if basis and basis.spans else Span(0, 0)
    return shorten(scope.text[span.start : span.end], LABEL)


def _read_own(scope: Scope, section: str, node: Node, entry: Fields, basis: Basis | None) -> None:
    """Read what an entry of this section says beside the keys of its table."""
    if section == "messages":
        messages.read(scope, node, entry)
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
        kind = required(entry, "kind")
        if not candidates.is_blank(kind):
            scope.classes[node] = (_agent_class(kind),)
    else:
        reported(scope, node, basis.spans[0], entry.where)


def _agent_class(tree: Tree) -> str:
    kind = text_of(tree)
    if kind not in AGENT_CLASSES:
        raise AnnotationError(
            f'The kind "{kind}" is unknown.', did_you_mean(kind, AGENT_CLASSES, "Known are"), tree.where
        )
    return AGENT_CLASSES[kind]
