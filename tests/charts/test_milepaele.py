"""Milestones on a time line: fuzzy dates as intervals, moved ones in orange."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from plads.charts.milepaele import er_sen, tidslinje
from plads.charts.template import BLAA, ORANGE
from plads.periods import FleksDato, parse
from tests.charts.kontrol import godkend, tekster

MS = 86_400_000


class Milepael(NamedTuple):
    maerke: str
    titel: str
    oprindelig: FleksDato | None
    gaeldende: FleksDato | None
    status: str = "planlagt"


class Haendelse(NamedTuple):
    dato: date
    navn: str


RAEKKER = [
    Milepael("c", "Ressourcecentermodel", parse("januar 2020"), parse("september 2020")),
    Milepael("e", "Pilot", None, parse("efter sommerferien 2020"), "i_gang"),
    Milepael("d", "Øvrige faggrupper", parse("foråret 2020"), parse("afventer styregruppen"), "udskudt"),
    Milepael("plan", "Sidste møde", None, None, "gennemfoert"),
]
STATUS = date(2020, 4, 23)
NEDLUKNING = Haendelse(date(2020, 3, 12), "COVID-19-nedlukning")


def test_it_draws_the_first_date_and_the_present_one() -> None:
    foer, nu = godkend(tidslinje(RAEKKER, STATUS)).data
    assert list(zip(foer.base, foer.x, strict=True)) == [("2020-01-01", 31 * MS), ("2020-03-01", 92 * MS)]
    assert list(zip(nu.base, nu.x, strict=True)) == [("2020-09-01", 30 * MS), ("2020-08-01", 153 * MS)]
    assert list(nu.marker.color) == [ORANGE, BLAA]
    assert foer.y[0] == nu.y[0]


def test_it_leads_from_the_first_date_to_the_present_one() -> None:
    streger = [
        form for form in tidslinje(RAEKKER, None).spec["layout"]["shapes"] if form.get("yref") != "paper"
    ]
    assert [(streg["x0"], streg["x1"]) for streg in streger] == [("2020-01-31", "2020-09-01")]


def test_it_says_every_date_in_the_words_of_the_source() -> None:
    ord_ = tekster(tidslinje(RAEKKER, STATUS))
    assert "September 2020 (før: januar 2020), planlagt" in ord_
    assert "Afventer styregruppen (før: foråret 2020), udskudt" in ord_
    assert "Efter sommerferien 2020, i gang" in ord_
    assert "gennemført" in ord_
    assert ord_.count("uden dato") == 2


def test_it_draws_status_and_events_that_the_axis_shows() -> None:
    langt_vaek = Haendelse(date(2030, 1, 1), "Langt væk")
    chart = tidslinje(RAEKKER, STATUS, [NEDLUKNING, langt_vaek])
    linjer = [form["x0"] for form in chart.spec["layout"]["shapes"] if form.get("yref") == "paper"]
    assert linjer == ["2020-03-12", "2020-04-23"]
    assert "12. marts 2020: COVID-19-nedlukning" in tekster(chart)
    assert "23. april 2020: status" in tekster(chart)
    assert "Langt væk" not in tekster(chart)


def test_it_shows_all_the_days_it_draws() -> None:
    fra, til = (
        date.fromisoformat(dag) for dag in tidslinje(RAEKKER, STATUS).spec["layout"]["xaxis"]["range"]
    )
    assert fra < date(2020, 1, 1)
    assert til > date(2020, 12, 31)
    assert til - fra < timedelta(days=500)


def test_it_grows_with_its_rows() -> None:
    faa, mange = (tidslinje(RAEKKER * n, STATUS).spec["layout"]["height"] for n in (1, 3))
    assert mange > 2 * faa


def test_it_counts_what_is_late_and_what_has_no_date() -> None:
    chart = tidslinje(RAEKKER, STATUS)
    assert chart.alt.startswith("4 milepæle: 2 udskudt, 2 uden dato.")
    assert "Ressourcecentermodel fra januar 2020 til september 2020" in chart.alt
    assert chart.table.texts()[3] == ("plan", "Sidste møde", "ikke oplyst", "ikke oplyst", "Gennemført")


def test_it_calls_late_only_what_has_moved_to_a_later_day() -> None:
    def moved(foer: str, nu: str) -> bool:
        return er_sen(Milepael("a", "A", parse(foer), parse(nu)))

    assert moved("maj 2020", "efteråret 2020")
    assert moved("starten af 2020", "frem mod 2023") is False
    assert not moved("efteråret 2020", "maj 2020")
    assert not moved("2020", "maj 2020")
    assert not moved("maj 2020", "maj 2020")


def test_it_says_so_when_there_is_nothing_to_draw() -> None:
    chart = tidslinje([], STATUS)
    godkend(chart)
    assert chart.alt.startswith("0 milepæle")
    assert not chart.table.rows
