"""Index names: forms that can be one name have a key in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.names import chinese, european, japanese, korean
from cablegraph.names.known import body_rows, person_forms, person_rows, place_forms, place_rows
from cablegraph.names.spelling import take_apart
from cablegraph.names.tables import characters

if TYPE_CHECKING:
    from cablegraph.names.spelling import Written


def keys(name: str) -> frozenset[str]:
    """Return a name's keys; two names that share one are worth comparing, two that share none are not one name.

    A key has the language by which the name was read and the name in that language's own terms, the family name first:
    `zh:qiao guan hua`, `ko:김 일 성`, `eu:molotov`, `han:乔冠华`, `known:person 3`.
    """
    written = take_apart(name)
    if not written.words or written.is_too_long:
        return frozenset()
    found = {f"zh:{' '.join(reading)}" for reading in chinese.mendings(written)}
    for form in (written, *(take_apart(each) for number in person_rows(written) for each in person_forms(number))):
        found |= {f"zh:{' '.join(reading)}" for reading in chinese.readings(form)}
        found |= {f"ko:{' '.join(reading)}" for reading in korean.readings(form)}
    found |= {f"eu:{key}" for key in european.index_keys(written)}
    found |= {f"ja:{' '.join(sorted(reading))}" for reading in japanese.readings(written)}
    if written.script == "han":
        found.add("han:" + simplified(written))
    found |= {f"known:person {number}" for number in person_rows(written)}
    found |= {f"known:place {number}" for number in place_rows(written)}
    found |= {f"known:body {number}" for number in body_rows(written)}
    for form in (written, *(take_apart(each) for number in place_rows(written) for each in place_forms(number))):
        found |= _as_place(form)
    return frozenset(found)


def _as_place(name: Written) -> set[str]:
    """Return the keys that a name has as a place, which has no family name: those of the whole, in one piece."""
    whole = name.as_whole()
    found = {f"place zh:{' '.join(reading)}" for reading in chinese.readings(whole)}
    found |= {f"place ko:{' '.join(reading)}" for reading in korean.readings(whole)}
    return found | {f"place eu:{key}" for key in european.whole_keys(name)}


def simplified(name: Written) -> str:
    """Return a name in Han characters in their simplified forms, without spaces and titles."""
    known = characters()
    return "".join(known[each][0] if each in known else each for word in name.words for each in word)
