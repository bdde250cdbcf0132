"""Take from the editors' footnotes which document of a volume they say a mention means.

A footnote counts only where it names a document AS the message that the words before it mention: "Document 12.",
"Telegram 412 is printed as Document 30", "Telegram 96, January 20, p. 184.", "Supra." A "See Document 12 for the reply"
names something else. The two oldest volumes give pages instead of documents; a page counts where one document alone of
those on it fits the number or the date that the note gives.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from lxml import etree

from cablegraph.corpus.edition import documents
from cablegraph.corpus.registers import Registers
from cablegraph.readers import frus
from cablegraph.resolution import footnotes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cablegraph.model.edition import EditedDocument, Note
    from cablegraph.model.mention import KnownMessage, Mention

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
LABEL = r"(?:(?i:telegrams?|airgrams?|despatch(?:es)?) |Secto |Tosec |Cahto |Tocah |Polto |Topol |Dulte |Tedul |DIR |LINC |GUAT )"
ONE = r"Document (?P<document>\d+)"
# What a note can say besides the forms that the resolver itself knows (resolution/footnotes.toml).
FORMS = (
    ("see document", rf"(?:See|Apparently a reference to|Apparent reference to) {ONE}\.?"),
    (
        "transmitted in",
        rf"(?:Transmitted|The text [^.]{{0,30}} (?:is included|was transmitted|is quoted)|Quoted) in {ONE}\.?",
    ),
    (
        "page",
        rf"(?:{LABEL}(?P<number>\d+)(?:(?!footnote)[^.;]){{0,60}}?, |Dated )?(?:(?P<day>[A-Z][a-z]+ \d{{1,2}}),(?: \d{{4}},)?(?:(?!footnote)[^.;]){{0,40}}? )?p\. \d+\.?",
    ),
    ("page", r"(?:For (?:the )?(?:full )?text[^.;]{0,60}, see |Ante, )p\. \d+\.?"),
    ("supra", rf"(?:{LABEL}(?P<number>\d+)[^.;]{{0,40}}, )?(?P<neighbour>[Ss]upra|[Ii]nfra)\.?"),
)
FIGURES = re.compile(r"\d")
# Words that name a message; without one the note is on an event, a plan, a talk.
MESSAGE = re.compile(
    r"(?i)tels?\b|telegram|\bcable|wire\b|\bmessage|\bletter|desp|dispatch|airgram|communication|\breply|\b(?:your|our|my|ur|latter.s) \d"
    r"|\b(?:Gocus|Usgoc|Hicus|Ushic|Secto|Tosec|Cahto|Tocah|Dulte|Tedul|Polto|Topol|LINC|GUAT|DIR|CNO)\b"
)
PATTERNS = tuple((kind, re.compile(pattern, re.DOTALL)) for kind, pattern in FORMS)


@dataclass(frozen=True)
class Truth:
    """What a note says: `target` is a document's id, None where the note says that it is not in the volume."""

    volume: str
    document: str
    kind: str
    target: str | None
    target_form: str
    before: str
    note: str
    mention: Mention | None

    @property
    def has_figures(self) -> bool:
        """Say whether a number or a date stands in the words right before the note's mark."""
        return FIGURES.search(self.before[-40:]) is not None

    @property
    def is_reference(self) -> bool:
        """Say whether the words before the mark name a message at all; a reading of them says so by itself."""
        return self.mention is not None or MESSAGE.search(self.before[-60:]) is not None


@dataclass
class Volume:
    """A volume with all that is needed: its documents, messages, mentions and what its notes say."""

    id: str
    documents: list[EditedDocument]
    messages: list[KnownMessage]
    mentions: list[Mention]
    truths: list[Truth]


def read_volume(path: Path) -> Volume:
    told = list(documents(path, path.name, Registers()))
    edited = list(frus.documents(path, frus.open_edition(path, path.name)))
    messages = [message for document in told for message in document.messages]
    found = {document.id: list(document.mentions) for document in told}
    volume = Volume(told[0].id, edited, messages, [m for all_ in found.values() for m in all_], [])
    reader = _Truths(volume, pages(path, volume.id), {m.id: m for m in messages})
    for document in edited:
        volume.truths.extend(reader.read(document, found[document.id]))
    return volume


