"""Charts of forløb: counts by school year, and when things start."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plads.charts.forloeb import per_skoleaar, stil, tidslinje
from plads.periods import parse
from plads.tilstand import Tilstand
from tests.charts.kontrol import godkend, tekster


class Antal(NamedTuple):
    skoleaar: str
    type: str
    status: str
    antal: int | None
    ny_dato_tekst: str = ""


class Start(NamedTuple):
    label: str
    fra: date | None
    til: date | None
    tekst: str
    status: str


ANTAL = [
    Antal("2019/20", "aktionslæring", "igangsat", 9),
    Antal("2019/20", "co-teaching", "forsinket", 7, "efter sommerferien 2020"),
    Antal("2020/21", "co-teaching", "planlagt", 15, "uge 43"),
    Antal("2020/21", "øvrige <faggrupper>", "udskudt", None, "afventer styregruppen"),
]


def _start(label: str, tekst: str) -> Start:
    laest = parse(tekst)
    return Start(label, laest.fra, laest.til, tekst, "planlagt")


STARTER = [
    _start("Co-teaching", "uge 43 2020"),
    _start("Fuld virkning", "frem mod 2023"),
    _start("Andre", "afventer"),
]


def test_it_draws_the_counts_from_zero() -> None:
    chart = per_skoleaar(ANTAL)
    bar, maerker = godkend(chart).data
    assert list(bar.x) == [9, 7, 15]
    assert list(bar.text) == ["9", "7", "15"]
    assert len(maerker.x) == 1
    assert chart.spec["layout"]["xaxis"]["range"][0] == 0


def test_it_groups_by_school_year_and_names_the_status() -> None:
    ord_ = tekster(per_skoleaar(ANTAL))
    assert ord_.index("2019/20") < ord_.index("Co-teaching, forsinket") < ord_.index("2020/21")
    assert "Ny dato: efter sommerferien 2020" in ord_
    assert "&lt;faggrupper&gt;" in ord_


def test_it_marks_an_unknown_number_instead_of_drawing_zero() -> None:
    chart = per_skoleaar(ANTAL)
    assert "antal ikke oplyst" in tekster(chart)
    assert "antal ikke oplyst" in chart.alt
    assert "forsinket 7 (ny dato: efter sommerferien 2020)" in chart.alt
    assert chart.table.column("antal") == (9, 7, 15, Tilstand.IKKE_OPLYST)


def test_it_tells_statuses_apart_without_colour() -> None:
    navne = ("planlagt", "igangsat", "stoppet", "afsluttet")
    assert len({stil(navn).moenster for navn in navne}) == len(navne)
    assert len({stil(navn) for navn in (*navne, "forsinket", "udskudt", "noget nyt")}) == 7
    assert stil("Planlagt") == stil("planlagt")


def test_it_draws_a_start_as_the_days_it_can_mean() -> None:
    (bar,) = godkend(tidslinje(STARTER)).data
    assert bar.base[0] == "2020-10-19"
    assert bar.x[0] == 7 * 86_400_000


def test_it_hatches_an_open_end_and_names_what_has_no_date() -> None:
    chart = tidslinje(STARTER)
    (bar,) = godkend(chart).data
    assert list(bar.marker.pattern.shape) == ["", "/"]
    assert bar.base[1] == chart.spec["layout"]["xaxis"]["range"][0]
    assert "uden dato" in tekster(chart)
    assert chart.alt.startswith("3 starter, 1 uden dato.")
    assert chart.table.rows[2] == ("Andre", "afventer", "planlagt")


def test_it_says_so_when_there_is_nothing_to_draw() -> None:
    for chart in (per_skoleaar([]), tidslinje([])):
        godkend(chart)
        assert tekster(chart) == "Ingen tal at vise"
