"""What every chart must keep, whoever draws it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

from plads.charts.chart import Chart
from plads.charts.template import DAEMPET, GITTER, HVID, NEUTRAL, SORT, TEKST

_NEUTRALE = {TEKST, DAEMPET, GITTER, HVID, NEUTRAL, SORT}


def godkend(chart: Chart) -> go.Figure:
    """Return the figure as plotly itself validates it, after the rules for all charts have held."""
    figur = go.Figure(chart.spec)
    assert re.search(r"\d", chart.alt)
    assert chart.table.columns
    assert len(_farver(chart.spec["data"]) - _NEUTRALE) <= 5
    assert figur.layout.showlegend is False
    assert figur.layout.height >= 40
    assert all(
        bar.base is not None or min((x for x in _laengder(bar) if x is not None), default=0) >= 0
        for bar in figur.data
        if bar.type == "bar"
    )
    assert all(note.font.size is None or note.font.size >= 14 for note in figur.layout.annotations)
    return figur


def tekster(chart: Chart) -> str:
    """Return all words of the drawing, line breaks as blanks, marks of plotly removed."""
    raa = " ".join(note["text"] for note in chart.spec["layout"].get("annotations", ()))
    return re.sub(r"<[^>]+>", "", raa.replace("<br>", " "))


def _laengder(bar: Any) -> Any:
    return (bar.x if bar.orientation == "h" else bar.y) or ()


def _farver(knude: Any) -> set[str]:
    return {vaerdi for vaerdi in _blade(knude) if re.fullmatch(r"#[0-9A-Fa-f]{6}", vaerdi)}


def _blade(knude: Any) -> Iterator[str]:
    if isinstance(knude, dict | list):
        for barn in knude.values() if isinstance(knude, dict) else knude:
            yield from _blade(barn)
    elif isinstance(knude, str):
        yield knude
