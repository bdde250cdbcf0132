"""Draft an annotation, or add to one that stands: first the machine's reading as entries, then the candidates."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from cablegraph.corpus import head
from cablegraph.corpus.candidates import SECTION
from cablegraph.corpus.scope import fields_of
from cablegraph.corpus.telling import overlap
from cablegraph.corpus.yaml_tree import Fields, Items, parse
from cablegraph.drafting.candidates import candidates
from cablegraph.drafting.insertion import insert, unfit
from cablegraph.drafting.layout import scalar
from cablegraph.drafting.names import name_entries
from cablegraph.drafting.quotes import beginning, ending
from cablegraph.drafting.reading import Draft
from cablegraph.drafting.register import Names
from cablegraph.drafting.standing import Standing
from cablegraph.errors import AnnotationError, FileError, Position
from cablegraph.readers.text import read as read_text
from cablegraph.version import __version__

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cablegraph.corpus.registers import Registers
    from cablegraph.corpus.yaml_tree import Tree
    from cablegraph.drafting.layout import Entry
    from cablegraph.model.reading import ReadMessage
    from cablegraph.model.span import Span

_HEAD = """\
# A draft by cablegraph {version}: what the machine reads in {name} by itself.
# Read it against the text and mend it. Nothing of it is in the graph before you sign, and then it is all yours.
# What you write stays: `cablegraph annotate`, run again, only adds to this file.
annotator:{annotator}
language:{language}
source:{source}
# complete: yes    # once you have said all that the text says, so that the machine adds nothing of its own
# zones:           # the clocks that its hours may be by, which a time then names: `zones: [moscow]`
#   moscow: {{zone: Europe/Moscow, because: why this clock may be meant}}
"""
_BLANKS = {
    "annotator": "  # <- your id, a row of people.csv or organisations.csv",
    "language": "  # <- the language of the text, such as en",
    "source": "  # <- a row of sources.csv: where the text was taken from",
}
_NOTES = {
    "agents": """\
Who is in no register. Where you know who it is, name the row instead, or add one, and take the entry away here.""",
    SECTION: """\
Sentences in which the machine found a cue, and names whose kind it can't tell. They say nothing until you take them
in: `accept: yes`, with the blanks filled in. `accept: never` strikes one for good; `accept: no` leaves it open.""",
}
_ORDER = ("agents", "names", "messages", "references")


@dataclass(frozen=True)
class Annotated:
    """An annotation after the machine has added to it: its YAML, what was added by section, what no longer fits.

    `rows` are lines for the registers, by file, for those whom no row fits.
    """

    yaml: str
    added: Mapping[str, Sequence[Entry]]
    misfits: Sequence[AnnotationError] = ()
    rows: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A text to be annotated: its words, its id, and the name of the file that holds its annotation, for messages."""

    text: str
    document: str
    file: str


def annotate(
    source: Source, standing: str | None, registers: Registers, given: Mapping[str, str] | None = None
) -> Annotated:
    """Return the annotation of a text: a new draft, or what *standing* says with all that is new added to it.

    *given* fills in the head of a new draft (annotator, language, source). No character of *standing* is changed.
    Raise `FileError` or `AnnotationError` where it can't be read or can't be added to.
    """
    yaml = _head(source, given or {}) if standing is None else standing
    before = _tree(yaml, source)
    now = Standing(before, source.text)
    misfits = (*now.misfits, *now.shadows(registers)) if standing is not None else ()
    names = Names(source.text, registers, now.local_agents)
    added: dict[str, Sequence[Entry]] = {}
    uncertain: Sequence[Entry] = ()
    if not head.is_complete(before):
        added, uncertain = _reading(now, names, source)
    if standing is None:
        yaml += _offered(names.rows())
    for section in _ORDER:
        yaml = insert(yaml, section, added.get(section, ()), source.file, _NOTES.get(section, ""))
    now = Standing(_tree(yaml, source), source.text)
    added[SECTION] = [*candidates(now), *uncertain]
    yaml = insert(yaml, SECTION, added[SECTION], source.file, _NOTES[SECTION])
    _check_kept(before, _tree(yaml, source), added, source.file)
    return Annotated(yaml, {section: entries for section, entries in added.items() if entries}, misfits, names.rows())


