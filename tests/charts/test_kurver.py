"""Curves: gaps, zeros, hidden values, words that never overlap, and a table that is the curve."""

from __future__ import annotations

import json
import random
import re
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import NamedTuple

import pytest

from plads.charts.kurver import Maallinje, Maerke, maanedskurve, periodekurve
from plads.charts.linjenavne import spread, wrapped
from plads.charts.panel import smaa_multipla
from plads.charts.serietabel import table_of
from plads.charts.template import BLAA, HVID, LINJE, NEUTRAL
from plads.serier import Periode, Serie, Trin
from plads.tables import Kind, celletekst
from plads.tilstand import Tilstand
from tests.charts.kontrol import godkend, tekster
from tests.charts.serier import AUGUST_2019, SKJULT, TAVS, maaneder, skoleaar, tilfaeldig

OMRAADER = ("Amager", "Indre By-Østerbro", "Nørrebro-Bispebjerg", "Vanløse-Brønshøj-Husum", "Valby-Vesterbro")
# What a phone leaves for plot and words together, and for a character; measured in a browser.
TELEFON, TEGN = 285, 7.4


class Haendelse(NamedTuple):
    dato: date
    navn: str


NEDLUKNING = Haendelse(date(2020, 3, 12), "COVID-19-nedlukning")


def _curves(chart):
    return [trace for trace in chart.spec["data"] if "lines" in trace["mode"] and trace.get("hoverinfo") != "skip"]


def _marked(chart):
    """Return the values that are drawn as points, and whether they are hollow."""
    marks = [trace for trace in chart.spec["data"] if trace["mode"] == "markers" and trace.get("hoverinfo") == "skip"]
    return [(value, trace["marker"]["color"] == HVID) for trace in marks for value in trace["y"]]


def _months_of(trace):
    """Return the first of the month in which plotly draws each value of a curve or of marks."""
    places = trace.get("x")
    if places is None:
        start = datetime.fromisoformat(trace["x0"]).replace(tzinfo=UTC).timestamp() * 1000
        places = [start + nr * trace["dx"] for nr in range(len(trace["y"]))]
    days = [datetime.fromtimestamp(p / 1000, UTC).date() if isinstance(p, float | int) else date.fromisoformat(p)
            for p in places]
    # An event on the twelfth must never lie on the wrong side of its month.
    assert all(12 < day.day < 20 for day in days)
    return [day.replace(day=1) for day in days]


def _said(curve, nr, periode):
    """Return what plotly shows for a point of a monthly curve, worked out by hand."""
    own = curve["customdata"][nr] if "customdata" in curve else ""
    said = curve["hovertemplate"].removesuffix("<extra></extra>").replace("%{x|%B %Y}", periode.navn)
    return said.replace("%{y:,d}", f"{curve['y'][nr]:,}".replace(",", ".")).replace("%{customdata}", own)


def _beside(chart):
    return [note for note in chart.spec["layout"]["annotations"] if note.get("showarrow")]


def _pixel(chart, value, axis="yaxis"):
    plan = chart.spec["layout"]
    low, high = plan[axis]["range"]
    return (high - value) / (high - low) * (plan["height"] - plan["margin"]["t"] - plan["margin"]["b"])


def test_a_missing_month_is_a_gap_and_a_reported_zero_is_a_point():
    chart = maanedskurve([maaneder(12, TAVS, 0, 7)], maal="Indstillinger")
    curve, last = godkend(chart).data
    assert list(curve.y) == [12, None, 0, 7]
    assert not curve.connectgaps
    assert list(last.y) == [12, 7]
    assert _said(chart.spec["data"][0], 2, maaneder(12, TAVS, 0).perioder[2]) == "Amager, marts 2019: 0"


def test_a_hidden_month_is_a_gap_with_a_sign_below_the_zero_line():
    chart = maanedskurve([maaneder(12, SKJULT, 0)], maal="Klager")
    curve, _, signs = godkend(chart).data
    assert list(curve.y) == [12, None, 0]
    assert (list(signs.text), _months_of(signs.to_plotly_json())) == (["•"], [date(2019, 2, 1)])
    assert signs.customdata[0] == "Amager, februar 2019: skjult: små tal"
    assert chart.spec["layout"]["yaxis"]["range"][0] < signs.y[0] < 0


