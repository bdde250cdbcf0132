"""Send one request over HTTP and bring back its answer whole, or say why there is none.

What passes (too many requests, a server's fault, a time-out, an answer that breaks off or is not what was asked for) is
tried again after a pause; what doesn't pass is said at once. Redirects are followed on the same site only.
"""

from __future__ import annotations

import hashlib
import re
import time
import zlib
from dataclasses import dataclass
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from cablegraph.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from http.client import HTTPResponse
    from typing import TypeVar
    from urllib.error import HTTPError

    from cablegraph.wikidata.manners import Manners

    T = TypeVar("T")

_PIECE = 1 << 16
# So many bytes of a refusal are shown.
_SHOWN = 200
_WHOLE = re.compile("[0-9]{1,18}")
_PASSING = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked: a whole address, and the form that is posted to it where there is one."""

    url: str
    form: str | None = None
    accept: str = "application/json"

    @classmethod
    def get(cls, url: str, **parameters: str) -> Request:
        """Return a request whose parameters stand in its address."""
        return cls(f"{url}{'&' if '?' in url else '?'}{urlencode(parameters)}")

    def facts(self) -> list[str | None]:
        """Return all that makes this request this one."""
        return [self.url, self.form, self.accept]

    def digest(self) -> str:
        """Return a name for the request that no other has."""
        return hashlib.sha256(repr(self.facts()).encode()).hexdigest()[:40]


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the address that answered, status, headers by lower-case name, and the bytes."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class PassingError(Exception):
    """Something that may be better the next time; `retry_after` is the server's word on when that is."""

    def __init__(self, what: str, status: int | None = None, retry_after: str | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.status = status
        self.retry_after = retry_after


def send(request: Request, manners: Manners, read: Callable[[Reply], T]) -> T:
    """Return what *read* makes of the reply; *read* raises `PassingError` for one that should be asked for again.

    Raise `NetworkError` where nothing usable comes, however often it is tried.
    """
    agent = manners.user_agent()
    site = urlsplit(request.url).netloc
    for attempt in range(manners.attempts):
        try:
            return read(_exchange(request, manners, agent))
        except PassingError as error:
            wait = manners.pause(attempt, error.status, error.retry_after)
            if wait > manners.patience:
                advice = f"It asks to be left alone for {wait:.0f} seconds; what has come so far is kept."
                raise NetworkError(f"{site}: {error.what}.", advice) from None
            last = error.what
            if attempt + 1 < manners.attempts:
                manners.sleep(wait)
    advice = "Try again later; what has come so far is kept, and the work goes on from there."
    raise NetworkError(f"{site}: {last}, {manners.attempts} times.", advice)


def _exchange(request: Request, manners: Manners, agent: str) -> Reply:
    """Send the request once and read the reply, not more than the manners allow."""
    from urllib.error import HTTPError, URLError

    try:
        with _open(request, manners, agent) as response:
            return _reply(response, manners)
    except HTTPError as error:
        with error:
            raise _refusal(error) from None
    except URLError as error:
        raise _unreachable(error.reason, request.url) from None
    except TimeoutError:
        raise PassingError("no answer in time") from None
    except (HTTPException, OSError) as error:
        raise PassingError(f"the connection broke ({type(error).__name__})") from None


def _open(request: Request, manners: Manners, agent: str) -> HTTPResponse:
    import urllib.request

    from cablegraph.wikidata.redirects import SameSite

    data = None if request.form is None else request.form.encode()
    headers = {"User-Agent": agent, "Accept": request.accept, "Accept-Encoding": "gzip"}
    opener = urllib.request.build_opener(SameSite(manners.redirects))
    opener.addheaders = []
    wanted = urllib.request.Request(request.url, data, headers)  # noqa: S310 (the manners of endpoint())
    response: HTTPResponse = opener.open(wanted, timeout=manners.timeout)
    return response


def _refusal(error: HTTPError) -> Exception:
    status, site = error.code, urlsplit(error.url).netloc
    if status in _PASSING:
        words = "too many requests" if status == 429 else "the server has a fault"
        said = "" if status == 429 else _first_words(error)
        return PassingError(f"{words} ({status}{said})", status, error.headers.get("Retry-After"))
    if 300 <= status < 400:
        advice = "Look whether the address is right; only redirects on the same site are followed, and not many."
        return NetworkError(f"{error.url} sends us elsewhere ({status}).", advice)
    if status == 400:
        return NetworkError(f"{site} can't read the request (400{_first_words(error)}).", "Mend the question.")
    advice = "Look whether the address is right, and whether the contact is one that the server accepts."
    return NetworkError(f"{site} refuses the request ({status}{_first_words(error)}).", advice)


def _first_words(error: HTTPError) -> str:
    """Return the first line of what a server says of its refusal, where it is plain text."""
    if error.headers.get_content_type() != "text/plain":
        return ""
    try:
        said = error.read(_SHOWN).decode("utf-8", "replace")
    except (HTTPException, OSError):
        return ""
    line = next((line.strip() for line in said.splitlines() if line.strip()), "")
    return f": {printable(line)}" if line else ""


def printable(words: str) -> str:
    """Return a server's words without what would write on the terminal that shows them."""
    return "".join(letter for letter in words if letter.isprintable())


def _unreachable(reason: object, url: str) -> Exception:
    if isinstance(reason, TimeoutError):
        return PassingError("no answer in time")
    if isinstance(reason, (ConnectionResetError, BrokenPipeError)):
        return PassingError("the connection broke")
    site = urlsplit(url).netloc
    advice = "Look whether this machine has a network; with --offline the answers kept so far are used."
    return NetworkError(f"{site} can't be reached: {reason}.", advice)


def _reply(response: HTTPResponse, manners: Manners) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    arrived = _read(response, manners)
    body = _unpacked(arrived, manners.most_bytes) if headers.get("content-encoding") == "gzip" else arrived
    return Reply(response.url, response.status, headers, body)


def _read(response: HTTPResponse, manners: Manners) -> bytes:
    """Read the bytes piece by piece; raise where they are too many, too slow, or fewer than announced."""
    announced = response.headers.get("Content-Length")
    until = time.monotonic() + manners.longest
    pieces = bytearray()
    while piece := response.read1(_PIECE):
        pieces += piece
        if len(pieces) > manners.most_bytes:
            raise _too_long(manners.most_bytes)
        if time.monotonic() > until:
            raise PassingError("the answer takes too long")
    if announced and _WHOLE.fullmatch(announced) and len(pieces) < int(announced):
        raise PassingError("the answer breaks off")
    return bytes(pieces)


def _unpacked(packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(packed, most + 1)
    except zlib.error:
        raise PassingError("the answer is packed wrongly") from None
    if len(plain) > most:
        raise _too_long(most)
    if not unpacker.eof:
        raise PassingError("the answer breaks off")
    return plain


def _too_long(most: int) -> NetworkError:
    return NetworkError(f"The answer has more than {most:,} bytes.", "Ask for less at once, or of another server.")
