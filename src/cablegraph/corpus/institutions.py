"""Say which office a party of a mentioned message is: not the person who happens to hold the post today.

"Embtel 12" was sent by the Embassy, whoever was in charge when it went. A letter that speaks of another letter ("your
letter of May 5") means the two persons; in a telegram it stays open whom "my letter" means. Where the words do not tell
which office it is, that stays open too.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cablegraph.model.reading import ReadAgent, ReadMessage, ReadReference, ReadWords

DEPARTMENT = "Department of State"
_AT_HOME = re.compile(
    r"(?i)(?:the )?(?:state )?dep(?:artmen)?t(?:['’]s)?(?: of state)?|(?:sec )?state|(?:acting )?secretary of state"
)
_HEADS = (
    (re.compile(r"Ambassador (?P<place>(?:in|to) .+)"), "", "Embassy"),
    (re.compile(r"(?i:charg[eé](?: d[’']affaires)?) (?P<place>in .+)"), "emb", "Embassy"),
    (re.compile(r"(?i:charg[eé](?: d[’']affaires)?|Minister) (?P<place>in .+)"), "leg", "Legation"),
    (re.compile(r"(?:Acting )?Consul General (?P<place>(?:at|in) .+)"), "", "Consulate General"),
    (re.compile(r"(?:Acting )?Consul (?P<place>(?:at|in) .+)"), "", "Consulate"),
)
_WIRE = re.compile(r"(?i)telegram|despatch|airgram|cable")


def party_and_reason(
    agent: ReadAgent | None, message: ReadMessage, reference: ReadReference
) -> tuple[ReadAgent | None, str]:
    """Return who a party of the message that *reference* mentions is, and why; no reason where the words name it.

    *message* makes the mention. None stands for a party that is left open.
    """
    if agent is None:
        return None, ""
    ends = ((message.sender, "sends"), *((one, "gets") for one in message.addressees))
    does = next((does for one, does in ends if one == agent), None)
    if does is None:
        if agent.status == "inferred" or _AT_HOME.fullmatch(agent.name):
            return _office(agent, DEPARTMENT), f'"{agent.name}" in the mention stands for the {DEPARTMENT}.'
        return agent, ""
    owner = reference.owner or "to"
    reason = f'Worked out from "{owner}" in the mention: it points to who {does} the message that makes it.'
    if _is_letter(reference):
        return (None, "") if _is_wire(message.form) else (agent, reason)
    office = _institution(agent, owner)
    if office is None or office is agent:
        return office, reason
    return (
        office,
        f'{reason} The head names "{_title(agent)}"; whoever was in charge, it is taken for the {office.name}.',
    )


def _is_letter(reference: ReadReference) -> bool:
    """Say whether a mention is of a letter or the like, which persons write, and not of a telegram."""
    return reference.number is None and not _WIRE.search(reference.form or "")


def _is_wire(form: ReadWords | None) -> bool:
    return form is not None and _WIRE.search(form.text) is not None


def _institution(agent: ReadAgent, owner: str) -> ReadAgent | None:
    """Return the office that the words of a head stand for; None where they do not tell."""
    if agent.kind not in {"person", "post"}:
        return agent
    name = _heads(_title(agent), owner) if agent.post or agent.kind == "post" else None
    return _office(agent, name) if name else None


def _title(agent: ReadAgent) -> str:
    return agent.post.text if agent.post else agent.name


def _heads(title: str, owner: str) -> str | None:
    """Return the office that somebody with a title is at the head of."""
    if _AT_HOME.fullmatch(title):
        return DEPARTMENT
    for form, owned, office in _HEADS:
        if (match := form.fullmatch(title)) and (owned in owner.lower() or not owned):
            return f"{office} {match['place']}"
    return None


def _office(agent: ReadAgent, name: str) -> ReadAgent:
    return replace(agent, name=name, kind="office", post=None, listed=None, status="editorial")
