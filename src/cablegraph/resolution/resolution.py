"""Say what each mention means, as statements to be added to the document that makes it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from cablegraph.model.statement import Document
from cablegraph.resolution.decisions import decide
from cablegraph.resolution.footnotes import dated
from cablegraph.resolution.governing import follow, govern
from cablegraph.resolution.known import Messages
from cablegraph.resolution.mentioned import bring_together
from cablegraph.resolution.telling import Telling
from cablegraph.resolution.witnesses import offers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cablegraph.model.mention import KnownMessage, Mention
    from cablegraph.model.statement import Statement
    from cablegraph.resolution.decisions import Decision


def resolve(messages: Iterable[KnownMessage], mentions: Iterable[Mention], *, notes: bool = True) -> Iterator[Document]:
    """Yield, document by document, what the mentions in it mean and which other texts may be texts of its messages.

    The order of *messages* and *mentions* makes no difference. With *notes*, what the editors' footnotes say of a
    mention comes before all else; without, they are not looked at. The documents have the ids of those that make the
    mentions, no text, and the words of all spans as quotes; the mentions' own are described with the text already.
    """
    known = Messages(messages)
    ordered = sorted(mentions, key=lambda mention: (mention.document, mention.start, mention.id))
    if notes:
        ordered = [dated(mention, known.day_of(mention.within)) for mention in ordered]
    decisions = follow(decide(mention, known, notes=notes) for mention in govern(ordered))
    mentioned = bring_together((d for d in decisions if d.tells), known.posts)
    by_document: dict[str, list[Decision]] = defaultdict(list)
    for decision in decisions:
        by_document[decision.mention.document].append(decision)
    same: dict[str, list[Statement]] = defaultdict(list)
    for offer in offers(known):
        same[known.by_id[offer.subject.id].message.document].append(offer)
    for document in sorted({*by_document, *same}):
        telling = Telling(known.posts)
        for decision in by_document.get(document, ()):
            telling.tell(decision, mentioned.get(decision.mention.id))
        statements = (*telling.statements, *same.get(document, ()))
        if statements:
            file = next((d.mention.file for d in by_document.get(document, ())), "")
            yield Document(
                document,
                file,
                "",
                "",
                telling.labels,
                statements,
                telling.classes,
                quotes=telling.quotes,
                described=frozenset(telling.described),
            )
