"""Which sections an annotation may have, which keys an entry of each may have, and what each key means."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.corpus import messages
from cablegraph.corpus.contents import contents
from cablegraph.corpus.fields import agents, concept, count, nodes, words
from cablegraph.corpus.moments import time
from cablegraph.corpus.scope import BASIS_KEYS
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cablegraph.corpus.fields import Field

_REASONS = {
    "grounds": contents("ground"),
    "conditions": contents("condition"),
    "consequences": contents("expectedConsequence"),
}
# Section -> the kind of its entries, the keys they may have and what each means.
SECTIONS: Mapping[str, tuple[Kind, Mapping[str, Field]]] = MappingProxyType(
    {
        "agents": (Kind.AGENT, {"members": agents("member")}),
        "names": (Kind.DESIGNATION, {"kind": concept("designationKind"), "stands_for": agents("designates")}),
        "messages": (
            Kind.MESSAGE,
            {
                "title": words("title"),
                "form": words("form"),
                "numbers": words("identifier"),
                "markings": words("marking"),
                "sender": agents("sender"),
                "authors": agents("author"),
                "addressees": agents("addressee"),
                "encloses": nodes("encloses", Kind.MESSAGE),
            },
        ),
        "references": (
            Kind.REFERENCE,
            {"kind": concept("referenceKind"), "to": nodes("refersTo", Kind.MESSAGE)},
        ),
        "sessions": (Kind.SESSION, {"date": time("occurredAtDate")}),
        "issues": (Kind.ISSUE, {}),
        "proposals": (
            Kind.PROPOSAL,
            {"by": agents("attributedTo"), "option_of": nodes("optionOf", Kind.ISSUE)},
        ),
        "stances": (
            Kind.STANCE,
            {
                "by": agents("attributedTo"),
                "kind": concept("attitude"),
                "about": contents("concerns"),
                "session": nodes("inSession", Kind.SESSION),
                **_REASONS,
            },
        ),
        "acts": (
            Kind.ACT,
            {
                "by": agents("attributedTo"),
                "to": agents("to"),
                "kind": concept("speechActKind"),
                "about": contents("concerns"),
                "session": nodes("inSession", Kind.SESSION),
                "times": count,
                **_REASONS,
            },
        ),
    }
)
# What an entry of a section needs besides its id.
REQUIRED = {
    "agents": ("label", "quote", "kind"),
    "names": ("name", "quote", "kind", "stands_for"),
    "messages": ("label",),
    "references": ("quote", "kind"),
    "sessions": ("label", "quote"),
    "issues": ("label", "quote"),
    "proposals": ("label", "quote", "by"),
    "stances": ("quote", "by", "kind", "about"),
    "acts": ("quote", "by", "kind"),
}
# Keys that an entry's own function reads, beside those of its table.
_OWN = {"agents": {"kind"}, "names": {"name"}, "messages": messages.KEYS}
# Section -> all keys that its entries may have.
KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        section: frozenset({"id", "label", *BASIS_KEYS, *table, *_OWN.get(section, ())})
        for section, (_, table) in SECTIONS.items()
    }
)
