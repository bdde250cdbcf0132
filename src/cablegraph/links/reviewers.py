"""Say who may decide about links: people, groups and bodies of the registers, never a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, did_you_mean

if TYPE_CHECKING:
    from cablegraph.corpus.registers import Registers

_WHO = frozenset({"person", "group", "body"})


def known(registers: Registers) -> frozenset[str]:
    """Return the ids of those who may decide."""
    return frozenset(row.id for row in registers.agents.values() if row.cells.get("kind", "person") in _WHO)


def check(registers: Registers, reviewer: str) -> None:
    """Raise `AnnotationError` where nobody of that id may decide."""
    may = known(registers)
    if reviewer not in may:
        advice = did_you_mean(reviewer, may, "Known are") + " Or add yourself to people.csv."
        raise AnnotationError(f'The reviewer "{reviewer}" is in no register.', advice)
