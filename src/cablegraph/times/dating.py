"""Dates as the TEI's attributes give them <-> EDTF.

| attributes | EDTF | meaning |
|---|---|---|
| when | 1951-08-12 | on that day, in that month or year |
| from, to | 1951-08-12/1951-08-14 | it went on from the one to the other; an end not given is unknown: 1951-08-12/ |
| notBefore, notAfter | [1951-08-12..1951-08-14] | at some time between; a side not given is open: [1951-08-12..] |

Other mixtures (a `when` beside a `from`) have no EDTF. Zones are dropped: our EDTF is that of the local clock.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ATTRIBUTES = ("when", "from", "to", "notBefore", "notAfter")

_ZONE = r"(?:Z|[+-]\d\d:\d\d)?"
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?" + _ZONE)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?" + _ZONE)
_YEARLESS = re.compile(r"--(\d\d)?(?:-(\d\d))?" + _ZONE)
_QUALIFIERS = re.compile("[?~%]")
_WRITTEN = r"(?:\d{4}|XXXX)(?:-(?:\d\d|XX)){0,2}"


def edtf(attributes: Mapping[str, str]) -> str | None:
    """Return what dating attributes come to in EDTF, None where they are no date or EDTF has no form for them."""
    parts = {name: _one(value) for name, value in attributes.items()}
    if not parts or None in parts.values():
        return None
    names = frozenset(parts)
    if names == {"when"}:
        return parts["when"]
    for first, last, form in (("from", "to", "{}/{}"), ("notBefore", "notAfter", "[{}..{}]")):
        ends = parts.get(first) or "", parts.get(last) or ""
        if names <= {first, last}:
            return None if _reversed(*ends) else form.format(*ends)
    return None


def _reversed(first: str, last: str) -> bool:
    """Say whether a period would end before it begins, as far as both ends say."""
    common = min(len(first), len(last))
    return "X" not in first + last and first[:common] > last[:common]


def is_date(written: str) -> bool:
    """Say whether an attribute's value is a date of XML Schema that a calendar has."""
    return _one(written) is not None


def _one(written: str) -> str | None:
    """Return one attribute's value in EDTF, None where it is no date."""
    if match := _MOMENT.fullmatch(written):
        clock = [int(part) for part in match[2].split(":")]
        in_range = clock[0] < 24 and clock[1] < 60 and clock[2] < 60
        return f"{match[1]}T{match[2]}" if in_range and _exists(*match[1].split("-")) else None
    if match := _DAY.fullmatch(written):
        parts = [part for part in match.groups() if part]
        return "-".join(parts) if _exists(*parts) else None
    if match := _YEARLESS.fullmatch(written):
        month, day = match.groups()
        if not (month or day) or not _exists("2000", month or "01", day or "01"):
            return None
        return f"XXXX-{month or 'XX'}" + (f"-{day}" if day else "")
    return None


def _exists(year: str, month: str = "01", day: str = "01") -> bool:
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


def attributes(written: str) -> dict[str, str] | None:
    """Return the dating attributes that say what an EDTF date says, to the day; None where they can't.

    A set of days becomes the time between the first and the last; an hour and a mark of doubt are dropped.
    """
    plain = _QUALIFIERS.sub("", written)
    if plain.startswith("{"):
        return None
    if plain.startswith("["):
        parts = re.split(r"\.\.|,", plain.strip("[]"))
        ends = ("notBefore", parts[0]), ("notAfter", parts[-1])
    elif "/" in plain:
        first, _, last = plain.partition("/")
        ends = ("from", first.replace("..", "")), ("to", last.replace("..", ""))
    else:
        return _single(plain)
    found: dict[str, str] = {}
    for name, part in ends:
        if part and (value := _attribute(part)) is None:
            return None
        if part:
            found[name] = str(value)
    return found or None


def _single(written: str) -> dict[str, str] | None:
    """Return the attributes of one date; a decade or century becomes the years between which it lies."""
    if re.fullmatch(r"\d{1,3}X{1,3}", written) and len(written) == 4:
        return {"notBefore": written.replace("X", "0"), "notAfter": written.replace("X", "9")}
    value = _attribute(written)
    return None if value is None else {"when": value}


def _attribute(written: str) -> str | None:
    """Return one EDTF date as an XML Schema date, None where that has no form for it."""
    day = written.partition("T")[0]
    if not re.fullmatch(_WRITTEN, day):
        return None
    day = re.sub("(-XX)+$", "", day)
    if day.startswith("XXXX"):
        day = f"-{day[4:]}".replace("-XX", "-")
    return day if _one(day) else None
