"""The measurements run, print their goals and are remembered. No figure is asserted here."""

import csv
import itertools
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import numpy as np
import pytest

from bench import __main__ as command
from bench import data, filterskift, indlaesning, side, spoergsmaal, sql, superset, valg
from bench.maal import Maal
from bench.peers import cube_of

NUMBERS = {"1", "2", "3", "4", "5", "6", "7", "8", "11", "12"}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("maaling") / "plads.db"
    data.build(path, data.Size(2, 10))
    return path


@pytest.fixture(scope="module")
def cube(store):
    return cube_of(f"sqlite:///{store}")


# The PostgreSQL of this machine speaks of where it keeps its files, and leaves a socket to the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore:XDG_RUNTIME_DIR")
def test_a_small_run_prints_every_goal_and_remembers_it(tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(filterskift.RUNDER, "S", (1, 2))
    monkeypatch.setitem(indlaesning.RUNDER, 1_000, 1)
    monkeypatch.setitem(indlaesning.RAEKKER, "S", (1_000,))
    monkeypatch.setitem(indlaesning.SAMMENLIGNES, "S", 1_000)
    history = tmp_path / "history.csv"
    # In a thread of its own: the browser of other tests may hold this one's event loop.
    with ThreadPoolExecutor(1) as alone:
        assert alone.submit(command.main, "S", history).result() == 0
    said = capsys.readouterr().out.splitlines()
    assert {line.split()[0] for line in said} >= NUMBERS
    assert said[-1].endswith(" goals reached")
    with history.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["stoerrelse"] for row in rows} == {"S"}
    assert all(float(row["vaerdi"]) > 0 for row in rows)
    assert len(rows) == len(said) - 1 - sum("ikke målt her" in line for line in said)


def test_a_size_that_is_none_is_named(capsys, tmp_path):
    assert command.main("XL", tmp_path / "history.csv") == 2
    assert "skal være S, M eller L" in capsys.readouterr().err


def test_a_goal_is_an_upper_limit():
    assert Maal("x", 0.25, 0.25).naaet is True
    assert Maal("x", 0.26, 0.25).naaet is False
    assert Maal("x", 9.0, None).naaet is None


def test_a_line_says_number_figure_goal_and_whether_it_is_reached():
    assert Maal("spørgsmål", 0.31, 0.5, "5").linje.endswith("0,31  spørgsmål (mål: højst 0,5) nået")
    assert Maal("spørgsmål", 0.6, 0.5, "5").linje.endswith("IKKE NÅET")
    assert Maal("Superset: ikke målt her", None, None, "8").linje.split()[:2] == ["8", "–"]


def test_the_same_choices_are_drawn_every_time(cube):
    assert valg.drawn(cube) == valg.drawn(cube)
    assert len(set(valg.drawn(cube))) > valg.ANTAL / 2


def test_a_year_and_its_months_are_those_of_the_school_year(cube):
    one = valg.drawn(cube, 1)[0]._replace(aar=2015)
    assert (one.skoleaar, one.skoleaar_foer, one.september) == ((201508, 201607), (201408, 201507), 201509)


def test_the_cube_answers_as_sql_does(store, cube):
    spoergsmaal.cross_check(store, cube, valg.drawn(cube, 5))


def test_a_wrong_answer_is_not_let_through(store, cube, monkeypatch):
    monkeypatch.setitem(spoergsmaal.QUESTIONS, "areas", lambda t, v: np.array([1]))
    with pytest.raises(RuntimeError, match="areas"):
        spoergsmaal.cross_check(store, cube, valg.drawn(cube, 1))


def test_every_question_is_asked_of_cube_table_and_totals_alike():
    assert {tuple(questions) for questions in sql.QUESTIONS.values()} == {tuple(spoergsmaal.QUESTIONS)}


def test_the_flat_table_others_are_given_holds_the_same_numbers(store, cube, tmp_path):
    with closing(sqlite3.connect(tmp_path / "flad.db")) as connection:
        connection.executescript(superset.FLAD.format(store=store))
        query = "SELECT maaned, sum(antal) FROM tal WHERE indikator = 'ppv' AND kommune = ? GROUP BY 1 ORDER BY 1"
        flad = [antal for _, antal in connection.execute(query, (side.BY,))]
        skoler = superset._skoler(connection)
    (by,) = side.answers(cube, "ppv", next(iter(skoler)))[0].serier
    assert flad == list(by.vaerdier)
    assert len(skoler) == data.AREAS


def test_each_change_of_filter_differs_from_the_one_before():
    steps = filterskift._steps(["a", "b", "c"], ["x", "y"])
    taken = [next(steps) for _ in range(12)]
    for label in ("Tal", "Område"):
        values = [value for name, value in taken if name == label]
        assert all(one != other for one, other in itertools.pairwise(values))
