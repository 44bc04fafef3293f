"""What was reported for whole periods: a card for a school or an område; nothing where nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plads import text
from plads.charts import periodetal as charts
from plads.queries import periodetal as queries
from plads.queries.enheder import EnhedRow
from plads.queries.periodetal import PeriodetalRow
from plads.ui import aktivitet, cache, cards, explain, filterbar


def card_of(enhed: EnhedRow) -> None:
    """Show the whole periods of a school, or of the schools of an område; nothing outside the reader's own scope."""
    if not aktivitet.is_own(enhed):
        return
    skoler, omraader = ((enhed.kode,), ()) if enhed.er_skole else ((), (enhed.kode,))
    valg = replace(filterbar.current(), skoler=skoler, omraader=omraader)
    rows = cache.read(queries.figures, valg)
    if not rows:
        return
    said = "Indberettet samlet for en hel periode. Tallene er ikke med i månedernes kurver"
    cards.table_card(
        "Tal for hele perioder",
        charts.periodetabel(rows, flere=not enhed.er_skole),
        key="perioder",
        undertitel=f"{said}{_disagreement(rows)}",
        beregning=explain.periods(),
        valg=valg,
        eksempel=any(row.eksempel for row in rows),
        intern=True,
    )


def _disagreement(rows: Sequence[PeriodetalRow]) -> str:
    """Say in how many periods the months give something else; the column that tells may be out of sight."""
    other = len({row.periode for row in rows if row.afviger})
    return f". I {text.antal_af(other, 'periode', 'perioder')} giver månederne noget andet" if other else ""
