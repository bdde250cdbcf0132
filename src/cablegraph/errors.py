"""Say what is wrong with an input or an output, where, and what to do about it.

    CablegraphError
    ├── InputError          the user's files or words can't be used
    │   ├── FileError       missing, unreadable, in the wrong encoding, not the YAML or CSV it should be
    │   ├── AnnotationError a key, a name, a value or a quote in an annotation that can't be right
    │   ├── QueryError      a question that is unknown, broken or asked with the wrong parameters
    │   ├── StoreError      a store that is missing, damaged or made by another version
    │   └── SeveralErrors   several of these at once, sorted by their places
    ├── OutputError         a result that can't be written
    └── NetworkError        another server gives no usable answer, or may not be asked

Every error carries its facts as fields and prints as `file:line:column: what is wrong`, then a line with what to do.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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


class SeveralErrors(InputError):  # noqa: N818 (it is several)
    """Several things that can't be used, each said once, in the order of their places."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        once = {str(error): error for error in errors}
        self.errors = tuple(sorted(once.values(), key=_place))
        super().__init__(self.errors[0].what, self.errors[0].advice, self.errors[0].where)

    def __str__(self) -> str:
        return "\n".join(map(str, self.errors))


def _place(error: InputError) -> tuple[str, int, int]:
    where = error.where or Position("")
    return where.file, where.line or 0, where.column or 0


@contextmanager
def gathered(errors: list[InputError]) -> Iterator[None]:
    """Keep an error of what the user wrote instead of raising it, so that the next thing can be looked at."""
    try:
        yield
    except SeveralErrors as several:
        errors.extend(several.errors)
    except InputError as error:
        errors.append(error)


def raise_all(errors: Sequence[InputError]) -> None:
    """Raise the errors that were gathered, one alone as itself."""
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralErrors(errors)


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
