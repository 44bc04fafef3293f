"""Activity as one row per school, month and indicator: one workbook per school year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from plads.demo.ark import Ark, Fil, Vaerdi, bog
from plads.demo.sandheder import Sandheder
from plads.demo.skolesystem import ELEVTAL, Celle, Skolesystem, first_day, skoleaar_start

OVERSKRIFT = ("Inst.nr.", "Skole", "Område", "År", "Måned", "Indikator", "Antal")
ELEVNAVN = "Elever"
_BREDDER = (10, 28, 32, 8, 8, 20, 8)


def activity_files(sandheder: Sandheder, system: Skolesystem) -> Iterator[Fil]:
    """Give each school year's workbook, the oldest first."""
    navne = {maalt.kode: maalt.navn for maalt in sandheder.indikatorer} | {ELEVTAL: ELEVNAVN}
    for start in range(skoleaar_start(sandheder.fra), skoleaar_start(sandheder.til) + 1):
        aarets = [celle for celle in system.celler if skoleaar_start(celle.maaned) == start]
        yield f"Aktivitet {start}-{(start + 1) % 100:02}.xlsx", partial(_workbook, system, aarets, navne)


def _workbook(system: Skolesystem, celler: list[Celle], navne: Mapping[str, str]) -> bytes:
    def fyld(ark: Ark) -> None:
        ark.raekke(0, OVERSKRIFT, ark.fed)
        naeste = ark.raekker(1, _rows(system, celler, navne))
        ark.blad.autofilter(0, 0, naeste - 1, len(OVERSKRIFT) - 1)
        ark.blad.freeze_panes(1, 0)
        for kolonne, bredde in enumerate(_BREDDER):
            ark.blad.set_column(kolonne, kolonne, bredde)

    return bog("Data", fyld)


def _rows(system: Skolesystem, celler: list[Celle], navne: Mapping[str, str]) -> Iterator[tuple[Vaerdi, ...]]:
    """Give the rows; every second number is text, and a unit that did not report has an empty count."""
    enheder = {enhed.nr: enhed for enhed in system.register.enheder}
    for nr, celle in enumerate(celler):
        enhed = enheder[celle.enhed]
        omraade = system.register.omraadenavne[enhed.omraade(first_day(celle.maaned))]
        inst = celle.enhed if nr % 2 else int(celle.enhed)
        aar, maaned = divmod(celle.maaned, 100)
        yield inst, enhed.navn, omraade, aar, maaned, navne[celle.indikator], celle.antal
