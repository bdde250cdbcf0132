"""Draft the annotation of a text, or add to it what is new, and show what no longer fits.

Writes the YAML beside the text: what the machine reads, filled in, and candidates for proposals, options, conditions,
requests, instructions and assessments, each with its words and its cue. Nothing of it is in the graph before you have
signed it, and no candidate before you write `accept: yes`. Run again, it keeps every character that stands in the
file, adds only what is new, and lists the quotes that are not in the text any more.

examples:
  cablegraph annotate data/telegrams/1951/1951-09-04-beijing-23918.txt
  cablegraph annotate telegram.txt --annotator li-wen --source archive-12
  cablegraph annotate telegram.txt --stdout
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

    from cablegraph.drafting import Annotated

_DONE = {"agents": "agent", "names": "name", "messages": "message", "references": "mention", "candidates": "candidate"}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("file", type=Path, help="the text, in UTF-8")
    parser.add_argument("-o", "--output", type=Path, metavar="YAML", help="the annotation (default: beside the text)")
    parser.add_argument(
        "--annotator", metavar="ID", help="sign a new draft with an id of people.csv or organisations.csv"
    )
    parser.add_argument("--language", metavar="TAG", help="the text's language, such as en, for a new draft")
    parser.add_argument("--source", metavar="ID", help="the row of sources.csv that the text is from, for a new draft")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--stdout", action="store_true", help="print the annotation and write nothing")
    shown.add_argument("--json", action="store_true", help="print what was added and what no longer fits as JSON")


def run(args: argparse.Namespace) -> int:
    """Write the annotation and say what is new in it; return 1 where something no longer fits the text."""
    from cablegraph.drafting.beside import annotate_file
    from cablegraph.files import write_whole

    given = {"annotator": args.annotator, "language": args.language, "source": args.source}
    path, standing, done = annotate_file(args.file, args.output, {key: words for key, words in given.items() if words})
    if not args.stdout and done.yaml != standing:
        write_whole(path, done.yaml)
    if args.json:
        common.give_json(_as_dict(done, path))
    elif args.stdout:
        common.give(done.yaml.removesuffix("\n").split("\n"))
    else:
        common.give(_in_words(args, done, path, standing is None))
    common.say(*map(str, done.misfits))
    return 1 if done.misfits else 0


def _register(text: Path, name: str) -> str:
    """Return which register new rows go to: its path as seen from here, with its columns where it is still to be made.

    Where the text lies in no data folder, the register's name has to do.
    """
    from cablegraph.corpus.registers import COLUMNS
    from cablegraph.drafting.beside import data_folder

    columns = ",".join(COLUMNS[name.removesuffix(".csv")])
    folder = data_folder(text)
    if folder is None:
        return f"{name} of a data folder (its first line is {columns})"
    path, here = folder / name, Path.cwd()
    shown = path.relative_to(here) if path.is_relative_to(here) else path
    return str(shown) if path.exists() else f"{shown}, a new file (its first line is {columns})"


def _in_words(args: argparse.Namespace, done: Annotated, path: Path, is_new: bool) -> list[str]:
    from cablegraph.report.summary import many

    counted = [many(len(done.added[section]), word) for section, word in _DONE.items() if section in done.added]
    lines = [f"{path}: {'' if is_new else 'added '}{', '.join(counted)}" if counted else f"{path}: nothing new"]
    for file, rows in done.rows.items():
        lines += [
            f"In no register; if you know who or what it is, add to {_register(args.file, file)}:",
            *(f"  {row}" for row in rows),
        ]
    if is_new:
        lines.append(
            "Next: read it against the text, fill in the blanks, accept or strike candidates, `cablegraph check`."
        )
    return lines


def _as_dict(done: Annotated, path: Path) -> dict[str, object]:
    from cablegraph.drafting.layout import plain

    return {
        "schema": "cablegraph-draft/1",
        "file": str(path),
        "added": {section: [plain(entry) for entry in entries] for section, entries in done.added.items()},
        "new_rows": {file: list(rows) for file, rows in done.rows.items()},
        "misfits": [{"where": str(error.where), "what": error.what, "advice": error.advice} for error in done.misfits],
    }
