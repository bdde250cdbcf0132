"""Prepare a mention for comparison with the messages of the corpus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cablegraph.readers.text.parties import POSTS
from cablegraph.resolution.known import kind_of, read_day, read_number

if TYPE_CHECKING:
    from cablegraph.model.mention import Mention
    from cablegraph.resolution.known import Known, Messages

_NO_YEAR = re.compile(r"XXXX-(?P<month>\d\d)-(?P<day>\d\d)(?:T.*)?")
_GROUP = re.compile(r"\d{6}z")  # day, hour and minute by Universal Time: "281605Z"
LONG = 5  # figures: so long a number, a nought in front included, runs through all posts


@dataclass(frozen=True, slots=True)
class Asked:
    """A mention with what is compared.

    `serial` says that the number is one of a single series whoever gets the message: of a conference ("Secto 12"), of a
    station that is cited by its short name in capitals ("DIR 31227"), or too long to be one of a single post's.
    `office` is the kind of post that the words name where they leave open which ("Embtel" in a consulate's telegram).
    """

    mention: Mention
    within: Known
    series: str
    figures: str
    day: date | None
    senders: frozenset[str]
    addressees: frozenset[str]
    kind: str
    also: frozenset[tuple[str, str]]
    serial: bool
    office: str = ""

    @property
    def is_bare(self) -> bool:
        """Say whether the mention gives neither number nor date."""
        return not self.figures and not self.mention.date


def ask(mention: Mention, messages: Messages) -> Asked | None:
    """Prepare a mention for comparison; None where its own message is unknown."""
    within = messages.by_id.get(mention.within)
    if within is None:
        return None
    series, figures = read_number(mention.number) if mention.number else ("", "")
    serial = bool(series) or len(mention.number or "") >= LONG or any(name.isupper() for name in mention.senders)
    senders = messages.posts.keys(mention.senders)
    if _GROUP.fullmatch(figures):
        series = ""  # a date-time group is no number of a series
    if series and (post := messages.posts.post(series)):
        series, senders = "", senders | {post}
    also = frozenset((messages.posts.at(post), read_number(number)[1]) for post, number in mention.also)
    return Asked(
        mention=mention,
        within=within,
        series=series,
        figures=figures,
        day=read_day(mention.date) or _latest(mention.date, within.made),
        senders=senders,
        addressees=messages.posts.keys(mention.addressees),
        kind=kind_of(mention.form),
        also=also,
        serial=serial,
        office="" if senders else _office(mention.owner or ""),
    )


def _latest(edtf: str | None, made: date | None) -> date | None:
    """Return the last day of that month and day before the mentioning message was made, where the year is not given."""
    match = _NO_YEAR.fullmatch(edtf or "")
    if match is None or made is None:
        return None
    for year in (made.year, made.year - 1):
        try:
            day = date(year, int(match["month"]), int(match["day"]))
        except ValueError:
            continue
        if day <= made:
            return day
    return None


def _office(owner: str) -> str:
    return next((begin for begin in POSTS if owner.lower().removeprefix("am").startswith(begin)), "")
