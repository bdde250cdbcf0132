"""Measure how documents of *Foreign Relations* are read when somebody pastes them from the web page as plain text.

    python tests/benchmarks/pasted.py [FOLDER] [--show] [--print ID] [--sample N] [--held-out]

FOLDER holds volumes in TEI (../shared/corpora/frus where none is named). A sample of their telegrams, chosen by a hash
of the document's id, is written as the page shows it: file number, heading, classification, date line, body with the
footnotes' digits stuck to their words and the marks of printed pages, signature, and the footnotes in a numbered list.
How much of the page is selected, and what a browser makes of blank lines, differs from reader to reader; the hash chooses
that too. The plain text is then read without the markup and compared with what the reader of volumes has from it.

Half of the sample, by the same hash, is held out: rules are made from the other half. `--show` lists the misses of that
half (those of both with `--held-out`), `--print` writes one document as it is pasted.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from reading_cases import as_gold_names, plain

from cablegraph.readers import frus
from cablegraph.readers.frus.blocks import blocks
from cablegraph.readers.frus.document import edited_document
from cablegraph.readers.frus.people import People
from cablegraph.readers.frus.volume import is_document
from cablegraph.readers.tei import elements
from cablegraph.readers.tei import plain as as_plain
from cablegraph.readers.text import as_dict, read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.edition import EditedDocument, Edition
    from cablegraph.model.reading import Reading
    from cablegraph.readers.tei import Element, Plain

    Item: TypeAlias = tuple[str, object]

ROOT = Path(__file__).resolve().parents[2]
FIELDS = ("sender", "addressees", "sent", "received", "place", "number", "form", "copies", "enclosed", "references")
_NUMBERED = re.compile(r"\[?\d+[a-z]?[.\]]")


@dataclass(frozen=True)
class Page:
    """A document as pasted, and what the reader of volumes says of it."""

    edited: EditedDocument
    pasted: str

    @property
    def is_held_out(self) -> bool:
        return chance(self.edited.id, "half") % 2 == 0

    @property
    def has_source(self) -> bool:
        """Say whether the markup knows the note on the source, without which the volume's reader misses copies."""
        return any(note.is_source for note in self.edited.notes)


def chance(name: str, purpose: str) -> int:
    """Return a number that is the same for the same document in every run."""
    return crc32(f"{purpose} {name}".encode())


def pages(path: Path, wanted: int) -> list[Page]:
    """Return the pages of the telegrams of one volume that the hash puts first."""
    edition = frus.open_edition(path, path.name)
    people = People(edition.people)
    found = []
    for number, element in enumerate(elements(path, path.name, is_document), 1):
        edited = edited_document(element, edition, people, number)
        message = edited.reading.messages[0] if edited.reading.messages else None
        if edited.kind == "telegram" and message and message.sender and message.addressees:
            found.append((chance(edited.id, "sample"), edited, element))
    chosen = sorted(found, key=lambda one: one[0])[:wanted]
    return [Page(edited, paste(element, edited, edition)) for _, edited, element in chosen]


def paste(element: Element, edited: EditedDocument, edition: Edition) -> str:
    """Write a document as the page shows it."""
    text, name = as_plain(element), edited.id
    held = {id(child): child for child in element.descendants()}
    head = next((text.spans[child] for child in element.elements() if child.name == "head"), None)
    listed = [note for note in text.notes if note.get("rend") != "inline"]
    marks = [(text.called[note], f"{note.get('n')}") for note in listed if note in text.called and note.get("n")]
    marks += [
        (text.spans[one].start, f" [Page {one.get('n')}]")
        for one in held.values()
        if one.name == "pb" and one in text.spans and text.spans[one].start > (head.end if head else 0)
    ]
    spaced = chance(name, "space before a mark") % 2
    lines = []
    for span in blocks(text.text, text.body):
        words, at = "", span.start
        for offset, mark in sorted(marks):
            if span.start < offset <= span.end or (offset == span.start and mark[0] == " "):
                in_head = head and head.start <= span.start < head.end
                words += text.text[at:offset] + (" " if in_head and spaced else "") + mark
                at = offset
        lines.append((span.start, words + text.text[at : span.end]))
    body = [words for _, words in sorted(lines, key=lambda line: order(text, held.values(), line[0], name))]
    if not _NUMBERED.match(body[0]) and chance(name, "number") % 2:
        body[0] = f"[{name.rpartition('/')[2].removeprefix('d')}] {body[0]}"
    file_number = [words_of(text, note) for note in text.notes if note.get("rend") == "inline"]
    body = body[:1] + file_number + body[1:] if chance(name, "file number") % 2 else file_number + body
    if chance(name, "title") % 3 == 0:
        body = [edition.title, *body]
    notes = [f"{note.get('n') or '*'}. {words_of(text, note)}" for note in listed]
    notes = [f"{words} ↩" for words in notes] if chance(name, "arrow") % 2 else notes
    return ("\n\n" if chance(name, "blank lines") % 2 else "\n").join(body) + "\n\n" + "\n".join(notes) + "\n"


