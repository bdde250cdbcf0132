"""Read a telegram from plain text, by the machine alone.

Prints who sent what to whom through whom and when, what is enclosed and what is mentioned, from the text alone: no
annotation and no list of names. What can't be placed is listed as a problem. Of a volume of FRUS, one document is read;
without its name, all are listed.

With `--graph` it is told too who held, on the message's day, the posts by which its sender, its addressees or those
who passed it on are named: by Wikidata alone, never in the reading itself, and only where that graph has a linked post
of exactly this name whose holders `link enrich` has brought.

examples:
  cablegraph read telegram.txt
  cablegraph read telegram.txt --json
  cablegraph read frus1951v07p2.xml d12
  cablegraph read frus1951v07p2.xml d12 --text  (the text, as offsets count)
  cablegraph read telegram.txt --graph build    (who held the posts it names)
"""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common
from cablegraph.errors import FileError, Position, did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from cablegraph.chain import Holder
    from cablegraph.model.edition import EditedDocument
    from cablegraph.model.reading import Reading

_STANDARD_INPUT = Path("-")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, help="a text in UTF-8 (- is standard input), or a volume of FRUS in TEI")
    parser.add_argument("document", nargs="?", help="of a volume: which document, for example d12")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the reading as JSON (schema cablegraph-reading/1)")
    form.add_argument("--text", action="store_true", help="print the text itself")
    help_ = "tell too who held the posts named here, by what `link enrich` has brought into this graph"
    parser.add_argument("-g", "--graph", type=Path, metavar="FOLDER", help=help_)
    parser.set_defaults(endpoint=None)  # `common.open_graph` looks for it; here a folder alone is asked


def run(args: argparse.Namespace) -> int:
    """Print the reading of one file, or of one document of a volume."""
    import hashlib

    from cablegraph.files import decode, read_bytes
    from cablegraph.readers import text as reader

    if args.file.suffix.lower() == ".xml":
        return _read_volume(args)
    if args.document:
        raise FileError("A plain text is one document.", "Leave out its name.", Position(str(args.file)))
    data = sys.stdin.buffer.read() if args.file == _STANDARD_INPUT else read_bytes(args.file)
    text = decode(data, args.file)
    if not text.strip():
        raise FileError("The text is empty.", "Put the telegram's words in it.", Position(str(args.file)))
    _print(args, text, reader.read(text), args.file.name, hashlib.sha256(data).hexdigest())
    return 0


def _read_volume(args: argparse.Namespace) -> int:
    import hashlib

    from cablegraph.corpus import editions
    from cablegraph.files import read_bytes

    if not args.file.is_file():
        read_bytes(args.file)  # it says why that can't be done
    kind = editions.kind_of(args.file)
    if kind != editions.FRUS:
        what = "A list of letters holds no texts." if kind else "This is no volume that can be read."
        raise FileError(what, "Name a text file, or a volume of FRUS in TEI.", Position(str(args.file)))
    if args.document is None:
        if args.json or args.text or args.graph:
            what = "--json, --text and --graph are for one document of a volume, and none is named."
            raise FileError(
                what, "Name one after the volume, such as d1; alone, it is listed.", Position(str(args.file))
            )
        listed = (f"{each.id.rpartition('/')[2]:<8}{each.kind:<24}{each.title}" for each in _documents(args.file))
        common.give_wrapped(listed, hang=32)
        return 0
    names = []
    for found in _documents(args.file):
        names.append(found.id.rpartition("/")[2])
        if args.document in {found.id, names[-1]}:
            _print(args, found.text, found.reading, found.id, hashlib.sha256(found.text.encode()).hexdigest())
            return 0
    what = f'There is no document "{args.document}" in the volume.'
    raise FileError(what, did_you_mean(args.document, names), Position(str(args.file)))


def _documents(path: Path) -> Iterator[EditedDocument]:
    from cablegraph.readers import frus

    return frus.documents(path, frus.open_edition(path, str(path)))


def _print(args: argparse.Namespace, text: str, reading: Reading, name: str, sha256: str) -> None:
    from cablegraph.readers import text as reader
    from cablegraph.report import readings

    holders = _holders(args, reading)
    if args.text:
        common.give([text])
    elif args.json:
        told = reader.as_dict(reading, name, sha256)
        common.give_json(told if holders is None else {**told, "wikidata_holders": [asdict(one) for one in holders]})
    else:
        common.give_wrapped(readings.lines(reading))
        common.say(*(f"{args.file}:{p.line}:{p.column}: {p.message}" for p in reading.problems))
    if holders is not None and not args.json:
        _tell(holders)


def _holders(args: argparse.Namespace, reading: Reading) -> Sequence[Holder] | None:
    """Return who held the posts that are named, None where no graph is asked: the store is not even loaded then."""
    if args.graph is None:
        return None
    from cablegraph.linking.posts import holders

    return holders(common.open_graph(args), reading)


def _tell(holders: Sequence[Holder]) -> None:
    from cablegraph.report import chains

    common.give_wrapped(chains.holders(holders))
    if not holders:
        common.say("By that graph, Wikidata tells of nobody who held a post named here on its message's day.")
