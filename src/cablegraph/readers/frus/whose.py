"""Say whose a dated letter is where the words right before or after the mention name its writer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.model.span import Span
from cablegraph.readers.frus.grammar import grammar
from cablegraph.readers.frus.kinds import titled

if TYPE_CHECKING:
    from cablegraph.model.reading import ReadAgent, ReadReference

_REACH = 60  # characters before the mention in which "Rowe's" stands
_TELEGRAM = re.compile(r"telegram|airgram|despatch")


def with_writer(text: str, reference: ReadReference) -> ReadReference:
    """Return a mention of a letter with its writer: "Rowe's letter of May 9", "letter from Rowe of May 9".

    A title alone ("the President's letter") names nobody, and a telegram goes by its post.
    """
    named = reference.sender or reference.addressee or reference.number or reference.plural
    if named or reference.owner or _TELEGRAM.search(reference.form or ""):
        return reference
    words, span = grammar().words, reference.span
    match = words["whose"].search(text, max(0, span.start - _REACH), span.start) or words["from_writer"].search(
        text, span.start, span.end
    )
    writer = _person(text, match) if match else None
    return replace(reference, sender=writer) if writer else reference


def _person(text: str, match: re.Match[str]) -> ReadAgent | None:
    agent = titled(text, Span(*match.span("writer")))
    return replace(agent, post=None) if agent.kind in {None, "person"} else None
