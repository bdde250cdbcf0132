"""Measure the cues of `cablegraph annotate` on the seed, sentence by sentence, against what a historian annotated.

    python tests/benchmarks/drafting.py [DATA]

How the gold sentences are made from the annotation: the text of each message is cut into sentences, and a sentence is
gold for a kind if the words that an entry quotes for it lie in the sentence. These are, for each kind,

    proposal      the quotes of `proposals` without `option_of`
    option        the quotes of `proposals` with `option_of`
    condition     what stands under `conditions` of stances and acts
    request       the quotes of `acts` of the kinds asks, requests and requestsInstructions
    instruction   the quotes of `acts` of the kind instructs
    assessment    the quotes of `stances`
    ground        what stands under `grounds`
    consequence   what stands under `consequences`

A quote that runs over several sentences makes each of them gold. A second table takes "proposal" wider: a sentence in
which the annotation has an act of proposing or recommending, or a stance that advocates or prefers something, counts
too, for a cue can't know whether the annotator made an entry of what is advocated there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from cablegraph.corpus.folder import open_folder
from cablegraph.drafting.cues import find, grammar
from cablegraph.drafting.sentences import sentences
from cablegraph.model.span import Span
from cablegraph.model.statement import Node
from cablegraph.vocabulary import Kind

MEASURED = ("proposal", "option", "condition", "request")
KINDS = (*MEASURED, "instruction", "assessment", "ground", "consequence")
ACTS = {"asks": "request", "requests": "request", "requestsInstructions": "request", "instructs": "instruction"}
CONTENTS = {"condition": "condition", "ground": "ground", "expectedConsequence": "consequence"}
ADVOCATES = {"proposes", "recommends", "advocates", "prefers"}


def quoted(document, wide=False):
    """Yield kind and span of what the annotation quotes."""
    options = {s.subject for s in document.statements if s.property == "optionOf"}
    for statement in document.statements:
        spans, value = statement.basis.spans, statement.value
        kind = statement.subject.kind
        if statement.property == "asWritten" and kind is Kind.PROPOSAL:
            yield from (("option" if statement.subject in options else "proposal", span) for span in spans)
        elif statement.property == "reportedIn" and kind is Kind.STANCE:
            yield from (("assessment", span) for span in spans)
        elif statement.property in CONTENTS:
            yield from ((CONTENTS[statement.property], span) for span in spans)
        elif statement.property == "type" and isinstance(value, Node):
            whole = [
                s.basis.spans[0]
                for s in document.statements
                if s.subject == statement.subject and s.property == "reportedIn"
            ]
            if kind is Kind.ACT and value.id in ACTS:
                yield from ((ACTS[value.id], span) for span in whole)
            if wide and kind in {Kind.ACT, Kind.STANCE} and value.id in ADVOCATES:
                yield from (("proposal", span) for span in whole)


def pairs(data, wide=False):
    """Return the gold pairs of kind and sentence, and those that the cues find."""
    gold, found = set(), set()
    for document in open_folder(data).documents():
        if not document.text:
            continue
        region = Span(0, len(document.text))
        cut = list(sentences(document.text, region, grammar().habits))
        for kind, span in quoted(document, wide):
            gold |= {(document.id, kind, s) for s in cut if s.start < span.end and span.start < s.end}
        found |= {(document.id, hit.cue.kind, hit.sentence) for hit in find(document.text, region)}
    return gold, found


def measure(gold, found, kinds):
    """Return gold, found, both, recall and precision of some kinds together."""
    gold = {pair for pair in gold if pair[1] in kinds}
    found = {pair for pair in found if pair[1] in kinds}
    both = len(gold & found)
    return len(gold), len(found), both, both / max(len(gold), 1), both / max(len(found), 1)


def table(data, wide=False):
    """Yield the lines of a table by kind."""
    gold, found = pairs(data, wide)
    rows = [(kind, (kind,)) for kind in KINDS]
    rows.insert(len(MEASURED), ("the four together", MEASURED))
    yield f"{'':<20}{'gold':>6}{'found':>7}{'both':>6}{'recall':>9}{'precision':>11}"
    for name, kinds in rows:
        wanted, offered, both, recall, precision = measure(gold, found, kinds)
        yield f"{name:<20}{wanted:>6}{offered:>7}{both:>6}{recall:>9.2f}{precision:>11.2f}"


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "data"
    print("Against the entries of each kind")
    print("\n".join(table(folder)))
    print("\nWith what is proposed, recommended, advocated or preferred counted as proposed")
    print("\n".join(table(folder, wide=True)))
