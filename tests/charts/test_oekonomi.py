"""Charts of money: the numbers drawn are the numbers given, and a missing one is a word."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from plads.charts.chart import Chart
from plads.charts.oekonomi import budget_per_aar, budget_per_indsats, disponeret
from plads.charts.template import BLAA, NEUTRAL
from plads.tilstand import Tilstand
from tests.charts.kontrol import godkend, tekster


class Indsats(NamedTuple):
    maerke: str
    titel: str
    oere: int | None
    tilstand: Tilstand = Tilstand.OPLYST


class Beloeb(NamedTuple):
    oere: int | None
    tilstand: Tilstand = Tilstand.OPLYST


class Aar(NamedTuple):
    aar: int
    ramme: Beloeb
    tillaeg: Beloeb
    i_alt: Beloeb


class Status(NamedTuple):
    aar: tuple[int, ...]
    budget: Beloeb
    disponeret: Beloeb
    rest: Beloeb


UKENDT = Beloeb(None, Tilstand.IKKE_OPLYST)
INDEN_FOR = Beloeb(None, Tilstand.INDEN_FOR_RAMME)
INTET = Beloeb(None, Tilstand.IKKE_RELEVANT)
AARENE = [
    Aar(2020, Beloeb(3_430_000_000), Beloeb(77_500_000), Beloeb(3_507_500_000)),
    Aar(2021, Beloeb(3_170_000_000), Beloeb(62_500_000), Beloeb(3_232_500_000)),
    Aar(2024, UKENDT, Beloeb(62_500_000), UKENDT),
]
INDSATSER = [
    Indsats("a", "Almenskolen", 990_000_000),
    Indsats("h", "Evaluering <i>", 50_000_000),
    Indsats("x", "Strategi", None, Tilstand.INDEN_FOR_RAMME),
]
STATUS = Status((2020,), Beloeb(3_507_500_000), Beloeb(2_836_500_000), Beloeb(671_000_000))


def test_it_stacks_tillaeg_on_ramme() -> None:
    ramme, tillaeg = godkend(budget_per_aar(AARENE)).data
    assert list(zip(ramme.x, ramme.y, tillaeg.y, strict=True)) == [
        (2020, 34.3, 0.775),
        (2021, 31.7, 0.625),
        (2024, None, 0.625),
    ]


def test_it_labels_ramme_tillaeg_and_total() -> None:
    chart = budget_per_aar(AARENE)
    assert "35,1 +0,8 32,3 +0,6" in tekster(chart)
    assert chart.spec["data"][0]["text"] == ["34,3", "31,7", ""]
    assert "2020 35,1 (heraf tillæg 0,8)" in chart.alt


def test_it_frames_a_year_without_a_ramme_instead_of_drawing_zero() -> None:
    chart = budget_per_aar(AARENE)
    assert "ikke oplyst" in tekster(chart)
    assert "2024 ramme ikke oplyst og tillæg 0,6" in chart.alt
    (ramme,) = chart.spec["layout"]["shapes"]
    assert ramme["x0"] < 2024 < ramme["x1"]
    assert chart.table.rows[2] == (2024, Tilstand.IKKE_OPLYST, 62_500_000, Tilstand.IKKE_OPLYST)


def test_it_tells_inden_for_rammen_from_ikke_oplyst() -> None:
    chart = budget_per_aar([Aar(2016, INDEN_FOR, INTET, INDEN_FOR)])
    godkend(chart)
    assert "inden for rammen" in tekster(chart)


def test_it_keeps_the_table_exact_where_the_picture_rounds() -> None:
    tabel = budget_per_aar(AARENE).table
    assert tabel.texts()[0] == ("2020", "34.300.000", "775.000", "35.075.000")


def test_an_unknown_tillaeg_is_a_word_and_makes_the_total_unknown() -> None:
    chart = budget_per_aar([Aar(2020, Beloeb(350_000_000), UKENDT, UKENDT)])
    assert chart.table.texts() == (("2020", "3.500.000", "ikke oplyst", "ikke oplyst"),)
    assert "+ ikke oplyst" in tekster(chart)
    assert chart.alt == "Budget per år i mio. kr.: 2020 ikke oplyst (heraf tillæg ikke oplyst)."


def test_a_year_with_only_a_tillaeg_has_no_ramme_to_miss() -> None:
    chart = budget_per_aar([Aar(2020, INTET, Beloeb(77_500_000), Beloeb(77_500_000))])
    godkend(chart)
    assert chart.table.texts() == (("2020", "ikke relevant", "775.000", "775.000"),)
    assert "2020 0,8 (heraf tillæg 0,8)" in chart.alt


def test_it_draws_one_bar_per_indsats_in_the_order_given() -> None:
    chart = budget_per_indsats(INDSATSER, fokus="h")
    (bar,) = godkend(chart).data
    assert list(bar.x) == [9.9, 0.5, None]
    assert list(bar.y) == sorted(bar.y)
    assert list(bar.text) == ["9,9 mio. kr.", "500.000 kr.", ""]
    assert list(bar.marker.color) == [NEUTRAL, BLAA, NEUTRAL]
    assert chart.spec["layout"]["xaxis"]["range"][0] == 0


def test_it_writes_titles_flat_and_missing_amounts_in_words() -> None:
    chart = budget_per_indsats(INDSATSER)
    assert "h Evaluering &lt;i&gt;" in tekster(chart)
    assert "inden for rammen" in tekster(chart)
    assert chart.alt == "Budget i mio. kr.: a 9,9, h 0,5, x inden for rammen."


def test_it_places_every_label_above_its_own_bar() -> None:
    plan = budget_per_indsats(INDSATSER).spec["layout"]
    titler = [note["y"] for note in plan["annotations"] if note["yanchor"] == "top"]
    assert titler == sorted(titler)
    assert plan["yaxis"]["range"][0] == plan["height"] - plan["margin"]["t"] - plan["margin"]["b"]


def test_it_measures_what_is_committed_against_the_budget() -> None:
    chart = disponeret([STATUS])
    brugt, rest = godkend(chart).data
    assert (brugt.x[0], rest.x[0]) == (28.365, 6.71)
    assert chart.spec["layout"]["shapes"][0]["x0"] == 35.075
    assert (
        chart.alt
        == "Budget 35,1 mio. kr., disponeret 28,4 mio. kr. (80,9\N{NO-BREAK SPACE}%), rest 6,7 mio. kr."
    )
    assert chart.table.rows == (("2020", 3_507_500_000, 2_836_500_000, 671_000_000),)


def test_it_shows_what_lies_beyond_the_budget() -> None:
    over = Status((2020,), Beloeb(100_000_000), Beloeb(150_000_000), Beloeb(-50_000_000))
    chart = disponeret([over])
    assert [bar.x[0] for bar in godkend(chart).data] == [1.0, 0.5]
    assert "Ud over budgettet 500.000 kr." in tekster(chart)


def test_it_says_so_when_nothing_is_known_to_be_committed() -> None:
    ukendt = Beloeb(None, Tilstand.IKKE_OPLYST)
    chart = disponeret([Status((2020,), Beloeb(None, Tilstand.INDEN_FOR_RAMME), ukendt, ukendt)])
    assert not chart.spec["data"]
    assert "Budget inden for rammen Disponeret ikke oplyst" in tekster(chart)
    assert chart.table.rows[0][1:] == (Tilstand.INDEN_FOR_RAMME, Tilstand.IKKE_OPLYST, Tilstand.IKKE_OPLYST)


@pytest.mark.parametrize(
    "chart", [budget_per_aar([]), budget_per_indsats([]), disponeret([])]
)
def test_it_says_so_when_there_is_nothing_to_draw(chart: Chart) -> None:
    godkend(chart)
    assert "Ingen tal at vise" in tekster(chart)
