"""The curve with its verdict, and the funnel: what is drawn, said and tabled comes from one object."""

from __future__ import annotations

import json
from datetime import date
from typing import NamedTuple

import numpy as np
import pytest

from plads.charts.kurver import maanedskurve, periodekurve
from plads.charts.template import BLAA, LILLA, ORANGE
from plads.charts.tragt import tragt
from plads.charts.udsving import BAAND
from plads.measures.gruppe import Afbrydelse, Gruppe
from plads.measures.motor import vurder
from plads.measures.saetninger import normal_range, rule, sentence
from plads.measures.tragt import Sted, funnel
from plads.measures.vurdering import Indstillinger, Vurdering
from plads.retning import Retning
from plads.tables import Table
from plads.tilstand import Tilstand
from tests.charts.kontrol import godkend, tekster
from tests.charts.serier import SKJULT, TAVS, maaneder, skoleaar

INGEN_SAESON = Gruppe("")
JAEVN = [38, 42] * 12


class Haendelse(NamedTuple):
    dato: date
    navn: str


def judged(*vaerdier, retning=Retning.NED, afbrydelser=(), serie=None, **andet) -> Vurdering:
    serie = maaneder(*vaerdier) if serie is None else serie
    ind = Indstillinger(retning, **andet)
    return vurder(serie, "Indstillinger", ind, gruppe=INGEN_SAESON, afbrydelser=afbrydelser)


def drawn(v, **andet):
    return maanedskurve([v.serie], maal="Indstillinger", vurdering=v, **andet)


def by_name(chart, navn):
    return [trace for trace in chart.spec["data"] if trace.get("name") == navn]


def test_the_band_is_the_limits_of_each_month_and_the_mean_lies_in_it():
    v = judged(*JAEVN)
    chart = drawn(v)
    godkend(chart)
    (baand,), (snit,) = by_name(chart, "Normalt"), by_name(chart, "Gennemsnit")
    assert baand["fillcolor"] == BAAND
    assert baand["y"] == [round(tal, 2) for tal in (*v.oevre, *reversed(v.nedre))]
    assert len(baand["x"]) == 2 * len(v.serie.perioder)
    assert snit["y"] == [round(tal, 2) for tal in v.midte]


def test_the_axis_holds_the_upper_limit():
    v = judged(*JAEVN)
    assert drawn(v).spec["layout"]["yaxis"]["range"][1] > max(v.oevre)


@pytest.mark.parametrize(
    ("retning", "farve"),
    [
        (Retning.NED, ORANGE),
        (Retning.OP, BLAA),
        (Retning.NEUTRAL, LILLA),
    ],
)
def test_a_month_outside_is_a_diamond_in_the_colour_of_its_direction(retning, farve):
    chart = drawn(judged(*JAEVN, 90, retning=retning))
    (signal,) = by_name(chart, "Signal")
    assert (signal["marker"]["symbol"], signal["marker"]["color"], signal["y"]) == ("diamond", farve, [90])
    assert "over det normale, normalt" in signal["customdata"][0]


def test_a_normal_curve_has_no_diamond():
    assert by_name(drawn(judged(*JAEVN)), "Signal") == []


def test_too_few_months_draw_no_band_and_say_why():
    chart = drawn(judged(*JAEVN[:8]))
    assert by_name(chart, "Normalt") == []
    assert "for få målinger (8 af 12)" in chart.alt


def test_hidden_and_missing_months_are_gaps_in_curve_and_table():
    v = judged(*JAEVN, TAVS, SKJULT, 40)
    chart = drawn(v)
    godkend(chart)
    curve = next(trace for trace in chart.spec["data"] if trace["mode"] == "lines" and "hovertemplate" in trace)
    assert curve["y"][-3:] == [None, None, 40]
    assert chart.table.column("serie_0")[-3:] == (TAVS, SKJULT, 40)


def test_an_event_is_a_grey_field_with_its_own_words():
    covid = Afbrydelse(2020 * 12 + 2, 2020 * 12 + 4, "COVID-19-nedlukning")
    v = judged(*JAEVN[:14], 5, 2, 6, *JAEVN[:8], afbrydelser=[covid])
    chart = drawn(v, haendelser=[Haendelse(date(2020, 3, 12), "COVID-19-nedlukning")])
    godkend(chart)
    felt = next(shape for shape in chart.spec["layout"]["shapes"] if shape["type"] == "rect")
    assert (felt["x0"], felt["x1"]) == ("2020-03-01", "2020-06-01")
    assert "COVID-19-nedlukning" in tekster(chart)
    assert chart.table.column("signal")[14:17] == ("COVID-19-nedlukning",) * 3
    assert by_name(chart, "Signal") == []


