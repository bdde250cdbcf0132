"""Check the graph against the shapes and questions of `ontology/shapes/`, and find the place of each fault.

Two folders hold two levels: what is in `must/` would let the graph say something false, what is in `should/` is worth
a remark. A `.ttl` file holds SHACL core shapes, which are translated into queries, or tried by pySHACL node by node
where no query says the same; a `.rq` file holds a SPARQL query over the whole corpus at once, whose every row is a
fault. Each shape and each query brings its own sentence.
"""

from __future__ import annotations

from cablegraph.validation.checks import check, check_spans
from cablegraph.validation.finding import LEVELS, MUST, SHOULD, Finding
from cablegraph.validation.places import locate

__all__ = ["LEVELS", "MUST", "SHOULD", "Finding", "check", "check_spans", "locate"]
