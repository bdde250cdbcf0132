"""The reader of plain text: what it finds in known cases, and what holds for any text."""

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_cases import compare

from cablegraph.errors import FileError
from cablegraph.model.reading import ReadAgent, ReadCopy, ReadReference, ReadTime, ReadWords
from cablegraph.model.span import Span
from cablegraph.readers.text import as_dict, read
from cablegraph.readers.text.fitting import match_line
from cablegraph.readers.text.grammar import grammar
from cablegraph.readers.text.lines import Line
from cablegraph.readers.text.search import mask

ROOT = Path(__file__).resolve().parent.parent
OWN_CASES = ROOT / "tests" / "cases"
UNSEEN_CASES = ROOT / "tests" / "unseen"
SHARED_CASES = ROOT.parent / "shared" / "cases"
SCORER = ROOT.parent / "shared" / "tools" / "score_reading.py"
SEED = SHARED_CASES / "seed-22834.txt"

needs_shared = pytest.mark.skipif(not SEED.exists(), reason="the shared reading cases are not beside the repository")


def text_of(path):
    return path.read_bytes().decode("utf-8")


def records(value):
    """Yield every record in a reading, however deep."""
    if isinstance(value, tuple):
        for item in value:
            yield from records(item)
    elif is_dataclass(value):
        yield value
        for field in fields(value):
            yield from records(getattr(value, field.name))


def without_digits(words):
    """Take digits off: those of footnotes are no part of a name."""
    return "".join(letter for letter in words if not letter.isdigit())


def assert_spans_hold(text, reading):
    for record in records(reading):
        if isinstance(record, Span):
            assert 0 <= record.start <= record.end <= len(text)
        elif isinstance(record, ReadTime | ReadReference):
            assert text[record.span.start : record.span.end] == record.written
        elif isinstance(record, ReadWords):
            words = text[record.span.start : record.span.end]
            assert "".join(record.text.split()).lower() == "".join(words.split()).lower()
        elif isinstance(record, ReadAgent | ReadCopy) and getattr(record, "status", "stated") != "inferred":
            words = without_digits("".join(text[record.span.start : record.span.end].split()))
            assert all(without_digits(part).strip(".,") in words for part in record.name.split())


def assert_nesting_holds(reading):
    spans = {message.id: message.span for message in reading.messages}
    assert [message.id for message in reading.messages] == [f"m{n}" for n in range(1, len(spans) + 1)]
    for message in reading.messages:
        if message.enclosed_in:
            outer = spans[message.enclosed_in]
            assert outer.start <= message.span.start <= message.span.end <= outer.end


def comparable(reading):
    """Say a reading in the terms of the case files: no spans, no rationale."""
    plain = as_dict(reading, "case.txt", "")
    for message in plain["messages"]:
        for agent in [message["sender"], *message["addressees"], *message["via"], *message["copies"]]:
            for key in ("span", "rationale"):
                (agent or {}).pop(key, None)
        for key in ("sent", "received"):
            message[key] = message[key] and {"edtf": message[key]["edtf"]}
    for reference in plain["references"]:
        reference["date"] = reference["date"] and {"edtf": reference["date"]["edtf"]}
    return plain


