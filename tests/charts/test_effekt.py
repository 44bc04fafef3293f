"""Charts of effect, of the broken curve and of forecasts, read back."""

from datetime import date

import numpy as np
import pytest

from plads.charts import afbrudt, effekt, knaek, prognose
from plads.measures.effekt import assess
from plads.measures.gruppetid import ALDRIG, Panel
from plads.measures.prognose import Baand, Fejl
from plads.measures.trappe import Afvigelse, Trappe, Udgave
from plads.queries.styring import HaendelseRow
from plads.retning import Retning
from tests.charts.kontrol import godkend, tekster
from tests.measures.serier import serie
from tests.measures.test_knaek import kurve


@pytest.fixture(scope="module")
def virkning():
    start = np.repeat([2, 3, ALDRIG], 20)
    virker = np.where(start[:, None] <= np.arange(5), 0.7, 1.0)
    y = np.random.default_rng(9).poisson(30 * virker).astype(float)
    return assess(Panel(y, np.full((60, 5), 600.0), start), Retning.NED, traekninger=9)


def test_the_years_around_the_start_have_intervals_and_the_year_before_is_0(virkning):
    chart = effekt.around_start(virkning, "Visitationer")
    godkend(chart)
    foer, efter = chart.spec["data"]
    assert (foer["x"][-1], foer["y"][-1]) == (-1, 0)
    assert efter["x"] == [0, 1, 2]
    f = virkning.haendelser[1]
    assert efter["y"][1] + efter["error_y"]["array"][1] == pytest.approx(f.hoej - 1, abs=2e-4)
    assert chart.table.column("aar") == (-3, -2, 0, 1, 2)
    assert "året før start" in chart.alt


def test_before_and_after_alone_is_marked_as_misleading(virkning):
    chart = effekt.split(virkning.opdeling, "Visitationer")
    godkend(chart)
    naiv = chart.spec["data"][0]
    assert naiv["marker"]["pattern"]["shape"] == "/"
    assert "Før/efter alene (misvisende)" in tekster(chart)
    assert chart.table.column("aendring")[0] == pytest.approx(virkning.opdeling.naiv - 1)


def test_an_effect_that_cannot_be_estimated_is_an_empty_chart():
    tom = Panel(np.zeros((3, 2)), np.ones((3, 2)), np.full(3, ALDRIG))
    e = assess(tom, Retning.NED)
    for chart in (effekt.around_start(e, "Visitationer"), effekt.split(e.opdeling, "Visitationer")):
        godkend(chart)
        assert (chart.spec["data"], chart.table.rows) == ([], ())


def test_the_index_is_drawn_with_its_interval_and_the_bare_count():
    k = kurve([2000, 2100, 2200, 2300, 2400, 2500], [40000, 42000, 44000, 46000, 48000, 50000])
    chart = knaek.index(k, "Elever i specialtilbud")
    godkend(chart)
    baand, antal, pr_elev = chart.spec["data"]
    assert pr_elev["y"] == pytest.approx([100] * 6)
    assert antal["line"]["dash"] == "dash"
    assert len(baand["x"]) == 12
    assert "det kan ikke afgøres" in chart.alt.lower()
    assert chart.table.column("raat")[-1] == pytest.approx(100 * 2500 / 2300)


def test_a_year_without_figures_is_a_gap_in_the_index():
    k = kurve([2000, 2100, 2300, 2300], [40000] * 4, mangler=(0, 0, 999, 0), fra=2018)
    chart = knaek.index(k, "Elever")
    assert chart.spec["data"][-1]["x"] == [2018, 2019, 2020, 2021]
    assert chart.spec["data"][-1]["y"][2] is None
    assert sum(trace["name"] == "95 %" for trace in chart.spec["data"]) == 2


def test_places_stand_in_the_order_given_and_those_without_figures_are_named():
    a, b = kurve([10000, 9000], [40000] * 2, fra=2019), kurve([10, 20], [40000] * 2, fra=2020)
    chart = knaek.places([a, b], "Elever")
    godkend(chart)
    assert len(chart.spec["data"]) == 1
    assert "ikke oplyst" in tekster(chart)
    assert chart.table.column("dom") == ("Kurven er knækket", "Det kan ikke afgøres endnu")
    godkend(knaek.places([b], "Elever"))
    godkend(knaek.index(b, "Elever"))


def trappe(aar, *tal, udfald=None, ramme=100.0):
    maaneder = ((5, "maj"), (8, "aug."), (11, "nov."))
    udgaver = [Udgave(navn, date(aar, m, 20), v) for (m, navn), v in zip(maaneder, tal, strict=False)]
    return Trappe("a", "Amager", aar, tuple(udgaver), ramme, udfald, eksempel=True)


def test_the_staircase_keeps_every_vintage_and_shows_how_it_went():
    chart = prognose.staircase([trappe(2020, 97.0, 98.5, 99.5, udfald=101.0), trappe(2021, 98.0)], "Udgift",
                               Baand(98.0, 99.0, 101.0, 0.6, 4))  # fmt: skip
    godkend(chart)
    steps = [trace for trace in chart.spec["data"] if trace["name"] == "Prognoser"]
    assert [list(trace["y"]) for trace in steps] == [[97.0, 98.5, 99.5], [98.0]]
    assert {trace["name"] for trace in chart.spec["data"]} == {"Prognoser", "Forventningstal", "Resultat", "Skøn"}
    fejl = dict(zip(chart.table.column("udgave"), chart.table.column("fejl"), strict=True))
    assert fejl["Aug."] == pytest.approx(98.5 / 101 - 1)
    assert chart.alt.startswith("Eksempeldata.")
    assert "mellem 98,0 og 101,0" in chart.alt


def test_old_errors_stand_on_their_side_of_zero():
    fejl = [Fejl(2020, "Amager", "1. prognose", 97.0, 100.0), Fejl(2021, "Amager", "1. prognose", 99.0, 100.0)]
    chart = prognose.errors(fejl, "Udgift")
    godkend(chart)
    assert chart.spec["data"][0]["x"] == pytest.approx([-0.03, -0.01])
    assert "2,0 pct. for lavt i gennemsnit" in tekster(chart)
    assert chart.table.column("fejl") == pytest.approx((-0.03, -0.01))
    godkend(prognose.errors([], "Udgift"))
    godkend(prognose.staircase([], "Udgift"))


def test_deviations_name_what_they_are_measured_on():
    a = Afvigelse(trappe(2021, 98.0), "maj", -0.02, usaedvanlig=False)
    table = prognose.deviations([(a, Baand(98, 99, 101, 0.6, 4))], {True: "over", False: "som ellers"})
    assert table.rows == (("Amager", 2021, "Maj", 100.0, 98.0, -0.02, "som ellers", 98, 101),)


def test_what_would_have_been_is_dashed_and_the_shared_chart_is_left_alone():
    talt, uden = serie([5, 6, 7, 8] * 9), serie([None] * 30 + [6.5] * 6)
    uden = type(uden)("Uden (skøn)", uden.perioder, uden.vaerdier, uden.mangler)
    dag = HaendelseRow(date(2020, 3, 12), "COVID-19-nedlukning", None, None)
    for _ in range(2):
        chart = afbrudt.interrupted(talt, uden, maal="Klager", haendelse=dag)
        godkend(chart)
        stiplet = [trace["name"] for trace in chart.spec["data"] if trace.get("line", {}).get("dash") == "dash"]
        assert stiplet == ["Uden (skøn)"]
    assert len(afbrudt.interrupted(talt, None, maal="Klager", haendelse=dag).spec["data"]) >= 1
