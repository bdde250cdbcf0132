"""Load the questions of `queries/`, or any SPARQL file, with what each says of itself.

A question is a `.rq` file whose first lines, each beginning with `#+`, are a head in YAML:

    #+ summary: Who sent a message, and on whose word?
    #+ parameters:
    #+   message: {kind: message, default: 1951-08-13-beijing-22834, help: the message}

A parameter's kind is `string`, `integer`, `iri`, `service` or a kind of the graph's nodes (`message`, `agent`,
`concept`, …), whose ids may be given for their IRIs. A `service` is a server that the question asks with SERVICE, by a
name of `wikidata/endpoints.toml`; stores refuse it unless its name is replaced by an address that they may ask. The
prefixes of `cablegraph.vocabulary` need no declaration.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cablegraph.errors import MOST_LISTED, Position, QueryError, did_you_mean
from cablegraph.files import read_text
from cablegraph.resources import folder
from cablegraph.vocabulary import PREFIXES

_NAMESPACE = re.compile(r"\b(\w+):")
_PREFIX = re.compile(r"(?im)^\s*prefix\s+([\w.-]*):")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a question takes: its kind, what it is for, and what it is where nobody says.

    Without a default it must be given, unless it is optional: then its variable stays free.
    """

    name: str
    kind: str
    help: str = ""
    default: str | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A SPARQL query with its head; `name` is its path under `queries/` without the ending."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    sparql: str
    file: Path

    @property
    def full(self) -> str:
        """The query with every prefix it uses declared, to be pasted anywhere."""
        declared = set(_PREFIX.findall(self.sparql))
        used = set(_NAMESPACE.findall(self.sparql)) - declared
        return " ".join(f"PREFIX {name}: <{PREFIXES[name]}>" for name in PREFIXES if name in used) + "\n" + self.sparql


@cache
def names() -> tuple[str, ...]:
    """Return the names of all questions that come with the program, sorted."""
    root = folder("queries")
    return tuple(sorted(path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.rq")))


def find(name: str) -> Question:
    """Return a question by its name (`chain/hops`, or `hops` where only one ends so) or by the path of a file."""
    path = Path(name)
    if "{" in name:
        raise QueryError("This is SPARQL, not the name of a question.", "Save it in a file that ends in .rq.")
    if path.suffix == ".rq" or path.is_file():
        return load(path, path.stem)
    known = names()
    matching = [other for other in known if name in (other, other.rpartition("/")[2])]
    if len(matching) != 1:
        what = f'"{name}" is the name of several questions.' if matching else f'There is no question "{name}".'
        alike = matching or [other for other in known if name in other]
        advice = f"Say which: {', '.join(alike[:MOST_LISTED])}." if alike else did_you_mean(name, known, "Known are")
        raise QueryError(what, advice)
    return _shipped(matching[0])


@cache
def _shipped(name: str) -> Question:
    return load(folder("queries") / f"{name}.rq", name)


def load(path: Path, name: str) -> Question:
    """Read a question's file; raise `QueryError` where its head is broken."""
    text = read_text(path)
    lines = text.splitlines()
    head = [line[2:].removeprefix(" ") if line.startswith("#+") else "" for line in lines]
    facts = _head("\n".join(head), path)
    parameters = tuple(
        Parameter(
            key,
            str(value.get("kind", "string")),
            str(value.get("help", "")),
            _text(value.get("default")),
            value.get("optional") == "true",
        )
        for key, value in _mapping(facts.get("parameters"), path).items()
    )
    return Question(name, str(facts.get("summary", "")), parameters, text, path)


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _head(text: str, path: Path) -> dict[str, object]:
    import yaml

    try:
        facts = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 (the base loader makes nothing but text)
    except yaml.YAMLError as error:
        raise QueryError("The head of the question is broken YAML.", str(error), Position(str(path))) from None
    if facts is None:
        return {}
    if not isinstance(facts, dict):
        raise QueryError("The head of the question is not `key: value`.", "", Position(str(path)))
    return facts


def _mapping(value: object, path: Path) -> dict[str, dict[str, object]]:
    if value in (None, ""):
        return {}
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        advice = "Write `#+   name: {kind: string, help: what it is}`."
        raise QueryError("A parameter's entry is not a mapping.", advice, Position(str(path)))
    return value
