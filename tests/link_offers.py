"""Offers for tests, all invented: the items have numbers that Wikidata does not have."""

import json
from decimal import Decimal

from cablegraph.linking.candidates import Offer
from cablegraph.linking.offers import as_json
from cablegraph.model.link import Candidate, Feature, Held, Item, Subject

LI = Subject(
    "id:agent/li-kenong",
    "person",
    ("Li Kenong", "Li K'o-nung", "Ли Кэ-нун"),
    first="1951-08-11T07:00",
    last="1951-08-12T04:00",
    acted="1951-08-12T04:00",
)
DENG = Subject("id:agent/deng-hua", "person", ("Deng Hua", "Teng Hua"), first="1951-08-12", last="1951-08-12")


def candidate(subject, number, *, office=True, name="for"):
    item = Item(
        f"Q90000000{number}",
        labels={"en": f"{subject.names[0]} {number}", "zh": "李克农"},
        aliases={"en": (subject.names[1],)},
        descriptions={"en": f"invented person {number}"},
        kinds=("Q5",),
        born="1899",
        died="1962-02-09",
        offices=(Held("Q900000090", "Q900000001$invented", "an invented office", "1949", "1955"),),
        coordinates=(Decimal("39.9"), Decimal("116.4")),
        revision=17,
        retrieved="2026-11-24T10:00:00Z",
    )
    found = (
        Feature("name", name, Decimal("0.40"), f'"{subject.names[0]}" is "{subject.names[0]} {number}"'),
        Feature("office", "for" if office else "unknown", Decimal("0.15"), "an invented office"),
    )
    return Candidate(subject, item, found, Decimal("0.55") if office else Decimal("0.40"))


CASES = [candidate(DENG, 4, office=False), candidate(LI, 1), candidate(LI, 2)]


def keep(path, cases=tuple(CASES)):
    """Write the cases as `link candidates` does."""
    offers = {}
    for case in cases:
        offers.setdefault(case.subject, []).append(case)
    whole = as_json(Offer(subject, tuple(found), (), "invented") for subject, found in offers.items())
    path.write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
    return path
