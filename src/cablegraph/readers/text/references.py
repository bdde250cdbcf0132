"""Find the mentions of other messages: number, date, and who sent them to whom as far as it is said.

*Your*, *my* and *our* turn the parties of the mentioning message round or keep them; an American *Deptel* is one of the
Department to the post, an *Embtel* one of the post to the Department; "Athens 412" and "telegram 412 to London" name
the post themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadMessage, ReadReference, ReadTime
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.parties import parties
from cablegraph.readers.text.search import find_forms
from cablegraph.times.written import Context, edtf, read_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FIGURES = re.compile(r"\d+")
_PLURAL = re.compile(r"(?i)\b(?:telegrams|cables|ciphergrams|letters|messages|notes|reports|\w+tels|Nos)\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention as found: the form's match, those of the numbers that go on after it, and what follows these."""

    head: re.Match[str]
    more: tuple[re.Match[str], ...]
    tail: re.Match[str] | None
    also: tuple[tuple[str, str], ...]
    end: int


def find_references(text: str, start: int, end: int, message: ReadMessage, context: Context) -> Iterator[ReadReference]:
    """Yield the mentions in text[start:end], which are words of *message*; its own number is no mention."""
    at = start
    for head in find_forms(grammar().reference, text, start, end):
        if head.start() < at:
            continue
        at = head.end()
        if "repetition" not in head.re.groupindex:
            found = _follow(head, text, end)
            at = found.end
            yield from _references(found, message, context)


def _follow(head: re.Match[str], text: str, end: int) -> _Found:
    """Go on after a form: further numbers, "from Paris", "to London", "repeated Rome 12"."""
    words, at = grammar().words, head.end()
    more: list[re.Match[str]] = []
    while _number(head) and (following := words["next_number"].match(text, at, end)):
        more.append(following)
        at = following.end()
    tail = words["reference_tail"].match(text, at, end) if _number(head) else None
    at = tail.end() if tail else at
    also: list[tuple[str, str]] = []
    while _number(head) and (
        again := words["repeated_as"].match(text, at, end) or words["also_to"].match(text, at, end)
    ):
        also.append((again["post"], again["number"]))
        at = again.end()
    return _Found(head, tuple(more), tail, tuple(also), at)


def _number(match: re.Match[str]) -> str | None:
    """Give the number of a mention; that of a series is only one with the name of the series."""
    groups = match.groupdict()
    number = groups.get("number") or groups.get("bare")
    return f"{groups['series']} {number}" if number and groups.get("series") else number


def _references(found: _Found, message: ReadMessage, context: Context) -> Iterator[ReadReference]:
    """Say each message that is mentioned: one a number, one a day where several days stand before the last."""
    head, number = found.head, _number(found.head)
    groups = head.groupdict()
    date_ = _date(head, message, context)
    sender, addressee = parties(head, found.tail, message)
    own = sender in (None, message.sender) and any(number == own.text for own in message.numbers)
    if own or (not number and date_ is None):
        return
    more = groups.get("more")
    written = head.string[head.start() : found.end if not found.more else head.end()].rstrip(" ,;(")
    span = Span(head.start(), head.start() + len(written))
    several = bool(more or found.more)
    plural = bool(_PLURAL.search(written)) and not several and not (number and "-" not in number)
    days = [int(day) for day in _FIGURES.findall(groups.get("days") or "")]
    said = ReadReference(message.id, written, span, date_, number, sender, addressee, plural and not days, _form(head))
    for earlier in _dates(head, message, context, days):
        yield replace(said, date=earlier)
    yield said if found.more else replace(said, also=found.also)
    if more and (second := grammar().words["figure"].search(more)):
        yield replace(said, number=second.group())
    for place, match in enumerate(found.more, 1):
        last = place == len(found.more)
        written = head.string[head.start() : found.end if last else match.end()].rstrip(" ,;(")
        yield replace(
            said,
            written=written,
            span=Span(head.start(), head.start() + len(written)),
            date=_date(match, message, context),
            number=_in_series(head, match["number"]),
            also=found.also if last else (),
        )


def _in_series(head: re.Match[str], number: str) -> str:
    series = head.groupdict().get("series")
    return f"{series} {number}" if series else number


def _form(head: re.Match[str]) -> str | None:
    """Give what the mentioned message is called: telegram, despatch, letter; None where only a number is given."""
    words = next((head[name] for name in ("form", "wire") if head.groupdict().get(name)), None)
    forms = grammar().forms
    return next((forms[form] for form in forms if words and words.lower().startswith(form)), None)


def _date(match: re.Match[str], message: ReadMessage, context: Context) -> ReadTime | None:
    return next(_dates(match, message, context, [None]), None)


def _dates(
    match: re.Match[str], message: ReadMessage, context: Context, days: Sequence[int | None]
) -> Iterator[ReadTime]:
    """Yield the date of a mention, on each of *days* where "3, 4 and 5 May" names several before the last."""
    slot = next((slot for slot in ("time", "date") if slot in match.re.groupindex and match[slot]), None)
    time = read_time(match[slot], match.start(slot)) if slot else None
    if time is None:
        yield from _relative(match, message) if days == [None] else ()
        return
    for day in days:
        dated = replace(time, days=tuple((year, month, day or last) for year, month, last in time.days))
        if said := edtf(dated, context):
            yield ReadTime(time.written, said, Span(time.start, time.end), time.zone)


def _relative(match: re.Match[str], message: ReadMessage) -> Iterator[ReadTime]:
    """Yield the day that "yesterday" or "today" means where the mentioning message has a day of its own."""
    for name, words in match.groupdict().items():
        if words and name.startswith("day_") and message.sent and _DAY.match(message.sent.edtf):
            day = date.fromisoformat(message.sent.edtf[:10]) - timedelta(days=int(name.removeprefix("day_")))
            yield ReadTime(words, day.isoformat(), Span(*match.span(name)))
