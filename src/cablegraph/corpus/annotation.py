"""Turn a historian's annotation of a text into statements, entry by entry; say at once all that is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.anchors import LABEL, shorten
from cablegraph.corpus import candidates, head, messages
from cablegraph.corpus.contents import reported
from cablegraph.corpus.fields import words
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
from cablegraph.corpus.sections import KEYS, REQUIRED, SECTIONS
from cablegraph.errors import AnnotationError, InputError, did_you_mean, gathered, raise_all
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.times.bounds import zone
from cablegraph.vocabulary import AGENT_CLASSES, Kind, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Fields, Tree

# The section of messages, up to the next key at the margin; the ids in it.
_MESSAGES = re.compile(r"(?ms)^messages:.*?(?=^[A-Za-z]|\Z)")
_ENTRY = re.compile(r"(?m)^(?: {0,4}- (?=\S))")
_ID = re.compile(r"(?<!\w)id: *([^\s,}#]+)")
_STARTS = re.compile(r"(?<!\w)starts:")


def read(
    tree: Tree, document: str, text: str, registers: Registers, holders: Mapping[str, frozenset[str]] | None = None
) -> Scope:
    """Return all that the annotation *tree* says of *text*; *holders*: which texts hold which message of the corpus.

    Candidates say something only once they are accepted. What a draft says that nobody has signed is checked like any
    other and attributed to the program; it is not for the graph. Raise `AnnotationError`, or `SeveralErrors`, with
    file, line and column of everything that can't be right; where zones or the extents of messages are wrong, of them
    alone, since what builds on them would be called wrong too.
    """
    root = fields_of(tree)
    check_keys(root, {*head.KEYS, *SECTIONS, candidates.SECTION}, "an annotation")
    by = head.annotator(root, registers)
    root = candidates.take_in(root, KEYS, REQUIRED)
    scope = Scope(document, text, registers, by, holders or {}, _ids(root))
    wrong: list[InputError] = []
    with gathered(wrong):
        _read_zones(scope, root)
    for entry in items_of(root.fields.get("messages")):
        with gathered(wrong):
            messages.read_extent(scope, scope.node(Kind.MESSAGE, _id("messages", fields_of(entry))), fields_of(entry))
    raise_all(wrong)
    for section in SECTIONS:
        for entry in items_of(root.fields.get(section)):
            with gathered(wrong):
                _read_entry(scope, section, fields_of(entry))
    with gathered(wrong):
        head.describe_witness(scope, root)
    raise_all(wrong)
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
    wrong: list[InputError] = []
    for section, (kind, _) in SECTIONS.items():
        for entry in items_of(root.fields.get(section)):
            with gathered(wrong):
                name = _id(section, fields_of(entry))
                if name in ids[kind]:
                    raise AnnotationError(f'The id "{name}" is used twice.', "Give each its own.", entry.where)
                ids[kind].add(name)
    raise_all(wrong)
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
    wrong: list[InputError] = []
    check_keys(entry, KEYS[section], f'an entry of "{section}"')
    for key in REQUIRED[section]:
        with gathered(wrong):
            required(entry, key)
    raise_all(wrong)
    name = _id(section, entry)
    node = Node(kind, f"{scope.document}/{name}") if kind is Kind.AGENT else scope.node(kind, name)
    basis = scope.basis(entry) if BASIS_KEYS & entry.fields.keys() else None
    if basis is not None and basis.status is Status.DISPUTED:
        advice = "Give `status: disputed` to what is doubtful of it, for example to its `by` or `about`."
        raise AnnotationError("An entry as a whole can't be disputed.", advice, entry.where)
    scope.add(node, optional(entry, "label") or _label(scope, section, entry, basis))
    with gathered(wrong):
        _read_own(scope, section, node, entry, basis)
    for key, field in table.items():
        if key in entry.fields:
            with gathered(wrong):
                field(scope, node, entry.fields[key], basis)
    raise_all(wrong)


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
