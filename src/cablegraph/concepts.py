"""Name the concepts that annotations and statements may use, scheme by scheme.

They are those of `ontology/concepts.ttl`, where each is defined; a test keeps the two lists equal.
"""

from __future__ import annotations

from types import MappingProxyType

CONCEPTS = MappingProxyType(
    {
        "epistemicStatus": ("stated", "editorial", "inferred", "disputed"),
        "linkVerdict": ("accepted", "rejected", "unsure", "nothingFound"),
        "holding": ("held", "heldAsEnclosure", "referencedOnly", "lost"),
        "designationKind": (
            "fullName",
            "surname",
            "spellingVariant",
            "codeName",
            "epithet",
            "collective",
            "post",
            "office",
        ),
        "referenceKind": ("acknowledges", "invokesOrders", "answers", "supplements", "mentions"),
        "attitude": (
            "believes",
            "doubts",
            "expects",
            "fears",
            "wishes",
            "aimsAt",
            "intends",
            "considers",
            "prefers",
            "advocates",
            "insistsOn",
            "willingIf",
            "interestedIn",
            "rejects",
            "refusesToDiscuss",
            "deemsUnfounded",
        ),
        "speechActKind": (
            "proposes",
            "states",
            "informs",
            "forwards",
            "acknowledgesReceipt",
            "asks",
            "soundsOut",
            "requests",
            "requestsInstructions",
            "instructs",
            "recommends",
            "accuses",
            "protests",
            "refutes",
            "declines",
            "agrees",
            "concedes",
            "warns",
        ),
    }
)
