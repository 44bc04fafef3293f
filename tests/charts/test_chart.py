"""The chart itself: what Streamlit is handed, and the look all charts share."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from plotly.tools import return_figure_from_figure_or_data

from plads.charts.chart import CONFIG, Chart
from plads.charts.template import (
    BLAA,
    DAEMPET,
    HVID,
    KATEGORIER,
    TEKST,
    flad,
    heltalsakse,
    layout,
    maanedsakse,
    ombryd,
)
from plads.tables import Column, Table

CHART = Chart({"data": [], "layout": layout()}, "0 tal", Table((Column("a", "A"),), ()))


def test_it_hands_streamlit_the_spec_itself() -> None:
    assert return_figure_from_figure_or_data(CHART.figure(), True) is CHART.spec


def test_its_table_is_made_once_and_only_when_asked_for() -> None:
    made: list[Table] = []

    def table() -> Table:
        made.append(CHART.table)
        return made[-1]

    chart = Chart(CHART.spec, "0 tal", table)
    assert not made
    assert chart.table is chart.table is CHART.table
    assert len(made) == 1


def test_it_speaks_danish_without_the_net() -> None:
    dansk = CONFIG["locales"]["da"]["format"]
    assert (dansk["months"][9], dansk["shortMonths"][9]) == ("oktober", "okt.")
    assert layout()["separators"] == ",."
    assert CONFIG["displayModeBar"] is False


def test_it_merges_what_a_chart_changes_into_the_look() -> None:
    plan = layout(xaxis={"visible": False}, height=100)
    assert plan["xaxis"]["visible"] is False
    assert plan["xaxis"]["tickfont"] == {"color": DAEMPET}
    assert plan["font"]["size"] == 14
    assert plan["separators"] == ",."
    assert layout()["xaxis"].get("visible") is None


def _luminance(farve: str) -> float:
    kanaler = [int(farve[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (k / 12.92 if k <= 0.04045 else ((k + 0.055) / 1.055) ** 2.4 for k in kanaler)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    ("farve", "mindst"), [*((f, 3.0) for f in KATEGORIER), (DAEMPET, 4.5), (TEKST, 4.5), (BLAA, 4.5)]
)
def test_it_keeps_contrast_on_white(farve: str, mindst: float) -> None:
    assert (_luminance(HVID) + 0.05) / (_luminance(farve) + 0.05) >= mindst


@pytest.mark.parametrize(
    ("stoerste", "spring"), [(0, 1), (1, 1), (5, 1), (6, 2), (35.075, 10), (240, 50), (1001, 500)]
)
def test_it_ticks_whole_numbers_from_zero(stoerste: float, spring: int) -> None:
    akse = heltalsakse(stoerste)
    assert akse["dtick"] == spring
    assert akse["range"][0] == 0
    assert akse["range"][1] > stoerste


def _ticks(fra: date, til: date, **valg: Any) -> list[str]:
    akse = maanedsakse(fra, til, **valg)
    assert len(akse["tickvals"]) == len(akse["ticktext"]) <= 7
    assert all(fra.isoformat() <= dag <= til.isoformat() and dag.endswith("-01") for dag in akse["tickvals"])
    return list(akse["ticktext"])


def test_it_writes_danish_months_with_the_year_where_it_begins() -> None:
    assert _ticks(date(2019, 11, 5), date(2020, 3, 5)) == ["dec.<br>2019", "jan.<br>2020", "feb.", "mar."]
    assert _ticks(date(2020, 1, 1), date(2020, 12, 31)) == [
        "jan.<br>2020",
        "mar.",
        "maj",
        "jul.",
        "sep.",
        "nov.",
    ]
    assert _ticks(date(2020, 4, 1), date(2020, 5, 1), oeverst=True) == ["2020<br>apr.", "maj"]


def test_it_writes_years_only_over_many_years() -> None:
    assert _ticks(date(2016, 1, 1), date(2021, 1, 1)) == ["2016", "2017", "2018", "2019", "2020", "2021"]
    assert _ticks(date(1990, 1, 1), date(2040, 1, 1))[0] == "1990"


def test_it_breaks_long_text_and_keeps_markup_flat() -> None:
    assert ombryd("et to tre", 6) == ["et to", "tre"]
    assert ombryd("") == [""]
    assert flad("<b>R&D</b>") == "&lt;b&gt;R&amp;D&lt;/b&gt;"
