"""Compare readings with those that a careful person made of the cases, item by item."""

import re
import unicodedata
from collections import Counter

WORDS = ("form", "office", "place", "destination")


def plain(text):
    """Fold case, accents and signs, so that only the words are compared."""
    decomposed = unicodedata.normalize("NFKD", text or "")
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[\W_]+", " ", letters).strip().casefold()


def names(agent):
    return {plain(agent.get("name")), plain(agent.get("gloss"))} - {""} if agent else set()


def as_gold_names(agent, gold):
    """Name an agent as the one of *gold* with whom it shares a name, else by its own."""
    match = next((other for other in gold if names(other) & names(agent)), agent)
    return plain(match.get("name") or match.get("gloss"))


def span_of(text, message):
    start = text.index(message["starts"])
    return start, text.index(message["ends"], start) + len(message["ends"])


def common(one, other):
    inner = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, inner) / (max(one[1], other[1]) - min(one[0], other[0]) or 1)


def pairs(text, found, gold):
    """Map the ids of found messages to those of the gold messages with which they share at least half."""
    ranked = sorted(
        ((common(m["span"], span_of(text, g)), m["id"], g["id"]) for m in found for g in gold), reverse=True
    )
    paired = {}
    for share, mine, theirs in ranked:
        if share >= 0.5 and mine not in paired and theirs not in paired.values():
            paired[mine] = theirs
    return paired


def items(message, fields, ids, gold):
    """Yield what a message says in the fields that the gold gives."""
    for field in fields & message.keys():
        value = message[field]
        if field == "enclosed_in":
            yield field, ids.get(value, value)
        elif field in WORDS and value:
            yield field, plain(value)
        elif field == "numbers":
            yield from ((field, re.sub(r"\s+", "", number).casefold()) for number in value)
        elif field == "sender" and value:
            yield field, as_gold_names(value, [gold["sender"]] if gold.get("sender") else [])
            yield "status", value.get("status") if gold.get("sender") else None
        elif field in {"addressees", "via"}:
            yield from ((field, as_gold_names(agent, gold.get(field) or [])) for agent in value)
        elif field == "copies":
            yield from ((field, plain(copy["name"]), copy.get("count")) for copy in value)
        elif field in {"sent", "received"} and value:
            yield field, value["edtf"]


def reference_items(references, ids):
    for reference in references:
        date = (reference.get("date") or {}).get("edtf")
        yield "reference", ids.get(reference["in"], reference["in"]), date, plain(reference["number"] or "")


def compare(text, found, gold):
    """Count the items that are right, wrongly given and missed."""
    ids = pairs(text, found["messages"], gold["messages"])
    golden = {message["id"]: message for message in gold["messages"]}
    wanted, given = Counter(), Counter()
    for message in gold["messages"]:
        wanted.update([("message", message["id"])])
        wanted.update((message["id"], *item) for item in items(message, set(message), {}, message))
    for message in found["messages"]:
        theirs = golden.get(ids.get(message["id"]))
        given.update([("message", theirs["id"] if theirs else message["id"] + "?")])
        if theirs:
            given.update((theirs["id"], *item) for item in items(message, set(theirs), ids, theirs))
    wanted.update(reference_items(gold["references"], {}))
    given.update(reference_items(found["references"], ids))
    return given & wanted, given - wanted, wanted - given
