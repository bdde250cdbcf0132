"""Where an enclosed message stands in the message that carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.span import Span


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An enclosed message at `span`, its quotation marks left out, and the introducing words at `introduction`.

    `relay` says that the receiver is asked to hand it on; `draft` that it is an attached draft. `first` and `past` are
    the lines of the carrier from the first that belongs to the enclosure to the first that does not.
    """

    span: Span
    introduction: Span
    relay: bool
    draft: bool
    first: int
    past: int
