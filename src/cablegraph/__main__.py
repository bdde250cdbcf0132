"""The command line: `cablegraph VERB …`; each verb is a module of `cablegraph.commands`."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module

from cablegraph import __version__
from cablegraph.errors import CablegraphError

VERBS = ("build", "check", "read", "query", "chain", "network", "export", "reason", "info")

# Exit codes: 0 clean, 1 findings, 2 unusable input or usage, 3 our fault, 130 interrupted.
CLEAN, FINDINGS, UNUSABLE, OUR_FAULT, INTERRUPTED = 0, 1, 2, 3, 130

DESCRIPTION = (
    "Turn Cold War telegrams into a knowledge graph, and ask it who wrote what to whom, through whom, and when."
)
EPILOG = """\
begin with:
  cablegraph build                              make the graph of data/ in build/
  cablegraph chain 22834                        the way of a telegram, hop by hop
  cablegraph query                              list the questions
  cablegraph network actors -o actors.svg       draw who wrote to whom

exit codes: 0 clean, 1 findings, 2 unusable input or usage, 3 a fault of the program.
shell completion: cablegraph --print-completion bash|zsh|tcsh
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser with all verbs, each with its module's docstring for help."""
    root = argparse.ArgumentParser(
        prog="cablegraph",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    root.add_argument("--version", action="version", version=f"cablegraph {__version__}")
    root.add_argument("--print-completion", metavar="SHELL", choices=("bash", "zsh", "tcsh"), help="print a completion")
    verbs = root.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for name in VERBS:
        module = import_module(f"cablegraph.commands.{name}")
        summary, _, rest = (module.__doc__ or "").strip().partition("\n")
        verb = verbs.add_parser(
            name,
            help=summary.rstrip("."),
            description=summary,
            epilog=rest.strip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        module.register(verb)
        verb.set_defaults(run=module.run)
    return root


def main(arguments: list[str] | None = None) -> int:
    """Run one verb and return its exit code; errors are said on standard error, never as a traceback."""
    root = parser()
    args = root.parse_args(arguments)
    if args.print_completion:
        import shtab

        print(shtab.complete(root, args.print_completion))  # noqa: T201
        return CLEAN
    if args.verb is None:
        root.print_help()
        return UNUSABLE
    try:
        code = args.run(args)
        sys.stdout.flush()
    except CablegraphError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return UNUSABLE
    except BrokenPipeError:
        # Whoever read our output has had enough: say no more, also not when the interpreter flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _our_fault(error)
    return int(code)


def _our_fault(error: Exception) -> int:
    if os.environ.get("CABLEGRAPH_DEBUG"):
        raise error
    what = f"cablegraph {__version__} has a fault: {type(error).__name__}: {error}"
    print(f"{what}\n  Please report it with what CABLEGRAPH_DEBUG=1 shows.", file=sys.stderr)  # noqa: T201
    return OUR_FAULT


if __name__ == "__main__":
    sys.exit(main())
