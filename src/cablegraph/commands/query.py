r"""Ask the graph a question, by its name or from a SPARQL file.

Without a name, lists the questions. Parameters are given as name=value; ids stand for their IRIs.

examples:
  cablegraph query
  cablegraph query chain/latency
  cablegraph query messages/sender message=1951-08-13-beijing-22834
  cablegraph query my-question.rq --format csv > answer.csv
  cablegraph query chain/latency --show    (the SPARQL, to be pasted anywhere)

The questions under wikidata/ ask another server too, in your name:
  cablegraph query wikidata/lived --contact you@example.org
  cablegraph query wikidata/lived --contact you@example.org \
      --service wikidata=https://my.server/sparql
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common, online
from cablegraph.errors import QueryError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable

    from cablegraph.questions import Question
    from cablegraph.store.terms import Answer, Rows

_NOT_BROUGHT = "(This question knows of Wikidata only what `cablegraph link enrich` has brought into the graph.)"
FORMS = ("table", "csv", "tsv", "json", "turtle")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("question", nargs="?", help="a question's name, or a .rq file")
    parser.add_argument("values", nargs="*", metavar="name=value", help="the question's parameters")
    parser.add_argument("--format", choices=FORMS, help="default: table; turtle for CONSTRUCT queries")
    parser.add_argument("--show", action="store_true", help="print the question with its parameters and SPARQL")
    parser.add_argument(
        "--service", action="append", default=[], metavar="NAME=URL", help="where a server is that the question asks"
    )
    online.add_contact(parser)
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Print the answer, or the list of questions."""
    from cablegraph import queries, questions

    if args.question is None:
        common.give(_catalogue())
        return 0
    question = questions.find(args.question)
    given = dict(_pair(value) for value in args.values)
    if args.show:
        common.give([question.full])
        return 0
    if any(parameter.kind == queries.SERVICE for parameter in question.parameters):
        answer = _asked_elsewhere(args, question, given)
    else:
        answer = queries.run(common.open_graph(args), question, given)
        if question.name.startswith("wikidata/") and not getattr(answer, "rows", True):
            common.say(_NOT_BROUGHT)
    common.give(_written(answer, args.format))
    return 0


def _asked_elsewhere(args: argparse.Namespace, question: Question, given: dict[str, str]) -> Answer:
    """Answer a question that asks other servers too, all of them through our client."""
    from cablegraph import queries
    from cablegraph.store.embedded import EmbeddedStore
    from cablegraph.wikidata import endpoint
    from cablegraph.wikidata.relay import interruptible, relay

    store = common.open_graph(args)
    if not isinstance(store, EmbeddedStore):
        raise QueryError("The endpoint would ask other servers in its own name.", "Ask a graph in a folder: -g FOLDER.")
    services = {parameter.name: parameter for parameter in question.parameters if parameter.kind == queries.SERVICE}
    wanted = {name: given.get(name) or str(parameter.default) for name, parameter in services.items()}
    addresses = dict(_address(value, services) for value in args.service)
    targets = {name: endpoint(preset, sparql=addresses.get(name)).sparql for name, preset in wanted.items()}
    with relay(online.client(args), targets) as running:
        opened = EmbeddedStore(store.quads, frozenset(running.addresses.values()))
        return interruptible(lambda: queries.run(opened, question, {**given, **running.addresses}))


def _written(answer: Answer, form: str | None) -> Iterable[str]:
    from cablegraph.store.terms import Triples

    if isinstance(answer, Triples):
        from cablegraph.serialize import turtle

        if form not in (None, "turtle"):
            raise QueryError(f"Triples can't be written as {form}.", "Leave out --format, or say --format turtle.")
        return turtle(answer.lines).decode().splitlines()
    if form == "turtle":
        raise QueryError("Rows can't be written as Turtle.", "Say --format table, csv, tsv or json.")
    from shutil import get_terminal_size

    from cablegraph.report import tables

    if form in (None, "table"):
        return tables.lines(_words(answer), "table", get_terminal_size().columns)
    return tables.lines(answer, form)


def _words(answer: Rows) -> Rows:
    """Leave out of a table for people the columns that hold nothing but identifiers, where words remain."""
    cells = [[row[number] for row in answer.rows] for number in range(len(answer.columns))]
    kept = [n for n, column in enumerate(cells) if any(term and term.kind != "uri" for term in column)]
    if not kept or len(kept) == len(answer.columns):
        return answer
    common.say("(Columns of identifiers are left out of tables; --format csv has them.)")
    columns = tuple(answer.columns[number] for number in kept)
    return type(answer)(columns, tuple(tuple(row[number] for number in kept) for row in answer.rows))


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise QueryError(f'"{text}" is not a parameter.', "Write name=value.")
    return name, value


def _address(text: str, services: Collection[str]) -> tuple[str, str]:
    name, equals, url = text.partition("=")
    if not equals or name not in services:
        what = f'"{text}" does not say which server of the question is meant.'
        raise QueryError(what, f"Write --service {' or '.join(f'{known}=URL' for known in sorted(services))}.")
    return name, url


def _catalogue() -> list[str]:
    from cablegraph import questions

    found = [questions.find(name) for name in questions.names()]
    width = max(len(question.name) for question in found)
    return [f"{question.name:<{width}}  {question.summary}" for question in found]
