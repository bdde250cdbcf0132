"""The servers that hold Wikidata: presets of `endpoints.toml`, or addresses that the operator gives."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from cablegraph.errors import InputError, did_you_mean

_FILE = Path(__file__).with_name("endpoints.toml")
_ADDRESS = re.compile(r"https?://[^\s/?#@<>\"{}|^`\\]+([/?][^\s#<>\"{}|^`\\]*)?")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask: the Action API for names and items, the SPARQL endpoint for everything else."""

    name: str
    api: str
    sparql: str


def presets() -> dict[str, Endpoint]:
    """Return the endpoints of `endpoints.toml` by name."""
    with _FILE.open("rb") as stream:
        return {name: Endpoint(name, **addresses) for name, addresses in tomllib.load(stream).items()}


def endpoint(name: str = "wikidata", api: str | None = None, sparql: str | None = None) -> Endpoint:
    """Return a preset, with other addresses where they are given; raise `InputError` where it can't be one."""
    known = presets()
    if name not in known:
        raise InputError(f'There is no endpoint "{name}".', did_you_mean(name, known, "Known are"))
    found = known[name]
    for address in filter(None, (api, sparql)):
        if not _ADDRESS.fullmatch(address):
            raise InputError(f'"{address}" is not the address of a server.', "Write https://host/path.")
    return replace(found, api=api or found.api, sparql=sparql or found.sparql)