def order(text: Plain, held: Iterable[Element], start: int, name: str) -> tuple[int, int]:
    """Put the classification before the date line in some documents, as newer pages do."""
    if chance(name, "classification") % 2:
        for one in held:
            if one.name == "opener" and text.spans[one].start <= start < text.spans[one].end:
                lines = [text.spans[inner] for inner in one.descendants() if inner.name == "dateline"]
                dated = any(line.start <= start < line.end for line in lines)
                return text.spans[one].start, start + dated * 10**6
    return start, 0


def words_of(text: Plain, note: Element) -> str:
    """Return the words of a note without its number."""
    return re.sub(r"^\[[^\]]*\]\s*", "", text.words(note)).replace("\n\n", "\n")


def gold_items(page: Page) -> Iterator[Item]:
    """Yield what the reader of volumes says of the outermost message, and how many it holds."""
    reading = page.edited.reading
    message = reading.messages[0]
    assert message.sender
    yield "sender", plain(message.sender.name)
    yield from (("addressees", plain(agent.name)) for agent in message.addressees)
    yield from items_of(page, reading)
    for reference in reading.references:
        if reference.span.start < page.edited.body.end and (reference.number or reference.date):
            yield "references", (reference.date.edtf if reference.date else None, plain(reference.number or ""))


def items_of(page: Page, reading: Reading) -> Iterator[Item]:
    """Yield what either reader says of the outermost message but for its parties, and how many it holds."""
    message = reading.messages[0]
    yield from (("number", re.sub(r"\s+", "", number.text).casefold()) for number in message.numbers)
    if page.has_source:
        yield from (("copies", plain(copy.name)) for copy in message.copies)
    yield from (("enclosed", number) for number in range(1, len(reading.messages)))
    for field in ("sent", "received"):
        if (time := getattr(message, field)) and time.edtf:
            yield field, time.edtf
    for field in ("place", "form"):
        if words := getattr(message, field):
            yield field, plain(words.text)


def read_items(page: Page) -> Iterator[Item]:
    """Yield what the reader of plain text says."""
    reading = read(page.pasted)
    known = page.edited.reading.messages[0]
    told = as_dict(reading, "", "")["messages"][0]  # type: ignore[index]
    if told["sender"]:
        yield "sender", as_gold_names(told["sender"], [as_known(known.sender)])
    gold = [as_known(agent) for agent in known.addressees]
    yield from (("addressees", as_gold_names(agent, gold)) for agent in told["addressees"])
    yield from items_of(page, reading)
    for reference in reading.references:
        yield "references", (reference.date.edtf if reference.date else None, plain(reference.number or ""))
    yield from (("problems", problem.message) for problem in reading.problems)


def as_known(agent):
    """Say an agent in the form that the cases have."""
    return {"name": agent.name, "gloss": agent.gloss or (agent.post.text if agent.post else None)}


def table(pages: list[Page], title: str) -> Iterator[str]:
    """Compare and yield the lines of a table, then those of the misses."""
    right, extra, missed, shown = Counter(), Counter(), Counter(), []
    for page in pages:
        gold, given = Counter(gold_items(page)), Counter(read_items(page))
        for total, sign, items in (
            (right, "", gold & given),
            (missed, "-", gold - given),
            (extra, "+", given - gold),
        ):
            for item in items.elements():
                total[item[0]] += 1
                shown += [(item[0], page.edited.id, sign, item[1])] if sign else []
    yield f"{title}: {len(pages)} telegrams, {extra['problems']} lines not placed"
    yield f"{'field':<12}{'right':>7}{'extra':>7}{'missed':>7}{'P':>8}{'R':>8}{'F1':>8}"
    for field in (*FIELDS, "all"):
        r, e, m = (
            sum(total[f] for f in FIELDS) if field == "all" else total[field] for total in (right, extra, missed)
        )
        p, c = r / (r + e or 1), r / (r + m or 1)
        yield f"{field:<12}{r:>7}{e:>7}{m:>7}{p:>8.3f}{c:>8.3f}{2 * p * c / (p + c or 1):>8.3f}"
    yield from ("\t".join(map(str, miss)) for miss in sorted(shown, key=str))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT.parent / "shared/corpora/frus")
    parser.add_argument("--show", action="store_true", help="list every fact missed (-) or wrongly given (+)")
    parser.add_argument("--held-out", action="store_true", help="list those of the half that is held out too")
    parser.add_argument("--print", metavar="ID", help="write one document of the sample as it is pasted")
    parser.add_argument("--sample", type=int, default=43, help="telegrams of each volume")
    arguments = parser.parse_args()
    volumes = sorted(arguments.folder.glob("*.xml"))
    if arguments.print:
        volumes = [path for path in volumes if arguments.print.startswith(path.stem)]
    sample = [page for path in volumes for page in pages(path, arguments.sample)]
    if arguments.print:
        print(*(page.pasted for page in sample if page.edited.id == arguments.print))
        return
    for title, half in (
        ("the half that rules are made from", [page for page in sample if not page.is_held_out]),
        ("the half that is held out", [page for page in sample if page.is_held_out]),
    ):
        shows = arguments.show and (arguments.held_out or title.endswith("from"))
        print(*(line for number, line in enumerate(table(half, title)) if shows or number < 3 + len(FIELDS)), sep="\n")


if __name__ == "__main__":
    main()
