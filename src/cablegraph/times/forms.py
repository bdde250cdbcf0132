"""The forms in which telegrams write dates and times of day, as regular expressions.

A time is a date with or without a clock time before or after it. Bare dates ("18.9.", "the 11th") lack a year or a
month and look like other figures; only some contexts license them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")

# Names that translations leave standing: French, German, Spanish, Portuguese, Polish, Russian in Latin letters. They
# come after a day only, since many are also names of people ("Mai", "Marco") or English words ("Mars").
FOREIGN_MONTHS = {
    1: ("janvier", "januar", "jänner", "enero", "janeiro", "stycznia", "yanvarya"),
    2: ("février", "fevrier", "februar", "febrero", "fevereiro", "lutego", "fevralya"),
    3: ("mars", "märz", "maerz", "marzo", "março", "marca", "marta"),
    4: ("avril", "abril", "kwietnia", "aprelya"),
    5: ("mai", "mayo", "maio", "maja", "maya"),
    6: ("juin", "juni", "junio", "junho", "czerwca", "iyunya"),
    7: ("juillet", "juli", "julio", "julho", "lipca", "iyulya"),
    8: ("août", "aout", "agosto", "sierpnia", "avgusta"),
    9: ("septembre", "septiembre", "setiembre", "setembro", "września", "sentyabrya"),
    10: ("octobre", "oktober", "octubre", "outubro", "października", "oktyabrya"),
    11: ("novembre", "noviembre", "novembro", "listopada", "noyabrya"),
    12: ("décembre", "decembre", "dezember", "diciembre", "dezembro", "grudnia", "dekabrya"),
}


def _names(names: Iterable[str]) -> str:
    """Join names in any case by their first letters: so most words are ruled out by that letter."""
    letters: dict[str, list[str]] = {}
    for name in names:
        letters.setdefault(name[0], []).append(name[1:])
    return "|".join(f"[{first}{first.upper()}](?i:{'|'.join(rest)})" for first, rest in letters.items())


_MONTH_NAMES = (
    r"jan(?:uary|\.)?",
    r"feb(?:ruary|\.)?",
    r"mar(?:ch|\.)?",
    r"apr(?:il|\.)?",
    r"may",
    r"jun(?:e|\.)?",
    r"jul(?:y|\.)?",
    r"aug(?:ust|\.)?",
    r"sept?(?:ember|\.)?",
    r"oct(?:ober|\.)?",
    r"nov(?:ember|\.)?",
    r"dec(?:ember|\.)?",
)
MONTH = rf"(?:(?:{_names(_MONTH_NAMES)})(?![A-Za-z]))"
FOREIGN = rf"(?:(?:{_names(name for names in FOREIGN_MONTHS.values() for name in names)})(?!\w))"
ROMAN = r"(?=[IVXivx])(?i:(?:x(?:ii?)?|i[xv]|vi{0,3}|i{1,3})(?![a-z]))"
_CAPITAL_ROMAN = r"(?:X(?:II?)?|I[XV]|VI{0,3}|I{1,3})(?![A-Za-z])"  # "21 X 62" is a day, "21 x 62" a size
_NO_HOUR = r"(?!\s?(?i:hours|hrs|hs|h|z|gmt|utc)\b)"
YEAR = rf"(?:19|20)\d\d(?!\d){_NO_HOUR}"
_NOTED_YEAR = r"(?:19|20)\d\d(?=\d{0,2}(?!\d))" + _NO_HOUR  # a mark of a footnote may stick to it, as to an hour
_ANY_YEAR = r"(?:(?:19|20)?\d\d(?!\d))"
# After a month's name: a year, one that an editor adds in brackets, two figures of one where nothing counted can
# follow, or "of this year", which leaves it to be worked out.
_YEAR_BEHIND = (
    rf"(?:[.,]?\s?\[?{_NOTED_YEAR}\]?|(?: ['’]?|[’'])[4-9]\d(?=$|[,.;)\]\r\n]|\s{{2}}| [A-Z\d]|/\d{{4}}Z)"
    r"|/[4-9]\d(?![\w/])"
    r"|,?(?: of)? (?:this|the current) year)?"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)(?i:st|nd|rd|th)?"
_WEEKDAY = r"(?i:(?:mon|tues|wednes|thurs|fri|satur|sun)day)"

_HALF = r"\s?(?i:[ap]\.?\s?m\b\.?|[ap]\.?\s?m(?=\d))"
_HOURS = r"\s?(?i:hours|hrs\b\.?|hs|h)(?![A-Za-z])"
_HOUR = r"(?:2[0-4]|[01]?\d)"
_MINUTES = (
    rf"{_HOUR}(?:[:.]|\s?(?i:hrs|hs|h)\.?\s?)[0-5]\d(?!\d)(?!\.\d)(?::[0-5]\d(?!\d))?"
    rf"(?:{_HALF}|{_HOURS}|\s?(?i:minutes|min\b\.?|m\b))?"
)
_SPOKEN = (
    rf"1?\d{_HALF}|(?:12 )?(?i:noon|midnight)\b"
    r"|(?:2[0-4]|1?\d) (?i:hours?|hrs?\.?) (?:and )?[0-5]?\d (?i:minutes?|min\b\.?)"
    r"|1?\d(?: o[’']clock)? in the (?:morning|afternoon|evening)\b"
)
_MILITARY = r"(?:[01]\d|2[0-4])[0-5]\d(?!\d)"
# What an hour can begin with, asked first: most figures begin no hour.
_NOON = "[nN][oO]{2}|[mM][iI][dD]"
_HOUR_BEGINS = rf"(?=\d{{4}}|\d\d?(?:[:.]\d|\s*(?:[hH]|[aApP]\.?\s?[mM]|o[’']|in\s|{_NOON}))|{_NOON})"
CLOCK = rf"{_HOUR_BEGINS}(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}(?:{_HOURS}|(?=[ZGU]))?|(?:2[0-4]|1?\d){_HOURS})"
# After a date four digits are a time of day only where a word says so, or where they follow a whole year and end the
# line; else they could be a year or a number.
_LATER_CLOCK = (
    rf"{_HOUR_BEGINS}(?:{_MINUTES}|{_SPOKEN}|{_MILITARY}(?:{_HOURS}|(?= ?(?:Z|GMT|UTC)\b))|(?<=[Aa][Tt] ){_MILITARY}"
    rf"|(?<=\d\d, )(?!19|20[4-9]){_MILITARY}(?=[ \t.)]*(?:$|\r|\n))|(?:2[0-4]|1?\d){_HOURS})"
)
ZONE = (
    r"(?:(?!Some|Next|This|First|Last)(?:[A-Z][a-z]+|[A-Z]{3,})(?: [A-Z][a-z]+)? (?i:(?:local |standard |mean )?time)\b"
    r"|(?i:local time)\b|(?:GMT|UTC|Z|[ECMP][SD]T|MSK|CET|BST)\b)"
)

# A group of date and hour in one figure, with the letter of its zone or without: "281605Z OCT 62", "051430 JAN 51".
_DAY_AND_HOUR = r"(?:3[01]|[12]\d|0[1-9])(?:[01]\d|2[0-4])[0-5]\d"
GROUP = rf"{_DAY_AND_HOUR}(?: ?[A-IK-Z])?\b"
DATES = (
    rf"{_DAY_AND_HOUR}(?: ?Z {MONTH}(?: ?(?:19|20)?[4-9]\d(?!\d))?| ?[A-IK-Y]? {MONTH} ?(?:19|20)?[4-9]\d(?!\d))",
    rf"{YEAR}(?:-\d{{1,2}}-\d{{1,2}}|[./]\s?\d{{1,2}}[./]\s?\d{{1,2}}|[.-]?\s?{ROMAN}[.-]?\s?\d{{1,2}}"
    rf"|,? {MONTH} {_DAY})(?!\d)",
    rf"\d{{1,2}}(?:\.\s?\d{{1,2}}\.\s?{_ANY_YEAR}|/\d{{1,2}}/{_ANY_YEAR}|-\d{{1,2}}-{YEAR}"
    rf"|\s?[./-]\s?{ROMAN}[./-]?\s?{_ANY_YEAR}| {ROMAN} {YEAR}| {_CAPITAL_ROMAN} [4-9]\d(?=$|[,.;)\]\s]))",
    rf"{_DAY}(?:\.?\s*+| (?i:of) |[-/]){MONTH}(?:[-/]{_ANY_YEAR}|{_YEAR_BEHIND})",
    rf"{_DAY}(?i:er)?\.?\s*+(?i:de )?{FOREIGN}(?:,?(?i: de)? {_NOTED_YEAR})?",
    rf"{MONTH},? (?:{_DAY}{_YEAR_BEHIND}|{YEAR})",
)
_YEAR_FIRST = rf"19[4-9]\d,? {MONTH} {_DAY}(?!,? ?{YEAR})"  # "1951 August 13", where 1951 is no hour
# Months that a message counts from its own: how many before it.
OWN_MONTHS = {
    r"(?i:(?:of )?(?:this|the current|the present) month|inst(?:ant)?\b\.?)": 0,
    r"(?i:(?:of )?(?:last|the last|the past|the previous) month|ult(?:imo)?\b\.?)": 1,
}
BARE_DATES = (
    rf"{_DAY}\.\s?(?:{ROMAN}|(?:1[0-2]|0?[1-9])(?!\.?\d))\.?",
    rf"{_DAY}/{_CAPITAL_ROMAN}",
    r"(?:1[0-2]|0?[1-9])\.(?:1[3-9]|2\d|3[01])(?=,? \d{1,2}:\d\d)",
    # "No. 131 from 11.20": no hour, since nothing is said to last until another one.
    r"(?<=\d from )(?:1[0-2]|0?[1-9])\.(?:1[3-9]|2\d|3[01])"
    r"(?!\d|[.:,]\d|\.?\s?(?i:hours|hrs|h\b|to\b|till|until|[-\u2013]))",
    rf"(?i:the )?{_DAY} (?:{'|'.join(OWN_MONTHS)})",
    rf"(?i:the) (?:3[01]|[12]\d|[1-9])(?i:st|nd|rd|th)\b(?!\s+{MONTH})",
    rf"(?:(?<=DTG )|(?<=DTG: )|(?<=DTG:)){_DAY_AND_HOUR} ?[A-IK-Z]\b",
)

# A blank, but none inside [a class] or (?<=a look back), which has one width.
_BLANK = re.compile(r"\(\?<[=!](?:\\.|\[[^\]]*\]|[^()\\\[])*\)|\[(?:\\.|[^\]\\])+\]|\\.|( )(\??)(?![*+{])")


def loosen(expression: str) -> str:
    """Let a blank be any white space: typists leave two, and the lines of a typescript break anywhere."""
    return _BLANK.sub(lambda blank: (r"\s*" if blank[2] else r"\s+") if blank[1] else blank[0], expression)


@cache
def pattern(*, bare: bool = False, named: bool = False) -> str:
    """Return the regular expression of a time; `bare` also allows "18.9." and "the 11th".

    `named` gives it the groups `first` and `later` (times of day before and after the date), `zone`, `later_zone`,
    `date` and, for what only `bare` allows, `bare`; without them it can stand anywhere in a larger expression.
    """
    first, zone, date, later, later_zone = (
        f"(?P<{name}>" if named else "(?:" for name in ("first", "zone", "date", "later", "later_zone")
    )
    dates = "|".join(DATES)
    if bare:
        dates += f"|{'(?P<bare>' if named else '(?:'}{'|'.join(BARE_DATES)})"
    before = rf"(?:(?!{_YEAR_FIRST}){first}{CLOCK})(?:,? ?\(?(?:by )?{zone}{ZONE})\)?)?"
    before += rf"(?:,? (?i:(?:of|on) (?:the )?)|,? (?:(?i:today|tonight),? )?)(?:{_WEEKDAY},? (?:the )?)?)?"
    gap = rf"(?:,? \(?{_WEEKDAY}\)?)?(?:\.?,? (?:(?i:at |hours? |hrs?\.? ))?|\s?[—\u2013/-]\s?)"
    after = rf"(?:{gap}\(?{later}{_LATER_CLOCK})\)?)?(?:,? ?\(?(?:by )?{later_zone}{ZONE})\)?)?"
    return loosen(f"{before}{date}{dates}){after}")
