"""Dates and clock times as written, and what they are in EDTF."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from undate import Undate

from cablegraph.times.written import Context, edtf, find_times, full_date, order_of_figures, read_time

AUGUST_1951 = Context(anchor=date(1951, 8, 13), past=True)


def said(words, context=AUGUST_1951):
    time = read_time(words)
    assert time is not None, f"{words!r} is not read as a time"
    return edtf(time, context)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("13.8.51", "1951-08-13"),
        ("17:20 13.8.1951", "1951-08-13T17:20"),
        ("12 August 4:00", "1951-08-12T04:00"),
        ("6.March.1952", "1952-03-06"),
        ("0915 2 December 1951", "1951-12-02T09:15"),
        ("2340 30 November 1951", "1951-11-30T23:40"),
        ("11/22/50 at 04:15 a.m.", "1950-11-22T04:15"),
        ("6.II.55", "1955-02-06"),
        ("29.X.62", "1962-10-29"),
        ("9/XI/1962", "1962-11-09"),
        ("13.V 62. at 14.20", "1962-05-13T14:20"),
        ("12.V 1962", "1962-05-12"),
        ("August 9, 1949—4 p. m.", "1949-08-09T16:00"),
        ("October 28, 1962, 12:37 p.m.", "1962-10-28T12:37"),
        ("5.40 p.m. June 29, 1956", "1956-06-29T17:40"),
        ("16.03.1976/05:30", "1976-03-16T05:30"),
        ("10.16.1962 at 18:20", "1962-10-16T18:20"),
        ("3:25 am, 9 June 1950", "1950-06-09T03:25"),
        ("12:10 am, 9 June 1950", "1950-06-09T00:10"),
        ("24 June 1953, 2:30 p.m.", "1953-06-24T14:30"),
        ("the 11th", "1951-08-11"),
        ("the 30th", "1951-07-30"),
        ("3.9 12:05", "1950-09-03T12:05"),
        ("30 December", "1950-12-30"),
        ("August 1951", "1951-08"),
        ("24:00 13.8.51", "1951-08-14T00:00"),
        ("24:00 31.12.51", "1952-01-01T00:00"),
    ],
)
def test_a_time_as_written_is_said_in_edtf(words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    "words", ["31 February", "31.2.51", "30.13.51", "31 April 1951", "29 February 1951", "32/1/51"]
)
def test_an_impossible_date_is_never_guessed(words):
    times = list(find_times(words))
    assert all(edtf(time, AUGUST_1951) is None for time in times)


def test_a_date_without_any_year_stays_open_and_loses_its_clock():
    assert said("24 February", Context()) == "XXXX-02-24"
    assert said("24 February 4:00", Context()) == "XXXX-02-24"
    assert said("the 11th", Context()) == "XXXX-XX-11"


def test_figures_between_strokes_stay_undecided_unless_the_document_decides():
    assert said("05/10/50", Context()) == "[1950-05-10,1950-10-05]"
    assert said("05/10/50", Context(order="md")) == "1950-05-10"
    assert said("05/10/50", Context(order="dm")) == "1950-10-05"
    assert said("05/10/50", Context(known=frozenset({date(1950, 5, 11)}))) == "1950-05-10"
    assert said("05/05/50", Context()) == "1950-05-05"


def test_other_dates_prove_the_order_of_figures():
    assert order_of_figures(find_times("received 11/22/50, sent 05/10/50")) == "md"
    assert order_of_figures(find_times("received 22/11/50, sent 05/10/50")) == "dm"
    assert order_of_figures(find_times("received 22/11/50, sent 05/13/50")) is None


def test_the_zone_is_given_only_where_it_is_written():
    assert read_time("5.3.52, at 23:10 Beijing time").zone == "Beijing time"
    assert read_time("1.00 p.m. of 24 June 1953 (Moscow time)").zone == "Moscow time"
    assert read_time("17:20 13.8.1951").zone is None


@pytest.mark.parametrize("words", ["4061", "38th parallel", "No. 01/02117", "3-5 years", "paragraph 5", "P.N."])
def test_other_figures_are_no_dates(words):
    assert list(find_times(words)) == []


MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_every_full_date_comes_back_from_every_form(day, hour, minute):
    name = MONTH_NAMES[day.month - 1]
    for words in (
        f"{day.day}.{day.month}.{day:%y} {hour}:{minute:02}",
        f"{hour:02}:{minute:02} {day.day}.{day.month:02}.{day.year}",
        f"{day.day} {name} {day.year} {hour}:{minute:02}",
        f"{name} {day.day}, {day.year}, {hour}:{minute:02}",
        f"{hour:02}{minute:02} {day.day} {name} {day.year}",
        f"{day.day}.{ROMAN[day.month - 1]}.{day:%y} {hour}:{minute:02}",
    ):
        assert said(words, Context()) == f"{day.isoformat()}T{hour:02}:{minute:02}"


@settings(deadline=None)
@given(st.text(alphabet="0123456789./: -—MayJuneIVXamp,thof", max_size=60))
def test_any_words_give_only_edtf_that_another_library_reads(words):
    for time in find_times(words, bare=True):
        assert words[time.start : time.end] == time.written
        for context in (Context(), AUGUST_1951):
            value = edtf(time, context)
            for one in re.findall(r"[\dX]{4}[-\dX]*", value or ""):
                assert Undate.parse(one, "EDTF").format("EDTF") == one
            if full_date(time) and value:
                assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d)?", value)
