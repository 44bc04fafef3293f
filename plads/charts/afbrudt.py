"""An interrupted series: what was counted, and dashed what would have been."""

from __future__ import annotations

from collections.abc import Sequence

from plads.charts import kurver
from plads.charts.chart import Chart
from plads.charts.rows import Haendelse
from plads.serier import Serie


def interrupted(talt: Serie, uden: Serie | None, *, maal: str, haendelse: Haendelse) -> Chart:
    """Return the counts on a calendar with the event; what would have been without it is an estimate, and dashed."""
    serier: Sequence[Serie] = [talt] if uden is None else [talt, uden]
    chart = kurver.maanedskurve(serier, maal=maal, haendelser=[haendelse])
    if uden is None:
        return chart
    # The chart is shared with others, so it is drawn anew and not changed.
    data = [
        {**trace, "line": {**trace["line"], "dash": "dash"}}
        if trace.get("name") == uden.navn and "line" in trace
        else trace
        for trace in chart.spec["data"]
    ]
    return Chart({**chart.spec, "data": data}, chart.alt, chart.tabel)
