"""Cards of pages as slides: found by page and key, with the same figures, source and choices."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from plads.dias import Dias, Figur
from plads.moede.grundlag import INTET, Grundlag, Sidekort, Valg
from plads.tables import Table
from plads.tilstand import Tilstand

# As much as a slide can carry in a size that a room can read.
RAEKKER, KOLONNER = 6, 5
# What a reader needs on screen to judge a figure is on the slide in its footer.
_IKKE_MED = ("Nyeste kilde", "Indlæst")


def link(side: str, valg: Valg) -> str:
    """Return the address of a page with its choices."""
    path = "/" if side == "overblik" else f"/{side}"
    return f"{path}?{urlencode(valg, doseq=True)}" if valg else path


def card(g: Grundlag, side: str, key: str, valg: Valg = INTET) -> Sidekort | None:
    """Return a card of a page of the plan; None where the page does not show it."""
    return next((kort for kort in g.hent(side, {**g.valg, **valg}) if kort.key == key), None)


def slide_of(g: Grundlag, kort: Sidekort, side: str, *, valg: Valg = INTET, **felter: Any) -> Dias:
    """Return a card as a slide; the fields given stand, the rest comes from the card."""
    tabel = kort.tabel()
    har = kort.chart is not None and bool(kort.chart.spec["data"])
    figur = Figur(kort.chart.spec, kort.chart.alt, tabel) if har and kort.chart else None
    given = {
        "undertitel": _measure(kort),
        "figur": figur,
        "tabel": None if figur else short(tabel),
        "kilde": _source(kort),
        "valg": tuple(par for par in kort.valg if par[0] not in _IKKE_MED),
        "beregning": kort.beregning,
        "link": link(side, {**g.valg, **valg}),
        "eksempel": kort.eksempel,
        "skjult": hidden(tabel),
        "periode": _period(tabel),
    }
    return Dias(**(given | felter))


def _measure(kort: Sidekort) -> str:
    """Return what is measured, without the rule behind and without the source, which stand elsewhere."""
    return kort.undertitel.partition(" Kilde: ")[0].partition(". Reglen:")[0].partition(". Grå er")[0].rstrip(". ")


def _source(kort: Sidekort) -> str:
    _, fundet, kilde = kort.undertitel.partition("Kilde: ")
    if fundet:
        return f"Kilde: {kilde.rstrip('. ')}"
    return "Kilde: opdigtede eksempeldata" if kort.eksempel else "Kilde: kommunens indberetninger"


def _period(tabel: Table) -> str:
    """Return from when till when a table of periods runs."""
    if not tabel.rows or tabel.columns[0].titel not in ("Måned", "Kvartal", "Skoleår", "År", "Halvår"):
        return ""
    foerste, sidste = str(tabel.rows[0][0]), str(tabel.rows[-1][0])
    return foerste if foerste == sidste else f"{foerste} – {sidste}"


def hidden(tabel: Table) -> bool:
    """Return whether any cell is hidden."""
    return any(celle is Tilstand.DISKRETIONERET for row in tabel.rows for celle in row)


def short(tabel: Table) -> Table:
    """Return as much of a table as a slide can carry: the first rows, the first columns, none that says nothing."""
    med = [nr for nr in range(len(tabel.columns)) if any(row[nr] not in (None, "") for row in tabel.rows)]
    navne = [tabel.columns[nr].navn for nr in med if tabel.columns[nr].navn != "kilde"][:KOLONNER]
    small = tabel.select(navne)
    return Table(small.columns, small.rows[:RAEKKER])


def parts(tabel: Table, raekker: int = RAEKKER) -> list[Table]:
    """Return a table in pieces a slide can carry."""
    return [Table(tabel.columns, tabel.rows[nr : nr + raekker]) for nr in range(0, len(tabel.rows), raekker)]


def numbered(titel: str, nr: int, af: int) -> str:
    """Return the title of one of several slides."""
    return f"{titel} ({nr} af {af})" if af > 1 else titel
