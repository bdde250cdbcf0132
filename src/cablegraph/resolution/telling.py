"""Put decisions into statements: which message a mention refers to, and what is known of one that is only mentioned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cablegraph.errors import Position
from cablegraph.model.span import Span
from cablegraph.model.statement import Basis, Node, Statement, Status
from cablegraph.times.written import read_time
from cablegraph.vocabulary import PROGRAM, Kind

if TYPE_CHECKING:
    from cablegraph.model.mention import Mention
    from cablegraph.resolution.decisions import Decision
    from cablegraph.resolution.mentioned import Mentioned
    from cablegraph.resolution.posts import Posts
    from cablegraph.resolution.weighing import Weight

_UNHELD = "No text of the message is known to be in the data; other messages mention it."
_NAMED = "The words of the mention name it."
_ABSENT = {
    "not printed": (Status.EDITORIAL, "The editors' footnote on the mention says that the message is not printed."),
    "not found": (Status.EDITORIAL, "The editors' footnote on the mention says that the message was not found."),
    "date and archive": (
        Status.INFERRED,
        "The editors' footnote on the mention gives the date of the message and where it is kept, and no document of "
        "the volume; no text of it is known to be in the data.",
    ),
}
_DATED_BY_NOTE = "The editors' footnote on the mention gives the date of the message."


class Telling:
    """Gathers the statements on one document's mentions, the nodes these bring in, and the words that they quote."""

    def __init__(self, posts: Posts) -> None:
        self.posts = posts
        self.statements: list[Statement] = []
        self.labels: dict[Node, str] = {}
        self.classes: dict[Node, tuple[str, ...]] = {}
        self.quotes: dict[Span, str] = {}
        self.described: set[Span] = set()  # spans that are said already, with each mention, where the text stands

    def tell(self, decision: Decision, mentioned: Mentioned | None) -> None:
        """Say what one mention means."""
        mention = decision.mention
        if decision.editorial is not None:
            self._say_editorial(mention, decision.editorial)
        if decision.like is not None:
            self._say_like(mention, decision.like)
        for weight in decision.fitting:
            self._say_fitting(decision, weight)
        if mentioned is not None:
            self._say_mentioned(decision, mentioned)

    def _say(self, subject: Node, name: str, value: Node | str, basis: Basis, mention: Mention) -> None:
        where = Position(mention.file, mention.line or None) if mention.file else None
        self.statements.append(Statement(subject, name, value, basis, where))

    def _span(self, mention: Mention) -> Span:
        span = Span(mention.start, mention.end)
        self.quotes[span] = mention.written
        self.described.add(span)
        return span

    def _note(self, mention: Mention) -> Span:
        span = Span(mention.note_start, mention.note_end)
        self.quotes[span] = mention.note
        return span

    def _say_editorial(self, mention: Mention, target: str) -> None:
        rationale = "The editors' footnote on the mention names this document as the message meant."
        basis = Basis(Status.EDITORIAL, PROGRAM, (self._note(mention), self._span(mention)), rationale)
        self._say(_reference(mention), "refersTo", Node(Kind.MESSAGE, target), basis, mention)

    def _say_like(self, mention: Mention, other: Decision) -> None:
        """Refer to what another mention in the same words means."""
        rationale = (
            f'The document mentions a message of the same number and parties elsewhere, as "{other.mention.written}", '
            "and there this message is meant."
        )
        basis = Basis(Status.INFERRED, PROGRAM, (self._span(mention), self._span(other.mention)), rationale)
        self._say(_reference(mention), "refersTo", Node(Kind.MESSAGE, other.target or ""), basis, mention)

    def _say_fitting(self, decision: Decision, weight: Weight) -> None:
        """Refer to a message that fits best, or to one of several that fit equally well, which is left in dispute."""
        mention, rivals = decision.mention, len(decision.fitting)
        reasons = "; ".join(weight.reasons)
        if rivals == 1:
            others = f"; {decision.others} others fit less well" if decision.others else ""
            rationale = f'"{mention.written}" fits this message: {reasons}. Score {weight.score:.2f} of 1{others}.'
        else:
            rationale = (
                f'"{mention.written}" fits {rivals} messages equally well, this one among them: {reasons}. '
                f"Score {weight.score:.2f} of 1 for each; nothing decides between them."
            )
        if decision.slip:
            rationale += (
                f" The editors' footnote names {decision.slip}, of another place, number and year: not believed."
            )
        status = Status.INFERRED if rivals == 1 else Status.DISPUTED
        basis = Basis(status, PROGRAM, (self._span(mention),), rationale)
        self._say(_reference(mention), "refersTo", Node(Kind.MESSAGE, weight.known.message.id), basis, mention)

    def _say_mentioned(self, decision: Decision, mentioned: Mentioned) -> None:
        """Refer to a message that nobody holds; say what is known of it where it is mentioned first."""
        mention, target = decision.mention, Node(Kind.MESSAGE, mentioned.id)
        span = self._span(mention)
        self.labels[target] = mentioned.label
        if len(mentioned.decisions) == 1:
            basis = Basis(Status.STATED, PROGRAM, (span,))
        else:
            rationale = (
                f"{len(mentioned.decisions)} mentions agree in what they say of the message ({mentioned.agreement}) "
                "and are taken for mentions of one."
            )
            basis = Basis(Status.INFERRED, PROGRAM, (span,), rationale)
        self._say(_reference(mention), "refersTo", target, basis, mention)
        self._say_holding(decision, target)
        self._say_facts(mention, mentioned, target)

    def _say_holding(self, decision: Decision, target: Node) -> None:
        mention = decision.mention
        basis = Basis(Status.INFERRED, PROGRAM, (), _UNHELD)
        if decision.absent:
            status, rationale = _ABSENT[decision.absent]
            basis = Basis(status, PROGRAM, (self._note(mention),), rationale)
        self._say(target, "holdingStatus", Node(Kind.CONCEPT, "referencedOnly"), basis, mention)

    def _say_facts(self, mention: Mention, mentioned: Mentioned, target: Node) -> None:
        """Say the number, the parties and the date of a message that is only mentioned, each fact once.

        The first mention that has a fact tells it: its document names the agents and holds the words.
        """
        span = self._span(mention)
        if mention.number and mentioned.teller("number") is mention:
            basis = Basis(Status.STATED, PROGRAM, (span,))
            if mention.number not in mention.written:
                rationale = "The series stands before the first of several numbers, and goes for all of them."
                basis = Basis(Status.INFERRED, PROGRAM, (span,), rationale)
            self._say(target, "identifier", mention.number, basis, mention)
        for name, agent, reason in (
            ("sender", mention.sender_id, mention.sender_reason),
            ("addressee", mention.addressee_id, mention.addressee_reason),
        ):
            if agent and mentioned.teller(f"{name}_id") is mention:
                basis = Basis(Status.INFERRED, PROGRAM, (span,), reason or _NAMED)
                self._say(target, name, Node(Kind.AGENT, agent), basis, mention)
        if mention.date and mentioned.teller("date_written") is mention:
            self._say_date(mention, target)

    def _say_date(self, mention: Mention, target: Node) -> None:
        assert mention.date is not None
        assert mention.date_written is not None
        span = Span(mention.date_start, mention.date_end)
        self.quotes[span] = mention.date_written
        hop, time = Node(Kind.TRANSMISSION, target.id), Node(Kind.TIME, f"transmission/{target.id}/dispatchedAt")
        self.labels[hop] = f"transmission of {self.labels[target]}"
        self.labels[time] = f'"{mention.date_written}"'
        told = Basis(Status.STATED, PROGRAM, (span,))
        taken = Basis(Status.INFERRED, PROGRAM, (span,), "The date of the mention is taken for that of the sending.")
        if mention.date_in_note:
            told = taken = Basis(Status.EDITORIAL, PROGRAM, (span,), _DATED_BY_NOTE)
        sent = Basis(Status.INFERRED, PROGRAM, (span,), "A message with a date was sent.")
        spelled = Basis(Status.INFERRED, PROGRAM, (span,), _spelling(mention.date_written, mention.date))
        self._say(hop, "transmits", target, sent, mention)
        self._say(hop, "dispatchedAt", time, taken, mention)
        self._say(time, "edtf", mention.date, spelled, mention)
        self._say(time, "asWritten", mention.date_written, told, mention)


def _spelling(written: str, edtf: str) -> str:
    """Say how the EDTF form comes from the words, and what of it does not."""
    year = "; the year stays open" if edtf.startswith("XXXX") else "; the day is counted from the document's own date"
    if any(figure.isdigit() for figure in written):
        read = read_time(written)
        has_year = read is not None and any(year is not None for year, _, _ in read.days)
        filled = "" if has_year else "; the year is filled in from the document that makes the mention"
        year = year if edtf.startswith("XXXX") else filled
    clock = "; the zone of the clock stays open" if "T" in edtf else ""
    return f'"{written}" as an EDTF date{year}{clock}.'


def _reference(mention: Mention) -> Node:
    return Node(Kind.REFERENCE, mention.id)
