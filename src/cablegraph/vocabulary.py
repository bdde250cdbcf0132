"""Name every prefix, class and property once, and mint the identifiers of the graph.

All IRIs are plain strings here, so that nothing needs an RDF library to know its own vocabulary. The terms of the
`cg:` namespace are those of `ontology/cablegraph.ttl`; a test keeps the two lists equal.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

BASE = "https://w3id.org/cablegraph/"

PREFIXES = MappingProxyType(
    {
        "cg": BASE + "ontology#",
        "cgc": BASE + "concept/",
        "id": BASE + "id/",
        "graph": BASE + "graph/",
        "dcterms": "http://purl.org/dc/terms/",
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "oa": "http://www.w3.org/ns/oa#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "prov": "http://www.w3.org/ns/prov#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "rico": "https://www.ica.org/standards/RiC/ontology#",
        "schema": "https://schema.org/",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "wd": "http://www.wikidata.org/entity/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    }
)


def expand(curie: str) -> str:
    """Return the IRI of a prefixed name such as `cg:sender`."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def compress(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself where no prefix fits or the rest is not a plain name."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and re.fullmatch(r"[\w./-]*", iri[len(namespace) :]):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


class Kind(StrEnum):
    """What a node of the graph is; the value is the folder of its identifier."""

    MESSAGE = "message"
    WITNESS = "witness"
    TRANSMISSION = "transmission"
    DISTRIBUTION = "distribution"
    REFERENCE = "reference"
    DESIGNATION = "designation"
    TIME = "time"
    ISSUE = "issue"
    PROPOSAL = "proposal"
    PROPOSITION = "proposition"
    STANCE = "stance"
    ACT = "act"
    SESSION = "session"
    AGENT = "agent"
    PLACE = "place"
    SOURCE = "source"
    DECISION = "decision"
    CONCEPT = "concept"

    __hash__ = str.__hash__  # that of an enumeration costs more, and nodes are looked up everywhere


CLASSES = MappingProxyType(
    {
        Kind.MESSAGE: "cg:Message",
        Kind.WITNESS: "cg:Witness",
        Kind.TRANSMISSION: "cg:Transmission",
        Kind.DISTRIBUTION: "cg:DistributionEntry",
        Kind.REFERENCE: "cg:MessageReference",
        Kind.DESIGNATION: "cg:Designation",
        Kind.TIME: "cg:TimeStatement",
        Kind.ISSUE: "cg:Issue",
        Kind.PROPOSAL: "cg:Proposal",
        Kind.PROPOSITION: "cg:Proposition",
        Kind.STANCE: "cg:Stance",
        Kind.ACT: "cg:SpeechAct",
        Kind.SESSION: "cg:NegotiationSession",
        Kind.AGENT: "rico:Agent",
        Kind.PLACE: "rico:Place",
        Kind.SOURCE: "rico:Record",
        Kind.DECISION: "cg:LinkDecision",
    }
)
# What an agent may be, as registers and annotations say it.
AGENT_CLASSES = MappingProxyType(
    {
        "person": "rico:Person",
        "group": "rico:Group",
        "body": "rico:CorporateBody",
        "post": "rico:Position",
        "software": "rico:Mechanism",
    }
)
# The agent that stands for this program wherever it concludes or reads something by itself.
PROGRAM = "cablegraph"
PROGRAM_NAME = "the program cablegraph"
ASSERTION = "cg:Assertion"
SPAN = "cg:Span"

