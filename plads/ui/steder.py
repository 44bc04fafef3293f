"""The område and the school a page is about, and the way from one to the next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from plads import access, text
from plads.queries import enheder
from plads.queries.enheder import EnhedRow
from plads.ui import cache, filterbar, go, muligheder


def city() -> EnhedRow | None:
    """Return the municipality of the reader's plan."""
    return cache.read(enheder.municipality, filterbar.whole())


def areas() -> list[EnhedRow]:
    """Return the områder of the reader's plan; only those chosen, if any are."""
    valg = filterbar.current()
    rows = every_area()
    return [row for row in rows if row.kode in valg.omraader] or rows


def every_area() -> list[EnhedRow]:
    """Return all områder of the reader's plan."""
    return muligheder.areas(filterbar.whole())


def area() -> EnhedRow | None:
    """Return the område the page is about: the one chosen, else the reader's own, else the first."""
    valg = filterbar.current()
    rows = every_area()
    if valg.omraader:
        return next((row for row in rows if row.kode in valg.omraader), None)
    own = access.current().omraade
    return next((row for row in rows if row.navn == own), rows[0] if rows else None)


def schools(omraade: str | None = None) -> list[EnhedRow]:
    """Return the schools of the reader's choice; those of one område, if it is given."""
    valg = filterbar.current()
    wanted = (omraade,) if omraade else valg.omraader
    return [
        row
        for row in muligheder.schools(filterbar.whole())
        if (not wanted or row.omraade in wanted) and (not valg.skoler or omraade or row.kode in valg.skoler)
    ]


def every_school() -> list[EnhedRow]:
    """Return all schools and institutions of the reader's plan."""
    return muligheder.schools(filterbar.whole())


def school() -> EnhedRow | None:
    """Return the school the page is about: the one chosen, else the first of the chosen områder."""
    rows = schools()
    return rows[0] if rows else None


def by_code() -> dict[str, EnhedRow]:
    """Return every unit of the plan's municipality by its code."""
    return {row.kode: row for row in cache.read(enheder.units, filterbar.whole())}


def above(unit: EnhedRow) -> EnhedRow | None:
    """Return the område a unit belongs to."""
    return by_code().get(unit.omraade or "")


def facts(unit: EnhedRow) -> None:
    """Say what a school is: its kind, its number, what it belongs to, and when it opened or closed."""
    known = by_code()
    said = [unit.typenavn, f"institutionsnr. {unit.institutionsnr}" if unit.institutionsnr else ""]
    said += [f"{word} {known[kode].navn}" for word, kode in (("område", unit.omraade), ("klynge", unit.klynge),
             ("afdeling af", unit.hovedinstitution)) if kode in known]
    said += [f"åbnet {text.dato(unit.gyldig_fra)}"] if unit.gyldig_fra else []
    said += [f"lukket {text.dato(unit.gyldig_til)}"] if unit.gyldig_til else []
    st.caption(text.markdown(text.stort(" · ".join(part for part in said if part))))


def trail(file: str) -> list[str]:
    """Return the names on the way to what the page is about."""
    if file == "omraade":
        own = area()
        return [own.navn] if own else []
    unit = school()
    if unit is None:
        return []
    omraade = above(unit)
    return [*([omraade.navn] if omraade else []), unit.navn]


def neighbours(unit: EnhedRow, rows: Sequence[EnhedRow], side: str, *, up: EnhedRow | None = None) -> None:
    """Offer the unit above, the unit before and the one after."""
    place = [row.kode for row in rows].index(unit.kode) if unit in rows else 0
    key = "omraade" if side == "omraade" else "skole"
    with st.container(horizontal=True, key="naboer"):
        if up is not None:
            _button(up, ":material/arrow_upward:", "omraade", "omraade")
        if place:
            _button(rows[place - 1], ":material/arrow_back:", side, key)
        if place + 1 < len(rows):
            _button(rows[place + 1], ":material/arrow_forward:", side, key)


def _button(row: EnhedRow, icon: str, side: str, key: str) -> None:
    st.button(
        text.markdown(row.navn),
        key=f"nabo_{row.kode}",
        icon=icon,
        type="tertiary",
        on_click=go.to,
        args=(side,),
        kwargs={key: [row.noegle]},
    )