def test_without_hidden_values_the_axis_begins_at_zero():
    axis = maanedskurve([maaneder(12, TAVS)], maal="Klager").spec["layout"]["yaxis"]
    assert axis["range"][0] == pytest.approx(0, abs=1e-6)


def test_a_value_between_two_gaps_is_marked():
    chart = maanedskurve([maaneder(4, 5, TAVS, 7, TAVS, 5, 6)], maal="Klager")
    assert _marked(chart) == [(7, False), (6, False)]


def test_a_total_that_lacks_reports_is_hollow_and_says_so():
    chart = maanedskurve([maaneder(40, 50, 60, mangler=(0, 3, 0))], maal="Klager")
    (curve,) = _curves(chart)
    assert _marked(chart) == [(50, True), (60, False)]
    assert _said(curve, 1, maaneder(1, 2).perioder[1]) == "Amager, februar 2019: 50 – tal fra 3 mangler"
    assert chart.table.column("mangler") == (0, 3, 0)


def test_the_first_curve_is_in_focus_and_none_has_a_legend():
    chart = maanedskurve([maaneder(4, 5), maaneder(2, 3, navn="Valby")], maal="Klager")
    first, _, second, _ = godkend(chart).data
    assert (first.line.color, first.line.width, second.line.width) == (BLAA, 2.5, 2)
    assert second.line.color != BLAA
    assert "Amager 5 Valby 3" in tekster(chart)


def test_more_curves_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="højst 5"):
        maanedskurve([maaneder(nr, navn=str(nr)) for nr in range(6)], maal="Klager")


def test_counts_have_whole_danish_ticks_and_rates_decimals():
    ticks = maanedskurve([maaneder(4300, 10)], maal="PPV'er").spec["layout"]["yaxis"]["ticktext"]
    assert ticks == ["0", "1.000", "2.000", "3.000", "4.000"]
    assert maanedskurve([maaneder(1, 2)], maal="Klager").spec["layout"]["yaxis"]["ticktext"] == ["0", "1", "2"]
    rates = periodekurve([skoleaar(0.8, 1.3)], maal="Rate", kind=Kind.DECIMAL)
    assert rates.spec["layout"]["yaxis"]["ticktext"] == ["0,0", "0,5", "1,0"]


def test_months_are_danish_with_the_year_below_august_and_january():
    ticks = maanedskurve([maaneder(*range(7), fra=AUGUST_2019)], maal="Klager").spec["layout"]["xaxis"]["ticktext"]
    assert ticks == ["aug.<br>2019", "sep.", "okt.", "nov.", "dec.", "jan.<br>2020", "feb."]


@pytest.mark.parametrize("antal", range(1, 160))
def test_names_of_months_never_collide_on_a_phone(antal):
    plan = maanedskurve([maaneder(*[1] * antal)], maal="Klager").spec["layout"]
    fra, til = map(date.fromisoformat, plan["xaxis"]["range"])
    middles = [date.fromisoformat(tick) for tick in plan["xaxis"]["tickvals"]]
    room = TELEFON - plan["margin"]["r"]
    assert middles
    assert all((b - a) / (til - fra) * room >= 4 * TEGN for a, b in pairwise(middles))


def test_an_event_is_a_dotted_line_with_its_words_inside_the_plot():
    chart = maanedskurve([maaneder(*[5] * 20)], maal="Klager", haendelser=[NEDLUKNING])
    (line,) = chart.spec["layout"]["shapes"]
    assert (line["x0"], line["line"]["dash"]) == ("2020-03-12", "dot")
    note = next(note for note in chart.spec["layout"]["annotations"] if note["x"] == "2020-03-12")
    assert re.sub("<br>", " ", note["text"]) == "12. marts 2020: COVID-19-nedlukning"
    assert note["xanchor"] == "right"
    assert _pixel(chart, 5) >= note["text"].count("<br>") * LINJE + LINJE


def test_an_event_outside_the_months_is_left_out():
    chart = maanedskurve([maaneder(1, 2)], maal="Klager", haendelser=[NEDLUKNING])
    assert not chart.spec["layout"]["shapes"]
    assert "COVID" not in chart.alt