# What statements may say: the short name used throughout -> the property, and the datatype where a literal is wanted.
PROPERTIES = MappingProxyType(
    {
        "sender": ("cg:sender", None),
        "author": ("cg:author", None),
        "addressee": ("cg:addressee", None),
        "encloses": ("cg:encloses", None),
        "holdingStatus": ("cg:holdingStatus", None),
        "marking": ("cg:marking", "xsd:string"),
        "distribution": ("cg:distribution", None),
        "copyRecipient": ("cg:copyRecipient", None),
        "count": ("cg:count", "xsd:positiveInteger"),
        "transmits": ("cg:transmits", None),
        "from": ("cg:from", None),
        "to": ("cg:to", None),
        "via": ("cg:via", None),
        "dispatchedAt": ("cg:dispatchedAt", None),
        "receivedAt": ("cg:receivedAt", None),
        "dispatchNumber": ("cg:dispatchNumber", "xsd:string"),
        "receiptNumber": ("cg:receiptNumber", "xsd:string"),
        "previousHop": ("cg:previousHop", None),
        "refersTo": ("cg:refersTo", None),
        "designates": ("cg:designates", None),
        "asWritten": ("cg:asWritten", "xsd:string"),
        "candidateZone": ("cg:candidateZone", "xsd:string"),
        "earliestUTC": ("cg:earliestUTC", "xsd:dateTime"),
        "latestUTC": ("cg:latestUTC", "xsd:dateTime"),
        "attributedTo": ("cg:attributedTo", None),
        "reportedIn": ("cg:reportedIn", None),
        "concerns": ("cg:concerns", None),
        "optionOf": ("cg:optionOf", None),
        "condition": ("cg:condition", None),
        "ground": ("cg:ground", None),
        "expectedConsequence": ("cg:expectedConsequence", None),
        "inSession": ("cg:inSession", None),
        "type": ("dcterms:type", None),
        "identifier": ("dcterms:identifier", "xsd:string"),
        "title": ("dcterms:title", "xsd:string"),
        "edtf": ("rico:normalizedDateValue", "edtf:EDTF"),
        "dated": ("rico:isAssociatedWithDate", None),
        "occurredAtDate": ("rico:occurredAtDate", None),
        "holdsPost": ("rico:occupiesOrOccupied", None),
        "member": ("rico:hasOrHadMember", None),
        "witness": ("rico:hasOrHadInstantiation", None),
        "fromPlace": ("schema:fromLocation", None),
        "toPlace": ("schema:toLocation", None),
        "name": ("skos:prefLabel", "xsd:string"),
        "otherName": ("skos:altLabel", "xsd:string"),
        "language": ("dcterms:language", "xsd:string"),
        "textSource": ("dcterms:source", None),
        "form": ("schema:genre", "xsd:string"),
        "url": ("schema:url", "xsd:anyURI"),
        "editor": ("schema:editor", "xsd:string"),
        "publisher": ("dcterms:publisher", "xsd:string"),
        "issued": ("dcterms:issued", "xsd:string"),
        "licence": ("dcterms:license", "xsd:anyURI"),
        "rights": ("dcterms:rights", "xsd:string"),
        "mentions": ("schema:mentions", None),
        "note": ("skos:note", "xsd:string"),
    }
)


_APOSTROPHES = {ord("'"): None, 0x2019: None}


def slug(words: str) -> str:
    """Turn a name into the lower-case ASCII words that identifiers are made of: "Ch'iao Kuan-hua" -> chiao-kuan-hua."""
    letters = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in letters if not unicodedata.combining(c)).translate(_APOSTROPHES)
    return re.sub(r"[^\w]+", "-", plain.casefold()).strip("-")


_FOLDERS = MappingProxyType({kind: f"{PREFIXES['id']}{kind.value}/" for kind in Kind} | {Kind.CONCEPT: PREFIXES["cgc"]})
_PLAIN = re.compile(r"[\w/.~-]*", re.ASCII)


def _escaped(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else quote(name, safe="/-._~")


def node_iri(kind: Kind, name: str) -> str:
    """Mint the IRI of a node from its kind and its name (slashes in a name are kept, all else is escaped)."""
    return _FOLDERS[kind] + _escaped(name)


def graph_iri(document: str, layer: str) -> str:
    """Mint the name of one of a document's named graphs: a status, `evidence` or `nodes`."""
    return f"{PREFIXES['graph']}{_escaped(document)}/{layer}"


def span_iri(witness: str, start: int, end: int) -> str:
    """Mint the IRI of a run of characters of a witness, in the form of RFC 5147."""
    return f"{witness}#char={start},{end}"


def assertion_iri(*facts: str) -> str:
    """Mint the IRI of an assertion from all that makes it this one and no other."""
    digest = hashlib.sha256("\x1f".join(facts).encode()).hexdigest()
    return f"{PREFIXES['id']}assertion/{digest[:20]}"
