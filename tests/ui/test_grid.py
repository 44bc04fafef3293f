"""The grid: whatever stands in place of a number has its own sign and never sorts among numbers."""

from __future__ import annotations

import random
from types import SimpleNamespace

import pytest
import streamlit as st

from plads.tables import Column, Kind, Table
from plads.tilstand import Tilstand
from plads.ui import grid

TAVS, SKJULT = Tilstand.IKKE_RAPPORTERET, Tilstand.DISKRETIONERET
WORDS = [None, TAVS, SKJULT, Tilstand.IKKE_OPLYST, Tilstand.INDEN_FOR_RAMME]


def counts(*cells, kind=Kind.ANTAL) -> Table:
    columns = (Column("navn", "Skole"), Column("n", "Klager", kind))
    return Table(columns, tuple((f"s{nr}", cell) for nr, cell in enumerate(cells)))


def shown(table: Table, titel: str = "Klager") -> list[str]:
    """Return the texts of a column as the browser gets them."""
    styled = grid._styled(table)
    place = list(styled.data.columns).index(titel)
    body = styled._translate(sparse_index=False, sparse_cols=False)["body"]
    return [[cell for cell in row if cell["type"] == "td"][place]["display_value"] for row in body]


def values(table: Table) -> list[float]:
    return list(grid._styled(table).data["Klager"])


def test_every_cell_shows_its_own_sign():
    table = counts(12, 0, SKJULT, TAVS, None, Tilstand.IKKE_OPLYST, 1234)
    assert shown(table) == ["12", "0", "•", "–", "", "ikke oplyst", "1.234"]


def test_numbers_sort_by_size_and_nothing_else_among_them():
    cells = (12, 0, SKJULT, TAVS, None, -3)
    assert sorted(cells, key=dict(zip(cells, values(counts(*cells)), strict=True)).get)[2:] == [-3, 0, 12, SKJULT]


@pytest.mark.parametrize("seed", range(30))
def test_any_mixture_keeps_its_texts_and_its_order(seed):
    tilfaelde = random.Random(seed)
    kind = tilfaelde.choice([Kind.ANTAL, Kind.DECIMAL, Kind.PROCENT, Kind.KR])
    cells = [tilfaelde.choice([*WORDS, 0, tilfaelde.randint(-500, 10**9)]) for _ in range(tilfaelde.randint(1, 40))]
    table = counts(*cells, kind=kind)
    assert shown(table) == [row[1] for row in table.texts()]
    numbers = [value for value, cell in zip(values(table), cells, strict=True) if isinstance(cell, int)]
    others = {value for value, cell in zip(values(table), cells, strict=True) if not isinstance(cell, int)}
    assert numbers == [cell for cell in cells if isinstance(cell, int)]
    assert others <= {grid.MISSING, grid.HIDDEN}


def test_a_rate_and_a_broken_count_keep_a_decimal():
    assert shown(counts(4.25, 0.0, kind=Kind.DECIMAL)) == ["4,3", "0,0"]
    assert shown(counts(2.5, 2.0)) == ["2,5", "2"]


@pytest.fixture
def drawn(monkeypatch):
    """Return what was given to the grid and to the static table."""
    calls = SimpleNamespace(grid=[], table=[])
    monkeypatch.setattr(st, "dataframe", lambda data, **options: calls.grid.append(options))
    monkeypatch.setattr(st, "table", lambda data, **options: calls.table.append(options))
    return calls


def test_two_ways_of_missing_still_give_a_grid_that_sorts(drawn):
    grid.show(counts(1, TAVS, SKJULT), key="k", alt="1 tabel")
    assert (len(drawn.grid), len(drawn.table)) == (1, 0)
    assert drawn.grid[0]["on_select"] == "ignore"


def test_long_cells_are_read_rather_than_sorted(drawn):
    grid.show(Table((Column("t", "Tekst"),), (("ord " * 40,),)), key="k", alt="1 tabel")
    assert (len(drawn.grid), len(drawn.table)) == (0, 1)


def test_a_picked_row_is_passed_on_and_a_choice_taken_back_is_not(drawn, monkeypatch):
    picked = []
    grid.show(counts(1, 2), key="k", alt="1 tabel", on_row=picked.append)
    for rows in ([1], []):
        state = {"tabel_data_k": SimpleNamespace(selection=SimpleNamespace(rows=rows))}
        monkeypatch.setattr(st, "session_state", state)
        drawn.grid[0]["on_select"]()
    assert picked == [1]
    assert drawn.grid[0]["selection_mode"] == "single-row"
