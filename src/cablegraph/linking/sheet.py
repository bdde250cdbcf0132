"""Write candidates as a table to be filled in with a spreadsheet, and read it back whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from cablegraph.errors import AnnotationError, FileError, InputError, Position, did_you_mean
from cablegraph.files import read_text
from cablegraph.linking.offers import evidence
from cablegraph.linking.review import RefusedError, decision
from cablegraph.links.sssom import cells, quoted
from cablegraph.model.link import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from cablegraph.linking.review import Review
    from cablegraph.links.sssom import Cell
    from cablegraph.model.link import Candidate, Decision

FILLED_IN = ("verdict", "confidence", "comment")
COLUMNS = ("subject", "name", "item", "item_name", "described", "score", *FILLED_IN, "for_and_against", "words")
_ASKED = ("subject", "item", *FILLED_IN)
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def lines(cases: Iterable[Candidate], words: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Yield the table, a row for each candidate, with the columns that a person fills in left empty."""
    yield "\t".join(COLUMNS)
    for case in cases:
        described = case.item.descriptions.get("en", "")
        row = (
            *(case.subject.id, case.subject.names[0], case.item.qid, case.item.label or "", described),
            *(str(case.score), "", "", ""),
            # A cell that began with a sign would be a formula to a spreadsheet.
            f"score {case.score}: {evidence(case)}",
            " | ".join(words(case.subject.id)),
        )
        yield "\t".join(quoted(" ".join(cell.split())) for cell in row)


def take(path: Path, review: Review) -> int:
    """Add the decisions of a filled-in table to a review's own, in place of what was said before; return how many.

    Raise `InputError` that names every row that can't be right; then nothing is saved.
    """
    known = {(case.subject.id, case.item.qid): case for case in review.cases}
    taken: list[Decision] = []
    wrong: list[InputError] = []
    for row in _rows(path):
        try:
            made = _decision(row, known, review.reviewer, review.today)
        except InputError as error:
            wrong.append(error)
        else:
            taken += [made] if made else []
    wrong += review.against(taken)
    if wrong:
        whole = "\n".join(map(str, wrong))
        raise InputError(f"{whole}\nNothing was saved.", "Mend the rows above and read the table again.")
    review.take(taken)
    return len(taken)


def _rows(path: Path) -> Iterator[Mapping[str, Cell]]:
    table = cells(read_text(path).removeprefix("\ufeff"), str(path), 1)
    heading = next(table, [])
    names = [cell.words.strip() for cell in heading]
    for name in _ASKED:
        if name not in names:
            advice = (
                "Start from what `cablegraph link review --tsv` prints, and save it as tab-separated text in UTF-8."
            )
            raise FileError(f'The column "{name}" is missing.', advice, Position(str(path), 1))
    for row in table:
        if len(row) > len(names):
            raise FileError("The row has more cells than the heading.", "Part cells by one tab.", row[-1].where)
        if any(cell.words.strip() for cell in row):
            yield dict(zip(names, row, strict=False))


def _decision(
    row: Mapping[str, Cell], known: Mapping[tuple[str, str], Candidate], reviewer: str, today: date
) -> Decision | None:
    """Return the decision of a row, None where it has no verdict."""
    words = {name: " ".join(row[name].words.split()) if name in row else "" for name in _ASKED}
    where = row["subject"].where
    if not words["verdict"]:
        if words["comment"] or words["confidence"]:
            raise AnnotationError("The row is filled in, but has no verdict.", _advice(), where)
        return None
    verdict = _VERDICTS.get(words["verdict"].casefold())
    if verdict is None:
        what = f'"{words["verdict"]}" is no verdict.'
        raise AnnotationError(what, did_you_mean(words["verdict"], _VERDICTS, "Known are"), row["verdict"].where)
    case = known.get((words["subject"], words["item"]))
    if case is None:
        what = f"{words['item']} was not offered for {words['subject']}."
        raise AnnotationError(what, "Leave the columns subject and item as they were printed.", where)
    try:
        made = decision(case, verdict, reviewer, today, words["comment"])
    except RefusedError as error:
        raise AnnotationError(error.what, "Write under comment what shows that it is the right one.", where) from None
    return replace(made, confidence=_confidence(row, words["confidence"]), where=where)


def _advice() -> str:
    return f"Write {', '.join(_VERDICTS)} under verdict, or clear the row."


def _confidence(row: Mapping[str, Cell], words: str) -> Decimal | None:
    if not words:
        return None
    try:
        number = Decimal(words.replace(",", "."))
    except InvalidOperation:
        number = Decimal(-1)
    if not 0 <= number <= 1:
        advice = "Write a number from 0 to 1, or leave the cell empty."
        raise AnnotationError(f'"{words}" can\'t be a confidence.', advice, row["confidence"].where)
    return number
