"""Write the ontology's page for readers: `python ontology/make_page.py`, with pyLODE 3.2.1 installed.

The program itself does not need pyLODE; it comes with what the tests need (.lock/test.txt). A test makes the page again
and compares.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ONTOLOGY = Path(__file__).parent / "cablegraph.ttl"
PAGE = ONTOLOGY.with_suffix(".html")

_CELL = re.compile(r"(?<=<td>\n)(.*?)(?=\n +</td>)", re.DOTALL)
_OR = re.compile(r'\n +<span class="cardinality">or</span>\n')
_LOADS = re.compile(r"""(?:\bsrc=|<link[^>]*\bhref=|url\(|@import\s+)["']?(?:https?:)?//""")
_WRAP = "<style>pre { white-space: pre-wrap; font: inherit; font-style: italic; margin: 0; }</style>\n  </head>"


def page(ontology: Path = ONTOLOGY) -> str:
    """Return the page: the same bytes each time, its examples wrapped, and nothing in it that loads from elsewhere."""
    from pylode.profiles.ontpub import OntPub

    html = _CELL.sub(_in_order, OntPub(ontology=str(ontology)).make_html()).replace("</head>", _WRAP, 1)
    lines = (line.rstrip() for line in html.splitlines())
    html = "\n".join(lines) + "\n"
    if foreign := loads(html):
        message = f"The page would load from elsewhere: {', '.join(foreign)}"
        raise ValueError(message)
    return html


def loads(html: str) -> list[str]:
    """Return the places in a page where a browser would fetch something from another host."""
    return [html[match.start() : match.end() + 40] for match in _LOADS.finditer(html)]


def _in_order(cell: re.Match[str]) -> str:
    """Sort the members of a union, which pyLODE gives in another order each time."""
    members = _OR.split(cell[1])
    indent = re.match(" *", cell[1])
    return f'\n{indent[0] if indent else ""}<span class="cardinality">or</span>\n'.join(sorted(members))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE, file=sys.stderr)  # noqa: T201 - a script that says what it wrote
