"""Turn the machine's own reading of a text into statements, for all that no annotation says.

A text that nobody has annotated is told by its reading alone. Where there is an annotation, the reading only adds what
the annotation leaves unsaid of a message, and messages and mentions that it passes over. Every such statement is
attributed to the program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.corpus.scope import Scope
from cablegraph.corpus.telling import Teller
from cablegraph.errors import Position
from cablegraph.model.statement import Node
from cablegraph.readers.text import read as read_text
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from cablegraph.corpus.registers import Registers


def read(document: str, text: str, registers: Registers, file: str) -> Scope:
    """Return all that the program reads in *text* by itself."""
    scope = Scope(document, text, registers, PROGRAM)
    scope.add(Node(Kind.WITNESS, document), f"text of {document}")
    supplement(scope, file)
    return scope


def supplement(scope: Scope, file: str) -> None:
    """Add to an annotation's statements what the program reads and the annotation does not say."""
    Teller(scope, Position(file)).tell(read_text(scope.text))
