"""The command line: `cablegraph VERB …`; each verb is a module of `cablegraph.commands`.

Only the module of the verb that is asked for is imported, and the overview needs not even a parser, so that the program
starts quickly.
"""

from __future__ import annotations

import os
import sys

from cablegraph.version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from cablegraph.commands.parsing import Parser

# The verbs, with the first line of their modules' docstrings.
VERBS = {
    "build": "Build the graph of a data folder and check it",
    "check": "Check a data folder without writing anything",
    "read": "Read a telegram from plain text, by the machine alone",
    "annotate": "Draft the annotation of a text, or add to it what is new, and show what no longer fits",
    "query": "Ask the graph a question, by its name or from a SPARQL file",
    "chain": "Follow a message through the hops that brought it",
    "network": "Draw a network out of the graph: actors, forwarding, references or proposals",
    "export": "Export the graph as N-Quads, TriG, Turtle of what is stated, JSON-LD, Web Annotations or CMIF",
    "link": "Link the graph's people, bodies, places and events to Wikidata; the machine proposes, people decide",
    "reason": "Reason over the ontology and the graph with HermiT, to see whether anything is contradictory",
    "reconcile-service": "Serve the agents and places of a graph to OpenRefine",
    "info": "Say what a graph holds: messages, sources, mentions, things by kind, statements by status, findings",
}

CLEAN, FINDINGS, UNUSABLE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130

_NO_ROOM = (28, 27, 122)  # the numbers of a full disk, of a file grown too large, of a quota that is used up

OVERVIEW = """\
usage: cablegraph VERB ...

Turn Cold War telegrams into a knowledge graph, and ask it who wrote what to whom, through whom, and when.

verbs:
{verbs}

options:
  -h, --help                show this overview; `cablegraph VERB --help` tells of one verb, with examples
  --version                 show the program's version
  --print-completion SHELL  print a completion for bash, zsh, fish or tcsh

begin with:
  cablegraph build                           make the graph of data/ in build/
  cablegraph chain 22834                     the way of a telegram, hop by hop
  cablegraph query                           list the questions
  cablegraph network actors -o actors.svg    draw who wrote to whom

exit codes: 0 clean, 1 findings, 2 unusable input or usage, 3 a fault of the program.
"""


def overview() -> str:
    """Return the help of the program as a whole."""
    from shutil import get_terminal_size

    from cablegraph.report.wrapping import fitted

    whole = OVERVIEW.format(verbs="\n".join(f"  {name:<19}{summary}" for name, summary in VERBS.items()))
    return "".join(f"{line}\n" for line in fitted(whole, get_terminal_size().columns - 2))


def parser(wanted: frozenset[str] = frozenset(VERBS)) -> Parser:
    """Return the parser; of the verbs only those *wanted* have their arguments and their help."""
    from importlib import import_module

    from cablegraph.commands.parsing import Help, Parser

    root = Parser(prog="cablegraph", usage="cablegraph VERB ...", allow_abbrev=False)
    root.add_argument("--version", action="version", version=f"cablegraph {__version__}")
    root.add_argument(
        "--print-completion", metavar="SHELL", choices=("bash", "zsh", "fish", "tcsh"), help="print a completion"
    )
    verbs = root.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, summary in VERBS.items():
        verb = verbs.add_parser(
            name,
            prog=f"cablegraph {name}",
            help=summary,
            description=f"{summary}.",
            formatter_class=Help,
            allow_abbrev=False,
        )
        if name in wanted:
            module = import_module(f"cablegraph.commands.{name.replace('-', '_')}")
            verb.epilog = (module.__doc__ or "").partition("\n")[2].strip()
            module.register(verb)
            verb.set_defaults(run=module.run)
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return its exit code; errors are said on standard error, never as a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words or words[0] in {"-h", "--help"}:
        print(overview(), end="")  # noqa: T201
        return CLEAN if words else UNUSABLE
    if words[0] == "--print-completion" and len(words) == 2:
        return _print_completion(words[1])
    if hasattr(sys.stdout, "reconfigure"):
        # Data is UTF-8 wherever it goes; only a terminal that can't show it gets something else.
        sys.stdout.reconfigure(encoding=None if sys.stdout.isatty() else "utf-8", errors="replace")
    root = parser(frozenset(VERBS.keys() & {words[0]}))
    if words[0].startswith("-") and not root.knows(words[0]):
        root.refuse(words)  # before it is missed that there is no verb
    args, rest = root.parse_known_args(words)
    if rest and args.verb == "query" and all("=" in word and not word.startswith("-") for word in rest):
        args.values += rest  # parameters may also follow options
    elif rest:
        args.refuse(rest)
    try:
        code = int(args.run(args))
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has had enough: say no more, also not when the interpreter flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _say(error)
    return code


def _print_completion(shell: str) -> int:
    import shtab

    if shell not in shtab.SUPPORTED_SHELLS:
        print(f"Known shells are {', '.join(shtab.SUPPORTED_SHELLS)}.", file=sys.stderr)  # noqa: T201
        return UNUSABLE
    print(shtab.complete(parser(), shell))  # noqa: T201
    return CLEAN


def _say(error: Exception) -> int:
    """Say an error as it should be said to a user; return the exit code."""
    from cablegraph.errors import CablegraphError

    if isinstance(error, CablegraphError):
        print(error, file=sys.stderr)  # noqa: T201
        return UNUSABLE
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        advice = "Make room, or write somewhere else." if error.errno in _NO_ROOM else "Check the name and the folder."
        print(f"{where}{error.strerror or error}.\n  {advice}", file=sys.stderr)  # noqa: T201
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    if os.environ.get("CABLEGRAPH_DEBUG"):
        raise error
    what = f"cablegraph {__version__} has a fault: {type(error).__name__}: {error}"
    print(f"{what}\n  Please report it with what CABLEGRAPH_DEBUG=1 shows.", file=sys.stderr)  # noqa: T201
    return OUR_FAULT


if __name__ == "__main__":
    sys.exit(main())