def test_the_band_is_cut_where_limits_begin_anew():
    nyt = maaneder(*JAEVN).perioder[12].foerste
    v = judged(*JAEVN[:12], *[78, 82] * 6, nyt_grundlag=(nyt,))
    assert [len(trace["y"]) for trace in by_name(drawn(v), "Gennemsnit")] == [12, 12]


def test_sentence_table_and_picture_say_the_same():
    v = judged(*JAEVN, 12)
    chart = drawn(v)
    assert sentence(v) in chart.alt
    assert rule(v) in chart.alt
    rows: Table = chart.table
    assert rows.column("normalt")[-1] == normal_range(v)
    assert rows.column("signal")[-1] == "Under det normale"
    assert rows.column("serie_0")[-1] == 12
    assert rows.titler == ("Måned", "Amager", "Normalt", "Gennemsnit", "Signal")


def test_a_window_is_drawn_and_tabled_as_the_sums_it_is():
    v = judged(*[4, 5] * 12)
    chart = drawn(v)
    godkend(chart)
    assert chart.table.titler[:2] == ("Måned, til og med", "Amager, 3 måneder lagt sammen")
    assert chart.table.column("serie_0")[-1] == 14


def test_school_years_are_drawn_with_their_verdict():
    v = judged(serie=skoleaar(20, 24, 22, 21, 60))
    chart = periodekurve([v.serie], maal="Indstillinger", vurdering=v)
    godkend(chart)
    assert by_name(chart, "Signal")[0]["y"] == [60]
    assert "skoleåret 2019/20: 60. Det er flere end normalt" in chart.alt


def test_a_curve_without_a_verdict_is_as_before():
    assert maanedskurve([maaneder(1, 2)], maal="x").spec == maanedskurve([maaneder(1, 2)], maal="x").spec
    assert by_name(maanedskurve([maaneder(1, 2)], maal="x"), "Normalt") == []


def places():
    rng = np.random.default_rng(3)
    elever = rng.integers(250, 950, 40)
    alle = [
        Sted(f"{nr}", f"Skole {nr}", int(a), int(n))
        for nr, (a, n) in enumerate(zip(rng.poisson(elever * 0.015), elever, strict=True))
    ]
    return [*alle, Sted("høj", "Skolen på Bakken", 60, 800), Sted("skjult", "Skjult", Tilstand.DISKRETIONERET, 500)]


def test_the_funnel_names_only_the_own_place_and_those_far_outside():
    chart = tragt(funnel(places()), maal="Indstillinger pr. 1.000 elever", egen="7", retning=Retning.NED)
    godkend(chart)
    words = tekster(chart)
    assert "Skolen på Bakken" in words
    assert "Skole 7" in words
    assert "Skole 8" not in words
    looks = {(t["marker"]["symbol"], t["marker"]["color"]): len(t["x"]) for t in chart.spec["data"] if "marker" in t}
    assert looks[("diamond", ORANGE)] == 1
    assert looks[("circle", BLAA)] == 1


def test_the_funnel_has_both_limits_and_the_average():
    t = funnel(places())
    chart = tragt(t, maal="Indstillinger pr. 1.000 elever")
    lines = [trace for trace in chart.spec["data"] if trace["mode"] == "lines"]
    assert [line["name"] for line in lines] == ["99,8 %", "99,8 %", "95 %", "95 %", "Gennemsnit"]
    assert lines[1]["y"] == [round(tal, 4) for tal in t.kurve.hoej998]


def test_a_hidden_place_is_nowhere_in_the_funnel_and_is_counted():
    t = funnel(places())
    chart = tragt(t, maal="Indstillinger pr. 1.000 elever", egen="skjult")
    assert "Skjult" not in json.dumps([chart.spec, chart.table.texts()], ensure_ascii=False)
    assert "Ikke vist: 1 sted med skjulte tal." in chart.alt


def test_the_funnels_table_stands_by_name_and_has_no_rank():
    chart = tragt(funnel(places()), maal="Indstillinger pr. 1.000 elever")
    navne = chart.table.column("navn")
    assert list(navne) == sorted(navne)
    assert not {"rang", "nr", "placering"} & {column.navn for column in chart.table.columns}
    assert [row[3] for row in chart.table.rows] != sorted(row[3] for row in chart.table.rows)


def test_no_funnel_is_an_empty_chart_that_says_so():
    chart = tragt(None, maal="Indstillinger pr. 1.000 elever")
    assert chart.spec["data"] == []
    assert "0 tal" in chart.alt
