"""Write accepted links for others: commands for QuickStatements, to be read first, and a table for OpenRefine.

What is worth telling Wikidata: other romanisations of a name, as aliases, and code names, as pseudonyms, where a source
says so. Nothing that only we conclude, nothing that only a telegram's words suggest, and never the link itself, which
would be news to nobody there. Nothing is ever sent.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from cablegraph import queries
from cablegraph.wikidata.search import language

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.linking.standing import Standing
    from cablegraph.store.terms import Store

# "pseudonym", by the number that Wikidata gives this property.
PSEUDONYM = "P742"
_COLUMNS = ("id", "name", "standing", "wikidata", "reviewer", "decided", "evidence")


def quickstatements(store: Store) -> Iterator[tuple[str, str]]:
    """Yield commands in the first version of the format, each with the reason for it."""
    for row in queries.rows(store, "links/names").records():
        name, other = str(row["name"]), row["other_name"]
        if other and not _is_part(other, name):
            yield (
                f"{row['qid']}\tA{language(other)}\t{_text(other)}",
                f"{other}: another form of {name} in the registers",
            )
    for row in queries.rows(store, "links/pseudonyms").records():
        # No reference: a register's address may be that of a copy, and only who has looked can cite the source itself.
        command = f"{row['qid']}\t{PSEUDONYM}\t{_text(_cased(str(row['code_name'])))}"
        yield command, f"{row['code_name']}: {row['rationale']} ({row['source']}, seen at {row['url']})"


def _is_part(name: str, whole: str) -> bool:
    """Say whether a name is only part of another: a surname alone would be an alias of too many."""
    return set(name.casefold().split()) <= set(whole.casefold().split())


def _cased(name: str) -> str:
    """Write a name that the text has in capitals as names are written."""
    return name.title() if name.isupper() else name


def _text(words: str) -> str:
    return '"' + " ".join(words.replace('"', "").split()) + '"'


def openrefine(standings: Sequence[Standing]) -> Iterator[str]:
    """Yield a table in CSV, a row for each thing and accepted item, the others with an empty cell to reconcile."""
    yield _line(_COLUMNS)
    for one in standings:
        accepted = [say for say in one.said if say.standing == "linked"]
        for say in accepted:
            yield _line((one.id, one.name, one.whole, say.qid or "", say.reviewer, say.decided, say.evidence))
        if not accepted:
            yield _line((one.id, one.name, one.whole, "", "", "", ""))


def _line(cells: Sequence[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="").writerow(cells)
    return stream.getvalue()