def test_words_of_events_and_marks_never_overlap_on_a_phone():
    for seed in range(60):
        tilfaelde = random.Random(seed)
        dage = [date(2019, tilfaelde.randint(1, 12), tilfaelde.randint(1, 28)) for _ in range(9)]
        haendelser = [Haendelse(dag, "Noget sker i byen" * tilfaelde.randint(1, 2)) for dag in dage[:5]]
        maerker = [Maerke(dag, "Co-teaching, 7 skoler") for dag in dage[5:]]
        chart = maanedskurve([maaneder(*range(12))], maal="Klager", haendelser=haendelser, maerker=maerker)
        godkend(chart)
        notes = [note for note in chart.spec["layout"]["annotations"] if str(note["x"]).startswith("2019-")]
        boxes = [_box(chart, note) for note in notes if not note.get("showarrow")]
        assert not [(a, b) for nr, a in enumerate(boxes) for b in boxes[:nr] if _overlap(a, b)], seed


def _box(chart, note):
    """Return left, right, top and bottom of words beside a day, in pixels of a phone."""
    plan = chart.spec["layout"]
    fra, til = map(date.fromisoformat, plan["xaxis"]["range"])
    x = (date.fromisoformat(note["x"]) - fra) / (til - fra) * (TELEFON - plan["margin"]["r"]) + note["xshift"]
    lines = note["text"].split("<br>")
    width, height = max(map(len, lines)) * TEGN, len(lines) * LINJE
    top = (0 if note["yref"] == "paper" else _pixel(chart, note["y"])) - note["yshift"]
    return (x, x + width, top, top + height) if note["xanchor"] == "left" else (x - width, x, top, top + height)


def _overlap(a, b):
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def test_what_began_is_a_triangle_per_day_and_one_text_per_month():
    maerker = [Maerke(date(2019, 2, 4), "Aktionslæring"), Maerke(date(2019, 2, 20), "Co-teaching")]
    chart = maanedskurve([maaneder(4, 5, 6)], maal="Klager", maerker=maerker)
    marks = godkend(chart).data[-1]
    assert marks.marker.symbol == "triangle-up"
    assert list(marks.x) == ["2019-02-04", "2019-02-20"]
    assert marks.customdata[0] == "Aktionslæring, begyndt 4. februar 2019"
    assert tekster(chart).count("Aktionslæring og 1 til") == 1
    assert "Begyndt: Aktionslæring 4. februar 2019 og Co-teaching 20. februar 2019." in chart.alt


def test_a_level_to_reach_is_a_dashed_line_with_its_value_inside_the_axis():
    chart = maanedskurve([maaneder(4, 5)], maal="Klager", maallinje=Maallinje(40, "Forventningstal 40"))
    (line,) = chart.spec["layout"]["shapes"]
    assert (line["y0"], line["line"]["dash"]) == (40, "dash")
    assert "Forventningstal 40" in tekster(chart)
    assert "Forventningstal 40" in chart.alt
    assert chart.spec["layout"]["yaxis"]["range"][1] > 40


def test_a_shared_top_gives_two_charts_one_scale():
    low, high = maaneder(4, 5), maaneder(40, 50)
    axes = [maanedskurve([serie], maal="Klager", top=50).spec["layout"]["yaxis"] for serie in (low, high)]
    assert axes[0] == axes[1]


def test_school_years_are_bands_with_their_names_on_top():
    chart = maanedskurve([maaneder(*range(24))], maal="Klager", skoleaar=True)
    godkend(chart)
    assert [shape["type"] for shape in chart.spec["layout"]["shapes"]] == ["rect", "rect"]
    assert "2018/19 2019/20" in tekster(chart)


def test_alt_tells_place_span_first_last_highest_and_what_is_absent():
    serie = maaneder(12, TAVS, 31, SKJULT, 15, mangler=(0, 0, 2, 0, 0), eksempel=True)
    assert maanedskurve([serie], maal="Indstillinger").alt == (
        "Eksempeldata. Indstillinger, januar 2019 – maj 2019. Amager: 12 i januar 2019, 15 i maj 2019, "
        "højest 31 i marts 2019 (1 måned uden indberetning, 1 måned skjult og 1 måned hvor noget mangler)."
    )


