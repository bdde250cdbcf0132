"""Measure how many mentions of telegrams are traced to the right message, against the editors' footnotes.

    python tests/benchmarks/resolution.py [FOLDER OF FRUS VOLUMES] [--show] [--synthetic 100000]

The footnotes are hidden from the resolver, but for one line that says what it finds with them. Counted are the footnotes that name a document of the volume AS the telegram
that the words before their mark mention (see truth.py): "Document 12.", "Telegram 12 is printed as Document 3", in the
two oldest volumes a page, "Supra" or "Infra". Recall is the part of these references that is resolved to that document,
precision the part of those resolved that is resolved to it. All volumes are resolved together. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from truth import Truth, Volume, read_volume

from cablegraph.model.mention import KnownMessage, Mention
from cablegraph.model.statement import Status
from cablegraph.resolution import resolve
from cablegraph.resolution.known import read_day, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FRUS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "frus"
NAMED = {"see document": False, "transmitted in": False, "not in the volume": False}
Meant = dict[str, dict[str, Status]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=FRUS)
    parser.add_argument("--show", action="store_true", help="list every reference that is missed or wrongly resolved")
    parser.add_argument("--synthetic", type=int, default=100_000, help="how many invented messages to time")
    args = parser.parse_args()
    volumes = [read_volume(path) for path in sorted(args.folder.glob("*.xml"))]
    messages = [message for volume in volumes for message in volume.messages]
    mentions = [mention for volume in volumes for mention in volume.mentions]
    start = time.perf_counter()
    meant = targets(messages, mentions)
    print(f"{len(messages):,} messages, {len(mentions):,} mentions, {time.perf_counter() - start:.2f} s\n")
    known = {message.id: message for message in messages}
    what_notes_say(volumes)
    table("telegrams", volumes, meant, known, wired=True)
    table("letters and other messages", volumes, meant, known, wired=False)
    with_notes(volumes, targets(messages, mentions, notes=True))
    misses(volumes, meant, known, show=args.show)
    not_there(volumes, meant, show=args.show)
    across(mentions, meant, known)
    synthetic(args.synthetic)


def targets(messages: Iterable[KnownMessage], mentions: Iterable[Mention], *, notes: bool = False) -> Meant:
    """Return what each mention is resolved to, the notes hidden or not: message -> status, by the mention's id."""
    meant: Meant = {}
    for document in resolve(messages, mentions, notes=notes):
        for statement in document.statements:
            if statement.property == "refersTo" and not statement.value.id.startswith("mentioned/"):
                meant.setdefault(statement.subject.id, {})[statement.value.id] = statement.basis.status
    return meant


def outcome(truth: Truth, meant: Meant) -> str:
    if truth.mention is None:
        return "not found"
    found = meant.get(truth.mention.id, {})
    if not found:
        return "open"
    if Status.DISPUTED in found.values():
        return "disputed"
    (only,) = found
    return "right" if only == truth.target or only.startswith(f"{truth.target}/") else "wrong"


def counted(volume: Volume, *, wired: bool) -> list[Truth]:
    return [
        t
        for t in volume.truths
        if NAMED.get(t.kind, True) and t.is_reference and ("telegram" in t.target_form) is wired
    ]


def what_notes_say(volumes: Iterable[Volume]) -> None:
    kinds = Counter((t.kind, NAMED.get(t.kind, True)) for volume in volumes for t in volume.truths)
    print("what the notes say of documents of their volume (counted as ground truth: +)")
    for (kind, named), number in sorted(kinds.items(), key=lambda item: -item[1]):
        print(f"  {'+' if named else ' '} {number:>5}  {kind}")
    print()


def table(
    title: str, volumes: Iterable[Volume], meant: Meant, known: Mapping[str, KnownMessage], *, wired: bool
) -> None:
    print(
        f"{title:<28}{'named':>7}{'found':>7}{'right':>7}{'wrong':>7}{'disp.':>7}{'open':>6}{'recall':>8}{'precision':>11}"
    )
    total: Counter[str] = Counter()
    for volume in volumes:
        outcomes = Counter(outcome(truth, meant) for truth in counted(volume, wired=wired))
        outcomes["slips"] = sum(is_slip(t, meant, known) for t in counted(volume, wired=wired))
        total.update(outcomes)
        row(volume.id, outcomes)
    row("all", total)
    if total["slips"]:
        print(
            f"  of the wrong ones {total['slips']} have the number that the mention gives, and the document that the note names has not"
        )
    print()


def row(title: str, outcomes: Mapping[str, int]) -> None:
    right, wrong = outcomes["right"], outcomes["wrong"]
    named = sum(number for name, number in outcomes.items() if name != "slips")
    found = named - outcomes["not found"]
    recall = f"{right / named:.3f}" if named else "-"
    precision = f"{right / (right + wrong):.3f}" if right + wrong else "-"
    print(
        f"{title:<28}{named:>7}{found:>7}{right:>7}{wrong:>7}{outcomes['disputed']:>7}{outcomes['open']:>6}"
        f"{recall:>8}{precision:>11}"
    )


def with_notes(volumes: Iterable[Volume], meant: Meant) -> None:
    """Say how many of the same references are resolved when the resolver may read the footnotes, as in a build."""
    for wired, title in ((True, "telegrams"), (False, "letters and other messages")):
        outcomes = Counter(outcome(truth, meant) for volume in volumes for truth in counted(volume, wired=wired))
        print(
            f"with the editors' notes, {title}: {outcomes['right']} of {outcomes.total()} right, {outcomes['wrong']} wrong"
        )
    print()


