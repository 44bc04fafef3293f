"""The ledger: one workbook per year, amounts without sign, subtotals marked * and **."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plads.demo.ark import Ark, Fil, Vaerdi, bog
from plads.demo.posteringer import Postering, postings, years
from plads.demo.sandheder import Sandheder
from plads.text import dato_kort, decimaltal

OVERSKRIFT = (
    "Bilagsnr.",
    "Bogføringsdato",
    "Periode",
    "Artskonto",
    "Profitcenter",
    "PSP-element",
    "PSP-tekst",
    "Debet/kredit",
    "Beløb",
    "Tekst",
)
_OVERSKRIFTSRAEKKE = 7


def ledger_files(sandheder: Sandheder) -> Iterator[Fil]:
    """Give each year's workbook, the oldest first."""
    for aar in years(sandheder):
        yield f"Posteringer {aar}.xlsx", partial(_workbook, sandheder, aar)


def _workbook(sandheder: Sandheder, aar: int) -> bytes:
    def fyld(ark: Ark) -> None:
        hoved = ("Posteringsliste", "Firmakode: 0101", f"Periode: 01.{aar} - 12.{aar}", "Layout: BUF-SPEC")
        ark.raekker(0, ((linje,) for linje in hoved))
        ark.raekke(_OVERSKRIFTSRAEKKE, OVERSKRIFT, ark.fed)
        ark.raekker(_OVERSKRIFTSRAEKKE + 1, _rows(sandheder, aar))
        ark.blad.set_column(0, len(OVERSKRIFT) - 1, 16)

    return bog("Sheet1", fyld)


def _rows(sandheder: Sandheder, aar: int) -> Iterator[tuple[Vaerdi, ...]]:
    """Give the postings of each indsats with its subtotal, and the total of them all at the end."""
    i_alt = 0
    for tekst, raekker in postings(sandheder, aar):
        for nr, postering in enumerate(raekker):
            yield _row(postering, sandheder.regnskab.profitcenter, som_tekst=nr % 2 == 1)
        netto = sum(postering.netto for postering in raekker)
        yield _subtotal("*", tekst, netto)
        i_alt += netto
    yield _subtotal("**", None, i_alt)


def _row(postering: Postering, profitcenter: str, *, som_tekst: bool) -> tuple[Vaerdi, ...]:
    kroner = postering.oere / 100
    return (
        postering.bilagsnr,
        dato_kort(postering.dato),
        postering.dato.month,
        postering.artskonto,
        profitcenter,
        postering.psp,
        postering.psp_tekst,
        "Kredit" if postering.kredit else "Debet",
        decimaltal(kroner, 2) if som_tekst else kroner,
        postering.tekst,
    )


def _subtotal(maerke: str, tekst: str | None, oere: int) -> tuple[Vaerdi, ...]:
    return (*(None,) * 5, maerke, tekst, None, oere / 100)
