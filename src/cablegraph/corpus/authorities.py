"""Mint ids from the URIs by which authority files know people, organisations and places.

One URI is one thing in the whole corpus, whichever list or letter names it: http and https, `www.`, an ending slash or
the page about the thing make no difference. Nothing is looked up, and two URIs are never taken for one.
"""

from __future__ import annotations

import re
from types import MappingProxyType

# Short name -> what its URIs look like after "http://"; the group is the number in the authority file.
AUTHORITIES = MappingProxyType(
    {
        "gnd": re.compile(r"d-nb\.info/gnd/([\dX-]+)"),
        "viaf": re.compile(r"(?:www\.)?viaf\.org/viaf/(\d+)"),
        "geonames": re.compile(r"(?:www\.|sws\.)?geonames\.org/(\d+)(?:/[^/]*)?"),
        "lc": re.compile(r"id\.loc\.gov/authorities/(?:names|subjects)/([a-z]+\d+)(?:\.html)?"),
        "wikidata": re.compile(r"(?:www\.)?wikidata\.org/(?:entity|wiki)/(Q\d+)"),
        "isni": re.compile(r"(?:www\.)?isni\.org/(?:isni/)?(\d{15}[\dX])"),
    }
)
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def authority_id(uri: str) -> str:
    """Return the id of what a URI stands for: "gnd/118701851", else host and path, else the URI itself."""
    plain = _SCHEME.sub("", uri.strip()).rstrip("/#")
    for short, form in AUTHORITIES.items():
        if match := form.fullmatch(plain):
            return f"{short}/{match[1]}"
    return plain


def is_reserved(document: str) -> bool:
    """Say whether a document of this id would have things of its own mistaken for those of an authority file."""
    return document in AUTHORITIES
