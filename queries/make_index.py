"""Write queries/README.md, the list of all questions, from their heads; with `--check` only see whether it is fresh.

Run it in an environment where cablegraph is installed: `python queries/make_index.py`.
"""

from __future__ import annotations

import sys
from itertools import groupby
from pathlib import Path

from cablegraph import questions

INDEX = Path(__file__).with_name("README.md")
HEAD = """\
# The questions

Each question is a `.rq` file: SPARQL 1.1 with a head that says what it asks and which values it takes. Beside it stands
its answer on `data/` as CSV, read against the telegram by hand; a test asks every question again and compares.

    cablegraph query                                    list the questions
    cablegraph query chain/latency                      ask one, with the values below
    cablegraph query messages/sender message=ID         ask it of another message
    cablegraph query chain/latency --show               print the SPARQL, to be pasted anywhere

A new question is a new file here: copy one that is near, change it, write its answer with `--format csv`, read that
against the text, and run `python queries/make_index.py`, which writes this page. The column `status` of an answer says
how we know: *stated* in the words of the text, *editorial* from an editor or another source, *inferred* with a reason,
*disputed* recorded and not asserted. The columns of `networks/` are those that the network exports take.
"""


def page() -> str:
    """Return the text of the index."""
    known = [questions.find(name) for name in questions.names()]
    parts = [HEAD]
    for topic, members in groupby(known, key=lambda question: question.name.partition("/")[0]):
        parts.append(f"\n## {topic}\n\n| question | asks | takes |\n|---|---|---|\n")
        parts.extend(_row(question) for question in members)
    return "".join(parts)


def _row(question: questions.Question) -> str:
    takes = "<br>".join(
        f"`{parameter.name}`: {parameter.help}" + (f" (`{parameter.default}`)" if parameter.default else "")
        for parameter in question.parameters
    )
    local = question.name.partition("/")[2]
    return f"| [{local}]({question.name}.rq) ([answer]({question.name}.csv)) | {question.summary} | {takes} |\n"


def main(arguments: list[str]) -> int:
    """Write the index, or with `--check` return 1 where it is stale."""
    fresh = page()
    if arguments == ["--check"]:
        if INDEX.exists() and INDEX.read_text(encoding="utf-8") == fresh:
            return 0
        sys.stderr.write("queries/README.md is stale. Run python queries/make_index.py.\n")
        return 1
    INDEX.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
