"""Turn a row of a SSSOM table into a decision, or say what in it can't be right; and a decision into a row."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, did_you_mean
from cablegraph.links.sssom import NOTHING
from cablegraph.model.link import Decision, Verdict
from cablegraph.version import RELEASED
from cablegraph.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cablegraph.links.sssom import Cell

# How a mapping can be justified: the terms of SEMAPV that SSSOM 1.1 allows.
JUSTIFICATIONS = tuple(
    f"semapv:{name}"
    for name in (
        *("BackgroundKnowledgeBasedMatching", "CompositeMatching", "InstanceBasedMatching", "LexicalMatching"),
        *("LexicalSimilarityThresholdMatching", "LogicalReasoning", "ManualMappingCuration", "MappingChaining"),
        *("MappingInversion", "MappingReview", "SemanticSimilarityThresholdMatching", "StructuralMatching"),
        "UnspecifiedMatching",
    )
)
_MATCH = "skos:exactMatch"
_AGREES, _IS_UNSURE = "1", "0"
_SUBJECT = re.compile(rf"id:({Kind.AGENT}|{Kind.PLACE}|{Kind.SESSION})/[^\s<>\"{{}}|^`\\]+")
_ITEM = re.compile(r"wd:(Q[1-9][0-9]*)")
_REVIEWER = re.compile(r"id:agent/(\S+)")
_NUMBER = re.compile(r"-?\d(?:\.\d+)?")
# What a row's modifier and agreement come to, where it names an item.
_VERDICTS = MappingProxyType(
    {
        ("", _AGREES): Verdict.ACCEPTED,
        ("", _IS_UNSURE): Verdict.UNSURE,
        ("Not", _AGREES): Verdict.REJECTED,
        ("Not", ""): Verdict.REJECTED,
    }
)


def decision(row: Mapping[str, Cell]) -> Decision:
    """Return the decision that a row records; raise `AnnotationError` at the cell that can't be right."""
    qid = _item(row)
    return Decision(
        subject=_match(row, "subject_id", _SUBJECT, "Write the thing's id with its kind, for example id:agent/stalin.")[
            0
        ],
        label=_words(row, "subject_label"),
        verdict=_verdict(row, qid),
        qid=qid,
        item_label=_words(row, "object_label") or None,
        justification=_justification(row),
        confidence=_confidence(row),
        reviewer=_match(row, "reviewer_id", _REVIEWER, "Write id:agent/ and your id from people.csv.")[1],
        decided=_date(row),
        evidence=_evidence(row),
        where=row["subject_id"].where,
    )


def cells(made: Decision) -> dict[str, str]:
    """Return the row that records a decision, by column."""
    return {
        "subject_id": made.subject,
        "subject_label": made.label,
        "predicate_id": _MATCH,
        "predicate_modifier": "Not" if made.verdict is Verdict.REJECTED else "",
        "object_id": f"wd:{made.qid}" if made.qid else NOTHING,
        "object_label": made.item_label or "",
        "mapping_justification": made.justification,
        "reviewer_id": f"id:agent/{made.reviewer}",
        "mapping_date": made.decided.isoformat(),
        "confidence": "" if made.confidence is None else f"{made.confidence.normalize():f}",
        "reviewer_agreement": _IS_UNSURE if made.verdict is Verdict.UNSURE else _AGREES,
        "comment": made.evidence,
    }


def decisions(rows: Iterable[Mapping[str, Cell]]) -> tuple[list[Decision], list[AnnotationError]]:
    """Return the decisions of all rows that can be right, and what is wrong with the others."""
    made: list[Decision] = []
    wrong: list[AnnotationError] = []
    for row in rows:
        try:
            made.append(decision(row))
        except AnnotationError as error:
            wrong.append(error)
    kept, twice = once(made)
    return kept, [*wrong, *twice]


def once(decisions: Iterable[Decision]) -> tuple[list[Decision], list[AnnotationError]]:
    """Return the decisions, and what is wrong where a reviewer has a second say about the same subject and item."""
    first: dict[tuple[str, str | None, str], Decision] = {}
    wrong: list[AnnotationError] = []
    for made in decisions:
        before = first.setdefault((made.subject, made.qid, made.reviewer), made)
        if before is not made:
            what = (
                f"{made.reviewer} has decided about {made.subject} and {made.qid or 'nothing'} at {before.where}, too."
            )
            wrong.append(AnnotationError(what, "Keep the row that holds now and take the other out.", made.where))
    return list(first.values()), wrong


