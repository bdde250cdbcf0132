"""Tell candidates that somebody has accepted from those that nobody has: only the first say anything.

A candidate is an entry that waits: what a program found by a cue, with the keys of the section it would belong to and
`accept:` beside them. `yes` makes it an entry of that section, `no` leaves it open, `never` strikes it for good.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.anchors import LABEL, shorten
from cablegraph.corpus.scope import check_keys, fields_of, items_of, required, text_of
from cablegraph.corpus.yaml_tree import Fields, Items, Text
from cablegraph.errors import AnnotationError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from cablegraph.corpus.yaml_tree import Tree

SECTION = "candidates"
ACCEPT = ("yes", "no", "never")
# What a candidate may be -> the section of which it becomes an entry.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "proposal": "proposals",
        "option": "proposals",
        "request": "acts",
        "instruction": "acts",
        "assessment": "stances",
        "condition": "stances",
        "ground": "stances",
        "consequence": "stances",
        "name": "names",
    }
)
# Keys of a candidate beside those of the entry that it becomes; `rule` and `message` only help whoever reads it.
OWN = frozenset({"kind", "accept", "concept", "cue", "rule", "message"})


def take_in(root: Fields, known: Mapping[str, Collection[str]], required_of: Mapping[str, Collection[str]]) -> Fields:
    """Return the annotation with its accepted candidates as entries of their sections, and without the others.

    *known* are the keys of an entry by section, *required_of* those that it can't do without. Raise `AnnotationError`
    at the first candidate that can't be right.
    """
    fields = {key: value for key, value in root.fields.items() if key != SECTION}
    for item in items_of(root.fields.get(SECTION)):
        candidate = fields_of(item)
        section = _section(candidate)
        check_keys(candidate, {*OWN, *known[section]}, f'a candidate of the kind "{_kind(candidate)}"')
        if decision(candidate) != "yes":
            continue
        entry = _as_entry(candidate, section, required_of[section])
        before = fields.get(section)
        where = before.where if before is not None else entry.where
        fields[section] = Items((*items_of(before), entry), where)
    return Fields(fields, root.keys, root.where)


def decision(candidate: Fields) -> str:
    """Return what is decided of a candidate: yes, no or never; raise `AnnotationError` where it is something else."""
    given = candidate.fields.get("accept")
    if given is None or text_of(given) == "":
        return "no"
    if text_of(given) not in ACCEPT:
        what = f'"{text_of(given)}" is no decision on a candidate.'
        raise AnnotationError(what, "Write `accept: yes`, `accept: no` or `accept: never`.", given.where)
    return text_of(given)


def accepted(root: Fields) -> Fields | None:
    """Return the first accepted candidate of an annotation, or None."""
    candidates = map(fields_of, items_of(root.fields.get(SECTION)))
    return next((candidate for candidate in candidates if decision(candidate) == "yes"), None)


def _kind(candidate: Fields) -> str:
    return text_of(required(candidate, "kind"))


def _section(candidate: Fields) -> str:
    kind = _kind(candidate)
    if kind not in KINDS:
        advice = did_you_mean(kind, KINDS, "Known are")
        raise AnnotationError(f'The kind "{kind}" of a candidate is unknown.', advice, candidate.keys["kind"])
    return KINDS[kind]


def _as_entry(candidate: Fields, section: str, wanted: Collection[str]) -> Fields:
    """Return the entry that an accepted candidate becomes; blanks count as not given."""
    fields = {key: value for key, value in candidate.fields.items() if key not in OWN and not is_blank(value)}
    concept, cue = candidate.fields.get("concept"), candidate.fields.get("cue")
    if section != "proposals" and concept is not None and not is_blank(concept):
        fields["kind"] = concept if section == "names" else _classed(concept, cue)
    if section == "proposals" and "label" not in fields and isinstance(quote := fields.get("quote"), Text):
        fields["label"] = Text(shorten(quote.text, LABEL), quote.where)
    for key in wanted if section == "names" else ("id", *wanted):
        if key not in fields:
            name = "concept" if key == "kind" else key
            advice = f"Fill in `{name}:`, or write `accept: no` until you know."
            where = candidate.keys.get(name, candidate.where)
            raise AnnotationError(f'An accepted candidate needs its "{name}".', advice, where)
    where = candidate.where
    return Fields(fields, {key: candidate.keys.get(key, where) for key in fields}, where)


def _classed(concept: Tree, cue: Tree | None) -> Fields:
    fields = {"concept": concept}
    if cue is not None and not is_blank(cue):
        fields["cue"] = cue
    return Fields(fields, {key: value.where for key, value in fields.items()}, concept.where)


def is_blank(tree: Tree) -> bool:
    """Say whether a value was left open."""
    return isinstance(tree, Text) and not tree.text.strip()
