"""Say what is wrong with an input or an output, where, and what to do about it.

    CablegraphError
    ├── InputError          the user's files or words can't be used
    │   ├── FileError       missing, unreadable, in the wrong encoding, not the YAML or CSV it should be
    │   ├── AnnotationError a key, a name, a value or a quote in an annotation that can't be right
    │   ├── QueryError      a question that is unknown, broken or asked with the wrong parameters
    │   └── StoreError      a store that is missing, damaged or made by another version
    ├── OutputError         a result that can't be written
    └── NetworkError        another server gives no usable answer, or may not be asked

Every error carries its facts as fields and prints as `file:line:column: what is wrong`, then a line with what to do.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file: its path, and line and column counted from 1 where they are known."""

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(eq=False)
class CablegraphError(Exception):
    """What is wrong (`what`), what to do (`advice`), and where (`where`)."""

    what: str
    advice: str = ""
    where: Position | None = None

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head}\n  {self.advice}" if self.advice else head


class InputError(CablegraphError):
    """The user's files or words can't be used."""


class FileError(InputError):
    """A file is missing, unreadable, in the wrong encoding or not of its format."""


class AnnotationError(InputError):
    """An annotation or a register says something that can't be right."""


class QueryError(InputError):
    """A question is unknown, broken or asked with the wrong parameters."""


class StoreError(InputError):
    """A store is missing, damaged or made by another version."""


class OutputError(CablegraphError):
    """A result can't be written."""


class NetworkError(CablegraphError):
    """Another server gives no usable answer, or may not be asked."""


MOST_LISTED = 20


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Advise the nearest of the known words, else list them all under *otherwise*."""
    words = sorted(known)
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    shown = (
        words if len(words) <= MOST_LISTED else [*words[: MOST_LISTED - 8], f"and {len(words) - MOST_LISTED + 8} more"]
    )
    return f"{otherwise or 'Known are'}: {', '.join(shown)}." if words else ""
