"""Turn dates and times of an annotation into statements: as written, in EDTF, and between which moments in UTC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.corpus.fields import only_words, words
from cablegraph.corpus.scope import BASIS_KEYS, Scope, check_keys, fields_of, items_of, optional, required, text_of
from cablegraph.errors import AnnotationError, did_you_mean
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.times.bounds import interval, local_range
from cablegraph.times.written import Context, edtf, read_time
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.corpus.fields import Field
    from cablegraph.corpus.yaml_tree import Fields, Tree


def time(name: str) -> Field:
    """Return the meaning of a key that holds a date or time.

    `quote:` gives it as written; `edtf:` what it comes to where the program can't tell; `zones:` the clocks that may
    be meant, each declared with its reason under `zones:` at the head of the file. Status, reason and source speak of
    the role of the time (that this is when it was sent), not of its reading.
    """

    def field(scope: Scope, subject: Node, tree: Tree, basis: Basis | None) -> None:
        for number, item in enumerate(items_of(tree)):
            entry = fields_of(item)
            check_keys(entry, {"as_written", "edtf", "zones", "label", *BASIS_KEYS}, f'"{name}"')
            own = scope.basis(entry, basis)
            suffix = f"-{number + 1}" if number else ""
            node = Node(Kind.TIME, f"{subject.kind.value}/{subject.id}/{name}{suffix}")
            written = _as_written(scope, node, entry, own)
            scope.add(node, optional(entry, "label") or f'"{written}"')
            scope.say(subject, name, node, own, item.where)
            date = _date(scope, node, entry, own, written)
            zones = _zones(scope, node, entry)
            _bounds(scope, node, entry, own, date, zones)

    return field


def _as_written(scope: Scope, node: Node, entry: Fields, basis: Basis) -> str:
    given = entry.fields.get("as_written")
    if given is not None:
        first = len(scope.statements)
        words("asWritten")(scope, node, given, basis)
        said = scope.statements[first].value
        assert isinstance(said, str)
        return said
    said = only_words(scope, basis, entry.where)
    scope.say(node, "asWritten", said, Basis(Status.STATED, scope.by, basis.spans), entry.where)
    return said


def _date(scope: Scope, node: Node, entry: Fields, basis: Basis, written: str) -> str | None:
    """State what a time comes to in EDTF, as the annotator says or else as the program reads the words; return it.

    Return None where several dates stand side by side undisputed: no bounds follow then.
    """
    given = [_given_date(scope, node, fields_of(item)) for item in items_of(entry.fields.get("edtf"))]
    if given:
        asserted = [date for date, status in given if status is not Status.DISPUTED]
        return asserted[0] if len(asserted) == 1 else None
    read = read_time(written)
    date = edtf(read, Context()) if read else None
    if date is not None:
        rationale = f'"{written}" written as an EDTF date; the zone of the clock stays open.'
        scope.say(node, "edtf", date, scope.computed(basis, rationale), entry.where)
    return date


def _given_date(scope: Scope, node: Node, given: Fields) -> tuple[str, Status]:
    check_keys(given, {"value", *BASIS_KEYS}, '"edtf"')
    date = text_of(required(given, "value"))
    if local_range(date) is None:
        advice = "Write 1951-08-12T04:00, 1951-08-12, 1951-08 or a set such as [1951-08-11,1951-08-12]."
        raise AnnotationError(f'"{date}" is not a date that has bounds.', advice, given.where)
    basis = scope.basis(given)
    scope.say(node, "edtf", date, basis, given.where)
    return date, basis.status


def _zones(scope: Scope, node: Node, entry: Fields) -> list[str]:
    """State the clocks that may be meant; return their zones."""
    zones = []
    for item in items_of(entry.fields.get("zones")):
        name = text_of(item)
        if name not in scope.zones:
            advice = did_you_mean(name, scope.zones, "Declared under `zones:` are")
            raise AnnotationError(f'The zone "{name}" is not declared.', advice, item.where)
        zone, reason = scope.zones[name]
        scope.say(node, "candidateZone", zone, reason, item.where)
        zones.append(zone)
    return zones


def _bounds(scope: Scope, node: Node, entry: Fields, basis: Basis, date: str | None, zones: list[str]) -> None:
    """State the outer bounds in UTC that follow from a date and the clocks that may be meant."""
    for name, moment, rationale in bounds(date, zones):
        scope.say(node, name, moment, scope.computed(basis, rationale), entry.where)


def bounds(date: str | None, zones: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield property, moment and reason of the outer bounds in UTC of a date by clocks that may be meant.

    Nothing is yielded where there is no clock or the date has no bounds.
    """
    between = interval(date, zones) if date else None
    if between is None:
        return
    ends = (("earliestUTC", "an earlier", between.earliest), ("latestUTC", "a later", between.latest))
    for name, other, bound in ends:
        rationale = f"By the clock of {bound}; no other clock that may be meant gives {other} moment."
        yield name, bound.utc.strftime("%Y-%m-%dT%H:%M:%SZ"), rationale