def _words(row: Mapping[str, Cell], column: str) -> str:
    """Return a cell on one line, "" where there is none."""
    return " ".join(row[column].words.split()) if column in row else ""


def _match(row: Mapping[str, Cell], column: str, form: re.Pattern[str], advice: str) -> re.Match[str]:
    words = _words(row, column)
    match = form.fullmatch(words)
    if match is None:
        what = f'"{words}" can\'t stand under {column}.' if words else f"The cell {column} is empty."
        raise AnnotationError(what, advice, row[column].where)
    return match


def _item(row: Mapping[str, Cell]) -> str | None:
    if _words(row, "predicate_id") != _MATCH:
        advice = f"Write {_MATCH}; links of another kind are not kept here."
        raise AnnotationError(f'"{_words(row, "predicate_id")}" is no predicate.', advice, row["predicate_id"].where)
    if _words(row, "object_id") == NOTHING:
        return None
    advice = f"Write wd: and the number, for example wd:Q1, or {NOTHING} where Wikidata has nothing."
    return _match(row, "object_id", _ITEM, advice)[1]


def _verdict(row: Mapping[str, Cell], qid: str | None) -> Verdict:
    """Say what was decided. Agreement is never supposed: a row without it could have been left unfinished."""
    modifier, agreement = _words(row, "predicate_modifier"), _words(row, "reviewer_agreement")
    if _NUMBER.fullmatch(agreement):
        agreement = f"{Decimal(agreement).normalize():f}"
    if qid is None and (modifier, agreement) in (("", ""), ("", _AGREES)):
        return Verdict.NONE
    verdict = _VERDICTS.get((modifier, agreement)) if qid else None
    if verdict is None:
        advice = (
            "Accepted: reviewer_agreement 1. Unsure: 0. Rejected: predicate_modifier Not, reviewer_agreement 1. "
            f"Nothing found: object_id {NOTHING}, reviewer_agreement 1. How sure you are goes into confidence."
        )
        where = row.get("reviewer_agreement", row["object_id"]).where
        what = f'The modifier "{modifier}" and the agreement "{agreement}" say nothing together.'
        raise AnnotationError(what, advice, where)
    return verdict


def _justification(row: Mapping[str, Cell]) -> str:
    words = _words(row, "mapping_justification")
    if words not in JUSTIFICATIONS:
        advice = did_you_mean(
            words, JUSTIFICATIONS, "A person who looked writes semapv:ManualMappingCuration; known are"
        )
        raise AnnotationError(f'"{words}" is no justification.', advice, row["mapping_justification"].where)
    return words


def _confidence(row: Mapping[str, Cell]) -> Decimal | None:
    words = _words(row, "confidence")
    if not words:
        return None
    if not _NUMBER.fullmatch(words) or not 0 <= Decimal(words) <= 1:
        advice = "Write a number from 0 to 1, for example 0.9, or leave the cell empty."
        raise AnnotationError(f'"{words}" can\'t be a confidence.', advice, row["confidence"].where)
    return Decimal(words).quantize(Decimal("0.001")).normalize()


def _date(row: Mapping[str, Cell]) -> date:
    words = _words(row, "mapping_date")
    where = row.get("mapping_date", row["subject_id"]).where
    decided = None
    with suppress(ValueError):
        decided = date.fromisoformat(words) if len(words) == len("2026-11-24") else None
    if decided is None:
        what = f'"{words}" is no date.' if words else "The row does not say when it was decided."
        raise AnnotationError(what, "Write mapping_date as year-month-day, for example 2026-11-24.", where)
    if decided > _latest():
        advice = "Write mapping_date as the day on which it was decided; if it is right, set this machine's clock."
        raise AnnotationError(f"{words} is still to come.", advice, where)
    return decided


def _latest() -> date:
    """Return the latest day that it is anywhere on earth; a clock that is older than the program must be wrong."""
    return max(datetime.now(timezone(timedelta(hours=14))).date(), date.fromisoformat(RELEASED))


def _evidence(row: Mapping[str, Cell]) -> str:
    words = _words(row, "comment")
    if not words:
        where = row.get("comment", row["object_id"]).where
        advice = "Say in comment on what it rests: who or what shows it, and where that can be looked up."
        raise AnnotationError("The decision comes without evidence.", advice, where)
    return words
