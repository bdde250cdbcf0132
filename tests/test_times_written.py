"""Dates and clock times as written, and what they are in EDTF."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from undate import Undate

from cablegraph.times.forms import FOREIGN_MONTHS
from cablegraph.times.written import Context, edtf, find_times, full_date, order_of_dates, order_of_figures, read_time

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


ENGLISH_ORDERS = (
    "{d} {m} {y}",
    "{d}. {m} {y}",
    "{d}{th} {m} {y}",
    "{d}{th} of {m}, {y}",
    "{m} {d}, {y}",
    "{m} {d}{th}, {y}",
)
FIGURE_ORDERS = (
    "{d}.{n}.{y}",
    "{d:02}.{n:02}.{yy}",
    "{d}. {n}. {y}",
    "{d}-{n}-{y}",
    "{y}-{n:02}-{d:02}",
    "{y}-{n}-{d}",
)
ROMAN_ORDERS = (
    "{d}.{r}.{yy}",
    "{d}/{r}/{y}",
    "{d} {r} {y}",
    "{d} {r} {yy}",
    "{y}.{r}.{d}",
    "{d}.{r} {yy}",
    "{d}-{r}-{y}",
)
SHORT_ORDERS = ("{d} {s}. {y}", "{d}-{s}-{yy}", "{s} {d}/{yy}", "{s}. {d}, {y}", "{d}/{s}/{y}", "{y} {m} {d}")
OTHER_ORDERS = ("{d} {f} {y}", "{d}. {f} {y}", "{d} de {f} de {y}", "{weekday}, {d} {m} {y}")
DATE_FORMS = (*ENGLISH_ORDERS, *FIGURE_ORDERS, *ROMAN_ORDERS, *SHORT_ORDERS, *OTHER_ORDERS)
HOUR_FORMS = (
    "{h}:{i:02}",
    "{h:02}.{i:02}",
    "{h}h{i:02}",
    "{h}hs{i:02}",
    "{h:02}{i:02} hours",
    "{h:02}:{i:02} hrs",
    "{h} hours {i} minutes",
    "{h} hrs. {i} min.",
    "{h12}:{i:02} {half}.m.",
    "{h12}.{i:02} {half}m",
    "{h12}:{i:02} {half}. m.",
)
ZONES = ("", " Moscow time", " (Beijing time)", " local time", " GMT", " MOSCOW TIME")
JOINTS = (
    "{date}, {hour}{zone}",
    "{date} at {hour}{zone}",
    "{date} {hour}{zone}",
    "{hour}{zone}, {date}",
    "{hour}{zone} on {date}",
)
CASES = (str, str.upper)


def spelled(form, day, hour, minute):
    """Write a day and an hour out in one of the forms."""
    name = MONTH_NAMES[day.month - 1]
    th = {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10 if day.day not in (11, 12, 13) else 0, "th")
    form = form.replace("{s}.", "{s}") if name == "May" else form  # it is not shortened
    return form.format(
        d=day.day, n=day.month, y=day.year, yy=f"{day:%y}", m=name, s=name[:3], r=ROMAN[day.month - 1], th=th,
        f=FOREIGN_MONTHS[day.month][0], weekday=f"{day:%A}", h=hour, i=minute, h12=hour % 12 or 12, half="ap"[hour > 11],
    )  # fmt: skip


@settings(deadline=None, max_examples=1500)
@given(
    st.dates(date(1945, 1, 1), date(1991, 12, 31)),
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(DATE_FORMS),
    st.sampled_from(HOUR_FORMS),
    st.sampled_from(ZONES),
    st.sampled_from(JOINTS),
    st.sampled_from(CASES),
)
def test_every_way_of_writing_date_hour_and_zone_is_found_whole_and_said_rightly(
    day, hour, minute, date_form, hour_form, zone, joint, case
):
    if joint.startswith("{hour}") and date_form.startswith(("{y}", "{weekday}")):
        joint = "{date} {hour}{zone}"
    words = joint.format(
        date=spelled(date_form, day, hour, minute), hour=spelled(hour_form, day, hour, minute), zone=zone
    )
    words = case(words)
    times = list(find_times(f"We met Mr. Petrov {words}\nIt rained."))
    assert len(times) == 1, words
    assert words.endswith(times[0].written), (words, times[0].written)
    assert edtf(times[0], Context(order="dm")) == f"{day.isoformat()}T{hour:02}:{minute:02}", words
    assert (times[0].zone or "").casefold() == zone.strip(" ()").casefold()


@settings(deadline=None)
@given(st.dates(date(1945, 1, 1), date(1991, 12, 31)), st.integers(0, 23), st.integers(0, 59))
def test_a_group_of_date_and_hour_gives_day_minute_and_zone(day, hour, minute):
    words = f"{day.day:02}{hour:02}{minute:02}Z {day:%b %y}".upper()
    (time,) = find_times(f"R {words}\nFM EMBASSY")
    assert (time.written, time.zone) == (words, "Z")
    assert edtf(time, Context()) == f"{day.isoformat()}T{hour:02}:{minute:02}"


@settings(deadline=None)
@given(*[st.integers(1, 9)] * 3, st.integers(10, 99), st.integers(1000, 9999))
def test_numbers_that_are_no_dates_are_not_found(a, b, c, two, four):
    for words in (
        f"{a}.{b}.{c} Of the ferry",
        f"{a}{two}.00/{b}-{four}",
        f"{four} tons at ${a}.{two}, or {two},{a}{two}.{two} roubles",
        f"telephone {two}-{two}-{two}",
        f"pages {two}-{two + b}",
        f"paragraphs {a}-{a + b}, {a}.{b}",
        f"No. {two}/{four}",
    ):
        assert list(find_times(words, bare=f"{a}.{b}" not in words)) == [], words
    assert list(find_times(f"{a}.{b}.{c} Of the ferry", bare=True)) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the 9th of this month", "1951-08-09"),
        ("9th inst.", "1951-08-09"),
        ("the 15th ult.", "1951-07-15"),
        ("the 30th of last month", "1951-07-30"),
        ("the 31st of the current month", "1951-08-31"),
    ],
)
def test_this_month_and_last_are_counted_from_the_day_of_the_message_itself(words, expected):
    assert said(words, Context(own=(1951, 8, 13))) == expected
    assert said(words, Context(own=(None, 8, 13))) == "XXXX" + expected[4:]
    assert said(words, AUGUST_1951) == "XXXX-XX-" + expected[-2:]


def test_last_month_of_january_lies_in_the_year_before():
    assert said("the 9th of last month", Context(own=(1951, 1, 5))) == "1950-12-09"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11.02.1962. Today, November 2, we met.", "1962-11-02"),
        ("11.02.1962. On the 9th of February we met.", "1962-02-11"),
        ("07.11.1974. We met on November 5.", "1974-11-07"),
        ("07.11.1974. They will meet on 15 July.", "1974-11-07"),
        ("07.11.1974. We met.", "1974-11-07"),
        ("05/10/50. We met on 8 May.", "1950-05-10"),
        ("05/10/50. We met on the 3rd of October.", "1950-10-05"),
        ("05/10/50. We met on 8 May and on 3 October.", "[1950-05-10,1950-10-05]"),
        ("12/01/61. On 29 November we met.", "1961-12-01"),
        ("01/12/62. We met on 30 November.", "1962-12-01"),
    ],
)
def test_days_whose_month_is_named_decide_the_order_of_figures(text, expected):
    times = list(find_times(text))
    assert edtf(times[0], Context(order=order_of_dates(times))) == expected


def test_a_year_on_which_both_readings_of_the_anchor_do_not_agree_stays_open():
    doubtful = Context(anchor=date(1962, 11, 2), other=date(1962, 2, 11), past=True)
    assert said("8 January", doubtful) == "1962-01-08"
    assert said("8 July", doubtful) == "XXXX-07-08"
    assert said("8 July 3:00", doubtful) == "XXXX-07-08"
