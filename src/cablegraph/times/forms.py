"""The forms in which telegrams write dates and times of day, as regular expressions.

A time is a date with or without a clock time before or after it. Bare dates ("18.9.", "the 11th") lack a year or a
month and look like other figures; only some contexts license them.
"""

from __future__ import annotations

import re
from functools import cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

MONTH = (
    r"(?i:(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|jun(?:e|\.)?|jul(?:y|\.)?|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)(?![a-z]))"
)
ROMAN = r"(?i:(?:x(?:ii?)?|i[xv]|vi{0,3}|i{1,3})(?![a-z]))"
YEAR = r"(?:19|20)\d\d(?!\d)"
_ANY_YEAR = r"(?:(?:19|20)?\d\d(?!\d))"
# After a month's name: a year, one that an editor adds in brackets, two figures of one where nothing counted can
# follow, or "of this year", which leaves it to be worked out.
_YEAR_BEHIND = (
    rf"(?:[.,]?\s?\[?{YEAR}\]?| ['’]?[4-9]\d(?=$|[,.;)\]\r\n]|\s{{2}}| [A-Z\d])"
    r"|,?(?: of)? (?:this|the current) year)?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?i:st|nd|rd|th)?"

_HALF = r"\s?(?i:[ap]\.?\s?m\b\.?)"
_MINUTES = rf"(?:2[0-4]|[01]?\d)(?:[:.]|\s?h\.?\s?)[0-5]\d(?!\d)(?!\.\d)(?:{_HALF}|\s?(?:hours|hrs|hs|h)(?![a-z]))?"
_SPOKEN = (
    rf"1?\d{_HALF}|(?:12 )?(?i:noon|midnight)\b"
    r"|(?:2[0-4]|1?\d) (?:hours?|hrs?\.?) [0-5]?\d (?:minutes?|min\b\.?)"
)
_MILITARY = r"(?:[01]\d|2[0-4])[0-5]\d(?!\d)"
_HOURS = r"\s?(?:hours|hrs|hs|h)(?![a-z])"
CLOCK = rf"(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}(?:{_HOURS})?)"
# After a date four digits are a time of day only where a word says so; else they could be a year or a number.
_LATER_CLOCK = (
    rf"(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}(?:{_HOURS}|(?=Z\b))|(?<=at ){_MILITARY}"
    rf"|(?<=19\d\d, ){_MILITARY}(?=[ \t]*(?:[\r\n.]|$)))"
)
ZONE = r"(?:[A-Z][a-z]+(?: [A-Z][a-z]+)? (?:local )?time\b|local time\b|(?:GMT|UTC|Z|[ECMP][SD]T|MSK)\b)"

GROUP = (
    rf"(?:3[01]|[12]\d|0[1-9]){_MILITARY}Z ?{MONTH}(?:[., ]{{0,2}}{_ANY_YEAR})?"  # day, hour, minute: 121210Z FEB 73
)
DATES = (
    GROUP,
    rf"{YEAR}(?:-\d\d-\d\d|[./]\s?\d{{1,2}}[./]\s?\d{{1,2}}|\.?\s?{ROMAN}\.?\s?\d{{1,2}})(?!\d)",
    rf"\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?{_ANY_YEAR}|/\d{{1,2}}/{_ANY_YEAR}|-\d{{1,2}}-{YEAR}"
    rf"|\s?[./-]\s?{ROMAN}[./-]?\s?{_ANY_YEAR}| {ROMAN} {YEAR})",
    rf"{_DAY}(?:\.?\s*| of ){MONTH}{_YEAR_BEHIND}",
    rf"{MONTH},? (?:{_DAY}{_YEAR_BEHIND}|{YEAR})",
)
BARE_DATES = (
    rf"{_DAY}\.\s?(?:{ROMAN}|(?:1[0-2]|0?[1-9])(?!\d))\.?",
    rf"{_DAY}/\s?{ROMAN}(?![\w/])",
    r"(?:1[0-2]|0?[1-9])\.(?:1[3-9]|2\d|3[01])(?=,? \d{1,2}:\d\d)",
    r"the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b",
)

# A blank, but none inside [a class] or (?<=a look back), which has one width.
_BLANK = re.compile(r"\(\?<[=!](?:\\.|\[[^\]]*\]|[^()\\\[])*\)|\[(?:\\.|[^\]\\])+\]|\\.|( )(\??)(?![*+{])")


def loosen(expression: str) -> str:
    """Let a blank be any white space: typists leave two, and the lines of a typescript break anywhere."""
    return _BLANK.sub(lambda blank: (r"\s*" if blank[2] else r"\s+") if blank[1] else blank[0], expression)


@cache
def pattern(*, bare: bool = False, named: bool = False) -> str:
    """Return the regular expression of a time; `bare` also allows "18.9." and "the 11th".

    `named` gives it the groups `first` and `later` (times of day before and after the date), `zone`, `later_zone` and
    `date`; without them it can stand anywhere in a larger expression.
    """
    first, zone, date, later, later_zone = (
        f"(?P<{name}>" if named else "(?:" for name in ("first", "zone", "date", "later", "later_zone")
    )
    dates = "|".join((*DATES, *(BARE_DATES if bare else ())))
    before = rf"(?:{first}{CLOCK})(?:,? ?\(?{zone}{ZONE})\)?)?(?:,? (?:of|on) (?:the )?|,? ))?"
    gap = r"(?:[.,]? (?:at |hour |hours |hrs?\.? )?|\s?[—\u2013/-]\s?)"
    after = rf"(?:{gap}\(?{later}{_LATER_CLOCK})\)?)?(?:,? ?\(?{later_zone}{ZONE})\)?)?"
    return loosen(f"{before}{date}{dates}){after}")
