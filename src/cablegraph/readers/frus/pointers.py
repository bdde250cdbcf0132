"""Check the markup's pointers from names in the running text to the list of persons: which ones contradict the words.

Nothing is stated on such a pointer, so a doubtful one is only reported where the words speak against it: the entry's
name has nothing of them, or the title before them is that of somebody else of the same surname.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.readers.frus.people import People
    from cablegraph.readers.tei import Element, Plain

_TITLE = re.compile(r"(?:[A-Z][\w\u2019'-]* (?:of |for )?){1,4}$")
_FAR = 60


def wrong_pointers(document: Element, text: Plain, people: People) -> Iterator[tuple[int, str]]:
    """Yield line and remark for each name whose pointer its words and title contradict."""
    for element in document.descendants():
        pointer = element.get("corresp").removeprefix("#")
        if element.name != "persName" or not pointer or element.get("type"):
            continue
        span = text.spans[element]
        name = text.text[span.start : span.end]
        title = _TITLE.search(text.text, max(0, span.start - _FAR), span.start)
        reason = people.contradiction(pointer, name, title.group() if title else "")
        if reason:
            named = f"{title.group() if title else ''}{name}"
            yield element.line, f'The markup points "{named}" at {pointer}, but {reason}; it is not believed.'
