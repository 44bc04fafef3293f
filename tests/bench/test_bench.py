"""The measurements run, print their goals and are remembered. No figure is asserted here."""

import csv

from bench import __main__ as command
from bench.maal import Maal


def test_a_small_run_prints_every_goal_and_remembers_it(tmp_path, capsys):
    history = tmp_path / "history.csv"
    assert command.main("S", history) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[-1].endswith("of 1 goals reached")
    with history.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert {row["stoerrelse"] for row in rows} == {"S"}
    assert all(float(row["vaerdi"]) > 0 for row in rows)
    assert len(rows) == len(said) - 1


def test_a_size_that_is_none_is_named(capsys, tmp_path):
    assert command.main("XL", tmp_path / "history.csv") == 2
    assert "skal være S, M eller L" in capsys.readouterr().err


def test_a_goal_is_an_upper_limit():
    assert Maal("x", 0.25, 0.25).naaet is True
    assert Maal("x", 0.26, 0.25).naaet is False
    assert Maal("x", 9.0, None).naaet is None
