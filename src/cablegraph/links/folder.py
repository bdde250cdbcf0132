"""Find the tables of decisions in a data folder, read them together, and write one of them anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.corpus.texts import LINKS
from cablegraph.errors import AnnotationError, did_you_mean, gathered, raise_all
from cablegraph.files import read_text, write_whole
from cablegraph.links import rows, sssom

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from cablegraph.errors import InputError
    from cablegraph.model.link import Decision

ENDING = ".sssom.tsv"


def tables(data: Path) -> list[Path]:
    """Return the tables of decisions of a data folder, in the order of their names; a folder without any has none."""
    return sorted((data / LINKS).glob(f"*{ENDING}")) if data.is_dir() else []


def read(path: Path, reviewers: Collection[str] | None = None) -> tuple[list[Decision], list[InputError]]:
    """Return the decisions of one table, and everything that is wrong with it.

    *reviewers* are the ids of people and bodies that the registers know; without it nobody is asked for. Raise
    `FileError` where the file is no such table.
    """
    found, wrong = rows.decisions(sssom.parse(read_text(path), str(path)).rows)
    return found, [*wrong, *_strangers(found, reviewers)]


def read_all(data: Path, reviewers: Collection[str] | None = None, but: Path | None = None) -> list[Decision]:
    """Return the decisions of all tables of a data folder *but* one; raise `InputError` with all that is wrong."""
    found: list[Decision] = []
    amiss: list[InputError] = []
    for path in tables(data):
        if path == but:
            continue
        with gathered(amiss):
            some, wrong = read(path, reviewers)
            found += some
            amiss += wrong
    raise_all(amiss)
    raise_all(rows.once(found)[1])
    return found


def head(data: Path) -> tuple[tuple[str, str], ...]:
    """Return what the head of all tables together can say: where they agree what they say, else what ours says."""
    heads = [dict(sssom.parse(read_text(path), str(path)).head) for path in tables(data)]
    shared = {
        key: value for key, value in (heads[0] if heads else {}).items() if all(h.get(key) == value for h in heads)
    }
    return tuple({**dict(sssom.HEAD), **shared}.items())


def save(path: Path, decisions: Iterable[Decision]) -> None:
    """Write a table as a whole, sorted, with the head that it had; raise `OutputError` where the disk takes no more."""
    head = sssom.parse(read_text(path), str(path)).head if path.exists() else sssom.HEAD
    write_whole(path, sssom.write(head, map(rows.cells, decisions)))


def _strangers(decisions: Iterable[Decision], reviewers: Collection[str] | None) -> list[AnnotationError]:
    if reviewers is None:
        return []
    return [
        AnnotationError(
            f'The reviewer "{made.reviewer}" is unknown.',
            did_you_mean(made.reviewer, reviewers, "Known are") + " Or add a row to people.csv.",
            made.where,
        )
        for made in decisions
        if made.reviewer not in reviewers
    ]
