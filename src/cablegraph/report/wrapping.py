"""Break lines for people where the terminal ends, so that what goes on stands under what it belongs to."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STEP = 2


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
