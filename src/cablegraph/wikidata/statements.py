"""Read the statements of an item in Wikibase's JSON: best rank first, those of deprecated rank left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cablegraph.wikidata import dates
from cablegraph.wikidata.search import is_qid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

# "sourcing circumstances", under which Wikidata says that a date is about right, or presumed.
CIRCUMSTANCES = "P1480"
_RANKS = {"preferred": 0, "normal": 1}


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: its id, rank, value (None where it is said to be unknown or none) and qualifiers by property."""

    id: str
    rank: str
    value: object
    qualifiers: Mapping[str, Sequence[object]]

    def part(self, name: str) -> object:
        """Return a part of a value that has parts, None where it has not."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def qualifier_date(self, name: str) -> str | None:
        """Return the date that a qualifier gives, as EDTF."""
        written = [dates.edtf(value) for value in self.qualifiers.get(name, ()) if isinstance(value, dict)]
        return dates.one_of([date for date in written if date])


def by_property(claims: object) -> dict[str, tuple[Statement, ...]]:
    """Return an item's statements by property, those of preferred rank before the others."""
    found = claims.items() if isinstance(claims, dict) else ()
    return {name: tuple(sorted(_statements(listed), key=lambda one: _RANKS[one.rank])) for name, listed in found}


def _statements(listed: object) -> Iterable[Statement]:
    for claim in listed if isinstance(listed, list) else ():
        if isinstance(claim, dict) and claim.get("rank") in _RANKS:
            qualifiers = claim.get("qualifiers")
            named = qualifiers.items() if isinstance(qualifiers, dict) else ()
            yield Statement(
                str(claim.get("id", "")),
                claim["rank"],
                _value(claim.get("mainsnak")),
                {name: [_value(snak) for snak in snaks] for name, snaks in named if isinstance(snaks, list)},
            )


def _value(snak: object) -> object:
    data = snak.get("datavalue") if isinstance(snak, dict) and snak.get("snaktype") == "value" else None
    return data.get("value") if isinstance(data, dict) else None


def items(claims: Iterable[Statement]) -> tuple[str, ...]:
    """Return the Q-ids that statements point to, each once."""
    found = (claim.part("id") for claim in claims)
    return tuple(dict.fromkeys(qid for qid in found if is_qid(qid)))


def texts(claims: Iterable[Statement]) -> tuple[str, ...]:
    """Return the values that are plain text, such as names of files."""
    return tuple(claim.value for claim in claims if isinstance(claim.value, str))


def date(claims: Sequence[Statement]) -> str | None:
    """Return the date of the statements of best rank, as EDTF; a set where they give several.

    Where one of them is qualified by how its source knows it (circa, presumably), the date stays open.
    """
    best = [claim for claim in claims if claim.rank == claims[0].rank]
    if any(CIRCUMSTANCES in claim.qualifiers for claim in best):
        return None
    written = [dates.edtf(claim.value) for claim in best if isinstance(claim.value, dict)]
    return dates.one_of([one for one in written if one])
