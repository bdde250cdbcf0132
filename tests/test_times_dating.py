"""Dates as the TEI's attributes give them go to EDTF and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cablegraph.networks import days
from cablegraph.times.bounds import local_range
from cablegraph.times.dating import attributes, edtf, is_date

BOTH_WAYS = [
    ({"when": "1951-08-12"}, "1951-08-12"),
    ({"when": "1951-08"}, "1951-08"),
    ({"when": "1951"}, "1951"),
    ({"when": "--08-12"}, "XXXX-08-12"),
    ({"when": "--08"}, "XXXX-08"),
    ({"when": "---12"}, "XXXX-XX-12"),
    ({"from": "1951-08-12", "to": "1951-08-14"}, "1951-08-12/1951-08-14"),
    ({"from": "1951-08-12"}, "1951-08-12/"),
    ({"to": "1951"}, "/1951"),
    ({"notBefore": "1810-07-11", "notAfter": "1810-07-18"}, "[1810-07-11..1810-07-18]"),
    ({"notBefore": "1955-10", "notAfter": "1955-10"}, "[1955-10..1955-10]"),
    ({"notBefore": "1810"}, "[1810..]"),
    ({"notAfter": "1810-07"}, "[..1810-07]"),
]


@pytest.mark.parametrize(("given_", "written"), BOTH_WAYS)
def test_attributes_become_edtf_and_come_back(given_, written):
    assert edtf(given_) == written
    assert attributes(written) == given_


@pytest.mark.parametrize(
    "given_",
    [
        {},
        {"when": "soon"},
        {"when": "1951-02-30"},
        {"when": "1951-13"},
        {"when": "12.8.1951"},
        {"when": "--"},
        {"when": "1951-08-12T25:00:00"},
        {"when": "1951", "to": "1952"},
        {"from": "1951", "notAfter": "1952"},
        {"from": "1952", "to": "1951-08"},
        {"notBefore": "1951-08-12", "notAfter": "1951-08-11"},
    ],
)
def test_what_is_no_date_or_has_no_form_in_edtf_is_left_open(given_):
    assert edtf(given_) is None


def test_a_zone_is_dropped_and_an_hour_kept_as_the_local_clock_shows_it():
    assert edtf({"when": "1951-08-12T04:00:00+08:00"}) == "1951-08-12T04:00:00"
    assert edtf({"when": "1951-08-12Z"}) == "1951-08-12"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1951-08-12T04:00", {"when": "1951-08-12"}),
        ("[1951-08-11,1951-08-12]", {"notBefore": "1951-08-11", "notAfter": "1951-08-12"}),
        ("195X", {"notBefore": "1950", "notAfter": "1959"}),
        ("1951-08-XX", {"when": "1951-08"}),
        ("1951-XX-XX", {"when": "1951"}),
        ("1951-08?", {"when": "1951-08"}),
        ("1951/..", {"from": "1951"}),
        ("../1951", {"to": "1951"}),
    ],
)
def test_an_edtf_date_is_said_to_the_day_and_never_more_narrowly(written, said):
    assert attributes(written) == said


@pytest.mark.parametrize(
    "written", ["{1951,1952}", "1951-21", "XXXX", "", "soon", "[1951-02-30..1951-03-01]", "/", ".."]
)
def test_an_edtf_date_that_attributes_can_not_say_gives_none(written):
    assert attributes(written) is None


@given(st.dates(), st.dates())
def test_every_period_that_is_written_can_be_read_by_bounds_and_networks(one, other):
    first, last = sorted((one, other))
    for names in (("from", "to"), ("notBefore", "notAfter")):
        given_ = dict(zip(names, (first.isoformat(), last.isoformat()), strict=True))
        written = edtf(given_)
        assert attributes(written) == given_
        assert days(written) == (first.isoformat(), last.isoformat())
        if first.year >= 1800 and last.year < 2100:
            low, high = local_range(written)
            assert (low.date(), high.date()) == (first, last)


@given(st.text(max_size=24))
def test_no_text_breaks_the_reading_of_a_date(text):
    assert is_date(text) == (edtf({"when": text}) is not None)
    attributes(text)
