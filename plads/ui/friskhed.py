"""The calendar of freshness: what has come, what is missing and from where, and when the next is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any

import streamlit as st

from plads import text
from plads.charts import historik as charts
from plads.charts.template import DAEMPET
from plads.cube import udsnit
from plads.cube.frigivet import Frigivet
from plads.cube.indberetning import Indberetning, meldte_maaneder, udeblevne
from plads.filters import Filter
from plads.models.indikator import Indikatorart
from plads.models.organisation import Tilknytningsart
from plads.queries import friskhed
from plads.queries.friskhed import Kalender, Slags
from plads.serier import Periode, Trin
from plads.tables import Table
from plads.ui import cache, cards, filterbar, grid, steder

TITEL = "Er tallene kommet?"
SYNLIGE = 24
NAVNGIVET = 2
BEREGNING = (
    ("Frist", "En måneds tal ventes senest den 5. i måneden efter."),
    ("Indlæst", "Alle, der plejer at indberette, har gjort det."),
    ("Mangler", "Noget af perioden mangler, eller hele perioden, mens en senere er kommet."),
    ("Forsinket", "Fristen er overskredet, og der er intet kommet."),
    ("Elevtal", "Ventes i de måneder, hvor de blev talt året før."),
    ("Forventningstal", "Ventes 5. juni i året, efter 1. prognose."),
    ("Budgetopfølgning", "Ventes 5. april i året, efter opfølgningen pr. 31. marts."),
    ("Ventes ikke", "Før det første tal, og når der ikke er kommet noget i over et år."),
)
# The tints of the design: each is read against the page's own text colour.
FARVER = {"●": "#DDF7CE", "▲": "#FFEECC", "◆": "#FFE0E0"}


def lines() -> None:
    """Say in a sentence per kind what has come, what is missing, and when the next is due."""
    _sentences(_of_city())


def _of_city() -> Sequence[Kalender]:
    by = steder.city()
    return _calendars(filterbar.whole().plan, by.kode, _today()) if by else ()


def _sentences(kalendere: Sequence[Kalender]) -> None:
    if not kalendere:
        st.info("Der er endnu ikke indlæst måneds- eller årstal for planens kommune.", icon=":material/inbox:")
    with st.container(gap="xxsmall", key="friskhed_linjer"):
        for sign, said in map(charts.freshness, kalendere):
            st.markdown(f"{sign} {text.markdown(said)}")


def card() -> None:
    """Show how fresh the figures of the plan's municipality are, in sentences and period by period."""
    by, kalendere = steder.city(), _of_city()
    with cards.card(TITEL, key="friskhed", undertitel=by and f"Tal for {by.navn}, nyeste først"):
        _sentences(kalendere)
        if kalendere:
            _period_tables(kalendere)


def _period_tables(kalendere: Sequence[Kalender]) -> None:
    monthly = [kalender for kalender in kalendere if kalender.slags.trin is Trin.MAANED]
    yearly = [kalender for kalender in kalendere if kalender.slags.trin is Trin.AAR]
    whole = charts.months(monthly)
    if len(whole.rows) > SYNLIGE:
        st.toggle(f"Vis alle {len(whole.rows)} måneder", key="alle_maaneder")
    shown = whole if st.session_state.get("alle_maaneder") else charts.months(monthly, SYNLIGE)
    for table, alt in ((shown, "Måned for måned"), (charts.months(yearly), "År for år")):
        if table.rows:
            _coloured(table, alt)
    cards.footer(TITEL, whole if monthly else charts.months(yearly), key="friskhed", beregning=BEREGNING)


def _coloured(table: Table, alt: str) -> None:
    """Show a table of signs and words, tinted; a real table, so that it is read aloud cell by cell."""
    import pandas as pd

    # On a phone a sign must not stand alone on its line, nor a month without its year.
    rows = [[text.markdown(cell.replace(" ", text.HARDT_MELLEMRUM, 1)) for cell in row] for row in table.texts()]
    frame = pd.DataFrame(rows, columns=list(table.titler)).astype(str)
    # The name is a part of each cell's own in the page: two tables of one name would have each other's tints.
    named = frame.style.set_uuid(f"{grid.UUID}{sha256(alt.encode()).hexdigest()[:8]}")
    st.table(named.map(_tint), hide_index=True, border="horizontal", alt=alt)


def _tint(cell: Any) -> str:
    if str(cell).startswith("Ventes"):
        return f"color: {DAEMPET}"
    colour = FARVER.get(str(cell)[:1])
    return f"background-color: {colour}" if colour else ""


def _today() -> date:
    return date.today()  # noqa: DTZ011 a deadline is by the calendar on the wall


@cache.kept
def _calendars(plan: str, kommune: str, i_dag: date) -> tuple[Kalender, ...]:
    """Return a calendar for each kind of data that has ever come."""
    cube = cache.cube()
    counted = meldte_maaneder(cube, kommune)
    by_art = {art: [i.kode for i in cube.indikatorer if i.art is art] for art in Indikatorart}
    flows, stocks = by_art[Indikatorart.STROEM], by_art[Indikatorart.BEHOLDNING]
    meldt = cache.read(friskhed.reported, Filter(plan)) | {
        Slags.AKTIVITET: {nr for kode in flows for nr in counted[kode]},
        Slags.ELEVTAL: {nr for kode in stocks for nr in counted[kode]},
    }
    mangler = {nr: _missing(cube, flows, kommune, nr) for nr in meldt[Slags.AKTIVITET]}
    found = (
        friskhed.calendar(slags, meldt[slags], i_dag, mangler if slags is Slags.AKTIVITET else None) for slags in Slags
    )
    return tuple(kalender for kalender in found if kalender)


def _missing(cube: Frigivet, indikatorer: Sequence[str], kommune: str, nr: int) -> str:
    """Return where a month's figures are missing: whole områder by name, single places by name or by number."""
    periode = Periode(nr, Trin.MAANED)
    svar = udeblevne(cube, indikatorer, kommune, periode)
    if not svar.mangler:
        return ""
    above = {kode: udsnit.foraelder(cube, kode, Tilknytningsart.OMRAADE, periode) for kode in svar.ventet}
    whole = _whole(svar, above)
    known = steder.by_code()
    rest = [known[kode].navn if kode in known else kode for kode in svar.mangler if above[kode] not in whole]
    if len(rest) > NAVNGIVET:
        rest = [f"{text.antal(len(rest))} {'andre ' if whole else ''}steder"]
    return text.opremsning([*(known[kode].navn if kode in known else kode for kode in whole), *rest])


def _whole(svar: Indberetning, above: dict[str, str | None]) -> list[str]:
    """Return the områder from which nobody that was expected has reported it all."""
    some = {above[kode] for kode in svar.ventet if kode not in svar.mangler}
    return sorted({omraade for kode in svar.mangler if (omraade := above[kode]) and omraade not in some})
