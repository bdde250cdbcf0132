r"""Export the graph as N-Quads, TriG, Turtle of what is stated, JSON-LD, Web Annotations or CMIF.

CMIF is an index of letters for correspSearch and its like. It needs a header: what the options leave open is taken from
the list of letters that all messages come from, where there is one. Only what is stated or editorial is in it, unless
inferred statements are asked for; what CMIF can't say is counted on standard error.

examples:
  cablegraph export nquads > graph.nq
  cablegraph export annotations -o annotations.jsonld
  cablegraph export cmif -o letters.xml --document hartung    (one list read)
  cablegraph export cmif -o telegrams.xml --title "My telegrams" \
      --editor "A. Reader <reader@example.org>" ...
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

    from cablegraph.model.correspondence import Header, Party

FORMS = ("nquads", "trig", "stated", "jsonld", "annotations", "cmif")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("form", choices=FORMS, help="what to write")
    parser.add_argument("-o", "--output", type=Path, help="the file to write (default: standard output)")
    parser.add_argument("-g", "--graph", type=Path, default=Path("build"), help="what `build` made (default: build)")
    header = parser.add_argument_group("for cmif, the header of the index and what is in it")
    header.add_argument("--title", default="", help="what the index is called")
    for name, what in (("editor", "who made it: NAME <MAIL>"), ("publisher", "who publishes it: NAME <URL>")):
        header.add_argument(f"--{name}", action="append", default=[], help=f"{what}; may be given several times")
    header.add_argument("--url", help="where the index will be found")
    header.add_argument("--licence", metavar="URL", help="the licence of the index")
    header.add_argument("--date", help="when it is published, for example 2026-11-24")
    header.add_argument("--document", metavar="ID", help="only messages that this text or list of letters speaks of")
    header.add_argument(
        "--with", dest="extra", choices=("inferred",), help="add what is inferred, marked as conjecture"
    )


def run(args: argparse.Namespace) -> int:
    """Write the graph in one form."""
    import sys

    from cablegraph.files import write_whole

    if args.form == "cmif":
        index, said = _index(args)
        data = iter([index])
    else:
        from cablegraph.export import rdf

        data, said = rdf.dump(args.graph, args.form), []
    if args.output is None:
        sys.stdout.buffer.writelines(data)
    else:
        write_whole(args.output, data)
        said.insert(0, f"{args.output}: {args.output.stat().st_size} bytes")
    common.say(*said)
    return 0


def _index(args: argparse.Namespace) -> tuple[bytes, list[str]]:
    """Return an index of letters, and what to say about it."""
    from cablegraph.export import cmif
    from cablegraph.graph import STORE
    from cablegraph.store import open_store

    store = open_store(args.graph / STORE)
    statuses = ("stated", "editorial", *([args.extra] if args.extra else []))
    index = cmif.write(store, _header(args), statuses=statuses, document=args.document)
    said = [f"{index.letters} letters"]
    if index.left_out:
        said.append("left out: " + ", ".join(f"{count} {kind}" for kind, count in index.left_out.items()))
    if index.left_out["inferred statements"] and not args.extra:
        said.append("What is inferred, most dates of dispatch among it, is written with `--with inferred`.")
    return index.data, said


def _header(args: argparse.Namespace) -> Header:
    """Return the header that the options give."""
    from cablegraph.model.correspondence import Header

    return Header(
        title=args.title,
        editors=tuple(_party(words) for words in args.editor),
        publishers=tuple(_party(words) for words in args.publisher),
        url=args.url,
        date=args.date,
        licence_url=args.licence,
    )


def _party(words: str) -> Party:
    """Read "NAME <ADDRESS>"."""
    from cablegraph.model.correspondence import Party

    match = re.fullmatch(r"\s*(.*?)\s*<\s*(\S+?)\s*>\s*", words)
    return Party(match[1], match[2]) if match else Party(" ".join(words.split()))
