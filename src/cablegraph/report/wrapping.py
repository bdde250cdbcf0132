"""Break lines for people where the terminal ends, so that what goes on stands under what it belongs to."""

from __future__ import annotations

import re
import textwrap
from itertools import groupby

TYPE_CHECKING = False  # the overview of the program is printed without `typing`, which takes long to load
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP = 2
_FIRST_COLUMN = re.compile(r"\s+\S.*?\s{2,}")


def wrapped(lines: Iterable[str], width: int, hang: int | None = None) -> Iterator[str]:
    """Yield lines no wider than *width*, as far as their words allow it.

    What goes on is indented by *hang*, else by two places more than the line itself.
    """
    for line in lines:
        if len(line) <= width:
            yield line
            continue
        indent = len(line) - len(line.lstrip()) + STEP if hang is None else hang
        yield from textwrap.wrap(
            line,
            max(width, indent + 20),
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
            drop_whitespace=True,
            replace_whitespace=False,
        )


def fitted(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a help text, its prose filled anew to *width*.

    Lines that are indented, such as examples, stay as they are where they fit; else they go on under their second
    column, if two spaces or more set one off in the left half.
    """
    for as_it_is, lines in groupby(text.splitlines(), key=lambda line: line[:1] in ("", " ")):
        if as_it_is:
            for line in lines:
                column = _FIRST_COLUMN.match(line)
                yield from wrapped([line], width, column.end() if column and column.end() <= width // 2 else None)
        else:
            yield from wrapped([" ".join(lines)], width, hang=0)
