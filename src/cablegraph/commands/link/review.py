"""Decide about candidates on the terminal, or in a table for a spreadsheet.

One screen shows one candidate: what the graph knows, with the words of the messages, and what Wikidata says. Every key
is saved at once to data/links/YOUR-ID.sssom.tsv, so that you can stop at any time. You need a row in people.csv or
organisations.csv, whose id you give; nothing becomes a link before `cablegraph link apply` or `build`.

For a spreadsheet, `--tsv` prints a table. Write accepted, rejected, unsure or none under `verdict`, in your own words
on what it rests under `comment`, perhaps a confidence from 0 to 1, and read it back with `--from`. All rows are checked
first; where one can't be right, nothing is saved.

examples:
  cablegraph link candidates li-kenong --contact you@example.org
  cablegraph link review --reviewer your-id
  cablegraph link review --tsv > candidates.tsv
  cablegraph link review --from candidates.tsv --reviewer your-id
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date

    from cablegraph.linking.review import Review
    from cablegraph.model.link import Candidate


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help="an id or a name (default: all with offers)")
    parser.add_argument("--reviewer", metavar="ID", help="your id in people.csv or organisations.csv")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--tsv", action="store_true", help="print a table to fill in with a spreadsheet")
    form.add_argument("--from", dest="sheet", type=Path, metavar="FILE", help="read such a table back, filled in")
    parser.add_argument("--candidates", type=Path, metavar="FILE", help="offers (default: those kept beside the graph)")
    parser.add_argument("--data", type=Path, default=Path("data"), metavar="FOLDER", help="the data folder")
    parser.add_argument("-g", "--graph", type=Path, default=Path("build"), metavar="FOLDER", help="what `build` made")


def run(args: argparse.Namespace) -> int:
    """Let a person decide, or write or read a table."""
    from cablegraph.linking import sheet

    if args.tsv:
        common.give(sheet.lines(_cases(args), _words(args)))
        return 0
    path = _table(args)
    if args.sheet:
        from cablegraph.report.summary import many

        count = sheet.take(args.sheet, _review(args, path))
        _tell(path, f"{many(count, 'decision')} taken over")
        return 0
    return _on_terminal(args, path)


def _on_terminal(args: argparse.Namespace, path: Path) -> int:
    import sys

    from cablegraph.errors import InputError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("This is not a terminal.", "Use `--tsv` and `--from` to decide in a table.")
    from cablegraph.commands.link.screen import Screen

    review = _review(args, path)
    Screen(review, _words(args)).app.run()
    _tell(path, f"saved; {review.undecided} of {len(review.cases)} undecided")
    return 0


def _tell(path: Path, done: str) -> None:
    """Say what was saved and what comes next, or that there is no table since nothing was decided."""
    if path.exists():
        common.say(f"{path}: {done}.", "Next: cablegraph link apply")
    else:
        common.say("Nothing was decided, and nothing saved.")


def _review(args: argparse.Namespace, path: Path) -> Review:
    from cablegraph.linking.review import Review
    from cablegraph.links.folder import read_all

    return Review(_cases(args), args.reviewer, _today(), path, read_all(args.data, but=path))


def _table(args: argparse.Namespace) -> Path:
    """Return the table that decisions go to; raise `InputError` where nobody known decides."""
    from cablegraph.corpus import registers
    from cablegraph.corpus.texts import LINKS
    from cablegraph.errors import InputError
    from cablegraph.links import reviewers
    from cablegraph.links.folder import ENDING

    if not args.reviewer:
        raise InputError("Nobody decides.", "Say who you are: --reviewer and your id in people.csv.")
    reviewers.check(registers.read(args.data), args.reviewer)
    links = args.data / LINKS
    links.mkdir(exist_ok=True)
    return Path(links / f"{args.reviewer}{ENDING}")


def _cases(args: argparse.Namespace) -> Sequence[Candidate]:
    from cablegraph.errors import InputError
    from cablegraph.linking import kept, subjects

    path = args.candidates or args.graph / kept.FILE
    if not path.is_file():
        raise InputError(f"{path} is not there.", "Run `cablegraph link candidates` first.")
    cases = kept.read(path)
    known = {case.subject.id: case.subject for case in cases}
    if args.subjects:
        wanted = {subject.id for subject in subjects.chosen(tuple(known.values()), args.subjects)}
        cases = [case for case in cases if case.subject.id in wanted]
    if not cases:
        raise InputError("There is no candidate to decide about.", "Run `cablegraph link candidates` for more.")
    return cases


def _words(args: argparse.Namespace) -> Callable[[str], Sequence[str]]:
    """Return what gives the passages of the graph that name a thing, each asked for once."""
    from functools import cache

    from cablegraph.graph import STORE
    from cablegraph.linking.passages import passages
    from cablegraph.store import open_store

    store = open_store(args.graph / STORE)
    return cache(lambda thing: passages(store, thing))


def _today() -> date:
    from datetime import datetime

    return datetime.now().astimezone().date()
