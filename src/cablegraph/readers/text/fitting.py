"""Fit the forms of the grammar to a line of a header or trailer, one after the other."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line
from cablegraph.readers.text.names import is_city
from cablegraph.readers.text.search import Fit, mask
from cablegraph.readers.text.signs import lower

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cablegraph.readers.text.grammar import Form, Forms

_GAP = re.compile(r"[- \t.,;:!–—\"”“\r\n\]]*(?:[\[(](?=[Rr]ec))?(?:(?<=[^\W\d_])\d{1,2}$|(?<=[.\]\ue000])\d{1,2}$)?")
_LONGEST_SIGNATURE = 80
_UNDER_SIGNATURE = {"date", "city and date", "date and place", "post of the signer"}
LONGEST = 250  # a longer line is prose: no header line of the genre comes near it


def match_line(text: str, line: Line, forms: Forms) -> list[tuple[Form, Fit]]:
    """Fit forms to all of a line, one after the other; an empty list where a part of it fits none."""
    if line.end - line.start > LONGEST:
        return []
    for tried in (line, _inside(line)):
        if tried and (found := _tile(tried.text, forms)):
            return [(form, Fit(match, text, tried.start)) for form, match in found]
    return []


def _inside(line: Line) -> Line | None:
    """Take the brackets off a line that stands in brackets."""
    if not (line.text.startswith(("[", "(")) and line.text.endswith(("]", ")")) and len(line.text) > 2):
        return None
    words = line.text[1:-1]
    return None if set(words) & set("[]()") else Line(words, line.start + 1, line.end - 1, line.gap)


@lru_cache(maxsize=1024)
def _tile(words: str, forms: Forms) -> Sequence[tuple[Form, re.Match[str]]]:
    """Fit forms to all of *words*; kept because the lines of headers come again, in a document and in a corpus."""
    found, at = [], 0
    masked = mask(words)
    small = lower(masked)
    while at < len(masked):
        rest = small[at:]
        for form in forms.that_may_begin(rest):
            expression = form.expression
            match = expression.compiled.match(masked, at) if expression.signs.may_stand(rest) else None
            if match and match.end() > at and all(is_city(match[slot]) for slot in form.city.split()):
                break
        else:
            return ()
        found.append((form, match))
        at = _GAP.match(masked, match.end()).end()  # type: ignore[union-attr]  # it matches nothing too
    return tuple(found)


def past_date(text: str, lines: Sequence[Line], past: int) -> int:
    """Go past a date right under a signature, and past the post of who signed."""
    while past < len(lines) and not lines[past].gap and len(lines[past].text) <= _LONGEST_SIGNATURE:
        names = {form.name for form, _ in match_line(text, lines[past], grammar().trailer)}
        if not names or not names <= _UNDER_SIGNATURE:
            break
        past += 1
    return past


def is_signature(text: str, line: Line) -> bool:
    """Say whether a line may be that of who signed."""
    if line.end - line.start > _LONGEST_SIGNATURE or not line.text[0].isupper():
        return False
    return any(form.name == "signature" for form, _ in match_line(text, line, grammar().trailer))
