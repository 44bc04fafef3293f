"""The rows of a table: what belongs to it, what says the headings again, and what only counts its rows."""

from __future__ import annotations

import pytest

from plads.models.proveniens import Grad
from tests.ingest.regneark.filer import HOVED, L06, L10, activity, changed, sheet


def said(udbytte, grad):
    return [(melding.celle, melding.besked) for melding in udbytte.fund if melding.grad is grad]


ROWS = [activity(), activity(Måned=2, Antal=3)]


@pytest.mark.parametrize("label", ["Antal rækker:", "Antal rækker", "Rækker i alt", "Antal poster:", "RÆKKER:"])
@pytest.mark.parametrize("number", [2, 2.0, "2"])
def test_how_many_rows_there_are_may_be_said_in_two_cells_below_them(read, label, number):
    udbytte = read(sheet([HOVED, *ROWS, [], [label, number]]))
    assert (len(udbytte.report.rows), udbytte.report.problems, udbytte.advarsler) == (2, [], 0)


def test_another_number_of_rows_than_the_file_says_is_told(read):
    udbytte = read(sheet([HOVED, *ROWS, ["Antal rækker:", 3]]))
    assert said(udbytte, Grad.ADVARSEL) == [("A4", "Filen siger 3 rækker, men tabellen har 2. Mangler der nogle?")]


def test_headings_said_again_are_left_out(read):
    udbytte = read(sheet([HOVED, ROWS[0], HOVED, ROWS[1], HOVED]))
    assert (len(udbytte.report.rows), udbytte.report.problems, udbytte.sprunget_over) == (2, [], 2)
    assert said(udbytte, Grad.INFO)[0] == ("A3", "Rækken gentager overskrifterne og er ikke læst.")


def test_a_word_for_all_in_a_column_of_parts_is_no_total(read):
    udbytte = read(sheet([[*HOVED, "Køn"], *([*row, "I alt"] for row in ROWS)]))
    assert (len(udbytte.report.rows), udbytte.report.problems) == (2, [])


@pytest.mark.parametrize(("navn", "value"), [("År", "1" * 5000), ("Måned", "1" * 5000), ("År", "²"), ("Måned", "٣")])
def test_a_number_too_long_for_a_year_is_refused_in_words(read, navn, value):
    (problem,) = read(sheet([HOVED, activity(**{navn: value})])).report.problems
    assert "kan ikke læses" in problem.besked


@pytest.mark.parametrize("total", [4, "4"])
@pytest.mark.parametrize(("stated", "wrong"), [(0, False), (1, True)])
def test_a_total_may_have_its_word_in_a_column_of_parts_when_it_says_nothing_else(read, total, stated, wrong):
    head = [*HOVED, "Køn"]
    row = [None] * 6 + [type(total)(int(total) + stated), "I alt"]
    udbytte = read(sheet([head, [*activity(), "I alt"], row]))
    assert [problem.celle for problem in udbytte.report.problems] == ["G3"] * wrong


BESIDE = [
    (sheet([[*HOVED, None, "Rækkenavne"], [*ROWS[0], None, "Hovedtotal", 7], [*ROWS[1], None, "Total", 7]]), 2),
    (changed(L10, lambda ark: (ark.cell(5, 13, "Hovedtotal"), ark.cell(6, 11, "I alt"))), 49),
    (changed(L06, lambda ark: (ark.cell(9, 10, "Total"), ark.cell(10, 12, "*"), ark.cell(11, 12, "I alt"))), 24),
]


@pytest.mark.parametrize(("content", "count"), BESIDE, ids=["L01", "L10", "L06"])
def test_a_word_for_a_total_in_a_remark_or_beside_the_table_is_no_total(read, content, count):
    udbytte = read(content)
    assert (udbytte.laest, udbytte.report.problems) == (count, [])


def test_a_word_for_a_total_beside_a_row_that_is_not_whole_is_one(read):
    udbytte = read(sheet([HOVED, *ROWS, [None] * 6 + [8, None, "Hovedtotal"]]))
    assert [problem.celle for problem in udbytte.report.problems] == ["G4"]


@pytest.mark.parametrize(
    ("titles", "asked"),
    [
        (["Måltal 2020"], True), (["Venteliste"], True), (["Aktivitet 2020"], False), ([], False),
        (["Aktivitet 2020 - side 2 af 3"], False), (["Side 2"], False), (["Udskrevet 01-02-2020"], False),
        (["Københavns Kommune"], False), (["Aktivitet 2020 (fortsat)"], False), (["Transporteret fra side 2"], False),
        (["KMD Elev  01.10.2020  08:14"], False), (["Område: Amager"], False), (["Aktivitet pr. 1. maj 2019"], True),
        (["Firmakode: 0147"], True), (["Beløb i 1.000 kr."], True), (["Aktivitet 2019"], True),
    ],
)  # fmt: skip
def test_headings_under_a_title_of_their_own_are_another_table(read, titles, asked):
    rows = [["Aktivitet 2020"], [None, *HOVED], [None, *ROWS[0]], [], titles, [None, *HOVED], [None, *ROWS[1]]]
    found = [(problem.celle, "ny tabel" in problem.besked) for problem in read(sheet(rows)).report.problems]
    assert found == ([("B6", True)] if asked else [])
