"""Measure what users wait for, as ratios against a baseline in the same run, and print them beside their limits.

    python tests/benchmarks/speed.py [--runs 5] [--copies 200]

Each figure is the median of several runs in which ours and the baseline take turns, because machines drift. Nothing is
asserted: the limits are targets, and a noisy machine proves little.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from cablegraph import queries, questions, validation
from cablegraph.corpus.folder import open_folder
from cablegraph.model.statement import Node
from cablegraph.quads import document_bytes, document_quads
from cablegraph.store import open_store, publish
from cablegraph.store.embedded import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def ratio(runs: int, ours: Callable[[], object], baseline: Callable[[], object]) -> tuple[float, float]:
    """Return the median of ours / baseline, pair by pair, and the median seconds of ours."""
    pairs = [(seconds(ours), seconds(baseline)) for _ in range(runs + 1)][1:]
    return statistics.median(a / b for a, b in pairs), statistics.median(a for a, _ in pairs)


def process(*command: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, *command], check=True, capture_output=True, cwd=ROOT)


def script() -> list[str]:
    """Return the installed command where there is one, since its start is what users feel."""
    installed = Path(sys.executable).with_name("cablegraph")
    return [str(installed)] if installed.exists() else ["-m", "cablegraph"]


def copies(number: int) -> list[list[str]]:
    """Return the quads of many telegrams: the one of data/, under other names."""
    seed = list(open_folder(ROOT / "data").documents())[1]
    made = []
    for n in range(number):
        rename = {node: Node(node.kind, f"copy-{n}/{node.id}") for node in seed.labels}
        statements = tuple(
            replace(s, subject=rename.get(s.subject, s.subject), value=rename.get(s.value, s.value))
            for s in seed.statements
        )
        labels = {rename[node]: label for node, label in seed.labels.items()}
        classes = {rename[node]: found for node, found in seed.classes.items()}
        made.append(replace(seed, id=f"copy-{n}", statements=statements, labels=labels, classes=classes))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--copies", type=int, default=100, help="how many telegrams the corpus figures are taken on")
    args = parser.parse_args()
    print(f"{'what':<34}{'seconds':>9}{'ratio':>8}{'limit':>7}  against")
    with tempfile.TemporaryDirectory() as folder:
        start_up(args.runs, Path(folder))
        corpus(args.runs, args.copies, Path(folder))


def report(what: str, measured: tuple[float, float], limit: float, against: str, rate: str = "") -> None:
    print(f"{what:<34}{measured[1]:>9.3f}{measured[0]:>8.2f}{limit:>7.1f}  {against}{rate and f' ({rate})'}")


def start_up(runs: int, folder: Path) -> None:
    command = script()
    verb = (lambda *words: lambda: subprocess.run([*command, *words], check=True, capture_output=True, cwd=ROOT))(
        "--help"
    )
    ours = verb if len(command) == 1 else process(*command, "--help")
    report("cablegraph --help", ratio(runs, ours, process("-c", "pass")), 3, "python -c pass")
    words = ("build", "data", "-o", str(folder / "build"))
    build = (
        (lambda: subprocess.run([*command, *words], check=True, capture_output=True, cwd=ROOT))
        if len(command) == 1
        else process(*command, *words)
    )
    report("cablegraph build", ratio(runs, build, process("-c", "import rdflib, pyshacl")), 3, "import rdflib, pyshacl")


def corpus(runs: int, number: int, folder: Path) -> None:
    documents = copies(number)
    lines = [line for document in documents for line in document_quads(document)]
    terms = [tuple(line[:-2].split(" ", 2)) for line in lines]
    target, template = folder / "ours.nq", folder / "template.nq"
    quads = f"{len(lines):,} quads"

    def ours() -> None:
        with target.open("wb") as stream:
            for document in documents:
                stream.write(document_bytes(document))

    def templated() -> None:
        with template.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{s} {p} {rest} .\n" for s, p, rest in terms)

    mapped = ratio(runs, ours, templated)
    report("map statements to N-Quads", mapped, 1.5, "templated strings", f"{len(lines) / mapped[1]:,.0f} quads/s")

    def bulk_load() -> None:
        with tempfile.TemporaryDirectory() as bare:
            ox.Store(bare).bulk_load(path=str(target), format=ox.RdfFormat.N_QUADS)

    def publish_it() -> None:
        with tempfile.TemporaryDirectory() as store:
            publish(target, "a" * 64, Path(store) / "store", "benchmark")

    loaded = ratio(runs, publish_it, bulk_load)
    report("load into the store", loaded, 1.1, "pyoxigraph's bulk_load", f"{len(lines) / loaded[1]:,.0f} quads/s")
    publish(target, "a" * 64, folder / "store", "benchmark")
    store = open_store(folder / "store")
    for name in ("chain/hops", "networks/actors", "evidence/by-status"):
        question = questions.find(name)
        given = {p.name: "copy-0/1951-08-13-beijing-22834" for p in question.parameters if p.kind == "message"}
        sparql = queries.fill(question, queries.bind(question, given))
        bare = lambda sparql=sparql: list(store.quads.query(sparql, use_default_graph_as_union=True))  # noqa: E731
        asked = ratio(runs, lambda question=question, given=given: queries.run(store, question, given), bare)
        report(f"question {name}", asked, 1.1, "the same SPARQL in pyoxigraph", quads)
    memory = EmbeddedStore.in_memory(lines)
    checked = seconds(lambda: validation.check(memory))
    print(f"{'check':<34}{checked:>9.3f}{'':>15}  {len(lines) / checked:,.0f} quads/s ({quads})")


if __name__ == "__main__":
    main()
