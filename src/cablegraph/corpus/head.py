"""Read the head of an annotation: who signs it, whether it says all, in which language and whence the text is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.corpus import candidates
from cablegraph.corpus.scope import fields_of, required, text_of
from cablegraph.errors import AnnotationError
from cablegraph.model.statement import Basis, Node, Status
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.scope import Scope
    from cablegraph.corpus.yaml_tree import Fields, Tree
    from cablegraph.errors import Position

# The line of a draft that nobody has signed.
BLANK = re.compile(r"""(?m)^annotator:[ \t]*(?:""|\'\')?[ \t]*(?:#.*)?\r?$""")
KEYS = ("language", "annotator", "source", "zones", "complete")


def is_complete(tree: Tree) -> bool:
    """Say whether the annotator declares that nothing is to be added by the machine: `complete: yes`."""
    given = fields_of(tree).fields.get("complete")
    if given is None:
        return False
    if text_of(given) not in {"yes", "no"}:
        raise AnnotationError(f'"{text_of(given)}" is neither yes nor no.', "Write `complete: yes`.", given.where)
    return text_of(given) == "yes"


def unsigned(tree: Tree) -> Position | None:
    """Return where the name of the annotator is left blank, None where somebody has signed."""
    given = required(fields_of(tree), "annotator")
    return given.where if candidates.is_blank(given) else None


def annotator(root: Fields, registers: Registers) -> str:
    """Return the id of whoever signs; that of the program stands in for a draft that nobody has signed."""
    given = required(root, "annotator")
    if not candidates.is_blank(given):
        return registers.agent(text_of(given), given.where)
    if candidates.accepted(root) is not None:
        advice = "Write your id from people.csv or organisations.csv under `annotator:`."
        raise AnnotationError("A candidate is accepted, but nobody has signed.", advice, given.where)
    return PROGRAM


def describe_witness(scope: Scope, root: Fields) -> None:
    """Say of the text file itself in which language it is and from which source it was taken."""
    witness = scope.add(Node(Kind.WITNESS, scope.document), f"text of {scope.document}")
    language = root.fields.get("language")
    if language is not None and not candidates.is_blank(language):
        rationale = "Entered by the annotator for the whole text."
        basis = Basis(Status.INFERRED, scope.by, (), rationale)
        scope.say(witness, "language", text_of(language), basis, language.where)
    source = root.fields.get("source")
    if source is not None and not candidates.is_blank(source):
        name = scope.registers.source(text_of(source), source.where)
        rationale = "The text was taken from this source, as the annotator enters it."
        basis = Basis(Status.EDITORIAL, scope.by, (), rationale, name)
        scope.say(witness, "textSource", Node(Kind.SOURCE, name), basis, source.where)