def holds(expected, found):
    """Say whether all that a case gives for a field is what was read."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(holds(value, found.get(key)) for key, value in expected.items())
    if isinstance(expected, list):
        return len(expected) == len(found) and all(map(holds, expected, found))
    return expected == found


# The exams and the twins were written by others than the reader's makers, to say how it does on what it has not seen.
@pytest.mark.parametrize(
    ("names", "least_precision", "least_f1"),
    [
        ("invented-*", 1, 1),
        ("form-*", 0.98, 0.97),
        ("exam-*", 0.99, 0.99),
        ("twin-*", 0.99, 0.99),
        ("twin2-*", 0.99, 0.99),
        ("fresh-*", 0.99, 0.98),
        ("cable-*", 0.99, 0.98),
        ("new2-*", 0.99, 0.97),
        ("pasted-*", 1, 1),
        ("gap-*", 0.99, 0.98),
    ],
)
def test_the_cases_are_read_with_few_faults_and_hardly_a_fact_is_given_wrongly(names, least_precision, least_f1):
    right, extra, missed = told(sorted(OWN_CASES.glob(f"{names}.json")))
    precision, recall = right.total() / (right + extra).total(), right.total() / (right + missed).total()
    assert precision >= least_precision, sorted(extra, key=str)
    assert 2 * precision * recall / (precision + recall) >= least_f1, sorted(missed, key=str)


# These say how the reader does on what its makers have not seen, so that nothing of them is printed but the totals.
@pytest.mark.parametrize(("names", "least_precision", "least_f1"), [("twin2-*", 0.97, 0.92), ("new2-*", 0.87, 0.73)])
def test_cases_that_nobody_has_made_rules_from_are_not_read_worse_than_they_were(names, least_precision, least_f1):
    right, extra, missed = (total.total() for total in told(sorted(UNSEEN_CASES.glob(f"{names}.json"))))
    assert right / (right + extra) >= least_precision
    assert 2 * right / (2 * right + extra + missed) >= least_f1


def told(paths):
    """Count the facts of the cases at *paths* that are right, those given wrongly, and those missed."""
    assert paths
    totals = Counter(), Counter(), Counter()
    for path in paths:
        text = text_of(path.with_suffix(".txt"))
        found = as_dict(read(text), path.name, "")
        for total, part in zip(totals, compare(text, found, json.loads(path.read_text("utf-8"))), strict=True):
            total.update({(path.stem, *item): count for item, count in part.items()})
    return totals


@pytest.mark.parametrize("path", sorted(OWN_CASES.glob("invented-*.json")), ids=lambda path: path.stem)
def test_an_invented_case_is_read_as_a_careful_person_reads_it(path):
    text = text_of(path.with_suffix(".txt"))
    expected = json.loads(path.read_text(encoding="utf-8"))
    found = comparable(read(text))
    assert len(found["messages"]) == len(expected["messages"])
    for gold, message in zip(expected["messages"], found["messages"], strict=True):
        start, end = message.pop("span")
        assert text[start:end].startswith(gold.pop("starts"))
        assert text[start:end].endswith(gold.pop("ends"))
        for field, value in gold.items():
            assert holds(value, message[field]), f"{message['id']} {field}: {message[field]!r}"
    assert holds(expected["references"], found["references"])


@needs_shared
def test_the_seed_telegram_is_read_without_a_fault(tmp_path):
    for path in SHARED_CASES.glob("seed-22834.*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    assert score(tmp_path, at_least=1.0).returncode == 0


@needs_shared
def test_all_shared_cases_are_read_nearly_without_a_fault(tmp_path):
    run = score(SHARED_CASES, at_least=0.97, scratch=tmp_path)
    assert run.returncode == 0, run.stdout


def score(cases, at_least, scratch=None):
    program = (scratch or cases) / "read_one.py"
    program.write_text(
        "import json, sys, pathlib\n"
        "from cablegraph.readers.text import as_dict, read\n"
        "text = pathlib.Path(sys.argv[1]).read_bytes().decode()\n"
        "print(json.dumps(as_dict(read(text), 'x', '')))\n"
    )
    command = f"{sys.executable} {program} {{file}}"
    return subprocess.run(
        [sys.executable, SCORER, cases, "--command", command, "--at-least", str(at_least), "--show"],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
    )


@needs_shared
def test_the_inferred_sender_of_the_seed_says_why():
    outer = read(text_of(SEED)).messages[0]
    assert outer.sender.status == "inferred"
    assert outer.sender.rationale.startswith("The enclosed message is addressed to ")
    assert outer.sent.zone is None


@needs_shared
@pytest.mark.parametrize("path", sorted(SHARED_CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_span_of_a_shared_case_points_at_its_words(path):
    text = text_of(path)
    reading = read(text)
    assert_spans_hold(text, reading)
    assert_nesting_holds(reading)


def test_the_json_has_the_keys_of_the_format_in_their_order():
    plain = as_dict(read("To Comrade PETROV.\n\nI have read your telegram No. 5.\n\nIVANOV"), "a.txt", "00")
    assert list(plain) == ["schema", "source", "messages", "references", "problems"]
    assert plain["schema"] == "cablegraph-reading/1"
    assert list(plain["source"]) == ["file", "sha256", "characters"]
    order = (
        "id enclosed_in span form numbers office sender addressees via copies place destination sent received markings"
    )
    assert list(plain["messages"][0]) == order.split()
    assert list(plain["references"][0]) == ["in", "written", "span", "date", "number", "sender", "addressee", "plural"]


@pytest.mark.parametrize("text", ["", " \n\r\n\t", "###", "[...]"])
def test_a_text_without_words_has_no_messages(text):
    assert read(text).messages == ()


def test_windows_line_ends_move_no_offset():
    text = text_of(OWN_CASES / "invented-forwarded.txt").replace("\n", "\r\n")
    reading = read(text)
    assert_spans_hold(text, reading)
    assert [message.sender.name for message in reading.messages] == ["Gu Yanshi", "TAN WEIMING"]


def test_spoken_words_and_press_are_no_messages():
    text = (
        'To Comrade PETROV.\n\nHe said to me:\n\n"Comrade, the ferry goes on Thursdays, not before noon."\n\nIVANOV\n'
    )
    assert len(read(text).messages) == 1


def test_a_quotation_that_is_never_closed_ends_before_the_trailer_of_its_carrier():
    text = text_of(OWN_CASES / "invented-forwarded.txt").replace('9:30."', "9:30.")
    reading = read(text)
    assert len(reading.messages) == 2
    assert reading.messages[1].enclosed_in == "m1"


def test_your_and_my_give_a_reference_its_sender_and_addressee():
    reading = read("To Comrade PETROV.\n\nI have read your telegram No. 5. All is said in my No. 6.\n\nIVANOV")
    first, second = reading.references
    assert (first.sender.name, first.addressee.name) == ("PETROV", "IVANOV")
    assert (second.sender.name, second.addressee.name) == ("IVANOV", "PETROV")


def test_a_letter_whose_last_line_is_only_a_name_behind_a_bracket_is_read():
    reading = read("translation follow\n“e\n“My dear M.] Prc")
    assert reading.messages[-1].sender.name == "Prc"


@pytest.mark.parametrize(
    ("words", "parties"),
    [
        ("The letter which Tan sent you on 3 May is here.", ("Tan", "NOVAK")),
        ("The letter that you sent me on 3 May is here.", ("NOVAK", "VESELY")),
        ("The telegram sent to you by Comrade Tan on 3 May is here.", ("Tan", "NOVAK")),
        ("The letter I addressed to him on 3 May is here.", ("VESELY", None)),
        ("As I wrote to you on 3 May, all is well.", ("VESELY", "NOVAK")),
        ("Ambassador Horak’s letter of 3 May is here.", ("Horak", None)),
        ("The Minister’s letter of 3 May is here.", (None, None)),
        ("He has the message from Horak of 3 May to Comrade Tan.", ("Horak", "Tan")),
    ],
)
def test_a_letter_cited_in_words_has_the_parties_that_the_words_name(words, parties):
    reading = read(f"CIPHERED TELEGRAM\n\nTo Comrade NOVAK.\n\n{words}\n\nVESELY\n9.5.52")
    (reference,) = reading.references
    assert tuple(agent and agent.name for agent in (reference.sender, reference.addressee)) == parties


@pytest.mark.parametrize(
    "words",
    [
        "The seeds which Tan sent me on 3 May are wet.",
        "I wrote to the newspaper on 3 May.",
        "Needed:\n\nA. TENTS 120\nB. LAMPS 400\n\nThat is all.",
        "WE SAW ALSO ROME 1200 MEN.",
    ],
)
def test_what_was_sent_or_listed_and_is_no_message_is_not_mentioned(words):
    assert read(f"CIPHERED TELEGRAM\n\nTo Comrade NOVAK.\n\n{words}\n\nVESELY\n9.5.52").references == ()


@pytest.mark.parametrize(
    ("line", "sent"), [("14 March 1961, 1930 hrs", None), ("Sent 14 March 1961, 1930 hrs", "1961-03-14T19:30")]
)
def test_an_hour_in_the_head_is_that_of_sending_only_where_a_label_says_so(line, sent):
    message = read(f"CIPHERED TELEGRAM No. 5\n\n{line}\n\nTo Comrade NOVAK\n\nAll is well.\n\nVESELY\n").messages[0]
    assert (message.sent.edtf if message.sent else None) == sent


@pytest.mark.parametrize(
    ("line", "sent"), [("[NAA: A1838, 519/3/1961]", None), ("[SENT: 14 March 1961, 20:10]", "1961-03-14T20:10")]
)
def test_a_shelf_mark_in_brackets_is_of_the_edition_and_other_notes_are_of_the_paper(line, sent):
    message = read(f"CIPHERED TELEGRAM No. 5\n\nTo Comrade NOVAK\n\nAll is well.\n\nVESELY\n\n{line}\n").messages[0]
    assert (message.sent.edtf if message.sent else None) == sent


@pytest.mark.parametrize(
    ("words", "addressees"),
    [
        ("See Athens 170, 40 to Geneva.", [None, "Geneva"]),  # the first may have gone elsewhere
        ("See Deptels 5, 6, 7 to Rome.", ["Rome", "Rome", "Rome"]),
    ],
)
def test_what_ends_a_list_of_numbers_is_said_of_all_only_by_a_plural(words, addressees):
    reading = read(f"CIPHERED TELEGRAM No. 3\n\nTo Comrade NOVAK\n\n{words}\n\nVESELY\n")
    assert [one.addressee and one.addressee.name for one in reading.references] == addressees


def test_a_header_line_that_fits_no_form_is_a_problem_with_its_place():
    reading = read(
        "CIPHERED TELEGRAM No. 5\n\n  Zig Zag, Zig\n\nTo Comrade PETROV.\n\nAll is well here and there.\n\nIVANOV"
    )
    assert [(problem.line, problem.column) for problem in reading.problems] == [(3, 3)]


GENRE = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "To Comrade ",
        "PETROV",
        " [Orlov]",
        "No. 5",
        "your telegram of ",
        "5.3.52",
        " 4:00",
        "\n",
        "\r\n",
        "\n\n",
        "Copies: ",
        "Stalin (2), ",
        "I send you the telegram of ",
        "Transmit to ",
        "the following:",
        ".",
        " ",
        "Begin Text.",
        "End Text.",
        "From ",
        "Received ",
        "[Stamp: ",
        "]",
        "attached draft of a telegram",
        "To p.5",
        "1. Comr. X",
        "was and is so",
    ]
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(GENRE, max_size=60).map("".join)))
def test_any_text_gives_a_reading_whose_spans_hold(text):
    reading = read(text)
    assert reading.characters == len(text)
    assert_spans_hold(text, reading)
    assert_nesting_holds(reading)
    json.dumps(as_dict(reading, "x", ""))


FORMS = tomllib.loads((ROOT / "src/cablegraph/readers/text/grammar.toml").read_text(encoding="utf-8"))
EXAMPLES = [
    pytest.param(table, form["name"], form["example"], id=f"{table}: {form['name']}")
    for table in ("header", "opening", "trailer", "introduction", "reference")
    for form in FORMS[table]
]


@pytest.mark.parametrize(("table", "name", "example"), EXAMPLES)
def test_every_form_of_the_grammar_fits_its_own_example(table, name, example):
    forms = getattr(grammar(), table)
    if table in {"header", "trailer"}:
        line = Line(example, 0, len(example))
        assert name in [form.name for form, _ in match_line(example, line, forms)]
    else:
        assert next(form for form in forms if form.name == name).expression.search(mask(example))


def test_every_form_of_the_grammar_has_a_name_of_its_own_place():
    for forms in (grammar().header, grammar().opening, grammar().trailer, grammar().introduction, grammar().reference):
        names = [form.name for form in forms]
        assert len(names) == len(set(names))


@pytest.mark.parametrize("path", sorted(OWN_CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_span_of_a_case_points_at_its_words(path):
    text = text_of(path)
    reading = read(text)
    assert_spans_hold(text, reading)
    assert_nesting_holds(reading)


def test_a_day_that_no_calendar_has_is_a_problem_and_no_date():
    reading = read("To Comrade PETROV.\n\nI received your telegram No. 5 of 31 November 1951.\n\nIVANOV\n30.13.51")
    assert reading.messages[0].sent is None
    assert reading.references[0].date is None
    assert [(problem.line, problem.column) for problem in reading.problems] == [(3, 35), (6, 1)]
    assert "31 November 1951" in reading.problems[0].message


def test_a_text_of_more_than_five_megabytes_is_refused_with_what_to_do():
    with pytest.raises(FileError, match="5 MB") as refused:
        read("a" * (5 * 1024 * 1024 + 1), "long.txt")
    assert str(refused.value).startswith("long.txt: ")
    assert "Split it" in str(refused.value)


@pytest.mark.parametrize("letter", ["a", " ", "\n", "\r", "1", "“", '"', "'", "[", "A ", "No. 5\n", "\x00", "To A:\n“"])
def test_a_long_text_of_one_sign_gives_a_reading(letter):
    text = (letter * 200_000)[:200_000]
    assert read(text).characters == len(text)


CASES = sorted(OWN_CASES.glob("*.txt"))
SIGNS = st.sampled_from(["“", "”", '"', "\x00", "\x1b", "\t", "\r", "\u2028", "[", "]", "\ue000", "0"])


@st.composite
def mutated(draw):
    """Draw a case whose lines are dropped, doubled, shuffled or cut, with signs strewn in."""
    text = text_of(draw(st.sampled_from(CASES)))
    lines = re.split(r"(?<=\n)", text)
    kept = draw(st.lists(st.sampled_from(range(len(lines))), max_size=2 * len(lines)))
    order = draw(st.sampled_from([kept, sorted(kept), list(range(len(lines)))]))
    text = "".join(lines[index] for index in order)
    for place, sign in draw(st.lists(st.tuples(st.integers(0, max(len(text), 1)), SIGNS), max_size=8)):
        text = text[:place] + sign + text[place:]
    start = draw(st.integers(0, max(len(text), 1)))
    return text[start:] if draw(st.booleans()) else text.replace("\n", "\r") if draw(st.booleans()) else text


@settings(deadline=None, max_examples=150)
@given(mutated())
def test_a_damaged_telegram_gives_a_reading_whose_spans_hold(text):
    reading = read(text)
    assert_spans_hold(text, reading)
    assert_nesting_holds(reading)
    json.dumps(as_dict(reading, "x", ""))


def test_masked_times_keep_every_offset_and_numbers_stay():
    words = "Deptel 1047, January 6; my telegram of 2340 30 November 1951"
    masked = mask(words)
    assert len(masked) == len(words)
    assert masked.startswith("Deptel 1047, \ue000")
    assert masked.endswith("of " + "\ue000" * len("2340 30 November 1951"))


@pytest.mark.parametrize(
    ("text", "sent", "mentioned"),
    [
        ("Today, November 2, we met.", "1962-11-02", "1962-10-30"),
        ("On the 9th of February we met.", "1962-02-11", "XXXX-10-30"),
        ("We met on 7 March.", "1962-02-11", "XXXX-10-30"),
    ],
)
def test_figures_in_doubtful_order_do_not_drag_the_years_of_mentions(text, sent, mentioned):
    telegram = f"CIPHERED TELEGRAM No. 118\n\nFrom Atlantis\n\nSent 11.02.1962\n\nTo Comrade Orlov\n\n{text}\n"
    reading = read(f"{telegram}I answer your telegram of October 30.\n\nPetrov\n")
    assert reading.messages[0].sent.edtf == sent
    assert [reference.date.edtf for reference in reading.references] == [mentioned]


FRAME = "CIPHER TELEGRAM\n\nFrom Prague, 7 July 1962\nTo: Comrade Novak\n\n%s\n\nVesely\n"


def enclosed(words):
    text = FRAME % words
    return [text[message.span.start : message.span.end] for message in read(text).messages[1:]]


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (
            "HE GAVE ME A LETTER TO YOU. TRANSLATION FOLLOWS:\n\nBEGINS. SIR, I HAVE READ. LIN. MAY 8, 1962. ENDS.\n\nI LEFT.",
            "SIR, I HAVE READ. LIN. MAY 8, 1962.",
        ),
        (
            "FOLLOWING LETTER CAME FROM KASIM. QUOTE LEAVE. I AM QUOTE ILL UNQUOTE TODAY. KASIM UNQUOTE I WAIT.",
            "LEAVE. I AM QUOTE ILL UNQUOTE TODAY. KASIM",
        ),
        (
            "I received this letter.\n\nText of the letter begins:\n\nAll is lost.\n\nHorak\n\nText ends.\n\nI left.",
            "All is lost.\n\nHorak",
        ),
        (
            "The consul sent me the following telegram: “All is lost here and I leave. Horak” I left.",
            "All is lost here and I leave. Horak",
        ),
        (
            "Please inform Comrade Brod textually:\n\nThe Government protests strongly.\n\nConfirm receipt.",
            "The Government protests strongly.",
        ),
    ],
)
def test_a_message_may_open_and_close_within_a_paragraph_or_by_words(words, held):
    assert enclosed(words) == [held]


@pytest.mark.parametrize(
    "words",
    [
        "Visit Comrade Brod, greet him and say the following:\n\nThe Government protests.\n\nConfirm receipt.",
        "Visit Comrade Brod and tell him:\n\n“The Government protests.”\n\nConfirm receipt.",
        "They will submit the following draft resolution:\n\n“The Assembly decides to close.”\n\nPlease comment.",
        "The radio says that I am QUOTE on leave UNQUOTE today.",
    ],
)
def test_words_to_be_said_drafts_of_resolutions_and_quoted_phrases_are_no_messages(words):
    assert enclosed(words) == []


CARRIER = """CIPHERED TELEGRAM No. 3125

