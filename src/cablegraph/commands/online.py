"""Arguments and manners of the verbs that ask Wikidata."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from cablegraph.commands import common

if TYPE_CHECKING:
    import argparse

    from cablegraph.wikidata import Client, Endpoint


def add_contact(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say who asks, and where answers are kept."""
    parser.add_argument("--contact", metavar="ADDRESS", help="your e-mail or page (default: CABLEGRAPH_CONTACT)")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where answers are kept (default: your cache folder)")


def add_client(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that say who asks, whom, and whether anything may be sent at all."""
    add_contact(parser)
    parser.add_argument("--offline", action="store_true", help="use only answers that are kept already")
    parser.add_argument("--source", default="wikidata", metavar="NAME", help="wikidata (default) or qlever")
    parser.add_argument("--api", metavar="URL", help="another address for searches and items")
    parser.add_argument("--sparql", metavar="URL", help="another address for SPARQL")


def client(args: argparse.Namespace) -> Client:
    """Return whoever asks."""
    from cablegraph.wikidata import Cache, Client, Manners, default_folder
    from cablegraph.wikidata.manners import VARIABLE

    cache = Cache(args.cache or default_folder())
    manners = Manners(contact=args.contact or os.environ.get(VARIABLE))
    offline = getattr(args, "offline", False)
    return Client(cache, manners, offline, lambda: common.say("Waiting for another process that asks …"))


def endpoint(args: argparse.Namespace) -> Endpoint:
    """Return whom to ask; raise `InputError` where the arguments name no server."""
    from cablegraph.wikidata import endpoint

    return endpoint(args.source, args.api, args.sparql)
