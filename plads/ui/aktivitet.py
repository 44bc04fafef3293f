"""Activity on screen: curves, rates and tables, each from the cube of this rerun's data version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from plads import access, text
from plads.charts import kurver
from plads.cube import udsnit
from plads.filters import Filter
from plads.measures.gruppe import Afbrydelse
from plads.models.indikator import Indikatorart
from plads.periods import skoleaar_interval
from plads.queries import aktivitet, styring
from plads.queries.aktivitet import NavngivetRow, TaltRow
from plads.queries.enheder import EnhedRow
from plads.serier import Serie, Trin, maaned_nr
from plads.ui import cache, cards, filterbar, go, muligheder, tal

SPECIAL = "elever_specialtilbud"
# How long an event is taken to last when nobody has said: its own month and two more.
HAENDELSE_MAANEDER = 3
# What is shown until the reader chooses: the way from a worry to a place.
STANDARD = ("ppv", "indstilling", "visitation", "klage")


def may_see() -> bool:
    """Return whether the reader may see true counts, and there are any."""
    if not access.may(access.current(), access.Handling.SE_AKTIVITET):
        return False
    return muligheder.has_activity(filterbar.whole())


def indicators(enhed: EnhedRow | None = None) -> list[TaltRow]:
    """Return the chosen indicators that are counted as they happen; when none is chosen the usual ones.

    Of a unit that reports none of the usual ones (a special school) those it does report.
    """
    valg = filterbar.current()
    rows = [row for row in cache.read(aktivitet.counted, filterbar.whole()) if row.art is Indikatorart.STROEM]
    if valg.indikatorer:
        return [row for row in rows if row.kode in valg.indikatorer]
    usual = [row for row in rows if row.kode in STANDARD]
    if enhed is None or any(_reports(enhed, row) for row in usual):
        return usual
    return [row for row in rows if _reports(enhed, row)] or usual


def _reports(enhed: EnhedRow, row: TaltRow) -> bool:
    return curve(enhed, row, whole=True).sidst_meldt is not None


def is_own(enhed: EnhedRow) -> bool:
    """Return whether a unit lies in the reader's own scope, so that true small counts of it may be shown."""
    cube = cache.cube()
    row = cube.enhed_nr.get(enhed.kode)
    return row is not None and bool(cube.intern[row].any())


def span(valg: Filter) -> tuple[date | None, date | None]:
    """Return first and last day of the chosen years and school years; None when none is chosen."""
    days = [date(aar, maaned, dag) for aar in valg.aar for maaned, dag in ((1, 1), (12, 31))]
    days += [dag for skoleaar in valg.skoleaar for dag in skoleaar_interval(skoleaar)]
    return (min(days), max(days)) if days else (None, None)


def curve(enhed: EnhedRow, row: TaltRow, *, whole: bool = False, trin: Trin | None = None) -> Serie:
    """Return a unit's series of an indicator in the chosen years, or all of it.

    In the shortest periods the reader may see, unless a longer one is asked for.
    """
    fra, til = (None, None) if whole else span(filterbar.current())
    cube = cache.cube()
    step = trin or cube.fineste(enhed.kode)
    return udsnit.serie(cube, row.kode, enhed.kode, step, navn=enhed.navn, fra=fra, til=til)


def freshness(enhed: EnhedRow) -> None:
    """Say how far a unit's figures go, how many have reported, and whether they are made up."""
    serie = curve(enhed, indicators(enhed)[0], whole=True)
    last = serie.sidst_meldt
    if last is None:
        return
    reported = tal.missing(serie.mangler[serie.perioder.index(last)]) or "alle har indberettet"
    with st.container(horizontal=True, vertical_alignment="center", key="friskhed"):
        st.caption(text.markdown(f"Aktivitet til og med {last.navn}: {reported}"), width="content")
        if serie.eksempel:
            cards.example_badge()
        cards.sharing_badge(intern=serie.intern)
        shared = cache.shared()
        if shared is not None and shared.tidspunkt is not None and not serie.intern:
            st.caption(text.markdown(f"Gjort klar til deling {text.tidspunkt(shared.tidspunkt)}"), width="content")


def source(eksempel: bool) -> str:
    """Return where a figure of activity comes from."""
    return "Kilde: opdigtede eksempeldata" if eksempel else "Kilde: kommunens indberetninger"


def interruptions() -> tuple[Afbrydelse, ...]:
    """Return the months that events hit, each from its own month on."""
    return tuple(Afbrydelse(maaned_nr(h.dato), last_month(h), h.navn) for h in events())


def events() -> Sequence[styring.HaendelseRow]:
    """Return what hit everybody and curves must be read against; the plan's own dates are no cause of anything."""
    return [event for event in cache.read(styring.events, filterbar.whole()) if event.kommune is None]


def last_month(haendelse: styring.HaendelseRow) -> int:
    """Return the number of the last month an event hit: its own, and as many as are usual, where nobody has said."""
    if haendelse.til is not None:
        return maaned_nr(haendelse.til)
    return maaned_nr(haendelse.dato) + HAENDELSE_MAANEDER - 1


def between(serie: Serie) -> str:
    """Return from when till when a series runs, to stand in a subtitle; empty without periods."""
    if not serie.perioder:
        return ""
    return f", {serie.perioder[0].navn} – {serie.perioder[-1].navn}"


def forloeb_of(unit: EnhedRow) -> list[NavngivetRow]:
    """Return the forløb of one school."""
    return [row for row in cache.read(aktivitet.named, filterbar.whole()) if row.enhed == unit.kode]


def marks(rows: Sequence[NavngivetRow]) -> list[kurver.Maerke]:
    """Return the days on which forløb began, with what began."""
    by_day: dict[tuple[date, str], set[str]] = {}
    for row in rows:
        if row.start_fra is not None:
            by_day.setdefault((row.start_fra, row.typenavn), set()).add(row.skole)
    return [
        kurver.Maerke(day, name if len(schools) == 1 else f"{name}, {len(schools)} skoler")
        for (day, name), schools in sorted(by_day.items())
    ]


def opened(rows: Sequence[EnhedRow], side: str) -> Callable[[int], None]:
    """Return what a click on a table row does: open the page of that unit."""

    def open_row(nr: int) -> None:
        key = "omraade" if side == "omraade" else "skole"
        go.to(side, **{key: [rows[nr].noegle]})

    return open_row
