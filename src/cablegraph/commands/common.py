"""Arguments and manners that several verbs share."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cablegraph.store.terms import Store
    from cablegraph.validation import Finding

# Characters that a terminal takes for commands, but for tab and line end.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def add_graph(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say which graph is asked: a folder that `build` made, or an endpoint."""
    graph = parser.add_mutually_exclusive_group()
    graph.add_argument(
        "-g", "--graph", type=Path, default=Path("build"), metavar="FOLDER", help="what `build` made (default: build)"
    )
    graph.add_argument("--endpoint", metavar="URL", help="a SPARQL 1.1 endpoint that holds the graph, instead")


def open_graph(args: argparse.Namespace) -> Store:
    """Return the graph that the arguments name; raise `StoreError` where there is none."""
    if args.endpoint:
        from cablegraph.store.remote import RemoteStore

        return RemoteStore(args.endpoint)
    from cablegraph.graph import STORE
    from cablegraph.store import open_store

    return open_store(args.graph / STORE)


def say(*lines: str) -> None:
    """Print lines for people, on standard error."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201


def give(lines: Iterable[str]) -> None:
    """Print lines of data, on standard output; what came from elsewhere does not command a terminal."""
    shown = _harmless if sys.stdout.isatty() else str
    for line in lines:
        print(shown(line))  # noqa: T201


def _harmless(line: str) -> str:
    return _CONTROLS.sub("\ufffd", line)


def give_wrapped(lines: Iterable[str], hang: int | None = None) -> None:
    """Print lines for people on standard output, broken where the terminal ends."""
    from shutil import get_terminal_size

    from cablegraph.report.wrapping import wrapped

    give(wrapped(lines, get_terminal_size().columns, hang))


def give_json(value: object) -> None:
    """Print a value as JSON, on standard output."""
    import json

    give([json.dumps(value, ensure_ascii=False, indent=2)])


def progress(documents: int) -> Callable[[int], object]:
    """Show a bar with rate and remaining time on standard error where that is a terminal; return what moves it on.

    The bar goes when all documents are read.
    """
    from tqdm import tqdm

    bar = tqdm(total=documents, unit=" documents", disable=None, leave=False, file=sys.stderr)

    def move_on(number: int) -> None:
        bar.update(number)
        if bar.n >= documents:
            bar.close()

    return move_on


MOST_SHOWN = 20


def findings_in_short(findings: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings in words, the first of many only."""
    yield from findings_in_words(findings[:MOST_SHOWN])
    if len(findings) > MOST_SHOWN:
        yield f"and {len(findings) - MOST_SHOWN:,} more; `cablegraph check` lists them all."


def findings_in_words(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield each finding as `file:line:column: what is wrong`, remarks marked as such."""
    for finding in findings:
        remark = "" if finding.level == "must" else "remark: "
        yield f"{finding.where or finding.focus}: {remark}{finding.message}"


def drafts_in_words(places: Iterable[str]) -> Iterator[str]:
    """Yield for each draft that nobody has signed where to sign it."""
    for where in places:
        yield f"{where}: Nobody has signed this draft, so the machine's reading stands alone."
        yield "  Write your id from people.csv or organisations.csv under `annotator:`."
