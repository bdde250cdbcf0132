"""Measure the comparison of names on tests/names/pairs.tsv: precision and recall of `same` and of `different`.

Odd rows were looked at while the rules were made, even rows were not. With --wrong the pairs judged otherwise are listed.

    PYTHONPATH=src python tests/benchmarks/names.py [--wrong odd|even]
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

from cablegraph.names import compare

PAIRS = Path(__file__).parents[1] / "names" / "pairs.tsv"


def judged(rows):
    """Yield each row with the verdict on it; the kind is given as a user would give it."""
    for row in rows:
        yield row, compare(row["one"], row["other"], kind=row["kind"])


def figures(results, verdict):
    """Return precision and recall of a verdict, as counts: right, given, expected."""
    given = [row for row, comparison in results if comparison.verdict == verdict]
    right = sum(row["expected"] == verdict for row in given)
    return right, len(given), sum(row["expected"] == verdict for row, _ in results)


def halves():
    """Return the rows seen (odd) and held out (even)."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {"odd": rows[0::2], "even": rows[1::2]}


def main():
    """Print the table, and the wrong pairs of a half where asked for."""
    for name, rows in halves().items():
        results = list(judged(rows))
        counts = Counter(row["expected"] for row in rows)
        print(f"{name}: {len(rows)} pairs ({', '.join(f'{n} {verdict}' for verdict, n in sorted(counts.items()))})")
        for verdict in ("same", "different"):
            right, given, expected = figures(results, verdict)
            print(f"  {verdict:<10} precision {right}/{given} = {right / max(given, 1):.3f}", end="")
            print(f"   recall {right}/{expected} = {right / expected:.3f}")
        if name in sys.argv[1:]:
            for row, comparison in results:
                if row["expected"] != comparison.verdict:
                    print(
                        "   ",
                        row["expected"],
                        "->",
                        comparison.verdict,
                        "|",
                        row["one"],
                        "|",
                        row["other"],
                        "|",
                        row["what"],
                        "|",
                        "; ".join(comparison.why),
                    )


if __name__ == "__main__":
    main()
