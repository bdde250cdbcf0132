"""Let what one mention says go for others of its document: where a telegram went, and which message is meant."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cablegraph.resolution.known import kind_of, read_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TypeAlias

    from cablegraph.model.mention import Mention
    from cablegraph.resolution.decisions import Decision

    _Key: TypeAlias = tuple[object, ...]

_ELSEWHERE = "Elsewhere in the document a telegram of this number and sender is said to go there."


def govern(mentions: Iterable[Mention]) -> list[Mention]:
    """Return the mentions; "Deptel 403 to Nicosia" says of every bare "Deptel 403" of the document where it went."""
    mentions = list(mentions)
    told: dict[_Key, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.number and mention.senders and mention.addressees and not mention.addressee_reason:
            told[_call(mention)].append(mention)
    return [_governed(mention, told.get(_call(mention), ())) for mention in mentions]


def _governed(mention: Mention, told: Sequence[Mention]) -> Mention:
    if not told or not (mention.addressee_reason or not mention.addressees):
        return mention
    agreeing = [other for other in told if _one_day(mention.date, other.date)]
    if len({other.addressees for other in agreeing}) != 1:
        return mention
    other = agreeing[0]
    return replace(mention, addressees=other.addressees, addressee_id=other.addressee_id, addressee_reason=_ELSEWHERE)


def follow(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions; a mention that stays open means what another of the same words in its document means.

    Where others of the same number, date and parties mean two messages, it stays open.
    """
    decisions = list(decisions)
    meant: dict[_Key, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.target and decision.mention.number:
            meant[_same(decision.mention)].append(decision)
    return [_following(decision, meant.get(_same(decision.mention), ())) for decision in decisions]


def _following(decision: Decision, others: Sequence[Decision]) -> Decision:
    mention = decision.mention
    if not decision.is_open or mention.plural or decision.absent:
        return decision
    agreeing = [other for other in others if _one_day(mention.date, other.mention.date)]
    if len({other.target for other in agreeing}) != 1:
        return decision
    return replace(decision, like=agreeing[0])


def _call(mention: Mention) -> _Key:
    return mention.document, read_number(mention.number or ""), mention.senders, kind_of(mention.form)


def _same(mention: Mention) -> _Key:
    return *_call(mention), mention.addressees


def _one_day(one: str | None, other: str | None) -> bool:
    """Say whether two dates may be one: equal, or one of them not given."""
    return not one or not other or one[:10] == other[:10]
