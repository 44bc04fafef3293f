"""Forløb on schools: one list per report date, each as much as was known on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from plads.demo.ark import Ark, Fil, bog
from plads.demo.sandheder import Sandheder
from plads.demo.skolesystem import Skolesystem
from plads.text import dato

OVERSKRIFT = (
    "Skole/institution",
    "Område",
    "Forløb",
    "Indsats",
    "Skoleår",
    "Klasser",
    "Planlagt start",
    "Faktisk start",
    "Status",
    "Ny dato",
    "Bemærkning",
)


class Forloeb(NamedTuple):
    """A line of the list, in the order of its columns."""

    skole: str
    omraade: str
    forloeb: str
    indsats: str
    skoleaar: str
    klasser: int | None
    planlagt: date | str
    start: date | None
    status: str
    ny_dato: str | None
    bemaerkning: str | None


def course_files(sandheder: Sandheder, system: Skolesystem) -> Iterator[Fil]:
    """Give the list of each report date, the oldest first."""
    for dag in sandheder.rapporter:
        yield f"Forløbsliste {dag.isoformat()}.xlsx", partial(_workbook, sandheder, system, dag)


def lines(sandheder: Sandheder, system: Skolesystem, dag: date) -> Iterator[Forloeb]:
    """Give every forløb that has a status on the report date; a start after it is not known yet."""
    enheder = {enhed.nr: enhed for enhed in system.register.enheder}
    for hold in sandheder.hold:
        status = hold.status.get(dag)
        if status is None:
            continue
        for nr in system.skoler[hold.id]:
            yield Forloeb(
                enheder[nr].navn,
                system.register.omraadenavne[enheder[nr].omraade(dag)],
                hold.navn,
                hold.indsats,
                hold.skoleaar,
                hold.klasser,
                hold.planlagt,
                hold.start if hold.start <= dag else None,
                *status,
            )


def _workbook(sandheder: Sandheder, system: Skolesystem, dag: date) -> bytes:
    def fyld(ark: Ark) -> None:
        ark.skriv(0, 0, f"Forløbsliste pr. {dato(dag)}", ark.fed)
        ark.raekke(2, OVERSKRIFT, ark.fed)
        ark.raekker(3, lines(sandheder, system, dag))
        ark.blad.set_column(0, len(OVERSKRIFT) - 1, 20)

    return bog("Forløb", fyld)
