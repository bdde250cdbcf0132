"""Link the graph's people, bodies, places and events to Wikidata; the machine proposes, people decide.

`cablegraph link STEP --help` tells of one step, with its own examples.

examples:
  cablegraph link show
  cablegraph link compare "Ch'iao Kuan-hua" 乔冠华
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

# The steps, each a module of this folder, with the first line of its docstring.
STEPS = {
    "compare": "Say whether two names can be one, in any romanisation",
    "candidates": "Ask Wikidata for items that the graph's people, bodies and places could be",
    "review": "Decide about candidates on the terminal, or in a table for a spreadsheet",
    "apply": "Put the decisions of data/links/ into a graph that is built already",
    "enrich": "Bring home what Wikidata says of accepted links: dates of life, offices, names, coordinates, image",
    "show": "Show for every actor and place: linked to what, on whose decision, on which evidence",
    "export": "Write links as SSSOM, for OpenRefine, or as QuickStatements to be read by a person first",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Add the steps, each with its own arguments."""
    from importlib import import_module

    from cablegraph.commands.parsing import Help

    steps = parser.add_subparsers(dest="step", metavar="STEP", required=True)
    for name, summary in STEPS.items():
        module = import_module(f"cablegraph.commands.link.{name.replace('-', '_')}")
        step = steps.add_parser(
            name,
            prog=f"cablegraph link {name}",
            help=summary,
            description=f"{summary}.",
            epilog=(module.__doc__ or "").partition("\n")[2].strip(),
            formatter_class=Help,
            allow_abbrev=False,
        )
        module.register(step)
        step.set_defaults(take=module.run)


def run(args: argparse.Namespace) -> int:
    """Take the step that was asked for; return its exit code."""
    return int(args.take(args))
