"""Serve the agents and places of a graph to OpenRefine.

So a spreadsheet's names find who is in the graph. In OpenRefine: column > Reconcile > Start reconciling > Add standard
service, and paste the address that is printed. The service answers on this machine only, unless --host says otherwise,
and only reads. It ends with Ctrl-C.

examples:
  cablegraph reconcile-service
  cablegraph reconcile-service -g corpus --port 9000
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the arguments."""
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen at (default: 127.0.0.1)")
    parser.add_argument("--port", type=int, default=8642, help="the port; 0 is any that is free (default: 8642)")
    common.add_graph(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until somebody ends it."""
    from cablegraph.reconciliation.service import Service, server

    with server(Service(common.open_graph(args)), args.host, args.port) as listening:
        common.say(f"http://{args.host}:{listening.server_port}/ answers by the Reconciliation Service API 0.2.")
        common.say("Paste the address in OpenRefine as a standard service; Ctrl-C ends it.")
        try:
            listening.serve_forever()
        except KeyboardInterrupt:
            common.say("Ended.")
    return 0
