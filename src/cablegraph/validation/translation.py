"""Translate SHACL core shapes into queries for faults, which a store answers at once, where a query says the same.

Translated are node shapes with a class or the subjects of a property for their target, whose property shapes count
values or try each by pattern, bound, datatype or list of concepts. A file with anything else is left to pySHACL.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from cablegraph.resources import folder
from cablegraph.validation.faults import Fault
from cablegraph.vocabulary import expand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pyoxigraph as ox

    _Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
    _Shape: TypeAlias = Mapping[str, list[_Term]]

_SHACL = "http://www.w3.org/ns/shacl#"
_TYPE = expand("rdf:type")
_KINDS = frozenset({f"<{_SHACL}NodeShape>", f"<{_SHACL}PropertyShape>"})
_IN_SCHEME = f"<{expand('skos:inScheme')}>"
_TARGETS = MappingProxyType({"targetClass": "?focus a {} .", "targetSubjectsOf": "?focus {} ?any ."})
_COUNTS = MappingProxyType({"minCount": "?number < {}", "maxCount": "?number > {}"})
# What must be true of each value; an error, as with a pattern on a blank node, counts as false.
_EACH = MappingProxyType(
    {
        "pattern": "REGEX(STR(?value), {})",
        "minInclusive": "?value >= {}",
        "maxInclusive": "?value <= {}",
        "datatype": "DATATYPE(?value) = {}",
        "node": "?value IN ({})",
    }
)


class _UntranslatableError(Exception):
    """A shape says something that no query here says."""


def translate(path: Path) -> list[Fault] | None:
    """Return queries that find what the shapes of a file find, None where it holds more than can be translated."""
    shapes = _read(path)
    try:
        return [fault for shape in shapes.values() if _has_target(shape) for fault in _faults(shape, shapes)]
    except _UntranslatableError:
        return None


def _read(path: Path) -> Mapping[str, _Shape]:
    """Return the shapes of a file and what they are made of, by name; properties of SHACL by their short names."""
    import pyoxigraph as ox

    shapes: dict[str, dict[str, list[_Term]]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        name = quad.predicate.value.removeprefix(_SHACL)
        shapes.setdefault(str(quad.subject), {}).setdefault(name, []).append(quad.object)
    return shapes


def _has_target(shape: _Shape) -> bool:
    """Say whether a shape is to be tried by itself, and not only within others; one that is a class is its target."""
    types = {str(one) for one in shape.get(_TYPE, ())}
    return not types <= _KINDS or any(name.startswith("target") for name in shape)


def _faults(shape: _Shape, shapes: Mapping[str, _Shape]) -> Iterator[Fault]:
    """Yield the queries of a node shape."""
    target = next(iter(shape.keys() & _TARGETS.keys()), "")
    if shape.keys() != {_TYPE, target, "property"} or _only(shape, _TYPE) not in _KINDS:
        raise _UntranslatableError
    focus = _TARGETS[target].format(_only(shape, target))
    for part in shape["property"]:
        yield from _of_property(focus, shapes.get(str(part), {}), shapes)


def _of_property(focus: str, shape: _Shape, shapes: Mapping[str, _Shape]) -> Iterator[Fault]:
    """Yield the queries of a property shape: one that counts the values, and one for each condition on them."""
    if not shape.keys() <= {"path", "message", *_COUNTS, *_EACH}:
        raise _UntranslatableError
    path, message = _only(shape, "path"), _words(shape)
    values, told = f"?focus {path} ?value .", f"BIND({path} AS ?path)"
    if path in shapes:
        values, told = f"?value {_only(shapes[path], 'inversePath')} ?focus .", ""
    if wrong := [test.format(_only(shape, name)) for name, test in _COUNTS.items() if name in shape]:
        counted = (
            f"SELECT ?focus (COUNT(DISTINCT ?value) AS ?number) {{ {focus} OPTIONAL {{ {values} }} }} GROUP BY ?focus"
        )
        yield Fault(message, "focus", f"SELECT * {{ {{ {counted} }} FILTER({' || '.join(wrong)}) {told} }}")
    for name in shape.keys() & _EACH.keys():
        true = _EACH[name].format(_members(shape, shapes) if name == "node" else _only(shape, name))
        test = f"FILTER(!COALESCE({true}, false))"
        yield Fault(message, "focus", f"SELECT DISTINCT ?focus ?path ?value {{ {focus} {values} {test} {told} }}")


def _only(shape: _Shape, name: str) -> str:
    """Return the one value of a property as SPARQL writes it."""
    if len(shape.get(name, ())) != 1:
        raise _UntranslatableError
    return str(shape[name][0])


def _words(shape: _Shape) -> str:
    """Return the sentence of a shape."""
    import pyoxigraph as ox

    said = shape.get("message", ())
    if len(said) != 1 or not isinstance(said[0], ox.Literal):
        raise _UntranslatableError
    return said[0].value


def _members(shape: _Shape, shapes: Mapping[str, _Shape]) -> str:
    """Return the concepts that a shape for the members of a list of concepts lets through."""
    members = shapes.get(_only(shape, "node"), {})
    part = shapes.get(_only(members, "property"), {})
    known = members.keys() == {_TYPE, "property"} and part.keys() == {"path", "hasValue"}
    if not known or _only(part, "path") != _IN_SCHEME:
        raise _UntranslatableError
    return ", ".join(_concepts().get(_only(part, "hasValue"), ()))


@cache
def _concepts() -> Mapping[str, list[str]]:
    """Return the concepts of each list."""
    import pyoxigraph as ox

    lists: dict[str, list[str]] = {}
    for quad in ox.parse(path=str(folder("ontology") / "concepts.ttl"), format=ox.RdfFormat.TURTLE):
        if str(quad.predicate) == _IN_SCHEME:
            lists.setdefault(str(quad.object), []).append(str(quad.subject))
    return lists