def has_number(message: KnownMessage | None, mention: Mention) -> bool:
    if message is None or mention.number is None:
        return False
    numbers = (*message.numbers, *(number for _, number in message.also))
    return read_number(mention.number)[1] in {read_number(number)[1] for number in numbers}


def is_slip(truth: Truth, meant: Meant, known: Mapping[str, KnownMessage]) -> bool:
    """Say whether the message that was chosen has the mention's number and the one that the note names has not."""
    if truth.mention is None or truth.target is None or outcome(truth, meant) != "wrong":
        return False
    (chosen,) = meant[truth.mention.id]
    return has_number(known[chosen], truth.mention) and not has_number(known.get(truth.target), truth.mention)


def why(truth: Truth, meant: Meant, known: Mapping[str, KnownMessage]) -> str:
    mention, target = truth.mention, known.get(truth.target or "")
    if mention is None:
        return "no number and no date in the words" if not truth.has_figures else "form of the mention not found"
    if outcome(truth, meant) == "wrong":
        return "wrong: the note's document has another number" if is_slip(truth, meant, known) else "wrong"
    if outcome(truth, meant) == "disputed":
        return "several messages fit equally well"
    within = known.get(mention.within)
    if target is None or within is None:
        return "target or mentioning message not read"
    mine, other = read_day(within.sent), read_day(target.sent)
    if other is None or (mine is None and mention.date is None):
        return "no date in the markup"
    if mine and (other > mine or (other == mine and (target.sent or "") > (within.sent or ""))):
        return "announced: sent after the message that mentions it"
    if mention.number and not has_number(target, mention):
        return "the target's number there is not in its markup"
    return "parties, date or kind do not agree, or too long ago"


def misses(volumes: Iterable[Volume], meant: Meant, known: Mapping[str, KnownMessage], *, show: bool) -> None:
    kinds: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for volume in volumes:
        for wired in (True, False):
            for truth in counted(volume, wired=wired):
                if outcome(truth, meant) != "right":
                    kinds[wired][why(truth, meant, known)] += 1
                    if show:
                        written = truth.mention.written if truth.mention else truth.before[-50:]
                        found = ", ".join(meant.get(truth.mention.id, ())) if truth.mention else ""
                        print(f"  {truth.document} -> {truth.target} {why(truth, meant, known)}: {written!r} {found}")
    for wired, title in ((True, "telegrams not resolved rightly"), (False, "letters not resolved rightly")):
        print(title)
        for kind, number in kinds[wired].most_common():
            print(f"  {number:>5}  {kind}")
    print()


def not_there(volumes: Iterable[Volume], meant: Meant, *, show: bool) -> None:
    """Say how many mentions of which the note says that they are not printed are resolved to a document of the volume."""
    absent = [t for volume in volumes for t in volume.truths if t.kind == "not in the volume" and t.mention]
    wrong = [t for t in absent if any(target.startswith(f"{t.volume}/") for target in meant.get(t.mention.id, ()))]
    print(
        f"not printed according to the note: {len(absent)} mentions, {len(wrong)} of them resolved to a document of the volume"
    )
    for truth in wrong if show else ():
        print(
            f"  {truth.document} {truth.mention.written!r} -> {', '.join(meant[truth.mention.id])}: {truth.note[:60]!r}"
        )


def across(mentions: Iterable[Mention], meant: Meant, known: Mapping[str, KnownMessage]) -> None:
    volume = {mention.id: mention.document.partition("/")[0] for mention in mentions}
    far = [(m, t) for m, found in meant.items() for t in found if known[t].collection != volume[m]]
    statuses = Counter(status.value for found in meant.values() for status in found.values())
    print(f"resolved in all: {dict(statuses)}; to a document of another volume: {len(far)}")
    for mention, target in far:
        print(f"  {mention} -> {target}")


def synthetic(number: int) -> None:
    """Time the resolver on invented telegrams between a home office and many posts, each mentioning an earlier one."""
    rng = random.Random(1)
    posts = [f"Arcadia{n}" for n in range(80)]
    first = date(1950, 1, 1)
    messages, mentions, serial = [], [], Counter[tuple[str, bool, int]]()
    for n in range(number):
        post, out = rng.choice(posts), rng.random() < 0.5
        day = first + timedelta(days=n * 3650 // number)
        serial[post, out, day.year] += 1
        ends = ("Department of State", f"Embassy in {post}")
        sender, addressee = ends if out else ends[::-1]
        figures = str(serial[post, out, day.year])
        name = f"invented/{n:06}"
        messages.append(
            KnownMessage(
                name,
                name,
                "invented",
                "telegram",
                (figures,),
                f"{day}T12:00",
                senders=(sender,),
                addressees=(addressee,),
                place="Washington" if out else post,
            )
        )
        back = max(1, int(figures) - rng.randint(1, 9))
        words = f"{'my' if out else 'our'}tel {back}"
        mentions.append(
            Mention(
                f"{name}/r1",
                name,
                name,
                words,
                10,
                10 + len(words),
                "telegram",
                str(back),
                senders=(sender,),
                addressees=(addressee,),
            )
        )
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    documents = statements = 0
    for document in resolve(messages, mentions):
        documents += 1
        statements += len(document.statements)
    spent, memory = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(
        f"\n{number:,} invented messages with as many mentions: {spent:.1f} s, {number / spent:,.0f} mentions a second, "
        f"{memory / 1024:.0f} MB more at the most, {statements:,} statements on {documents:,} documents"
    )


if __name__ == "__main__":
    main()
