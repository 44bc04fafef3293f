"""Forventningstal: one workbook per vintage, with merged group headings and shares written two ways."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plads.demo.ark import Ark, Fil, bog
from plads.demo.forventning import Linje, Udgave, editions
from plads.demo.sandheder import Sandheder
from plads.demo.skolesystem import Skolesystem
from plads.text import decimaltal

_GRUPPER = (("B3:D3", "Elever i specialtilbud"), ("E3:F3", "Segregeringsgrad"), ("G3:H3", "Økonomi, mio. kr."))
_OVERSKRIFTSRAEKKE = 3


def expectation_files(sandheder: Sandheder, system: Skolesystem) -> Iterator[Fil]:
    """Give each vintage's workbook, the oldest first."""
    for udgave in editions(sandheder, system):
        yield f"Forventningstal {udgave.aar} - {udgave.navn}.xlsx", partial(_workbook, udgave)


def _workbook(udgave: Udgave) -> bytes:
    def fyld(ark: Ark) -> None:
        for celler, tekst in _GRUPPER:
            ark.blad.merge_range(celler, tekst, ark.midt)
        ark.raekke(_OVERSKRIFTSRAEKKE, _headings(udgave), ark.fed)
        for nr, linje in enumerate((*udgave.linjer, udgave.byen), _OVERSKRIFTSRAEKKE + 1):
            _skriv(ark, nr, linje)
        ark.blad.set_column(0, 0, 32)
        ark.blad.set_column(1, 7, 20)

    return bog(f"Forventningstal {udgave.aar}", fyld)


def _headings(udgave: Udgave) -> tuple[str, ...]:
    aar = udgave.aar
    return (
        "Område",
        f"Primo {aar}",
        f"Forventet ultimo {aar}",
        f"Realiseret {udgave.maaned} {aar}",
        "Primo",
        "Forventet ultimo",
        "Forventningstal",
        udgave.navn,
    )


def _skriv(ark: Ark, nr: int, linje: Linje) -> None:
    ark.raekke(nr, (linje.omraade, linje.primo, linje.ventet, linje.realiseret))
    ark.skriv(nr, 4, round(linje.grad_primo, 5), ark.procent)
    ark.skriv(nr, 5, f"{decimaltal(linje.grad_ventet * 100, 1)} %")
    ark.skriv(nr, 6, decimaltal(linje.forventningstal, 1))
    ark.skriv(nr, 7, linje.prognose)
