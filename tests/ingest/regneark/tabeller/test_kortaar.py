"""Days whose year has two digits: read where the column shows which number is which, and never as another day."""

import random
from datetime import date, timedelta

import pytest

from plads.ingest.regneark.grund.ark import Ark
from plads.ingest.regneark.grund.udbytte import Udbytte
from plads.ingest.regneark.tabeller.kortaar import with_full_years
from plads.ingest.regneark.tabeller.tabel import Tabel
from plads.models.proveniens import Indlaesningsart

I_DAG = date(2020, 11, 24)


def column(*cells):
    """Return what stands in a column of days once it has been looked at, and what is said of it."""
    rows = {1: {1: "Dato"}} | {nr: {1: cell, 2: "x"} for nr, cell in enumerate(cells, start=2)}
    udbytte = Udbytte("L06", Indlaesningsart.POSTERINGER)
    tabel = with_full_years(Tabel(Ark("Ark1", rows), 1, {"Dato": 1}), "Dato", I_DAG, udbytte)
    assert tabel.ark.raekker[2][2] == "x"
    return [tabel.ark.raekker[nr][1] for nr in range(2, len(cells) + 2)], udbytte.meldinger


@pytest.mark.parametrize("mark", ["-", ".", "/"])
def test_one_that_is_certain_tells_of_the_others(mark):
    found, told = column(f"05{mark}04{mark}20", f"31{mark}01{mark}20", "tekst", f"1{mark}2{mark}19")
    assert found == [date(2020, 4, 5), date(2020, 1, 31), "tekst", date(2019, 2, 1)]
    besked = "Kolonnen «Dato»: 3 datoer har to cifre i året og er læst som dag, måned, år, for datoen her kan kun læses"
    assert [(m.celle, m.besked) for m in told] == [("A3", f"{besked} sådan.")]


def test_dates_in_full_may_stand_between():
    cells = [date(2020, 4, 23), "24.12.2019", "05.04.20", "31.01.20", 43944]
    assert column(*cells)[0] == [*cells[:2], date(2020, 4, 5), date(2020, 1, 31), 43944]


@pytest.mark.parametrize(
    "cells",
    [
        # Each may be a day of April or of May.
        ["05.04.20", "03.04.20"],
        # Each may be a day of 2016 or 2018.
        ["16.04.20", "18.12.19"],
        # The month first, the year first.
        ["01/02/20", "01/31/20"],
        ["20-01-02", "20-01-31"],
        # No day, no year of ours, and one that has not come.
        ["31.01.20", "31.04.20"],
        ["31.01.20", "30.06.14"],
        ["31.01.20", "25.11.20"],
        # The certain one is written otherwise.
        ["05/04/20", "03/04/20"],
        ["5.4.20.", "31.01.2020"],
        ["310120", "31.01-20"],
    ],
)
def test_days_in_doubt_are_left_as_they_stand(cells):
    assert column(*cells) == (cells, [])


def test_marks_are_judged_each_by_itself():
    assert column("31.01.20", "05/04/20")[0] == [date(2020, 1, 31), "05/04/20"]


def test_dates_that_an_english_excel_has_turned_are_seen():
    # 05/04/20 and 07/04/20 became days in May and July; what has no month in front is still text.
    turned = [date(2020, 5, 4), date(2020, 7, 4), "31/01/20", "28/02/20"]
    assert column(*turned) == (turned, [])
    assert column(43955, *turned[2:]) == ([43955, *turned[2:]], [])
    assert column(date(2020, 5, 4), "31/01/20", "05/04/20")[0][1:] == [date(2020, 1, 31), date(2020, 4, 5)]


@pytest.mark.parametrize("way", ["%d.%m.%y", "%m.%d.%y", "%y.%m.%d"])
@pytest.mark.parametrize("seed", range(40))
def test_a_column_is_read_right_or_not_at_all(way, seed):
    rng = random.Random(seed)
    days = [I_DAG - timedelta(rng.randrange(rng.choice((40, 400, 2000)))) for _ in range(rng.choice((1, 3, 40)))]
    cells = [f"{dag:{way}}" for dag in days]
    assert column(*cells)[0] in (cells, days)
    if way == "%d.%m.%y" and len(days) == 40:
        assert column(*cells)[0] == days
