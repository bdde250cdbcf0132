"""Read a telegram from plain text, by the machine alone.

Prints who sent what to whom through whom and when, what is enclosed and what is mentioned, from the text alone: no
annotation and no list of names. What can't be placed is listed as a problem.

examples:
  cablegraph read telegram.txt
  cablegraph read telegram.txt --json
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, help="a text file in UTF-8")
    parser.add_argument("--json", action="store_true", help="print the reading as JSON (schema cablegraph-reading/1)")


def run(args: argparse.Namespace) -> int:
    """Print the reading of one file."""
    import hashlib

    from cablegraph.files import decode, read_bytes
    from cablegraph.readers import text as reader

    data = read_bytes(args.file)
    reading = reader.read(decode(data, args.file))
    if args.json:
        common.give_json(reader.as_dict(reading, args.file.name, hashlib.sha256(data).hexdigest()))
        return 0
    from cablegraph.report import readings

    common.give(readings.lines(reading))
    common.say(*(f"{args.file}:{p.line}:{p.column}: {p.message}" for p in reading.problems))
    return 0
