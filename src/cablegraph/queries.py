"""Ask questions of a graph, with values bound to their parameters.

SPARQL 1.1 has no bound variables that reach every corner of a query, sub-selects included, and engines differ in what
they offer instead. So a value takes the place of its variable as a whole term, escaped so that nothing in it can end
the term; a parameter can therefore not be among the columns of its question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote

from cablegraph.concepts import CONCEPTS
from cablegraph.errors import Position, QueryError, did_you_mean
from cablegraph.questions import find
from cablegraph.store.terms import Rows, Term
from cablegraph.vocabulary import CLASSES, PREFIXES, Kind, expand, node_iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.questions import Parameter, Question
    from cablegraph.store.terms import Answer, Store

SERVICE = "service"
_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
# Strings, IRIs and comments, in which no variable stands; then variables.
_TOKEN = re.compile(
    r"'''(?:[^\\']|\\.|'(?!''))*'''|"
    r'"""(?:[^\\"]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|\#[^\n]*|[?$](\w+)'
)
# Kinds of things of which data/ has the one that questions are asked of where nobody says.
_DEFAULTS_OF_DATA = frozenset({Kind.MESSAGE, Kind.AGENT, Kind.PROPOSAL, Kind.ISSUE})
_LINE = re.compile(r"\b(?:at )?(\d+):(\d+)\b")
_ENGINE_PLACE = re.compile(r"error at \d+:\d+: ")


def run(store: Store, question: Question, given: Mapping[str, str] | None = None) -> Answer:
    """Return the answer to a question; *given* holds values by parameter, as text.

    Raise `QueryError` where a value is missing, unknown or not of its kind, or where the SPARQL is broken.
    """
    values = bind(question, given or {})
    for parameter in question.parameters:
        if parameter.kind in {*Kind} and parameter.name in (given or {}):
            values[parameter.name] = _existing(store, parameter, values[parameter.name])
        elif parameter.kind in _DEFAULTS_OF_DATA and parameter.name in values:
            _check_default(store, question, parameter, values[parameter.name])
    try:
        return store.ask(fill(question, values))
    except QueryError as error:
        # The engine counts lines of its own; the place in the question's file says it better.
        what = _ENGINE_PLACE.sub("", error.what)
        raise QueryError(what, error.advice, _place(error.what, question)) from None


def _check_default(store: Store, question: Question, parameter: Parameter, term: Term) -> None:
    """Raise `QueryError` where the graph has not got the thing that is asked of where nobody says of which."""
    if not rows(store, "graph/known", thing=term.value).rows:
        what = f'The question "{question.name}" is asked of "{parameter.default}" unless you say of what.'
        advice = f"This graph has no such {parameter.kind}; add `{parameter.name}=…`: {parameter.help}."
        raise QueryError(what, advice)


def _existing(store: Store, parameter: Parameter, term: Term) -> Term:
    """Return the term of a thing that the graph knows, found by its name or number where it is not an id.

    Raise `QueryError` where there is none, so that a slip is never answered with "no rows".
    """
    kind = Kind(parameter.kind)
    if rows(store, "graph/known", thing=term.value).rows and kind is not Kind.CONCEPT:
        return term
    if kind is Kind.CONCEPT:
        known = {name: node_iri(kind, name) for names in CONCEPTS.values() for name in names}
        found = {iri for iri in known.values() if iri == term.value}
        names: set[str] = set(known)
    else:
        things = rows(store, "graph/named", **{"class": CLASSES[kind]}).values()
        name = unquote(term.value.removeprefix(node_iri(kind, "")))
        found = {iri for words, number, iri in things if iri and (iri == term.value or name in (words, number))}
        names = {iri.removeprefix(node_iri(kind, "")) for _, _, iri in things if iri}
    if len(found) == 1:
        return Term("uri", found.pop())
    name = unquote(term.value.removeprefix(node_iri(kind, "")))
    what = f'Several of the kind {kind} are called "{name}".' if found else f'The graph knows no {kind} "{name}".'
    raise QueryError(what, did_you_mean(name, sorted(names)[:200], "Known are"))


def rows(store: Store, name: str, /, **given: str) -> Rows:
    """Return the rows of a named SELECT question."""
    answer = run(store, find(name), given)
    if not isinstance(answer, Rows):
        raise QueryError(f'The question "{name}" gives triples, not rows.', "Write it as a SELECT.")
    return answer


def fill(question: Question, values: Mapping[str, Term]) -> str:
    """Return the query, ready to be sent, with the terms of *values* in the places of their variables."""
    written = {f"{sign}{name}": term.sparql() for name, term in values.items() for sign in "?$"}
    return "".join([written.get(piece, piece) for piece in _pieces(question)])


@lru_cache(maxsize=256)
def _pieces(question: Question) -> tuple[str, ...]:
    """Return a query in pieces, of which those that are variables, sign and name, are nothing else."""
    whole, pieces, at = question.full, list[str](), 0
    for match in _TOKEN.finditer(whole):
        if match[1]:
            pieces += (whole[at : match.start()], match[0])
            at = match.end()
    return (*pieces, whole[at:])


def _place(message: str, question: Question) -> Position:
    """Read line and column out of a parser's message; one line of prefixes stands before the file's own."""
    match = _LINE.search(message)
    if match is None or int(match[1]) < 2:
        return Position(str(question.file))
    return Position(str(question.file), int(match[1]) - 1, int(match[2]))


def bind(question: Question, given: Mapping[str, str]) -> dict[str, Term]:
    """Return the terms of a question's parameters from what is given as text, else from their defaults."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            advice = did_you_mean(name, known, "It takes") or "It takes none."
            raise QueryError(f'The question "{question.name}" has no parameter "{name}".', advice)
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is None and parameter.optional:
            continue
        if value is None:
            advice = f"Add `{name}=…`: {parameter.help or parameter.kind}."
            raise QueryError(f'The question "{question.name}" needs the parameter "{name}".', advice)
        terms[name] = _term(parameter, value)
    return terms


def _term(parameter: Parameter, value: str) -> Term:
    if parameter.kind == "string":
        return Term("literal", value)
    if parameter.kind == "integer":
        if not re.fullmatch(r"[+-]?\d+", value):
            raise QueryError(f'"{value}" is not a whole number.', f"It is the value of {parameter.name}.")
        return Term("literal", value, _INTEGER)
    if re.match(r"https?://", value):
        return Term("uri", value)
    if parameter.kind == SERVICE:
        return Term("uri", f"{SERVICE}:{value}")
    prefix, colon, _ = value.partition(":")
    if colon and prefix in PREFIXES:
        return Term("uri", expand(value))
    if parameter.kind in {*Kind}:
        return Term("uri", node_iri(Kind(parameter.kind), value))
    raise QueryError(f'"{value}" is not an IRI.', f"Write https://… or a prefixed name for {parameter.name}.")
