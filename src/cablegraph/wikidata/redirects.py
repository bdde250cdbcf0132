"""Follow redirects on one and the same site, and only a few; everything else is left to the caller as a refusal."""

from __future__ import annotations

import urllib.request
from typing import IO, TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from http.client import HTTPMessage


class SameSite(urllib.request.HTTPRedirectHandler):
    """A redirect handler that never lets a request leave its host, nor fall from https to http."""

    def __init__(self, most: int) -> None:
        self.left = most

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        """Return the request to make instead, None where the redirect is not to be followed."""
        if self.left <= 0 or not _same_site(req.full_url, newurl):
            return None
        self.left -= 1
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _same_site(before: str, after: str) -> bool:
    old, new = urlsplit(before), urlsplit(after)
    if (old.scheme, old.netloc) == (new.scheme, new.netloc):
        return True
    return (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname and old.port == new.port
