"""The table that screen, xlsx and csv share."""

from __future__ import annotations

from datetime import date

import pytest

from plads.tables import Celle, Column, Kind, Table, celletekst
from plads.tilstand import Tilstand

BUDGET = Table(
    (
        Column("indsats", "Indsats"),
        Column("aar", "År", Kind.AAR),
        Column("oere", "Budget, mio. kr.", Kind.MIO_KR),
    ),
    (("a", 2020, 990_000_000), ("b", 2020, Tilstand.IKKE_OPLYST)),
)


@pytest.mark.parametrize(
    ("celle", "kind", "tekst"),
    [
        (135_400_000, Kind.TKR, "1.354"),
        (990_000_000, Kind.MIO_KR, "9,9"),
        (2_836_500_000, Kind.KR, "28.365.000"),
        (0.808696, Kind.PROCENT, "80,9\N{NO-BREAK SPACE}%"),
        (1234, Kind.ANTAL, "1.234"),
        (2020, Kind.AAR, "2020"),
        (date(2020, 4, 23), Kind.DATO, "23.04.2020"),
        ("uge 43", Kind.DATO, "uge 43"),
        (Tilstand.INDEN_FOR_RAMME, Kind.KR, "inden for rammen"),
        (Tilstand.NUL, Kind.ANTAL, "0"),
        (None, Kind.ANTAL, ""),
        ("tekst", Kind.TEKST, "tekst"),
    ],
)
def test_it_shows_a_cell_in_danish(celle: Celle, kind: Kind, tekst: str) -> None:
    assert celletekst(celle, kind) == tekst


def test_it_finds_a_cell_by_row_and_column_name() -> None:
    assert BUDGET.display(0, "oere") == "9,9"
    assert BUDGET.display(1, "oere") == "ikke oplyst"
    assert BUDGET.texts() == (("a", "2020", "9,9"), ("b", "2020", "ikke oplyst"))


def test_it_selects_columns_in_the_order_asked_for() -> None:
    valgt = BUDGET.select(["oere", "indsats"])
    assert valgt.titler == ("Budget, mio. kr.", "Indsats")
    assert valgt.rows == ((990_000_000, "a"), (Tilstand.IKKE_OPLYST, "b"))
    assert valgt.column("indsats") == BUDGET.column("indsats") == ("a", "b")


def test_it_does_not_invent_a_column() -> None:
    with pytest.raises(KeyError):
        BUDGET.column("findes ikke")


def test_it_refuses_a_table_that_does_not_hang_together() -> None:
    with pytest.raises(ValueError, match="celler"):
        Table(BUDGET.columns, (("a", 2020),))
    with pytest.raises(ValueError, match="samme navn"):
        Table((Column("a", "A"), Column("a", "B")), ())