def _head(source: Source, given: Mapping[str, str]) -> str:
    filled = {key: f" {scalar(given[key])}" if given.get(key) else blank for key, blank in _BLANKS.items()}
    return _HEAD.format(version=__version__, name=f"{source.document}.txt", **filled)


def _offered(rows: Mapping[str, Sequence[str]]) -> str:
    """Return a comment with the lines that may be added to the registers."""
    lines = [f"#   {file}: {row}" for file, found in rows.items() for row in found if row.isprintable()]
    return (
        "\n# In no register yet; where you know who or what it is, add a row:\n" + "\n".join(lines) + "\n"
        if lines
        else ""
    )


def _tree(yaml: str, source: Source) -> Fields:
    tree = parse(yaml, source.file)
    if tree is None:
        advice = "Take the file away, and a draft is written in its place."
        raise FileError("The annotation is empty.", advice, Position(source.file))
    return fields_of(tree)


def _reading(standing: Standing, names: Names, source: Source) -> tuple[dict[str, Sequence[Entry]], Sequence[Entry]]:
    """Return entries for what the machine reads and the annotation does not speak of, and names of uncertain kind."""
    reading = read_text(source.text)
    draft = Draft(names, _paired(reading.messages, standing.messages))
    fresh = [m for m in reading.messages if m.id not in draft.ids and _can_be_told(m.span, source.text)]
    if standing.lost_messages:
        fresh = []
    taken = set(standing.ids)
    for message in fresh:
        whole = message is reading.messages[0] and source.document not in taken
        draft.ids[message.id] = source.document if whole else _free(f"{source.document}-enclosed", taken)
        taken.add(draft.ids[message.id])
    for message in fresh:
        draft.add_message(message, reading)
    held = [*standing.messages.values(), *(message.span for message in fresh)]
    for reference in reading.references:
        if not standing.is_covered("reference", reference.span) and _holds(held, reference.span):
            named, target = _free("mention", taken), _free(f"{source.document}-mentioned", taken)
            taken |= {named, target}
            draft.add_reference(reference, named, target)
    certain, uncertain = name_entries(reading, names, standing.names, held)
    sections: dict[str, Sequence[Entry]] = {"agents": [*names.agents.values()], "names": certain}
    return {**sections, "messages": draft.messages, "references": draft.references}, uncertain


def _paired(messages: Sequence[ReadMessage], known: Mapping[str, Span]) -> dict[str, str]:
    """Return the id that the annotation gives to each message of the reading whose words it has, most of them."""
    overlaps = sorted(
        ((overlap(span, message.span), message.id, name) for message in messages for name, span in known.items()),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    paired: dict[str, str] = {}
    for common, read_id, name in overlaps:
        if common >= 0.5 and read_id not in paired and name not in paired.values():
            paired[read_id] = name
    return paired


def _can_be_told(span: Span, text: str) -> bool:
    return beginning(text, span) is not None and ending(text, span) is not None


def _holds(regions: Sequence[Span], span: Span) -> bool:
    return any(region.start <= span.start and span.end <= region.end for region in regions)


def _free(stem: str, taken: Collection[str]) -> str:
    return next(name for number in count(1) if (name := f"{stem}-{number}") not in taken)


def _check_kept(before: Fields, after: Fields, added: Mapping[str, Sequence[Entry]], file: str) -> None:
    """Make sure that all of the annotation is still there and nothing new but what was to be added."""
    old, new = _plain(before), _plain(after)
    assert isinstance(old, dict)
    assert isinstance(new, dict)
    for section, entries in added.items():
        if entries and isinstance(new.get(section), list):
            first = len(new[section]) - len(entries)
            new[section] = new[section][:first] or old.get(section)
            if section not in old:
                del new[section]
    if old != new:
        raise unfit(file)


def _plain(tree: Tree) -> object:
    if isinstance(tree, Fields):
        return {key: _plain(value) for key, value in tree.fields.items()}
    if isinstance(tree, Items):
        return [_plain(item) for item in tree.items]
    return tree.text
