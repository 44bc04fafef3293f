"""The history of uploads and the freshness of the data as tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from plads import text
from plads.charts.lister import label
from plads.charts.serietabel import EKSEMPEL
from plads.tables import Celle, Column, Kind, Table

INDLAESNINGER = (
    Column("kvittering", "Kvittering"),
    Column("tidspunkt", "Hvornår"),
    Column("filnavn", "Fil"),
    Column("slags", "Slags"),
    Column("status", "Status"),
    Column("nye", "Nye", Kind.ANTAL),
    Column("aendrede", "Ændrede", Kind.ANTAL),
    Column("fjernede", "Fjernede", Kind.ANTAL),
    Column("bruger", "Hvem"),
    Column("datagrundlag", "Datagrundlag"),
)
FUND = (
    Column("grad", "Vurdering"),
    Column("ark", "Ark"),
    Column("celle", "Celle"),
    Column("besked", "Besked"),
)
OPLYSNINGER = (Column("hvad", "Oplysning"), Column("vaerdi", "Værdi"))
STATUS = {"gaeldende": "Gældende", "fortrudt": "Fortrudt", "fortrydelse": "Fortrydelse"}
GRADER = {"fejl": "◆ Fejl", "advarsel": "▲ Advarsel", "info": "● Oplysning"}
TEGN = {"indlæst": "●", "mangler": "▲", "forsinket": "◆", "ventes": "○"}
INTET_VENTES = "Ventes ikke"
# Longer words would make the whole table be set as text, and then its rows could not be opened.
LAENGST, CELLER, NAEVNT = 60, 5, 3


def uploads(rows: Iterable[Any]) -> Table:
    """Return the uploads, one row each."""
    return Table(INDLAESNINGER, tuple(_upload(row) for row in rows))


def _upload(row: Any) -> tuple[Celle, ...]:
    return (
        row.kvittering,
        text.tidspunkt(row.tidspunkt),
        _short(row.filnavn),
        kind(row),
        STATUS[row.status.value],
        row.nye,
        row.aendrede,
        row.fjernede,
        _short(row.bruger),
        EKSEMPEL if row.eksempel else "",
    )


def _short(said: str) -> str:
    return said if len(said) <= LAENGST else f"{said[: LAENGST - 1]}…"


def kind(row: Any) -> str:
    """Return what an upload holds, in words: 'Aktivitet', 'Fortrydelse'."""
    return STATUS["fortrydelse"] if row.fortryder else label(row.art.value)


def findings(rows: Iterable[Any]) -> Table:
    """Return every finding, one row each."""
    return Table(FUND, tuple((GRADER[row.grad.value], row.ark, row.celle, row.besked) for row in rows))


def grouped_findings(rows: Iterable[Any]) -> Table:
    """Return the findings with those that say the same of one sheet together, the gravest first."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row.grad.value, row.ark, row.besked), []).append(row.celle)
    order = list(GRADER)
    found = sorted(groups.items(), key=lambda group: order.index(group[0][0]))
    return Table(FUND, tuple((GRADER[grad], ark, _cells(celler), besked) for (grad, ark, besked), celler in found))


def _cells(celler: Sequence[str]) -> str:
    """Return cells as a list: 'G2, G5 og G9', and no more than a few of many."""
    named = list(dict.fromkeys(celle for celle in celler if celle))
    rest = len(named) - CELLER
    return text.opremsning([*named[:CELLER], f"{text.antal(rest)} mere"] if rest > 0 else named)


def stated(pairs: Iterable[tuple[str, str]]) -> Table:
    """Return facts as a table of what and how."""
    return Table(OPLYSNINGER, tuple(pairs))


def months(kalendere: Sequence[Any], most: int | None = None) -> Table:
    """Return the periods, newest first, with a column per kind of data; at most so many of them."""
    felter = {(felt.periode, felt.slags): felt for kalender in kalendere for felt in kalender.felter}
    perioder = sorted({periode for periode, _ in felter}, reverse=True)[:most]
    columns = (Column("periode", "Periode"), *(Column(str(k.slags), text.stort(str(k.slags))) for k in kalendere))
    return Table(
        columns,
        tuple(
            (periode.navn, *(_cell(felter.get((periode, k.slags))) for k in kalendere))
            for periode in perioder
        ),
    )


def _cell(felt: Any) -> str:
    """Return a sign and a word, with what is missing or when it is due."""
    if felt is None:
        return INTET_VENTES
    said = f"{TEGN[felt.tilstand.value]} {text.stort(str(felt.tilstand.value))}"
    if felt.tilstand == "indlæst":
        return said
    if felt.mangler:
        return f"{said}: {felt.mangler}"
    frist = text.dato(felt.frist)
    return f"{said} {frist}" if felt.tilstand == "ventes" else f"{said} (ventet {frist})"


def freshness(kalender: Any) -> tuple[str, str]:
    """Return the sign and the sentence that say how fresh one kind of data is."""
    slags = str(kalender.slags)
    if kalender.ophoert:
        return TEGN["ventes"], f"Ingen {slags} siden {kalender.seneste.navn}."
    late = [felt for felt in kalender.felter if felt.tilstand == "forsinket"]
    if late:
        return TEGN["forsinket"], f"{text.stort(slags)} for {_named(late)} mangler ({_due([f.frist for f in late])})."
    last = next(felt for felt in kalender.felter if felt.periode == kalender.seneste)
    if last.tilstand == "mangler":
        return TEGN["mangler"], (
            f"{text.stort(slags)} for {last.periode.navn} mangler fra {last.mangler} (ventet {text.dato(last.frist)})."
        )
    coming = [felt.frist for felt in kalender.felter if felt.tilstand == "ventes"]
    due = f" Næste ventes {text.dato(min(coming))}." if coming else ""
    return TEGN["indlæst"], f"{text.stort(slags)} er indlæst til og med {kalender.seneste.navn}.{due}"


def _named(late: Sequence[Any]) -> str:
    if len(late) <= NAEVNT:
        return text.opremsning([felt.periode.navn for felt in late])
    return f"{text.antal(len(late))} perioder fra {late[0].periode.navn} til {late[-1].periode.navn}"


def _due(frister: Sequence[date]) -> str:
    return f"{'ventet' if len(frister) == 1 else 'første ventet'} {text.dato(min(frister))}"
