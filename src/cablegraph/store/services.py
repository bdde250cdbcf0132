"""Let no query go online by itself: whom its SERVICE asks must be one of those that the caller has opened.

An engine would ask any server, also one inside the operator's own network, and nobody would know in whose name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cablegraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# Strings, comments, variables and prefixed names, in which no keyword stands; then IRIs, words, and single characters.
_TOKEN = re.compile(
    r"'''(?:[^\\']|\\.|'(?!''))*'''|"
    r'"""(?:[^\\"]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|\#[^\n]*|[?$@]\w+|\w[\w.-]*:|'
    r"(?P<iri><[^<>\"{}|^`\\\s]*>)|(?P<word>[A-Za-z]\w*)|(?P<other>\S)",
    re.DOTALL,
)


def check(sparql: str, allowed: Collection[str] = ()) -> None:
    """Raise `QueryError` where a query asks a server that is not allowed, or one that only the answer would name."""
    if "service" not in sparql.casefold():
        return
    for address in _asked(sparql):
        if address not in allowed:
            what = f"The query asks another server: {address}."
            advice = "Write SERVICE ?wikidata with a parameter of the kind service, and say --contact you@example.org."
            raise QueryError(what, advice)


def _asked(sparql: str) -> Iterator[str]:
    """Yield what stands after each SERVICE, without the brackets of an IRI."""
    expected = False
    for match in _TOKEN.finditer(sparql):
        word = (match["word"] or "").casefold()
        if expected and word != "silent" and not match[0].startswith("#"):
            yield match["iri"][1:-1] if match["iri"] else match[0]
        expected = (expected and (word == "silent" or match[0].startswith("#"))) or word == "service"
