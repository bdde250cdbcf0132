"""Ask Wikidata, politely: one request at a time, in the operator's name, and never twice for the same answer.

`Client` sends what it is given and keeps each raw answer in its cache; `search`, `items` and `sparql` know the three
ways of asking. Nothing here knows our graph.
"""

from __future__ import annotations

from cablegraph.wikidata.cache import Cache, default_folder
from cablegraph.wikidata.client import Client, Fetched
from cablegraph.wikidata.endpoints import Endpoint, endpoint
from cablegraph.wikidata.manners import Manners

__all__ = ["Cache", "Client", "Endpoint", "Fetched", "Manners", "default_folder", "endpoint"]