From Sofia. Sent 21.1.51 03:15

To Comrade PETROV

{}

"The bridge at the mill is closed until Friday.

We ask for boats.

HALDEN"

I await your instructions.

MARSHEV
"""


@pytest.mark.parametrize(
    ("said", "via", "sent"),
    [
        ("Halden gave me for transmission to you a letter of the following content:", "MARSHEV", None),
        ("Halden brought me a letter with the request that it be forwarded to you. I give its text:", "MARSHEV", None),
        ("At the request of Halden I transmit the following letter addressed to you:", "MARSHEV", None),
        ("Halden begged me last night to convey to you, as soon as possible, this message:", "MARSHEV", None),
        ("Halden requested that the following letter be transmitted to Comrade Petrov:", "MARSHEV", None),
        ("I give below what Halden telegraphed to me on 17 January at 21:40:", None, "1951-01-17T21:40"),
        ("Transmitting the reply of Halden to your telegram of 3 January:", None, None),
        ("On 20 January Halden handed me the following letter:", None, None),
        ("In answer to my inquiry of 18 January Halden telegraphed on 19 January:", None, "1951-01-19"),
        ("Call on Comrade Stoyan and hand him the following letter from Halden:", "PETROV", None),
        ("I ask you to seek an audience with Stoyan and to present to him this message:", "PETROV", None),
        ("In reply to his letter of 3 January transmit to Stoyan the following:", "PETROV", None),
    ],
)
def test_the_words_before_a_message_say_who_is_asked_to_hand_it_on_and_when_it_was_sent(said, via, sent):
    messages = read(CARRIER.format(said)).messages
    assert [agent.name for agent in messages[1].via] == ([via] if via else [])
    assert (messages[1].sent.edtf if messages[1].sent else None) == sent
    assert messages[1].sender.name == "HALDEN"


@pytest.mark.parametrize(
    "said",
    [
        "I asked Halden to give me the letter. He replied:",
        "Comrade Halden wrote in the newspaper:",
        "Halden told me that he had sent a letter to Stoyan. He said:",
    ],
)
def test_what_somebody_says_or_prints_is_no_message(said):
    text = f'CIPHERED TELEGRAM No. 3125\n\nTo Comrade PETROV\n\n{said}\n\n"The bridge is closed."\n\nMARSHEV\n'
    assert len(read(text).messages) == 1


@pytest.mark.parametrize(
    ("address", "to", "via"),
    [
        ("To Comrade Petrov, through Comrade Halden", "Petrov", "Halden"),
        ("To Halden, for transmission to Comrade Petrov", "Petrov", "Halden"),
        ("To be transmitted to Petrov via Halden", "Petrov", "Halden"),
    ],
)
def test_an_address_may_say_who_is_asked_to_pass_the_message_on(address, to, via):
    message = read(f"CIPHERED TELEGRAM No. 3\n\n{address}\n\nThe boats have come.\n\nMARSHEV\n").messages[0]
    assert [agent.name for agent in message.addressees] == [to]
    assert [agent.name for agent in message.via] == [via]


def test_a_date_below_the_number_of_prints_is_not_that_of_the_message():
    text = "CIPHERED TELEGRAM\n\nFrom: SOFIA\n\nThe boats have come.\n\n2.XII.49 MARSHEV\n\n"
    text += "Printed in 2 copies\n3 December 1949\nTo:\n1. Comr. Petrov\n2. Comr. Halden\n"
    message = read(text).messages[0]
    assert message.sent.edtf == "1949-12-02"
    assert [copy.name for copy in message.copies] == ["Petrov", "Halden"]


def test_a_name_that_is_also_a_pronoun_stays_a_name():
    text = CARRIER.replace("HALDEN", "He Liang").format("I transmit what Comrade He Liang telegraphed to me:")
    assert read(text).messages[1].sender.name == "He Liang"


@pytest.mark.parametrize(
    ("number", "words", "found"),
    [
        ("C-1127", "I sent it in C-1125 and C-1126, and flew in a C-47.", ["C-1125", "C-1126"]),
        ("212/66", "We asked in No. 198/66; see 199/66, and Decision No. 9/66.", ["198/66", "199/66"]),
        ("31/TM", "What we asked for in No. 27/TM is not here.", ["27/TM"]),
        ("C-118", "Their F-104 was lost, and so was our C-119.", []),
        ("12/66", "In 5/66 of the journal and in our 1965/66 budget there is nothing.", []),
    ],
)
def test_a_number_of_the_own_series_is_a_mention_and_an_aeroplane_or_budget_none(number, words, found):
    reading = read(f"CIPHER TELEGRAM No. {number}\n\nTo Comrade Weber\n\n{words}\n\nHorak\n")
    assert [reference.number for reference in reading.references] == found


@pytest.mark.parametrize(
    "asked",
    [
        "To Comrade Bao, please pass at once to Minh on the inner front:",
        "To Comrade Bao; kindly forward to Comrade Minh:",
        "To Comrade Bao, to be transmitted without delay to Comrade Minh:",
    ],
)
def test_a_salutation_that_asks_to_pass_on_opens_a_message_with_a_salutation_of_its_own(asked):
    text = f"Cable No. 3\n\n{asked}\n\nBrother Minh:\nThe bridge stays.\nHoa\n\nBao: send rice at once.\n\nHoa\n"
    outer, inner = read(text).messages
    assert ([one.name for one in outer.addressees], outer.via) == (["Bao"], ())
    assert ([one.name for one in inner.addressees], [one.name for one in inner.via]) == (["Minh"], ["Bao"])
    assert (outer.sender.name, inner.sender.name) == ("Hoa", "Hoa")


def test_an_hour_counts_beside_its_date_and_a_place_and_date_at_the_end_of_a_quotation_are_no_name():
    head = "CIPHER TELEGRAM No. 9\n\nFrom: Havana\nDATE: 3/5/1976      HOUR: 20.15\nTo: Comrade Weber\n\n"
    note = "He handed me the following note:\n\n“All is well, and the ships may go. Havana, 2 May 1976.”\n\nHorak\n"
    outer, inner = read(head + note).messages
    assert outer.sent.edtf.endswith("T20:15")
    assert inner.sender is None
    assert inner.place.text == "Havana"