def pages(path: Path, volume: str) -> dict[str, list[str]]:
    """Return the documents that stand on each page, in order."""
    standing: dict[str, list[str]] = defaultdict(list)
    page, document = "", ""
    for event, element in etree.iterparse(str(path), events=("start", "end"), tag=(f"{TEI}pb", f"{TEI}div")):
        if element.tag == f"{TEI}pb":
            page = element.get(ID) if event == "start" else page
        elif element.get("type") == "document":
            document = f"{volume}/{element.get(ID)}" if event == "start" else ""
        if document and document not in standing[page]:
            standing[page].append(document)
    return standing


class _Truths:
    """Reads the notes of one volume."""

    def __init__(self, volume: Volume, standing: dict[str, list[str]], messages: dict[str, KnownMessage]) -> None:
        self.volume = volume
        self.standing = standing
        self.messages = messages
        self.order = [edited.id for edited in volume.documents]

    def read(self, edited: EditedDocument, found: list[Mention]) -> Iterator[Truth]:
        """Yield what the notes of one document say of the message mentioned before their mark."""
        if not edited.reading.messages:
            return
        begin = edited.reading.messages[0].span.start
        for note in edited.notes:
            words = edited.text[note.span.start : note.span.end].strip()
            if note.called is None or note.is_source or note.called <= begin:
                continue
            before = edited.text[max(0, note.called - 70) : note.called].replace("\n", " ")
            for kind, target, number in self.targets(edited, note, words):
                mention = self.mention(found, note, number)
                form = self.messages[target].form or "" if target in self.messages else ""
                yield Truth(self.volume.id, edited.id, kind, target, form.lower(), before, words, mention)
                break

    def mention(self, found: list[Mention], note: Note, number: str | None) -> Mention | None:
        """Return the mention that a note is about: that before its mark, of those with the number that it names."""
        before = [m for m in found if m.note and m.note_start == note.span.start]
        if number is not None:
            assert note.called is not None
            near = [m for m in found if note.called - 90 < m.start < note.called and m.number]
            return next((m for m in reversed(near) if (m.number or "").split()[-1] == number), None)
        return before[0] if before else None

    def targets(self, edited: EditedDocument, note: Note, words: str) -> Iterator[tuple[str, str | None, str | None]]:
        """Yield the kind of note, the document that it names and the number that it gives with it, the first that fits."""
        pointed = [t.document for t in note.targets if t.document]
        if found := footnotes.named(words, pointed):
            yield found
        for kind, pattern in PATTERNS:
            if match := pattern.fullmatch(words):
                groups = match.groupdict()
                if groups.get("document"):
                    target = f"{self.volume.id}/d{groups['document']}"
                    if target in pointed:
                        yield kind, target, None
                elif groups.get("neighbour"):
                    step = -1 if groups["neighbour"].lower() == "supra" else 1
                    at = self.order.index(edited.id) + step
                    if 0 <= at < len(self.order) and self.fits(self.order[at], groups):
                        yield kind, self.order[at], None
                else:
                    yield from ((kind, target, None) for target in self.on_page(words, groups))
        if not pointed and any(pattern.match(words) for _, pattern in footnotes.footnotes().absent):
            yield "not in the volume", None, None

    def on_page(self, words: str, groups: dict[str, str | None]) -> Iterator[str]:
        page = re.search(r"p\. (\d+)", words)
        fitting = [d for d in self.standing.get(f"pg_{page[1]}", ()) if self.fits(d, groups)] if page else []
        if len(fitting) == 1:
            yield fitting[0]

    def fits(self, document: str, groups: dict[str, str | None]) -> bool:
        """Say whether a document has the number and the date that the note gives."""
        message = self.messages.get(document)
        if message is None:
            return False
        if groups.get("number") and groups["number"] not in message.numbers:
            return False
        if groups.get("day"):
            if not message.sent:
                return False
            try:
                day = datetime.strptime(f"{groups['day']} 2000", "%B %d %Y").strftime("%m-%d")
            except ValueError:
                return False
            return message.sent[5:10] == day
        return True
