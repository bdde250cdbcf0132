"""Turn decisions into N-Quads in graphs of their own: links where accepted, and every decision as provenance.

`graph:links/inferred` holds the links, `graph:links/evidence` an Assertion for each, which is derived from a decision;
`graph:links/decisions` holds all decisions, and `graph:links/nodes` says what they and the items are called.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.corpus.texts import LINKS
from cablegraph.links.agreement import in_force
from cablegraph.links.sssom import SEMAPV
from cablegraph.model.link import Verdict
from cablegraph.model.statement import Status
from cablegraph.quads import EVIDENCE, NODES, iri, literal
from cablegraph.vocabulary import ASSERTION, CLASSES, PREFIXES, Kind, assertion_iri, expand, graph_iri, node_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.link import Decision

VERDICTS = MappingProxyType(
    {
        Verdict.ACCEPTED: "accepted",
        Verdict.REJECTED: "rejected",
        Verdict.UNSURE: "unsure",
        Verdict.NONE: "nothingFound",
    }
)
# What all graphs of links begin with; no text or list of letters can be called so.
GRAPHS = graph_iri(LINKS, "")
_EVIDENCE, _NODES = iri(graph_iri(LINKS, EVIDENCE)), iri(graph_iri(LINKS, NODES))
_DECISIONS = iri(graph_iri(LINKS, "decisions"))
_LINKS = iri(graph_iri(LINKS, Status.INFERRED))
_MATCH = iri(expand("skos:exactMatch"))


def decision_iri(made: Decision) -> str:
    """Mint the IRI of a decision from what it is about and who decided."""
    thing = made.subject.removeprefix("id:")
    return node_iri(Kind.DECISION, f"{thing}/{made.qid or 'none'}/{made.reviewer}")


def item_iri(qid: str) -> str:
    """Return the IRI of an item of Wikidata."""
    return PREFIXES["wd"] + qid


def link_quads(decisions: Iterable[Decision]) -> list[str]:
    """Return all N-Quads of some decisions, without line ends, each once, sorted."""
    known = list(decisions)
    lines = {line for made in known for line in _decision_lines(made)}
    lines.update(_item_lines(known))
    lines.update(line for made in in_force(known) for line in _link_lines(made))
    return sorted(lines)


def _decision_lines(made: Decision) -> Iterator[str]:
    """Yield what was decided about what, by whom, when and why, whatever the verdict."""
    me = iri(decision_iri(made))
    yield _line(me, "rdf:type", iri(expand(CLASSES[Kind.DECISION])), _NODES)
    yield _line(me, "rdfs:label", literal(_label(made), language="en"), _NODES)
    yield _line(me, "cg:decidesOn", iri(expand(made.subject)), _DECISIONS)
    yield _line(me, "dcterms:type", iri(node_iri(Kind.CONCEPT, VERDICTS[made.verdict])), _DECISIONS)
    yield _line(me, "cg:justification", iri(SEMAPV + made.justification.partition(":")[2]), _DECISIONS)
    yield _line(me, "cg:rationale", literal(made.evidence, language="en"), _DECISIONS)
    yield _line(me, "dcterms:created", literal(made.decided.isoformat(), "edtf:EDTF"), _DECISIONS)
    yield _line(me, "prov:wasAttributedTo", iri(node_iri(Kind.AGENT, made.reviewer)), _DECISIONS)
    if made.confidence is not None:
        yield _line(me, "cg:confidence", literal(f"{made.confidence.normalize():f}", "xsd:decimal"), _DECISIONS)
    if made.qid:
        yield _line(me, "cg:item", iri(item_iri(made.qid)), _DECISIONS)


def _item_lines(decisions: Iterable[Decision]) -> Iterator[str]:
    """Yield what each item is called, once, whoever wrote it how; a table does not say in which language."""
    called: dict[str, str] = {}
    for made in decisions:
        if made.qid and made.item_label:
            called[made.qid] = min(made.item_label, called.get(made.qid, made.item_label))
    for qid, label in called.items():
        yield _line(iri(item_iri(qid)), "rdfs:label", literal(label), _NODES)


def _link_lines(made: Decision) -> Iterator[str]:
    """Yield the link itself and the Assertion that it rests on, which is derived from the decision."""
    assert made.qid is not None
    subject, item = iri(expand(made.subject)), iri(item_iri(made.qid))
    yield _line(subject, "skos:exactMatch", item, _LINKS)
    facts = (subject, _MATCH, item, Status.INFERRED, made.reviewer, "", made.evidence)
    me = iri(assertion_iri(LINKS, *facts))
    yield _line(me, "rdf:type", iri(expand(ASSERTION)), _EVIDENCE)
    yield _line(me, "cg:subject", subject, _EVIDENCE)
    yield _line(me, "cg:predicate", _MATCH, _EVIDENCE)
    yield _line(me, "cg:object", item, _EVIDENCE)
    yield _line(me, "cg:epistemicStatus", iri(node_iri(Kind.CONCEPT, Status.INFERRED)), _EVIDENCE)
    yield _line(me, "cg:rationale", literal(made.evidence, language="en"), _EVIDENCE)
    yield _line(me, "prov:wasAttributedTo", iri(node_iri(Kind.AGENT, made.reviewer)), _EVIDENCE)
    yield _line(me, "prov:wasDerivedFrom", iri(decision_iri(made)), _EVIDENCE)


def _line(subject: str, predicate: str, value: str, graph: str) -> str:
    return f"{subject} {iri(expand(predicate))} {value} {graph} ."


def _label(made: Decision) -> str:
    name = made.label or made.subject.removeprefix("id:")
    if made.qid is None:
        return f"no item found for {name}"
    item = f"{made.qid} ({made.item_label})" if made.item_label else made.qid
    return f"{VERDICTS[made.verdict]}: {name} is {item}"
