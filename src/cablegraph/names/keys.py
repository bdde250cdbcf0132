"""Index names: forms that can be one name have a key in common."""

from __future__ import annotations

from cablegraph.names import chinese, european, korean
from cablegraph.names.known import place_rows, person_rows
from cablegraph.names.spelling import take_apart
from cablegraph.names.tables import characters


def keys(name: str) -> frozenset[str]:
    """Return a name's keys; two names that share one are worth comparing, two that share none are not one name.

    A key has the language by which the name was read and the name in that language's own terms, the family name first:
    `zh:qiao guan hua`, `ko:김 일 성`, `eu:molotov`, `han:乔冠华`, `known:person 3`.
    """
    written = take_apart(name)
    found = {f"zh:{' '.join(reading)}" for reading in chinese.readings(written) | chinese.mendings(written)}
    found |= {f"ko:{' '.join(reading)}" for reading in korean.readings(written)}
    found |= {f"eu:{key}" for reading in european.readings(written) for key in reading.surname.keys}
    if written.script == "han":
        found.add("han:" + simplified(name))
    found |= {f"known:person {number}" for number in person_rows(written)}
    found |= {f"known:place {number}" for number in place_rows(written)}
    return frozenset(found)


def simplified(name: str) -> str:
    """Return a name in Han characters in their simplified forms, without spaces and titles."""
    known = characters()
    return "".join(known[each][0] if each in known else each for word in take_apart(name).words for each in word)
