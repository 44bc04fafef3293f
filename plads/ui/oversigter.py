"""Tables of områder, schools, expectations and forløb; a row opens the page behind it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import text
from plads.charts import aktivitet as charts
from plads.charts.aktivitet import Stedraekke
from plads.cube import udsnit
from plads.queries import aktivitet as queries
from plads.queries import posteringer
from plads.queries.aktivitet import NavngivetRow
from plads.queries.enheder import EnhedRow
from plads.serier import Periode, Trin
from plads.ui import aktivitet, cache, cards, explain, filterbar, steder

ELEVER = "elevtal"


def areas(rows: Sequence[EnhedRow]) -> None:
    """Show the områder with a school year's counts and rates; a row opens the område."""
    _places(rows, "Områderne i tal", "omraade", key="omraader")


def schools(rows: Sequence[EnhedRow]) -> None:
    """Show schools with a school year's counts and rates; a row opens the school."""
    _places(rows, f"Skoler og institutioner ({text.antal(len(rows))})", "skole", key="skoler")


def schools_of(omraade: EnhedRow) -> list[EnhedRow]:
    """Return the schools an område had in the school year the page is about, the reader's choice or not."""
    periode = school_year()
    rows = steder.every_school()
    if periode is None:
        return [row for row in rows if row.omraade == omraade.kode]
    koder = set(udsnit.medlemmer(cache.cube(), omraade.kode, periode))
    return [row for row in rows if row.kode in koder]


def _places(rows: Sequence[EnhedRow], titel: str, side: str, *, key: str) -> None:
    periode = school_year()
    if periode is None:
        cards.empty("Der er ingen tal for de valgte år.", key)
        return
    raekker = _raekker(tuple(rows), tuple(row.kode for row in aktivitet.indicators()), periode)
    eksempel = any(raekke.eksempel for raekke in raekker)
    cards.table_card(
        titel,
        charts.stedtabel(raekker, [(row.kode, row.navn) for row in aktivitet.indicators()]),
        key=key,
        undertitel=f"Antal i skoleåret {periode.navn}, og pr. 1.000 elever",
        beregning=explain.places(),
        eksempel=eksempel,
        intern=any(raekke.intern for raekke in raekker),
        on_row=aktivitet.opened(rows, side),
        raekken="Vælg en række for at åbne den",
    )


def school_year() -> Periode | None:
    """Return the last chosen school year that has figures; the last complete one, when none is chosen."""
    found = [periode for periode in cache.periods() if periode.trin is Trin.SKOLEAAR]
    valg = filterbar.current()
    wanted = [periode for periode in found if periode.navn in valg.skoleaar]
    wanted = wanted or [periode for periode in found if periode.fra.year in valg.aar]
    if wanted or valg.skoleaar or valg.aar:
        return wanted[-1] if wanted else None
    last = udsnit.seneste_maaned(cache.cube())
    whole = [periode for periode in found if last and periode.maaneder.stop - 1 <= last.foerste]
    return (whole or found)[-1] if found else None


@cache.kept
def _raekker(rows: tuple[EnhedRow, ...], indikatorer: tuple[str, ...], periode: Periode) -> list[Stedraekke]:
    """Return a row per place; kept, since a rate per place and indicator is a slice of its own."""
    above = {row.kode: row.navn for row in steder.by_code().values()}
    return [_place(row, above.get(row.omraade or "", ""), indikatorer, periode) for row in rows]


def _place(row: EnhedRow, omraade: str, indikatorer: Sequence[str], periode: Periode) -> Stedraekke:
    cube = cache.cube()
    (found,) = udsnit.raekker(cube, [row.kode], [*indikatorer, ELEVER], periode)
    rates = {
        kode: udsnit.pr_1000(cube, kode, row.kode, Trin.SKOLEAAR, fra=periode.fra, til=periode.til).vaerdier[0]
        for kode in indikatorer
    }
    return Stedraekke(
        row.navn,
        omraade,
        row.typenavn if row.er_skole else "",
        found.vaerdier[ELEVER],
        {kode: found.vaerdier[kode] for kode in indikatorer},
        rates,
        sum(found.mangler[kode] for kode in indikatorer),
        found.eksempel,
        found.intern,
    )


def booked() -> None:
    """Show what has been booked per PSP element; nothing where no postings have been uploaded."""
    rows = cache.read(posteringer.booked, filterbar.current())
    if not rows:
        return
    cards.table_card(
        "Bogført pr. PSP-element",
        charts.bogfoerttabel(rows),
        key="bogfoert",
        undertitel="Debet minus kredit i årets priser. PSP-elementer er endnu ikke koblet til planens dele",
        beregning=explain.booked(),
        valg=filterbar.whole_plan(),
        eksempel=any(row.eksempel for row in rows),
    )


def named_forloeb() -> None:
    """Show the forløb on named schools that the reader's choice is about."""
    rows = cache.read(queries.named, filterbar.current())
    if not rows:
        return
    cards.table_card(
        f"Forløb på navngivne skoler ({text.antal(len(rows))})",
        charts.forloebstabel(rows),
        key="navngivne",
        undertitel="Fra de indlæste forløbslister, med den status, der sidst er indberettet",
        eksempel=any(row.eksempel for row in rows),
    )


def forloeb(rows: Sequence[NavngivetRow]) -> None:
    """Show the forløb on named schools."""
    if not rows:
        st.caption("Ingen forløb er registreret på skolen.")
        return
    cards.table_card(
        "Forløb på skolen",
        charts.forloebstabel(rows),
        key="skoleforloeb",
        undertitel="Med den status, der sidst er indberettet",
        eksempel=any(row.eksempel for row in rows),
    )
