"""Arguments and manners of the steps that ask Wikidata."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

    from cablegraph.wikidata import Client, Endpoint


def add_client(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say who asks, where, and what is kept."""
    parser.add_argument("--contact", metavar="ADDRESS", help="your e-mail or page (default: CABLEGRAPH_CONTACT)")
    parser.add_argument("--offline", action="store_true", help="use only answers that are kept already")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where answers are kept (default: your cache folder)")
    parser.add_argument("--source", default="wikidata", metavar="NAME", help="wikidata (default) or qlever")
    parser.add_argument("--api", metavar="URL", help="another address for searches and items")
    parser.add_argument("--sparql", metavar="URL", help="another address for SPARQL")


def open_client(args: argparse.Namespace) -> tuple[Client, Endpoint]:
    """Return whoever asks, and whom; raise `InputError` where the arguments name no server."""
    from cablegraph.wikidata import Cache, Client, Manners, default_folder, endpoint
    from cablegraph.wikidata.manners import VARIABLE

    cache = Cache(args.cache or default_folder())
    manners = Manners(contact=args.contact or os.environ.get(VARIABLE))
    client = Client(cache, manners, args.offline, lambda: common.say("Waiting for another process that asks …"))
    return client, endpoint(args.source, args.api, args.sparql)