def test_only_made_up_figures_are_called_so():
    made_up = maanedskurve([maaneder(1), maaneder(2, navn="Valby", eksempel=True)], maal="Klager")
    assert made_up.table.column("datagrundlag") == ("Eksempeldata",)
    real = maanedskurve([maaneder(1)], maal="Klager")
    assert real.table.titler == ("Måned", "Amager")
    assert "Eksempeldata" not in real.alt


def test_curves_of_different_months_share_one_table():
    table = table_of([maaneder(1, 2), maaneder(3, 4, fra=2019 * 12 + 1)])
    assert table.titler == ("Måned", "Amager", "Amager (2)")
    assert table.rows == (("januar 2019", 1, None), ("februar 2019", 2, 3), ("marts 2019", None, 4))


@pytest.mark.parametrize("seed", range(40))
def test_table_hover_and_picture_hold_the_same_values(seed):
    tilfaelde = random.Random(seed)
    laengde = tilfaelde.randint(1, 70)
    serier = [tilfaeldig(tilfaelde, navn, laengde) for navn in OMRAADER[: tilfaelde.randint(1, 5)]]
    chart = maanedskurve(serier, maal="Indstillinger", haendelser=[NEDLUKNING])
    if not chart.spec["data"]:
        assert not any(isinstance(v, int) or v is SKJULT for serie in serier for v in serie.vaerdier)
        return
    godkend(chart)
    low, high = chart.spec["layout"]["yaxis"]["range"]
    for nr, (serie, curve) in enumerate(zip(serier, _curves(chart), strict=True)):
        assert chart.table.column(f"serie_{nr}") == serie.vaerdier
        assert curve["y"] == [None if isinstance(v, Tilstand) else v for v in serie.vaerdier]
        assert all(low <= y <= high for y in curve["y"] if y is not None)
        _every_number_is_seen(curve, _marked(chart))
        assert _months_of(curve) == [periode.fra for periode in serie.perioder]
        for nr_, (periode, value) in enumerate(serie):
            if not isinstance(value, Tilstand):
                assert _said(curve, nr_, periode).startswith(
                    f"{serie.navn}, {periode.navn}: {celletekst(value, Kind.ANTAL)}"
                )
    hidden = {periode for serie in serier for periode, value in serie if value is SKJULT}
    signs = [trace for trace in chart.spec["data"] if trace["mode"] == "text"]
    assert sum(len(trace["x"]) for trace in signs) == len(hidden)


def _every_number_is_seen(curve, marked):
    points = {value for value, _ in marked}
    y = [None, *curve["y"], None]
    for nr in range(1, len(y) - 1):
        assert y[nr] is None or y[nr] in points or y[nr - 1] is not None or y[nr + 1] is not None


@pytest.mark.parametrize("seed", range(40))
def test_words_at_line_ends_never_overlap_and_stay_in_the_picture(seed):
    tilfaelde = random.Random(seed)
    serier = [maaneder(1, tilfaelde.randint(0, 30), navn=navn) for navn in OMRAADER[: tilfaelde.randint(2, 5)]]
    chart = maanedskurve(serier, maal="Klager")
    notes = _beside(chart)
    assert len(notes) == len(serier)
    boxes = sorted((_pixel(chart, note["ay"]), (note["text"].count("<br>") + 1) * LINJE) for note in notes)
    assert all(b - a >= (high + low) / 2 - 0.01 for (a, high), (b, low) in pairwise(boxes))
    assert boxes[0][0] >= boxes[0][1] / 2 - 0.01
    assert all(note["y"] in {serie.vaerdier[-1] for serie in serier} for note in notes)
    assert chart.spec["layout"]["margin"]["r"] <= 0.35 * 390


def test_a_name_too_long_for_the_margin_stands_above_its_curve():
    navn = "Produktionsskoleafdelingen"
    chart = maanedskurve([maaneder(1, 5, navn=navn), maaneder(1, 3)], maal="Klager")
    godkend(chart)
    assert not _beside(chart)
    assert f"{navn} 5" in tekster(chart)
    assert chart.spec["layout"]["margin"]["r"] < 20


