"""How to behave towards a server that belongs to everybody: who asks, how often, and how long to wait.

After Wikimedia's User-Agent policy, the etiquette of its API and the limits of its query service: the operator's
contact in the User-Agent, one request at a time, and a client that ignores 429 is shut out for a day.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from cablegraph.errors import NetworkError
from cablegraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

VARIABLE = "CABLEGRAPH_CONTACT"
# An address of electronic mail or of a page, with nothing in it that could end a header or a comment in one.
_CONTACT = re.compile(r"[^\s@()<>]+@[^\s@()<>]+\.[^\s@()<>]+|https?://[^\s()<>]+")
# What the query service asks for where a 429 doesn't say how long.
_AFTER_TOO_MANY = 60.0
_FIRST_PAUSE = 5.0


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Manners:
    """Who asks and how: seconds to wait for an answer, its most bytes, how often to try, how far to be sent on.

    `patience` is the longest wait, in seconds, that a server may ask for before we give up and say when to come back.
    """

    contact: str | None = None
    timeout: float = 60.0
    longest: float = 300.0
    most_bytes: int = 64 * 2**20
    attempts: int = 4
    patience: float = 600.0
    redirects: int = 3
    sleep: Callable[[float], object] = time.sleep
    now: Callable[[], datetime] = _now

    def user_agent(self) -> str:
        """Return the User-Agent with the operator's contact; raise `NetworkError` where there is none."""
        if not self.contact:
            advice = (
                f"Say --contact you@example.org (or set {VARIABLE}), so that the servers' keepers can write to you."
            )
            raise NetworkError("Going online needs the contact of whoever asks, and none is given.", advice)
        if not _CONTACT.fullmatch(self.contact) or not self.contact.isascii():
            advice = f"Give an address of e-mail or of a web page with --contact or {VARIABLE}."
            raise NetworkError(f'"{self.contact}" is not a contact.', advice)
        return f"cablegraph/{__version__} ({self.contact}) SPARQLWrapper/2"

    def pause(self, attempt: int, status: int | None = None, retry_after: str | None = None) -> float:
        """Return how many seconds to wait after a failed attempt, counted from 0; the server's own word goes first."""
        said = _seconds(retry_after, self.now()) if retry_after else None
        if said is not None:
            return said
        if status == 429:
            return _AFTER_TOO_MANY
        return _FIRST_PAUSE * float(2**attempt)


def _seconds(written: str, now: datetime) -> float | None:
    """Read a `Retry-After`: seconds, or a date of HTTP."""
    if re.fullmatch(r"\s*[0-9]+\s*", written):
        return float(written)
    try:
        then = parsedate_to_datetime(written)
    except ValueError:
        return None
    return max(0.0, (then.replace(tzinfo=then.tzinfo or UTC) - now).total_seconds())
