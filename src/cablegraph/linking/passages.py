"""Find the words of the messages in which a thing of the graph occurs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph import queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.store.terms import Store


def passages(store: Store, thing: str) -> Sequence[str]:
    """Return each passage once, `"words" (where)`, those with the most around the name first.

    *thing* is its prefixed name.
    """
    rows = queries.rows(store, "links/words", thing=thing).records()
    found = dict.fromkeys((" ".join(str(row["words"]).split()), row["where"]) for row in rows)
    return [f'"{words}" ({where})' for words, where in sorted(found, key=lambda one: -len(one[0]))]