def test_spread_moves_as_little_as_it_must():
    assert spread([10, 50, 90], [20, 20, 20], 0, 100) == [10, 50, 90]
    assert spread([50, 50], [20, 20], 0, 100) == [40, 60]
    assert spread([98, 99], [20, 20], 0, 100) == [70, 90]


@pytest.mark.parametrize("seed", range(60))
def test_spread_keeps_order_bounds_and_distance(seed):
    tilfaelde = random.Random(seed)
    hoejder = [tilfaelde.choice([19, 38, 57]) for _ in range(tilfaelde.randint(1, 5))]
    maal = [tilfaelde.uniform(-20, 320) for _ in hoejder]
    steder = spread(maal, hoejder, 0, 300)
    orden = sorted(range(len(maal)), key=lambda nr: maal[nr])
    assert all(steder[b] - steder[a] >= (hoejder[a] + hoejder[b]) / 2 - 1e-6 for a, b in pairwise(orden))
    assert steder[orden[0]] - hoejder[orden[0]] / 2 >= -1e-6
    assert steder[orden[-1]] + hoejder[orden[-1]] / 2 <= 300 + 1e-6


def test_a_name_breaks_between_its_words_and_loses_nothing():
    assert wrapped("Indre By-Østerbro", "15", 16) == ["Indre By-", "Østerbro 15"]
    assert wrapped("Hele landet", "5,9\N{NO-BREAK SPACE}%", 14) == ["Hele landet", "5,9\N{NO-BREAK SPACE}%"]
    assert wrapped("Valby/Vesterbro", "1.200", 16) == ["Valby/Vesterbro", "1.200"]


def test_what_is_counted_now_and_then_is_points_without_a_line_between_them():
    (points,) = godkend(maanedskurve([maaneder(462, *[TAVS] * 4, 465, TAVS, TAVS, 467, 468)], maal="Elever")).data
    assert (points.mode, points.marker.size) == ("markers", 8)
    curve = godkend(maanedskurve([maaneder(4, TAVS, 5, 6)], maal="Klager")).data[0]
    assert curve.mode == "lines"


def test_a_period_without_a_name_under_the_axis_is_named_when_it_is_pointed_at():
    kvartaler = tuple(Periode(2018 * 12 + 3 * nr, Trin.KVARTAL) for nr in range(20))
    chart = periodekurve([Serie("Amager", kvartaler, (4,) * 20, (0,) * 20)], maal="Klager")
    akse = godkend(chart).layout.xaxis
    vist = dict(zip(akse.tickvals, akse.ticktext, strict=True)) | {int(nr): n for nr, n in akse.labelalias.items()}
    assert len(akse.tickvals) < 20
    assert {nr: navn.replace("<br>", " ") for nr, navn in vist.items()} == {
        nr: periode.navn for nr, periode in enumerate(kvartaler)
    }


def test_rates_over_school_years_stand_in_order_with_one_decimal():
    chart = periodekurve([skoleaar(4.2, TAVS, 3.96)], maal="Indstillinger pr. 1.000 elever", kind=Kind.DECIMAL)
    (curve,) = godkend(chart).data
    assert (curve.mode, list(curve.y)) == ("lines+markers", [4.2, None, 3.96])
    assert curve.customdata[2] == "2019/20: 4,0"
    assert chart.spec["layout"]["xaxis"]["ticktext"] == ["2017/18", "2018/19", "2019/20"]
    assert chart.table.texts() == (("2017/18", "4,2"), ("2018/19", "–"), ("2019/20", "4,0"))
    assert chart.table.titler[0] == "Skoleår"


def test_an_unfinished_period_is_hollow_dashed_and_named():
    chart = periodekurve([skoleaar(4.2, 5.0, 2.1, mangler=(0, 0, 35))], maal="Rate", kind=Kind.DECIMAL)
    dashed, curve, last = godkend(chart).data
    assert (dashed.line.dash, list(dashed.y)) == ("dash", [5.0, 2.1])
    assert (list(curve.y), list(last.y)) == ([4.2, 5.0], [2.1])
    assert (curve.marker.color, last.marker.color) == (BLAA, HVID)
    assert last.customdata[0] == "Amager, 2019/20: 2,1 – 35 månedstal mangler, foreløbig"
    assert "foreløbig" in tekster(chart)
    assert chart.alt.endswith("2019/20 er foreløbig.")


