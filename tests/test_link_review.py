"""A person decides: on a real terminal, in a spreadsheet, and never by accident."""

import os
import sys
import time
from datetime import date

import pexpect
import pyte
import pytest
from conftest import ROOT, run_cablegraph
from link_offers import CASES, DENG, LI, candidate, keep

from cablegraph.errors import FileError, InputError
from cablegraph.linking import kept, sheet
from cablegraph.linking.review import RefusedError, Review
from cablegraph.links import folder
from cablegraph.model.link import Verdict
from cablegraph.report.candidate import lines

ME, TODAY = "cablegraph-contributors", date(2026, 11, 24)
REAL = folder.read_all(ROOT / "data")


@pytest.fixture
def table(tmp_path):
    return tmp_path / "review.sssom.tsv"


@pytest.fixture
def review(table):
    return Review(CASES, ME, TODAY, table)


def saved(table):
    found, wrong = folder.read(table)
    assert not wrong
    return {(made.subject.rpartition("/")[2], made.qid): made.verdict for made in found}


# ------------------------------------------------------------------------------------------------------------ decisions


def test_offers_come_back_as_link_candidates_has_kept_them(tmp_path):
    assert kept.read(keep(tmp_path / "candidates.json")) == CASES


NO_LIST = '{"schema": "cablegraph-candidates/1", "offers": {"x": {"subject": {}, "candidates": {}}}}'


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"schema": "other/1", "offers": {}}', '{"schema": 1', NO_LIST])
def test_a_file_that_holds_no_offers_is_refused(tmp_path, words):
    path = tmp_path / "candidates.json"
    path.write_text(words)
    with pytest.raises(FileError, match=r"candidates\.json: The (offers can't be read|file is no)"):
        kept.read(path)


def test_every_decision_is_on_disk_at_once_and_the_next_case_comes(review, table):
    review.decide(Verdict.UNSURE)
    assert saved(table) == {("deng-hua", "Q900000004"): Verdict.UNSURE}
    assert review.case == CASES[1]
    review.decide(Verdict.ACCEPTED)
    review.decide(Verdict.REJECTED)
    assert len(saved(table)) == 3
    assert review.undecided == 0


def test_what_was_decided_is_known_when_the_work_goes_on(review, table):
    review.decide(Verdict.UNSURE)
    again = Review(CASES, ME, TODAY, table)
    assert again.at == 1
    assert again.said(CASES[0]).verdict is Verdict.UNSURE


def test_undo_takes_back_step_by_step_on_disk_too(review, table):
    review.decide(Verdict.UNSURE)
    review.decide(Verdict.REJECTED)
    assert review.undo()
    assert saved(table) == {("deng-hua", "Q900000004"): Verdict.UNSURE}
    assert review.case == CASES[1]
    assert review.undo()
    assert saved(table) == {}
    assert not review.undo()


def test_a_table_that_somebody_changes_meanwhile_is_not_written_over(review, table):
    other = Review(CASES, "anna", TODAY, table)
    review.decide(Verdict.UNSURE)
    with pytest.raises(RefusedError, match="was changed meanwhile"):
        other.decide(Verdict.REJECTED)
    assert saved(table) == {("deng-hua", "Q900000004"): Verdict.UNSURE}
    table.unlink()
    with pytest.raises(RefusedError, match="was changed meanwhile"):
        review.undo()


def test_nothing_is_accepted_on_a_name_alone(review, table):
    with pytest.raises(RefusedError, match="Nothing is accepted on a name alone"):
        review.decide(Verdict.ACCEPTED)
    assert not table.exists()
    review.note = "An invented roster gives his post"
    review.decide(Verdict.ACCEPTED)
    (made,) = folder.read(table)[0]
    assert made.evidence.startswith("An invented roster gives his post. Seen of Q900000004 (revision 17, retrieved")
    assert "+0.40 name" in made.evidence
    assert review.note == ""


def test_one_reviewer_cant_accept_two_items_nor_say_there_is_none_beside(review):
    review.move(1)
    review.decide(Verdict.ACCEPTED)
    review.move(2)
    for verdict in (Verdict.ACCEPTED, Verdict.NONE):
        with pytest.raises(RefusedError, match="You have accepted Q900000001"):
            review.decide(verdict)
    review.decide(Verdict.REJECTED)


def test_none_is_about_the_subject_and_gives_way_to_an_item(review, table):
    review.move(1)
    review.decide(Verdict.NONE)
    assert saved(table) == {("li-kenong", None): Verdict.NONE}
    assert review.undecided == 1
    review.move(2)
    review.decide(Verdict.ACCEPTED)
    assert saved(table) == {("li-kenong", "Q900000002"): Verdict.ACCEPTED}


def test_what_others_decided_is_shown_and_kept(review, table):
    review.decide(Verdict.REJECTED)
    other = Review(CASES, "anna", TODAY, table)
    assert [made.verdict for made in other.of_others(CASES[0])] == [Verdict.REJECTED]
    other.decide(Verdict.UNSURE)
    assert {(made.reviewer, made.verdict) for made in folder.read(table)[0]} == {
        (ME, Verdict.REJECTED),
        ("anna", Verdict.UNSURE),
    }


def test_a_decision_of_another_table_is_changed_only_there(table):
    mine = next(made for made in REAL if made.verdict is Verdict.UNSURE)
    case = candidate(LI, 1)
    case = type(case)(type(LI)(mine.subject, "person", ("x",)), type(case.item)(mine.qid), case.features, case.score)
    review = Review([case], ME, TODAY, table, REAL)
    assert review.said(case) == mine
    with pytest.raises(RefusedError, match=r"You have decided on this at .*registers\.sssom\.tsv"):
        review.decide(Verdict.ACCEPTED)


@pytest.mark.parametrize("width", [79, 60, 40])
def test_no_line_of_a_screen_is_wider_than_the_screen(width):
    wide = candidate(DENG, 4)
    wide.item.labels["zh"] = "邓" * 100
    for line in lines(wide, ['"' + "words " * 40 + '" (text)'] * 5, REAL, width):
        shown = sum(2 if letter > "\u1100" else 1 for letter in line)
        assert shown <= width, line


# ---------------------------------------------------------------------------------------------------------- spreadsheet


def filled(tmp_path, edits, cases=CASES):
    """The sheet as a spreadsheet saves it, with some cells filled in by row and column."""
    rows = [line.split("\t") for line in sheet.lines(cases, lambda _: ("words",))]
    for (row, column), words in edits.items():
        rows[row][rows[0].index(column)] = words
    path = tmp_path / "filled.tsv"
    path.write_text("\ufeff" + "\r\n".join("\t".join(row) for row in rows) + "\r\n", "utf-8")
    return path


def test_a_sheet_filled_in_becomes_decisions_and_empty_rows_say_nothing(tmp_path, review, table):
    path = filled(
        tmp_path,
        {(2, "verdict"): "accepted", (2, "confidence"): "0,8", (2, "comment"): "Seen", (3, "verdict"): "Rejected"},
    )
    assert sheet.take(path, review) == 2
    assert saved(table) == {
        ("li-kenong", "Q900000001"): Verdict.ACCEPTED,
        ("li-kenong", "Q900000002"): Verdict.REJECTED,
    }
    assert str(folder.read(table)[0][0].confidence) == "0.8"


def test_no_cell_of_a_sheet_is_a_formula():
    for line in list(sheet.lines(CASES, lambda _: ('"=1+1" (text)',)))[1:]:
        assert not [
            cell for cell in line.split("\t") if cell.lstrip('"')[:1] in {"=", "+", "-", "@"} and cell[:1] != '"'
        ]


@pytest.mark.parametrize(
    ("edits", "says"),
    [
        ({(2, "verdict"): "acepted"}, r'filled\.tsv:3:\d+: "acepted" is no verdict'),
        ({(1, "verdict"): "accepted"}, r"filled\.tsv:2:1: Nothing is accepted on a name alone"),
        ({(2, "comment"): "good"}, r"filled\.tsv:3:1: The row is filled in, but has no verdict"),
        ({(2, "verdict"): "unsure", (2, "confidence"): "2"}, r'"2" can\'t be a confidence'),
        ({(2, "verdict"): "unsure", (2, "item"): "Q900000099"}, r"Q900000099 was not offered for id:agent/li-kenong"),
        ({(2, "verdict"): "accepted", (3, "verdict"): "accepted"}, r"You contradict yourself on id:agent/li-kenong"),
        ({(2, "verdict"): "none", (3, "verdict"): "none"}, r"has decided about id:agent/li-kenong and nothing"),
        ({(0, "verdict"): "verdikt"}, r'The column "verdict" is missing'),
    ],
)
def test_a_sheet_with_anything_wrong_saves_nothing_at_all(tmp_path, review, table, edits, says):
    good = {(3, "verdict"): "rejected"} if (3, "verdict") not in edits else {}
    with pytest.raises(InputError, match=says):
        sheet.take(filled(tmp_path, {**good, **edits}), review)
    assert not table.exists()


def test_a_sheet_goes_out_and_comes_in_on_the_command_line(built, data, tmp_path):
    offers = keep(tmp_path / "candidates.json")
    out = run_cablegraph("link", "review", "--tsv", "--candidates", offers, "-g", built)
    assert out.returncode == 0, out.stderr
    path = tmp_path / "sheet.tsv"
    path.write_text(out.stdout.replace("\t0.55\t\t", "\t0.55\trejected\t", 1), "utf-8")
    arguments = ("--from", path, "--candidates", offers, "--data", data, "-g", built)
    nobody = run_cablegraph("link", "review", *arguments)
    assert (nobody.returncode, "Nobody decides." in nobody.stderr) == (2, True)
    stranger = run_cablegraph("link", "review", *arguments, "--reviewer", "stranger")
    assert 'The reviewer "stranger" is in no register.' in stranger.stderr
    done = run_cablegraph("link", "review", *arguments, "--reviewer", ME)
    assert done.returncode == 0, done.stderr
    assert saved(data / "links" / f"{ME}.sssom.tsv") == {("li-kenong", "Q900000001"): Verdict.REJECTED}


def test_without_a_terminal_or_offers_it_is_said_what_to_do(built, data, tmp_path):
    offers = keep(tmp_path / "candidates.json")
    arguments = ("link", "review", "--reviewer", ME, "--data", data, "-g", built)
    done = run_cablegraph(*arguments, "--candidates", offers)
    assert (done.returncode, "This is not a terminal." in done.stderr) == (2, True)
    done = run_cablegraph(*arguments, "--tsv")
    assert (done.returncode, "Run `cablegraph link candidates` first." in done.stderr) == (2, True)


# ------------------------------------------------------------------------------------------------------------- terminal


class Terminal:
    """The program in a pseudo-terminal, and what a person sees on its screen."""

    def __init__(self, *arguments, rows=24, columns=80):
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        environment = {**os.environ, "TERM": "vt100", "NO_COLOR": "1"}
        command = ["-m", "cablegraph", *map(str, arguments)]
        self.child = pexpect.spawn(
            sys.executable, command, dimensions=(rows, columns), encoding="utf-8", env=environment, cwd=str(ROOT)
        )

    def send(self, keys):
        self.child.send(keys)
        return self

    def sees(self, words, patience=30):
        """Wait until the words are on the screen; return the screen's lines."""
        until = time.monotonic() + patience
        while words not in "\n".join(self.screen.display):
            assert time.monotonic() < until, "\n".join(self.screen.display)
            try:
                self.stream.feed(self.child.read_nonblocking(65536, 0.1))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
        assert words in "\n".join(self.screen.display)
        return [line.rstrip() for line in self.screen.display]


@pytest.fixture
def terminal(built, data, tmp_path):
    offers = keep(tmp_path / "candidates.json")
    opened = Terminal(*("link", "review", "--reviewer", ME, "--data", data, "-g", built, "--candidates", offers))
    yield opened
    opened.child.close(force=True)


def test_a_whole_candidate_and_all_keys_fit_into_80_by_24(terminal):
    seen = terminal.sees("s or right skip")
    shown = "\n".join(seen)
    for words in ("IN THE GRAPH", "Deng Hua; Teng Hua", "IN WIKIDATA  Q900000004", "invented person 4", "SCORE 0.40"):
        assert words in shown, shown
    assert seen[-2].startswith("a accept")
    assert seen[-1].startswith("s or right skip")
    assert "more lines" not in shown


def test_keys_decide_save_move_undo_and_quit(terminal, data):
    table = data / "links" / f"{ME}.sssom.tsv"
    terminal.sees("1 of 3")
    terminal.send("a").sees("Nothing is accepted on a name alone")
    assert not table.exists()
    terminal.send("n").sees("note:")
    terminal.send("A roster, q and all\r").sees("Note: A roster, q and all")
    terminal.send("a").sees("Saved: Deng Hua Q900000004 accepted; 2 left.")
    assert saved(table) == {("deng-hua", "Q900000004"): Verdict.ACCEPTED}
    terminal.send("\x1b[C").sees("3 of 3")
    terminal.send("\x1b[D").sees("2 of 3")
    terminal.send("u").sees("Saved: Li Kenong Q900000001 unsure; 1 left.")
    assert len(saved(table)) == 2
    terminal.send("z").sees("Taken back and saved so.")
    assert len(saved(table)) == 1
    terminal.send("r").sees("Saved: Li Kenong Q900000001 rejected; 1 left.")
    terminal.send("o").sees("all decided, q quits")
    terminal.send("q")
    terminal.child.expect("saved; 0 of 3 undecided")
    assert saved(table)["li-kenong", None] is Verdict.NONE


def test_a_reviewer_who_is_cut_off_loses_nothing(terminal, data):
    terminal.sees("1 of 3")
    terminal.send("r").sees("Saved: Deng Hua Q900000004 rejected; 2 left.")
    terminal.child.close(force=True)
    assert saved(data / "links" / f"{ME}.sssom.tsv") == {("deng-hua", "Q900000004"): Verdict.REJECTED}


def test_escape_leaves_a_note_and_the_screen_scrolls_where_it_is_small(built, data, tmp_path):
    offers = keep(tmp_path / "candidates.json")
    small = Terminal(
        *("link", "review", "li-kenong", "--reviewer", ME, "--data", data, "-g", built, "--candidates", offers),
        rows=16,
        columns=60,
    )
    try:
        small.sees("more lines, press down")
        small.send("\x1b[B" * 20).sees("office: an invented office")
        small.send("n").sees("note:")
        small.send("\x1b")
        time.sleep(0.7)
        small.send("q")
        small.child.expect("Nothing was decided, and nothing saved")
    finally:
        small.child.close(force=True)
    assert not (data / "links" / f"{ME}.sssom.tsv").exists()
