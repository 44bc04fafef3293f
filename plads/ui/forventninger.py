"""Pupils in special provision against what the reports expect."""

from __future__ import annotations

from plads import text
from plads.charts import forventning, kurver
from plads.disclosure.forventninger import shareable
from plads.filters import Filter
from plads.queries import aktivitet as queries
from plads.queries.aktivitet import ForventningRow
from plads.queries.enheder import EnhedRow
from plads.ui import aktivitet, cache, cards, explain, filterbar, tal

SPECIAL = "elever_specialtilbud"


def expected(omraade: EnhedRow | None) -> None:
    """Show what the områder (or one) are expected to reach, each report in its own column, one card per figure."""
    rows = [row for row in known(filterbar.current()) if omraade is None or row.enhed == omraade.kode]
    for indikator in dict.fromkeys(row.indikator for row in rows):
        own = [row for row in rows if row.indikator == indikator]
        cards.table_card(
            f"Forventningstal: {tal.small(own[0].navn)}",
            forventning.forventningstabel(own),
            key=f"forventning_{indikator}",
            undertitel=f"{own[0].taeller.rstrip('.')}. Hver rapport har sin kolonne; intet gammelt tal er slettet",
            beregning=explain.expected(),
            eksempel=any(row.eksempel for row in own),
        )


def known(valg: Filter) -> list[ForventningRow]:
    """Return the forventningstal the reader may see."""
    rows, delbar = cache.read(queries.expected, valg), cache.shared()
    return shareable(rows, delbar.diskretion.k) if delbar else rows


def special_card(enhed: EnhedRow) -> None:
    """Show pupils in special provision against what the newest report expects of the year."""
    row = next((row for row in cache.read(queries.counted, filterbar.whole()) if row.kode == SPECIAL), None)
    serie = aktivitet.curve(enhed, row) if row else None
    if row is None or serie is None or serie.seneste is None:
        return
    periode, value = serie.seneste
    line = _line(enhed, periode.fra.year)
    cards.chart_card(
        f"{value} elever i specialtilbud i {periode.navn}",
        kurver.maanedskurve([serie], maal=row.navn, haendelser=aktivitet.events(), maallinje=line),
        key="specialtilbud",
        undertitel=f"{row.taeller}, {enhed.navn}{aktivitet.between(serie)}. {aktivitet.source(serie.eksempel)}",
        beregning=explain.aktivitet(row, serie),
        eksempel=serie.eksempel,
        intern=serie.intern,
    )


def _line(enhed: EnhedRow, aar: int) -> kurver.Maallinje | None:
    """Return the level the newest report of a year expects an område to end it at."""
    rows = [row for row in known(filterbar.whole()) if _concerns(row, enhed, aar)]
    if not rows:
        return None
    antal = rows[-1].antal or 0
    return kurver.Maallinje(antal, f"Forventet ultimo {aar}: {text.antal(antal)}")


def _concerns(row: ForventningRow, enhed: EnhedRow, aar: int) -> bool:
    return (row.enhed, row.indikator, row.aar) == (enhed.kode, SPECIAL, aar) and row.antal is not None
