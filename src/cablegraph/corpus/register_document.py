"""Make a document of the registers: who and what their rows describe, and on what each row stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.model.statement import Basis, Document, Node, Statement, Status
from cablegraph.vocabulary import AGENT_CLASSES, PROGRAM, PROGRAM_NAME, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cablegraph.corpus.registers import Registers, Row

REGISTERS = "registers"  # the document's id, which no text can have


def register_document(known: Registers) -> Document:
    """Return the registers as a document, with the program itself among the agents."""
    program = Node(Kind.AGENT, PROGRAM)
    labels: dict[Node, str] = {program: PROGRAM_NAME}
    classes: dict[Node, tuple[str, ...]] = {program: (AGENT_CLASSES["software"],)}
    statements: list[Statement] = []
    for row in known.rows():
        node = _row_node(row)
        labels[node] = row.name
        if node.kind is Kind.AGENT:
            classes[node] = (AGENT_CLASSES[row.cells.get("kind", "person")],)
        statements.extend(_row_statements(node, row))
    return Document(REGISTERS, "", "", "", labels, tuple(statements), classes)


def _row_node(row: Row) -> Node:
    kinds = {"people": Kind.AGENT, "organisations": Kind.AGENT, "places": Kind.PLACE, "sources": Kind.SOURCE}
    return Node(kinds[row.register], row.id)


def _row_statements(node: Node, row: Row) -> Iterator[Statement]:
    rationale = f"Entered in {row.register}.csv under the id {row.id}."
    source = row.cells.get("source")
    basis = Basis(Status.EDITORIAL if source else Status.INFERRED, PROGRAM, (), rationale, source)
    if row.register == "sources":
        yield Statement(node, "title", row.name, basis, row.where)
        if url := row.cells.get("url"):
            yield Statement(node, "url", url, basis, row.where)
        return
    yield Statement(node, "name", row.name, basis, row.where)
    for form in row.names[1:]:
        yield Statement(node, "otherName", form, basis, row.where)
