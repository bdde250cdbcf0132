"""Measure how volumes of *Foreign Relations* are read: parties, dates and numbers against the editors' markup, and speed.

    python tests/benchmarks/frus.py [FOLDER] [--misses] [--sample N] [--seed N]

FOLDER holds volumes in TEI (../shared/corpora/frus where none is named). The markup is read here by lxml, apart from the
program. `--misses` lists every miss with file and line; `--sample` prints N readings chosen by chance, to be judged by
eye.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from cablegraph.corpus.edition import documents as as_documents
from cablegraph.corpus.registers import Registers
from cablegraph.readers import frus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.model.edition import EditedDocument

ROOT = Path(__file__).resolve().parents[2]
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
# What opens a telegram's first paragraph: a serial, with or without the name of a series, and a full stop or comma.
NUMBER = re.compile(
    r"(?:\[[^\]]*not declassified\]|;)? ?((?:[A-Z][A-Za-z]{1,7}[ \u2013-] ?)?\d[\d\u2013/-]*[A-Z]?)[.,](?=$| ?\D| ?1\.)"
)


@dataclass
class Gold:
    """What the markup of one document says."""

    line: int
    telegram: bool
    parties: dict[str, list[str]]
    whens: list[str]
    number: str | None


@dataclass
class Score:
    """Hits and misses of one measure."""

    of: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, where: str, ok: bool, what: str) -> None:
        self.of += 1
        self.right += ok
        if not ok:
            self.misses.append(f"{where}: {what}")

    def __str__(self) -> str:
        return f"{self.right} of {self.of} = {100 * self.right / max(self.of, 1):.2f} %"


def words(element: etree._Element) -> str:
    """Return the words of an element without those of notes."""

    def pieces(node: etree._Element) -> Iterator[str]:
        yield node.text or ""
        for child in node:
            if isinstance(child.tag, str) and child.tag != f"{TEI}note":
                yield from pieces(child)
            yield child.tail or ""

    return " ".join("".join(pieces(element)).split())


def gold(path: Path) -> Iterator[tuple[str, Gold]]:
    """Yield what the markup says of each document of a volume."""
    for div in etree.parse(path).iter(f"{TEI}div"):
        if div.get("type") != "document":
            continue
        head = div.find(f"{TEI}head")
        parties: dict[str, list[str]] = {"from": [], "to": []}
        for name in head.iter(f"{TEI}persName", f"{TEI}gloss"):
            if name.get("type") in parties:
                parties[name.get("type")].append(words(name))
        source = next(
            (" ".join("".join(n.itertext()).split()) for n in div.iter(f"{TEI}note") if n.get("type") == "source"), ""
        )
        telegram = bool(re.search(r": [Tt]elegram\.?$", source) or re.search(r"\bTelegram\b", words(head)))
        line = next(iter(div.iter(f"{TEI}dateline")), head)
        whens = [d.get("when") for d in line.iter(f"{TEI}date") if d.get("when")]
        paragraphs = [words(p) for p in div.findall(f"{TEI}p") if words(p) and not words(p).endswith("declassified],")]
        found = NUMBER.match(paragraphs[0]) if paragraphs and telegram else None
        if found and found[1] == "1" and any(p.startswith("2. ") for p in paragraphs):
            found = None
        yield div.get(ID), Gold(head.sourceline, telegram, parties, whens, found[1] if found else None)


def agrees(edtf: str, when: str) -> bool:
    when = when.removesuffix("Z")
    said = edtf.strip("[]").split(",")
    return any(one == when[: len(one)] if "T" in one and "T" in when else one[:10] == when[:10] for one in said)


def judge(edited: EditedDocument, known: Gold, file: str, scores: dict[str, Score]) -> None:
    """Add one document to the scores."""
    where = f"{file}:{known.line} {edited.id.rpartition('/')[2]}"
    message = edited.reading.messages[0] if edited.reading.messages else None
    if known.telegram and known.parties["from"] and known.parties["to"]:
        senders = [a.name for a in (message.sender, *message.joint) if a] if message else []
        addressees = [a.name for a in message.addressees] if message else []
        ok = senders == known.parties["from"] and addressees == known.parties["to"]
        scores["parties"].add(where, ok, f"{senders} to {addressees}, marked {known.parties}")
    if known.whens and message:
        ok = bool(message.sent and agrees(message.sent.edtf, known.whens[0]))
        scores["dates"].add(
            where, ok, f"{message.sent and (message.sent.written, message.sent.edtf)}, marked {known.whens}"
        )
    if known.number and message:
        numbers = [n.text for n in message.numbers]
        scores["numbers"].add(where, known.number in numbers, f"{numbers}, by hand {known.number}")
    elif known.telegram and message and message.numbers:
        scores["numbers only ours"].add(where, False, f"{[n.text for n in message.numbers]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/corpora/frus")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    scores = {name: Score() for name in ("parties", "dates", "numbers", "numbers only ours")}
    kinds: Counter[str] = Counter()
    problems: list[str] = []
    read: list[EditedDocument] = []
    size = reading = stating = 0.0
    for path in sorted(arguments.folder.glob("*.xml")):
        known = dict(gold(path))
        size += path.stat().st_size / 1e6
        start = time.process_time()
        edition = frus.open_edition(path, path.name)
        edited = list(frus.documents(path, edition))
        reading += time.process_time() - start
        start = time.process_time()
        statements = sum(len(document.statements) for document in as_documents(path, path.name, Registers()))
        stating += time.process_time() - start
        kinds["statements"] += statements
        for document in edited:
            kinds[document.kind] += 1
            kinds["messages in others"] += max(0, len(document.reading.messages) - 1)
            kinds["mentions"] += len(document.reading.references)
            problems += [f"{path.name}:{p.line}: {p.message}" for p in document.reading.problems]
            judge(document, known[document.id.rpartition("/")[2]], path.name, scores)
        read += edited
    for name, score in scores.items():
        print(f"{name:20} {score}")
        if arguments.misses:
            print("\n".join(f"    {miss}" for miss in score.misses))
    print(dict(kinds), f"{len(problems)} findings")
    if arguments.misses:
        print("\n".join(f"    {problem}" for problem in problems))
    print(f"{size:.1f} MB; read at {size / reading:.1f} MB/s; read and stated at {size / stating:.1f} MB/s")
    for document in random.Random(arguments.seed).sample(read, arguments.sample):
        show(document)


def show(document: EditedDocument) -> None:
    """Print one reading beside the words that it was read from."""
    print(
        "=" * 100,
        f"\n{document.id} {document.kind}\n{document.text[:900]}\n...\n{document.text[max(0, document.body.end - 300) : document.body.end + 300]}",
    )
    for message in document.reading.messages:
        print(
            "-",
            message.id,
            "in",
            message.enclosed_in,
            [(k, v) for k in message.__slots__ if (v := getattr(message, k)) and k not in ("id", "enclosed_in")],
        )
    for reference in document.reading.references:
        print("  >", reference.written, reference.number, reference.date and reference.date.edtf)
    for problem in document.reading.problems:
        print("  !", problem)


if __name__ == "__main__":
    main()
