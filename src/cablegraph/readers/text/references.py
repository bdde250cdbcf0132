"""Find the mentions of other messages: number, date, and who sent them to whom as far as it is said.

*Your*, *my* and *our* turn the parties of the mentioning message round or keep them; an American *Deptel* is one of the
Department to the post, an *Embtel* one of the post to the Department; "Athens 412" and "telegram 412 to London" name
the post themselves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from cablegraph.model.reading import ReadMessage, ReadReference, ReadTime
from cablegraph.model.span import Span
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.no_mentions import BLANK_LINE, is_no_mention
from cablegraph.readers.text.parties import owner, parties
from cablegraph.readers.text.quoted import Quotations
from cablegraph.readers.text.search import find_forms
from cablegraph.times.written import Context, edtf, find_times, read_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cablegraph.readers.text.search import Match

_FIGURES = re.compile(r"\d+")
_PLURAL = re.compile(r"(?i)\b(?:telegrams|cables|ciphergrams|letters|messages|notes|reports|\w+tels|Nos)\b")
# "our and your messages": whose is which is open.
_BOTH = re.compile(r"(?i)\b(?:my|our|your|his|their) and (?:my|our|your|his|their)\b")
REACH = 300  # characters behind a mention in which it goes on
LONGEST_OWNER = 10  # characters of "their and "
_SEVERAL = re.compile(r"\b(?i:nos)\b")
_SIGN = re.compile(r"N[oOrR°º]|№|#")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(slots=True)
class _Found:
    """A mention as found: the form's match, those of further numbers, and what follows these up to `end`.

    `signed` holds numbers that stand after the date of the one before them: "No. 5 of 3 May and No. 6". `ends` holds
    what names sender and addressee outright, `dated` a date that stands after them, `day` a second day of the same
    month ("messages of October 27 and 28"), `days` further whole dates, `numbered` a number behind the date.
    """

    head: Match
    end: int
    more: list[re.Match[str]] = field(default_factory=list)
    signed: list[re.Match[str]] = field(default_factory=list)
    day: re.Match[str] | None = None
    days: list[re.Match[str]] = field(default_factory=list)
    numbered: re.Match[str] | None = None
    ends: re.Match[str] | None = None
    dated: re.Match[str] | None = None
    also: list[tuple[str, str]] = field(default_factory=list)


def find_references(text: str, start: int, end: int, message: ReadMessage, context: Context) -> Iterator[ReadReference]:
    """Yield the mentions in text[start:end], which are words of *message*; its own number is no mention."""
    at = start
    quotations = Quotations(text, message.span.start, start, end)
    for head in find_forms(grammar().reference, text, start, end):
        if head.start() < at:
            continue
        at = head.end()
        if "repetition" in head.re.groupindex or is_no_mention(head):
            continue
        paragraph = BLANK_LINE.search(text, head.end(), min(end, head.end() + REACH))
        found = _follow(head, text, paragraph.start() if paragraph else end)
        at = found.end
        yield from _references(found, message, context, quoted=quotations.hold(head.start()))


def _follow(head: Match, text: str, end: int) -> _Found:
    """Go on after a form: further numbers, "from Paris", "to London", a date, "repeated Rome 12".

    The same message has other numbers at other posts ("273 to Bonn, 320 to Rome"); in "Deptels 273 to Bonn, 320 to
    Rome" the plural makes them two messages.
    """
    words, found = grammar().words, _Found(head, head.end())
    if not _number(head):
        return _follow_date(found, text, end)
    while match := words["next_number"].match(text, found.end, end):
        found.more.append(match)
        found.end = match.end()
    names = ["reference_tail", "beside", "dated", "repeated_as", *([] if _PLURAL.search(head.group()) else ["also_to"])]
    while hit := next(((n, match) for n in names if (match := words[n].match(text, found.end, end))), None):
        name, match = hit
        found.end = match.end()
        if name == "reference_tail":
            found.ends = found.ends or match
        elif name == "dated":
            found.dated = found.dated or match
        elif name != "beside":
            found.also.append((match["post"], _number(match) or ""))
            names.append("and_as")
        if name in {"reference_tail", "dated", "beside"}:
            names.remove(name)
    while match := words["next_signed"].match(text, found.end, end) or _next_of_several(found, text, end):
        found.signed.append(match)
        found.end = match.end()
    return found


def _next_of_several(found: _Found, text: str, end: int) -> re.Match[str] | None:
    """Return one more number of "and of Nos. 6 and 7", which stands behind those with dates."""
    several = found.signed and _SEVERAL.search(found.signed[-1].group())
    return grammar().words["next_number"].match(text, found.end, end) if several else None


def _follow_date(found: _Found, text: str, end: int) -> _Found:
    """Go on after a form that gives a date and no number: "(No. 12)", or further days of several messages."""
    words = grammar().words
    head = found.head
    if _BOTH.search(head.string, max(0, head.start() - LONGEST_OWNER), head.end()):
        return found
    if _PLURAL.search(head.group()):
        if day := words["next_day"].match(text, found.end, end):
            found.day, found.end = day, day.end()
        while match := words["next_date"].match(text, found.end, end):
            found.days.append(match)
            found.end = match.end()
    elif match := words["number_behind"].match(text, found.end, end):
        found.numbered, found.end = match, match.end()
    elif match := words["next_one"].match(text, found.end, end):
        found.days, found.end = [match], match.end()
    return found


def _number(match: Match) -> str | None:
    """Give the number of a mention, as an editor's bracket corrects it; that of a series with the series' name."""
    groups = match.groupdict()
    number = groups.get("correct") or groups.get("number") or groups.get("bare")
    series = groups.get("right") or groups.get("series")
    return f"{series} {number}" if number and series else number


def _references(found: _Found, message: ReadMessage, context: Context, *, quoted: bool) -> Iterator[ReadReference]:
    """Say each message that is mentioned: one a number, one a day where several days stand before the last."""
    head, number = found.head, _number(found.numbered or found.head)
    groups = head.groupdict()
    date_ = _date(head, message, context) or (None if found.more else _date(found.dated, message, context))
    sender, addressee = parties(head, found.ends, message, quoted=quoted)
    own = sender in (None, message.sender) and any(number == own.text for own in message.numbers)
    if own or (not number and date_ is None):
        return
    more = groups.get("more")
    stop = found.signed[0].start() if found.signed else found.end
    span, written = _words(head, head.start(), head.end() if found.more else stop)
    several = bool(more or found.more or found.signed)
    plural = bool(_PLURAL.search(written)) and not several and not (number and "-" not in number)
    days = [int(day) for day in _FIGURES.findall(groups.get("days") or "")]
    plural = plural and not (days or found.day or found.days)
    said = ReadReference(
        message.id, written, span, date_, number, sender, addressee, plural, _form(head), owner=owner(head)
    )
    for earlier in _dates(head, message, context, days):
        yield replace(said, date=earlier)
    one = replace(said, date=None) if more and _SIGN.search(more) and not _PLURAL.search(written) else said
    first = replace(one, also=tuple(found.also)) if found.also and not found.more else one
    yield _without_ends(found, first, message, quoted=quoted)
    for later in _dates(head, message, context, [int(found.day["day"])] if found.day else []):
        yield replace(said, date=later)
    for match in found.days:
        yield replace(said, date=_date(match, message, context))
    if more and (second := grammar().words["figure"].search(more)):
        yield replace(said, number=second.group())
    yield from _further(found, said, _without_ends(found, said, message, quoted=quoted), message, context)
    for match in found.signed:
        span, written = _words(match, match.start("number" if match["number"] else "bare"), match.end())
        yield replace(said, written=written, span=span, number=_number(match), date=_date(match, message, context))


def _without_ends(found: _Found, said: ReadReference, message: ReadMessage, *, quoted: bool) -> ReadReference:
    """Leave the ends of a list to its last message where no plural says that all have them.

    Of "Athens 170, 40 to Geneva" only the second is known to have gone to Geneva.
    """
    if not found.more or not found.ends or _PLURAL.search(found.head.group()):
        return said
    sender, addressee = parties(found.head, None, message, quoted=quoted)
    return replace(said, sender=sender, addressee=addressee)


def _further(
    found: _Found, said: ReadReference, earlier: ReadReference, message: ReadMessage, context: Context
) -> Iterator[ReadReference]:
    """Say the further messages of a list: the last as *said*, with what follows it, those before as *earlier*."""
    groups = found.head.groupdict()
    series = groups.get("right") or groups.get("series")
    stop = found.signed[0].start() if found.signed else found.end
    for match in found.more:
        last = match is found.more[-1]
        span, written = _words(match, match.start("number"), stop if last else match.end())
        number = f"{series} {_number(match)}" if series else _number(match)
        date_ = _date(match, message, context) or (_date(found.dated, message, context) if last else None)
        also = tuple(found.also) if last else ()
        one = said if last else earlier
        yield replace(one, written=written, span=span, date=date_, number=number, also=also)


def _words(match: Match, start: int, end: int) -> tuple[Span, str]:
    """Return the span and words of a mention without what belongs to the sentence round it."""
    written = match.string[start:end].rstrip(" ,;(")
    if written.endswith(")") and "(" not in written:
        written = written[:-1]
    if "[" in written and "]" not in written and match.string[start + len(written) :][:1] == "]":
        written += "]"
    return Span(start, start + len(written)), written


def _form(head: Match) -> str | None:
    """Give what the mentioned message is called: telegram, despatch, letter; None where only a number is given."""
    words = next((head.group(name) for name in ("form", "wire") if head.groupdict().get(name)), head.group())
    forms = grammar().forms
    return next((forms[begin] for word in words.lower().split() for begin in forms if word.startswith(begin)), None)


def _date(match: Match | None, message: ReadMessage, context: Context) -> ReadTime | None:
    return next(_dates(match, message, context, [None]), None) if match else None


def _dates(match: Match, message: ReadMessage, context: Context, days: Sequence[int | None]) -> Iterator[ReadTime]:
    """Yield the date of a mention, on each of *days* where "3, 4 and 5 May" names several before the last."""
    slot = next((slot for slot in ("time", "date") if slot in match.re.groupindex and match[slot]), None)
    time = read_time(match.group(slot), match.start(slot)) if slot else None
    if slot and time is None:  # a date only by what stands before it
        time = next(find_times(match.string, *match.span(slot), bare=True), None)
    if time is None:
        yield from _relative(match, message) if days == [None] else ()
        return
    for day in days:
        dated = replace(time, days=tuple((year, month, day or last) for year, month, last in time.days))
        if said := edtf(dated, context):
            yield ReadTime(time.written, said, Span(time.start, time.end), time.zone)


def _relative(match: Match, message: ReadMessage) -> Iterator[ReadTime]:
    """Yield the day that "yesterday" or "today" means where the mentioning message has a day of its own."""
    for name, words in match.groupdict().items():
        if words and name.startswith("day_") and message.sent and _DAY.match(message.sent.edtf):
            day = date.fromisoformat(message.sent.edtf[:10]) - timedelta(days=int(name.removeprefix("day_")))
            yield ReadTime(words, day.isoformat(), Span(*match.span(name)))