def test_a_period_that_lacks_something_is_hollow_among_those_that_are_whole():
    chart = periodekurve([skoleaar(4, 5, TAVS, 6, mangler=(1, 0, 12, 0))], maal="Klager")
    (curve,) = godkend(chart).data
    assert curve.marker.color == (HVID, BLAA, HVID, BLAA)
    assert curve.marker.line.width == (2, 0, 2, 0)
    (whole,) = godkend(periodekurve([skoleaar(4, 5)], maal="Klager")).data
    assert (whole.marker.color, whole.marker.line.width) == (BLAA, None)


def test_shares_need_not_begin_at_zero_and_the_alt_says_so():
    chart = periodekurve([skoleaar(0.921, 0.956)], maal="Inklusionsgrad", kind=Kind.PROCENT)
    godkend(chart)
    assert "94\N{NO-BREAK SPACE}%" in chart.spec["layout"]["yaxis"]["ticktext"]
    assert chart.alt.endswith("Aksen begynder ved 91,0\N{NO-BREAK SPACE}%.")
    wide = periodekurve([skoleaar(0.1, 0.9)], maal="Andel", kind=Kind.PROCENT)
    assert "begynder" not in wide.alt


def test_nothing_at_all_is_a_word_and_what_is_only_silent_keeps_its_table():
    for chart in (maanedskurve([], maal="Klager"), periodekurve([], maal="Klager"), smaa_multipla([], maal="Klager")):
        godkend(chart)
        assert tekster(chart) == "Ingen tal at vise"
        assert not chart.table.rows
    assert maanedskurve([maaneder(TAVS, TAVS)], maal="Klager").table.texts() == (
        ("januar 2019", "–"), ("februar 2019", "–"),
    )  # fmt: skip


def test_panels_share_one_scale_and_one_row_of_months():
    serier = [maaneder(1, 40, SKJULT), maaneder(3, 5, 2, navn="Valby")]
    chart = smaa_multipla(serier, maal="Klager", reference=maaneder(9.5, 9, 8, navn="Gennemsnit"), fokus=["Valby"])
    figur = godkend(chart)
    first, second = figur.layout.yaxis, figur.layout.yaxis2
    assert (first.range, first.tickvals) == (second.range, second.tickvals)
    assert second.domain[1] <= first.domain[0]
    assert figur.layout.xaxis.anchor == "y2"
    valby = next(trace for trace in figur.data if trace.name == "Valby")
    assert (valby.yaxis, valby.line.color) == ("y2", BLAA)
    assert chart.table.titler == ("Måned", "Amager", "Valby", "Gennemsnit")


def test_the_reference_lies_grey_in_each_panel_and_is_named_once():
    serier = [maaneder(1, 2, navn=navn) for navn in OMRAADER]
    chart = smaa_multipla(serier, maal="Klager", reference=maaneder(9, 9, navn="Gennemsnit"), haendelser=[NEDLUKNING])
    grey = [trace for trace in godkend(chart).data if trace.name == "Gennemsnit"]
    assert [trace.yaxis for trace in grey] == ["y", "y2", "y3", "y4", "y5"]
    assert {trace.line.color for trace in grey} == {NEUTRAL}
    assert tekster(chart).count("Gennemsnit") == 1


def test_a_chart_of_ten_years_for_five_places_stays_light():
    tilfaelde = random.Random(1)
    chart = maanedskurve([tilfaeldig(tilfaelde, navn, 120) for navn in OMRAADER], maal="Klager")
    assert len(json.dumps(chart.spec)) < 30_000


def test_a_name_means_nothing_to_plotly():
    chart = maanedskurve([maaneder(1, navn="<b>A%{y}"), maaneder(2, navn="B")], maal="Klager")
    assert chart.spec["data"][0]["hovertemplate"].startswith("&lt;b&gt;A% {y}, ")
    assert all("<b>A" not in note["text"] for note in chart.spec["layout"]["annotations"])
